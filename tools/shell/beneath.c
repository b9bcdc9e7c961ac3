#include "tools/shell/beneath.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, FOLDER_MODE = 0755, FILE_MODE = 0644 };

static const char draft[] = ".domferry-draft";

/* One step down, through no link. */
static int
step(int folder, const char *name, bool make)
{
	if (make && mkdirat(folder, name, FOLDER_MODE) != 0 &&
	    errno != EEXIST)
		return -1;
	return openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
	    O_CLOEXEC);
}

/* The folder in which the path's last part lies; -1, or close it.  *last points
 * into the path. */
static int
above(int root, const char *path, bool make, const char **last)
{
	int folder = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char name[PATH_BYTES];
	const char *slash;

	assert(*path != '/' && *path != '\0');
	while (folder >= 0 && (slash = strchr(path, '/')) != NULL) {
		int next;

		snprintf(name, sizeof(name), "%.*s", (int)(slash - path),
		    path);
		next = step(folder, name, make);
		close(folder);
		folder = next;
		path = slash + 1;
	}
	*last = path;
	return folder;
}

static bool
closed(int folder, bool done)
{
	int why = errno;

	close(folder);
	errno = why;
	return done;
}

bool
beneath_folder(int root, const char *path)
{
	const char *last;
	int folder = above(root, path, true, &last);
	int made;

	if (folder < 0)
		return false;
	made = step(folder, last, true);
	if (made >= 0)
		close(made);
	return closed(folder, made >= 0);
}

bool
beneath_link(int root, const char *path, const char *to)
{
	const char *last;
	int folder = above(root, path, true, &last);

	if (folder < 0)
		return false;
	unlinkat(folder, draft, 0);
	/* An empty folder may be where a pool comes. */
	unlinkat(folder, last, AT_REMOVEDIR);
	return closed(folder, symlinkat(to, folder, draft) == 0 &&
	    renameat(folder, draft, folder, last) == 0);
}

static bool
all_written(int fd, const char *bytes, size_t n)
{
	while (n != 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

bool
beneath_file(int root, const char *path, const char *bytes, size_t n,
    off_t size)
{
	static const struct timespec times[2] = { { BENEATH_TIME, 0 },
	    { BENEATH_TIME, 0 } };
	const char *last;
	int folder = above(root, path, true, &last), fd;
	bool done;

	if (folder < 0)
		return false;
	unlinkat(folder, last, 0);
	fd = openat(folder, last, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, FILE_MODE);
	if (fd < 0)
		return closed(folder, false);
	done = all_written(fd, bytes, n) && ftruncate(fd, size) == 0 &&
	    futimens(fd, times) == 0;
	close(fd);
	return closed(folder, done);
}

bool
beneath_remove(int root, const char *path)
{
	const char *last;
	int folder = above(root, path, false, &last);
	bool done;

	if (folder < 0)
		return errno == ENOENT;
	done = unlinkat(folder, last, 0) == 0 || errno == ENOENT ||
	    unlinkat(folder, last, AT_REMOVEDIR) == 0;
	return closed(folder, done);
}

/* A pipe with a name would wait for its writer. */
int
beneath_open(int root, const char *path)
{
	const char *last;
	int folder = above(root, path, false, &last), fd;
	struct stat found;

	if (folder < 0)
		return -1;
	fd = openat(folder, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	close(folder);
	if (fd >= 0 && (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

void
beneath_look(int root, const char *path, struct stat *found)
{
	const char *last;
	int folder = above(root, path, false, &last);

	if (folder < 0 || fstatat(folder, last, found,
	    AT_SYMLINK_NOFOLLOW) != 0)
		*found = (struct stat){ .st_mode = 0 };
	if (folder >= 0)
		close(folder);
}
