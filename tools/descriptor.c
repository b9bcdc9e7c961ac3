#include "tools/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool
descriptors_open(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", O_RDWR) != fd)
			return false;
	return true;
}

bool
descriptor_write(int fd, const char *text, size_t size)
{
	while (size != 0) {
		ssize_t n = write(fd, text, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		size -= (size_t)n;
	}
	return true;
}

bool
descriptor_sync(int fd)
{
	int failed;

	do
		failed = fsync(fd);
	while (failed != 0 && errno == EINTR);
	return failed == 0;
}
