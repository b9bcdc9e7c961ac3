#include "tools/session/folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "tools/descriptor.h"
#include "tools/draft.h"

enum { PATH_BYTES = 4096, BALLAST = 65536 };

const char folder_journal[] = "journal.jsonl";

const char *
folder_path(struct arena *arena, const char *folder, const char *name)
{
	return arena_format(arena, "%s/%s", folder, name);
}

static void
path_of(const struct folder *folder, const char *name,
    char buffer[PATH_BYTES])
{
	snprintf(buffer, PATH_BYTES, "%s/%s", folder->path, name);
}

static bool
unwritable(struct err *err, enum err_code code, const char *path)
{
	return err_set(err, code, "%s: %s", path, strerror(errno));
}

static int
journal_open(const struct folder *folder, int flags, struct err *err)
{
	char path[PATH_BYTES];
	int fd;

	path_of(folder, folder->name, path);
	fd = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | flags,
	    0600);
	if (fd < 0)
		unwritable(err, (flags & O_CREAT) != 0 ?
		    ERR_FILE_UNWRITABLE : ERR_NOT_A_RUN, path);
	return fd;
}

bool
folder_make(struct folder *folder, const char *path, const char *name,
    const struct holder *holder, struct err *err)
{
	*folder = (struct folder){ .path = path, .name = name, .lock.fd = -1,
	    .journal = -1 };
	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? err_set(err, ERR_FILE_EXISTS,
		    "%s exists already; to continue that run: domferry resume "
		    "%s", path, path) :
		    unwritable(err, ERR_FILE_UNWRITABLE, path);
	if (!lock_take(&folder->lock, path, holder, err)) {
		folder_discard(folder);
		return false;
	}
	folder->journal = journal_open(folder, O_CREAT | O_EXCL, err);
	return folder->journal >= 0;
}

bool
folder_open(struct folder *folder, const char *path, const char *name,
    const struct holder *holder, struct err *err)
{
	char reserve[PATH_BYTES];
	struct stat found;

	*folder = (struct folder){ .path = path, .name = name, .lock.fd = -1,
	    .journal = -1 };
	folder->journal = journal_open(folder, 0, err);
	if (folder->journal < 0)
		return false;
	path_of(folder, "reserve", reserve);
	folder->reserved = stat(reserve, &found) == 0 &&
	    found.st_size > 0;
	if (lock_take(&folder->lock, path, holder, err))
		return true;
	folder_close(folder);
	return false;
}

void
folder_close(struct folder *folder)
{
	if (folder->journal >= 0)
		close(folder->journal);
	folder->journal = -1;
	lock_drop(&folder->lock);
}

void
folder_discard(struct folder *folder)
{
	const char *const names[] = { "site.json", "start.txt",
	    "plan.json", "reserve", "events.jsonl", "lock", folder->name };
	char path[PATH_BYTES];

	folder_close(folder);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path_of(folder, names[i], path);
		unlink(path);
	}
	rmdir(folder->path);
}

bool
folder_put(const struct folder *folder, const char *name, const char *text,
    size_t size, struct err *err)
{
	char path[PATH_BYTES];

	path_of(folder, name, path);
	return draft_put(&(struct draft){ .path = path, .text = text,
	    .size = size, .mode = 0600, .alone = true }) ||
	    unwritable(err, ERR_FILE_UNWRITABLE, path);
}

bool
folder_replace(const struct folder *folder, const char *name,
    const char *text, size_t size)
{
	char path[PATH_BYTES];

	path_of(folder, name, path);
	return draft_put(&(struct draft){ .path = path, .text = text,
	    .size = size, .mode = 0600, .replaces = true, .alone = true });
}

bool
folder_sync(const struct folder *folder, struct err *err)
{
	int fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && descriptor_sync(fd);

	if (!synced)
		unwritable(err, ERR_FILE_UNWRITABLE, folder->path);
	if (fd >= 0)
		close(fd);
	return synced;
}

static bool
append_once(struct folder *folder, const char *text, size_t size)
{
	int saved;

	if (descriptor_write(folder->journal, text, size)) {
		folder->size += (int64_t)size;
		return true;
	}
	saved = errno;
	/* If even this fails, the torn line is dropped by who reads it. */
	(void)!ftruncate(folder->journal, folder->size);
	errno = saved;
	return false;
}

bool
folder_append(struct folder *folder, const char *text, size_t size,
    struct err *err)
{
	char path[PATH_BYTES];

	assert(folder->journal >= 0);
	assert(size != 0 && text[size - 1] == '\n');
	path_of(folder, folder->name, path);
	if (folder->size + (int64_t)size > LIMIT_JOURNAL_BYTES)
		return err_set(err, ERR_JOURNAL_FULL, "%s has %lld bytes; the "
		    "next line would go over the limit of %d", path,
		    (long long)folder->size, LIMIT_JOURNAL_BYTES);
	if (append_once(folder, text, size))
		return true;
	if ((errno == ENOSPC || errno == EDQUOT) && folder->reserved) {
		folder_unreserve(folder);
		if (append_once(folder, text, size))
			return true;
	}
	return unwritable(err, ERR_JOURNAL_UNWRITABLE, path);
}

bool
folder_journal_sync(struct folder *folder, struct err *err)
{
	char path[PATH_BYTES];

	assert(folder->journal >= 0);
	if (descriptor_sync(folder->journal))
		return true;
	path_of(folder, folder->name, path);
	return unwritable(err, ERR_JOURNAL_UNWRITABLE, path);
}

bool
folder_cut(struct folder *folder, int64_t size, struct err *err)
{
	char path[PATH_BYTES];

	assert(folder->journal >= 0 && size >= 0);
	folder->size = size;
	if (ftruncate(folder->journal, (off_t)size) == 0)
		return true;
	path_of(folder, folder->name, path);
	return unwritable(err, ERR_JOURNAL_UNWRITABLE, path);
}

/* Bytes that no file system can press together. */
static void
ballast_fill(char *ballast)
{
	uint64_t x = 88172645463325252;

	for (size_t i = 0; i < BALLAST; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		ballast[i] = (char)(x & 0x7f);
	}
}

bool
folder_reserve(struct folder *folder, int64_t bytes, struct err *err)
{
	char path[PATH_BYTES], ballast[BALLAST];
	bool whole = true;
	int fd;

	assert(bytes >= 0);
	path_of(folder, "reserve", path);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	if (fd < 0)
		return unwritable(err, ERR_FILE_UNWRITABLE, path);
	ballast_fill(ballast);
	for (int64_t at = 0; whole && at < bytes; at += BALLAST)
		whole = descriptor_write(fd, ballast, BALLAST);
	whole = whole && descriptor_sync(fd);
	if (!whole) {
		unwritable(err, ERR_FILE_UNWRITABLE, path);
		unlink(path);
	}
	close(fd);
	folder->reserved = whole;
	return whole;
}

void
folder_unreserve(struct folder *folder)
{
	char path[PATH_BYTES];

	path_of(folder, "reserve", path);
	unlink(path);
	folder->reserved = false;
}
