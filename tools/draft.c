#include "tools/draft.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/descriptor.h"

enum { PATH_BYTES = 4096 + 32 };

static bool
is_there(const char *path)
{
	struct stat found;

	return lstat(path, &found) == 0;
}

static bool
text_put(const char *beside, const struct draft *draft)
{
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC, draft->mode);
	bool whole;
	int saved;

	if (fd < 0)
		return false;
	whole = descriptor_write(fd, draft->text, draft->size) &&
	    (draft->passing || descriptor_sync(fd));
	saved = errno;
	if (close(fd) != 0 && whole)
		return false;
	errno = saved;
	return whole;
}

/* A link never replaces a file.  Where a file system has none, what came there
 * since the last look is lost. */
static bool
named(const char *beside, const struct draft *draft)
{
	if (draft->replaces)
		return rename(beside, draft->path) == 0;
	if (link(beside, draft->path) == 0) {
		unlink(beside);
		return true;
	}
	if (errno == EEXIST)
		return false;
	if (is_there(draft->path)) {
		errno = EEXIST;
		return false;
	}
	return rename(beside, draft->path) == 0;
}

bool
draft_put(const struct draft *draft)
{
	char beside[PATH_BYTES];
	int saved, n;

	assert(draft->path != NULL && draft->text != NULL);
	if (!draft->replaces && is_there(draft->path)) {
		errno = EEXIST;
		return false;
	}
	n = draft->alone ?
	    snprintf(beside, sizeof(beside), "%s.new", draft->path) :
	    snprintf(beside, sizeof(beside), "%s.new%ld", draft->path,
	    (long)getpid());
	if (n < 0 || (size_t)n >= sizeof(beside)) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (text_put(beside, draft) && named(beside, draft))
		return true;
	saved = errno;
	unlink(beside);
	errno = saved;
	return false;
}
