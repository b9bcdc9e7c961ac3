#include "tools/host/home.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "tools/draft.h"
#include "tools/file.h"
#include "tools/host/installed.h"
#include "tools/host/tree.h"

enum { PATH_BYTES = 4096 };

static const char *const files[] = { "state", "lock", "owner", "domferry" };

static bool
unwritable(struct err *err, const char *path)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", path,
	    strerror(errno));
}

/* A folder of ours, in which no one else writes. */
static bool
folder_make(const char *path, struct err *err)
{
	struct stat found;

	if (mkdir(path, 0700) == 0)
		return true;
	if (errno != EEXIST)
		return unwritable(err, path);
	if (stat(path, &found) != 0)
		return unwritable(err, path);
	if (!S_ISDIR(found.st_mode) || found.st_uid != geteuid())
		return err_set(err, ERR_FILE_UNWRITABLE, "%.150s is not a "
		    "folder of yours", path);
	return true;
}

/* Others work in other folders. */
static bool
path_find(struct arena *arena, struct home *home, const char *path,
    struct err *err)
{
	char folder[PATH_BYTES];

	if (*path == '/') {
		home->path = arena_text(arena, path, strlen(path));
		return true;
	}
	if (getcwd(folder, sizeof(folder)) == NULL)
		return unwritable(err, "the current folder");
	home->path = arena_format(arena, "%s/%s", folder, path);
	return true;
}

static const char *
passing_make(struct arena *arena, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *path = arena_format(arena, "%s/domferry-XXXXXX",
	    tmp != NULL && *tmp == '/' ? tmp : "/tmp");

	if (mkdtemp(path) != NULL)
		return path;
	unwritable(err, path);
	return NULL;
}

bool
home_open(struct arena *arena, struct home *home, const char *path,
    struct err *err)
{
	*home = (struct home){ .lock.fd = -1, .passing = path == NULL };
	if (path == NULL)
		path = passing_make(arena, err);
	return path != NULL && folder_make(path, err) &&
	    path_find(arena, home, path, err) &&
	    installed_link(home->path, err);
}

bool
home_lock(struct arena *arena, struct home *home, struct err *err)
{
	struct holder holder;

	holder_ask(arena, &holder);
	return lock_take(&home->lock, home->path, &holder, err);
}

void
home_close(struct home *home)
{
	char path[PATH_BYTES];

	if (home->passing && home->path != NULL) {
		for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
			snprintf(path, sizeof(path), "%s/%s", home->path,
			    files[i]);
			unlink(path);
		}
		snprintf(path, sizeof(path), "%s/roots", home->path);
		rmdir(path);
		installed_unlink(home->path);
		snprintf(path, sizeof(path), "%s/kept", home->path);
		tree_remove(path);
		rmdir(home->path);
	}
	lock_drop(&home->lock);
}

const char *
home_state(struct arena *arena, const struct home *home, size_t *n,
    struct err *err)
{
	char *path = arena_format(arena, "%s/state", home->path);

	if (access(path, F_OK) != 0 && errno == ENOENT)
		return NULL;
	return file_read(arena, path, UINT32_MAX, n, err);
}

bool
home_save(const struct home *home, const struct buffer *bytes,
    struct err *err)
{
	char path[PATH_BYTES];

	assert(home->lock.fd >= 0);
	snprintf(path, sizeof(path), "%s/state", home->path);
	return draft_put(&(struct draft){ .path = path, .text = bytes->bytes,
	    .size = bytes->size, .mode = 0600, .replaces = true,
	    .alone = true, .passing = true }) || unwritable(err, path);
}

bool
home_surround(const struct home *home, const char *place)
{
	const char *was = getenv("PATH");
	struct buffer path = { 0 };
	bool done;

	buffer_print(&path, "%s/bin:%s", home->path,
	    was != NULL ? was : "/usr/bin:/bin");
	done = setenv("PATH", path.bytes, 1) == 0 &&
	    setenv("DOMFERRY_STATE", home->path, 1) == 0 &&
	    setenv("DOMFERRY_PLACE", place, 1) == 0;
	buffer_drop(&path);
	return done;
}
