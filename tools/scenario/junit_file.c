#include "tools/scenario/junit_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/scenario/junit_xml.h"

/* An empty file was probably created for a report. */
static bool
is_report(const char *path)
{
	size_t wanted = strlen(junit_xml_opening);
	char text[128];
	FILE *file = fopen(path, "rb");
	size_t n;

	assert(wanted <= sizeof(text));
	if (file == NULL)
		return false;
	n = fread(text, 1, wanted, file);
	fclose(file);
	return n == 0 || (n == wanted &&
	    memcmp(text, junit_xml_opening, n) == 0);
}

static bool
unwritable(const char *path, struct err *err)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%s: %s", path,
	    strerror(errno));
}

bool
junit_file_may(const char *path, struct err *err)
{
	struct stat found;

	if (strcmp(path, "-") == 0)
		return true;
	if (lstat(path, &found) != 0)
		return errno == ENOENT || unwritable(path, err);
	return (S_ISREG(found.st_mode) && is_report(path)) ||
	    err_set(err, ERR_FILE_UNWRITABLE, "%s already exists and is not a "
	    "report of --junit", path);
}

static bool
text_write(FILE *file, const char *text)
{
	return fputs(text, file) >= 0 && fflush(file) == 0;
}

static bool
beside_write(const char *beside, const char *text)
{
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;
	bool written;
	int saved;

	if (file == NULL) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	written = text_write(file, text);
	saved = errno;
	if (fclose(file) != 0 && written)
		return false;
	errno = saved;
	return written;
}

bool
junit_file_write(struct arena *arena, const char *path, const char *text,
    struct err *err)
{
	const char *beside = arena_format(arena, "%s.%ld", path,
	    (long)getpid());

	if (strcmp(path, "-") == 0)
		return text_write(stdout, text) || unwritable(path, err);
	if (!junit_file_may(path, err))
		return false;
	if (beside_write(beside, text) && rename(beside, path) == 0)
		return true;
	unwritable(path, err);
	if (errno != EEXIST)
		unlink(beside);
	return false;
}
