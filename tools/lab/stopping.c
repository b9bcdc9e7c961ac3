#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tools/lab/lab.h"
#include "tools/lab/lab_folder.h"
#include "tools/say.h"
#include "tools/shell/owner.h"

enum { TRIES = 1000, TRY_NS = 10000000 };

/* The process that holds the lock, as the system knows it; 0: none.  A number
 * in a file could be that of another process by now. */
static pid_t
holder_find(struct arena *arena, const char *home)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(lab_folder_path(arena, home, "lock"), O_RDWR |
	    O_CLOEXEC);
	pid_t pid = 0;

	if (fd < 0)
		return 0;
	if (fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK)
		pid = whole.l_pid;
	close(fd);
	return pid;
}

static bool
holder_await_end(struct arena *arena, const char *home)
{
	const struct timespec a_while = { 0, TRY_NS };

	for (unsigned i = 0; i < TRIES; i++) {
		if (holder_find(arena, home) == 0)
			return true;
		nanosleep(&a_while, NULL);
	}
	return false;
}

static bool
lab_end(struct arena *arena, const char *home, pid_t pid, struct err *err)
{
	if (kill(pid, SIGTERM) != 0)
		return err_set(err, ERR_STATE_BUSY, "process %ld, which holds "
		    "%.100s, cannot be ended: %s", (long)pid, home,
		    strerror(errno));
	return holder_await_end(arena, home) || err_set(err, ERR_STATE_BUSY,
	    "process %ld has not ended within ten seconds", (long)pid);
}

/* What a lab that was killed has left. */
static bool
lab_clean(struct arena *arena, struct home *home, struct err *err)
{
	if (!lab_folder_await_end(arena, home->path))
		return err_set(err, ERR_STATE_BUSY, "a program that was typed "
		    "at the site in %.100s does not end", home->path);
	if (!home_lock(arena, home, err))
		return false;
	port_forget(arena, home);
	lab_folder_clear(arena, home->path);
	return true;
}

static bool
stop(struct arena *arena, struct home *home, struct err *err)
{
	pid_t pid = holder_find(arena, home->path);

	if (pid == 0)
		return lab_clean(arena, home, err);
	if (!lab_folder_lives(arena, home->path))
		return err_set(err, ERR_STATE_BUSY, "process %ld, which holds "
		    "%.100s, is no lab", (long)pid, home->path);
	return lab_end(arena, home->path, pid, err);
}

int
lab_stop(const char *state)
{
	struct arena arena = { 0 };
	struct home home = { .path = state, .lock.fd = -1 };
	struct err err = { 0 };
	int status = EXIT_OK;

	if (access(lab_folder_path(&arena, state, "state"), F_OK) != 0)
		err_set(&err, ERR_FILE_UNREADABLE, "%.150s holds no simulated "
		    "site: %s", state, strerror(errno));
	else
		stop(&arena, &home, &err);
	if (err.code != ERR_NONE)
		status = err_print(&err);
	home_close(&home);
	arena_drop(&arena);
	return status;
}
