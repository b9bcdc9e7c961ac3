#include "tools/session/lock.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "tools/session/claim.h"

enum { LOCK_BYTES = 512, PATH_BYTES = 4096 };

/* Linux names each boot; elsewhere the field is empty and nothing is proved
 * by it. */
static const char *
boot_ask(struct arena *arena)
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");
	char text[64] = "";

	if (file == NULL)
		return "";
	if (fgets(text, sizeof(text), file) != NULL)
		text[strcspn(text, "\n")] = '\0';
	fclose(file);
	return arena_text(arena, text, strlen(text));
}

void
holder_ask(struct arena *arena, struct holder *holder)
{
	const struct passwd *user = getpwuid(geteuid());
	struct utsname name = { 0 };
	time_t now = time(NULL);
	struct tm tm = { 0 };
	char text[32];

	uname(&name);
	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	*holder = (struct holder){
		.who = user != NULL ? arena_text(arena, user->pw_name,
		    strlen(user->pw_name)) : arena_format(arena, "uid %ld",
		    (long)geteuid()),
		.host = arena_text(arena, name.nodename,
		    strlen(name.nodename)),
		.boot = boot_ask(arena),
		.time = arena_text(arena, text, strlen(text)),
		.pid = (long)getpid(),
	};
}

static bool
is_taken(int fd, const char *folder, struct err *err)
{
	char text[LOCK_BYTES] = "";
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
	json_t *holder = json_loadb(text, n > 0 ? (size_t)n : 0,
	    JSON_DISABLE_EOF_CHECK, NULL);
	const char *who = "", *host = "", *since = "";
	json_int_t pid = 0;

	(void)json_unpack(holder, "{s:s,s:s,s:s,s:I}", "who", &who, "host",
	    &host, "since", &since, "pid", &pid);
	err_set(err, ERR_RUN_BUSY, "%.60s is in use by %.30s on %.40s since "
	    "%.24s (process %lld); it is free when that process ends",
	    folder, who, host, since, (long long)pid);
	json_decref(holder);
	return false;
}

static bool
lock_write(int fd, const struct holder *holder)
{
	struct arena arena = { 0 };
	const char *line = arena_format(&arena, "%s\n", claim_line(&arena,
	    NULL, holder));
	size_t size = strlen(line);
	bool written = size < LOCK_BYTES && ftruncate(fd, 0) == 0 &&
	    pwrite(fd, line, size, 0) == (ssize_t)size;

	arena_drop(&arena);
	return written;
}

bool
lock_take(struct lock *lock, const char *folder, const struct holder *holder,
    struct err *err)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char path[PATH_BYTES];

	assert(lock->fd < 0 && holder->who != NULL);
	snprintf(path, sizeof(path), "%s/lock", folder);
	lock->fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (lock->fd < 0)
		return err_set(err, ERR_FILE_UNWRITABLE, "%s: %s", path,
		    strerror(errno));
	if (fcntl(lock->fd, F_SETLK, &whole) == 0) {
		/* Its text is for people: on a full disk it may stay empty. */
		(void)lock_write(lock->fd, holder);
		return true;
	}
	if (errno == EACCES || errno == EAGAIN)
		is_taken(lock->fd, folder, err);
	else
		err_set(err, ERR_FILE_UNWRITABLE, "%s: %s", path,
		    strerror(errno));
	lock_drop(lock);
	return false;
}

void
lock_drop(struct lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	lock->fd = -1;
}
