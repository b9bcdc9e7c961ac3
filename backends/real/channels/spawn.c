#include "backends/real/channels/spawn.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Who logs in, with which keys and tickets. */
static const char *const inherited[] = { "HOME", "USER", "LOGNAME",
    "SSH_AUTH_SOCK", "KRB5CCNAME", "TZ" };

enum { INHERITED = sizeof(inherited) / sizeof(inherited[0]), FIXED = 2,
    ENDS = 3, WAITS = 20, WAIT_NS = 5000000, SIGNALLED = 128 };

static char *
assignment(const char *name, const char *value)
{
	size_t n = strlen(name), size = n + strlen(value) + 2;
	char *text = malloc(size);

	if (text == NULL)
		abort();
	memcpy(text, name, n);
	text[n] = '=';
	memcpy(text + n + 1, value, size - n - 1);
	return text;
}

static void
environment_make(char *environment[INHERITED + FIXED + 1])
{
	size_t count = 0;

	environment[count++] = assignment("PATH", "/usr/bin:/bin:/usr/sbin");
	environment[count++] = assignment("LC_ALL", "C");
	for (size_t i = 0; i < INHERITED; i++) {
		const char *value = getenv(inherited[i]);

		if (value != NULL)
			environment[count++] = assignment(inherited[i], value);
	}
	environment[count] = NULL;
}

static void
environment_drop(char *environment[])
{
	for (size_t i = 0; environment[i] != NULL; i++)
		free(environment[i]);
}

/* Both ends are closed in every other program that is started, and ours does
 * not block.  Below 3 they would be closed by what they become. */
static bool
pipe_make(int ends[2], int ours)
{
	if (pipe(ends) != 0) {
		ends[0] = ends[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++) {
		int above = fcntl(ends[i], F_DUPFD_CLOEXEC, ENDS);

		close(ends[i]);
		ends[i] = above;
	}
	return ends[0] >= 0 && ends[1] >= 0 &&
	    fcntl(ends[ours], F_SETFL, O_NONBLOCK) == 0;
}

static void
end_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int
start(struct spawned *spawned, const char *const words[], int theirs[ENDS])
{
	char *environment[INHERITED + FIXED + 1];
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t set;
	int wrong;

	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < ENDS; i++)
		posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP |
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	sigfillset(&set);
	posix_spawnattr_setsigdefault(&attributes, &set);
	sigemptyset(&set);
	posix_spawnattr_setsigmask(&attributes, &set);
	environment_make(environment);
	wrong = posix_spawn(&spawned->pid, words[0], &actions, &attributes,
	    (char *const *)words, environment);
	environment_drop(environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return wrong;
}

bool
spawn_start(struct spawned *spawned, const char *const words[],
    struct err *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, said[2] = { -1, -1 };
	int wrong = 0;

	assert(words[0] != NULL && *words[0] == '/');
	*spawned = (struct spawned){ 0, -1, -1, -1 };
	/* Not every system's posix_spawn says so. */
	if (access(words[0], X_OK) == 0 && pipe_make(in, 1) &&
	    pipe_make(out, 0) && pipe_make(said, 0))
		wrong = start(spawned, words, (int[ENDS]){ in[0], out[1],
		    said[1] });
	else
		wrong = errno;
	end_close(&in[0]);
	end_close(&out[1]);
	end_close(&said[1]);
	spawned->in = in[1];
	spawned->out = out[0];
	spawned->err = said[0];
	if (wrong == 0)
		return true;
	spawned->pid = 0;
	spawn_end(spawned);
	return err_set(err, ERR_PROGRAM_FAILED, "%.150s cannot be started: %s",
	    words[0], strerror(wrong));
}

/* It may end by itself now that nobody speaks to it; not for long.  Returns its
 * status as waitpid has it. */
static int
await(pid_t pid)
{
	const struct timespec moment = { .tv_nsec = WAIT_NS };
	int status = 0;

	for (int i = 0; i < WAITS; i++) {
		if (waitpid(pid, &status, WNOHANG) != 0)
			return status;
		nanosleep(&moment, NULL);
	}
	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static void
ends_close(struct spawned *spawned)
{
	end_close(&spawned->in);
	end_close(&spawned->out);
	end_close(&spawned->err);
}

int
spawn_ended(struct spawned *spawned)
{
	int status;

	assert(spawned->pid > 0);
	ends_close(spawned);
	status = await(spawned->pid);
	spawned->pid = 0;
	return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status) :
	    WEXITSTATUS(status);
}

void
spawn_end(struct spawned *spawned)
{
	ends_close(spawned);
	if (spawned->pid > 0) {
		kill(-spawned->pid, SIGTERM);
		await(spawned->pid);
	}
	spawned->pid = 0;
}
