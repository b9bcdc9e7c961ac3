#include "tools/lab/lab_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tools/draft.h"

enum { TRIES = 200, TRY_NS = 10000000 };

static const char *const files[] = { "ssh_config", "site.json", "inventory",
    "lab/alive", "lab/authorized_keys", "lab/client_key",
    "lab/client_key.pub", "lab/host_key", "lab/host_key.pub",
    "lab/known_hosts", "lab/log", "lab/none", "lab/passwd", "lab/shadow",
    "lab/sshd_config" };

static const char *const folders[] = { "lab/home", "lab" };

const char *
lab_folder_path(struct arena *arena, const char *home, const char *name)
{
	return arena_format(arena, "%s/%s", home, name);
}

static bool
unwritable(struct err *err, const char *path)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", path,
	    strerror(errno));
}

bool
lab_folder_make(struct arena *arena, const char *home, struct err *err)
{
	const char *path = lab_folder_path(arena, home, "lab");

	lab_folder_clear(arena, home);
	return mkdir(path, 0700) == 0 || unwritable(err, path);
}

bool
lab_folder_write(struct arena *arena, const char *home, const char *name,
    const char *text, struct err *err)
{
	const char *path = lab_folder_path(arena, home, name);

	return draft_put(&(struct draft){ .path = path, .text = text,
	    .size = strlen(text), .mode = 0600, .replaces = true,
	    .alone = true, .passing = true }) || unwritable(err, path);
}

void
lab_folder_clear(struct arena *arena, const char *home)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(lab_folder_path(arena, home, files[i]));
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		rmdir(lab_folder_path(arena, home, folders[i]));
}

/* Nobody can open the writing end before there is a reader. */
int
lab_folder_live(struct arena *arena, const char *home, struct err *err)
{
	const char *path = lab_folder_path(arena, home, "lab/alive");
	int reading = -1, writing = -1;

	if (mkfifo(path, 0600) == 0)
		reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (reading >= 0)
		writing = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (writing < 0)
		unwritable(err, path);
	if (reading >= 0)
		close(reading);
	return writing;
}

/* Nothing is ever written: the end is read, or there is nothing to read. */
bool
lab_folder_lives(struct arena *arena, const char *home)
{
	int fd = open(lab_folder_path(arena, home, "lab/alive"), O_RDONLY |
	    O_NONBLOCK | O_CLOEXEC);
	bool lives;
	char byte;

	if (fd < 0)
		return false;
	lives = read(fd, &byte, 1) < 0 && errno == EAGAIN;
	close(fd);
	return lives;
}

bool
lab_folder_await_end(struct arena *arena, const char *home)
{
	const char *path = lab_folder_path(arena, home, "lab/alive");
	const struct timespec a_while = { 0, TRY_NS };

	for (unsigned i = 0; i < TRIES; i++) {
		int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

		if (fd < 0)
			return true;
		close(fd);
		nanosleep(&a_while, NULL);
	}
	return false;
}
