#include "tools/shell/child.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_STARTED = 127, SAID_BYTES = 150 };

/* Where a user's PATH need not lead. */
static const char more_folders[] = "/usr/sbin:/sbin:/usr/local/sbin:"
    "/usr/lib/ssh:/usr/bin:/bin";

static const char *
folders_search(struct arena *arena, const char *folders, const char *name)
{
	while (*folders != '\0') {
		size_t n = strcspn(folders, ":");
		const char *path = arena_format(arena, "%.*s/%s", (int)n,
		    folders, name);

		if (*path == '/' && access(path, X_OK) == 0)
			return path;
		folders += n + (folders[n] == ':');
	}
	return NULL;
}

const char *
child_find(struct arena *arena, const char *name, const char *package,
    struct err *err)
{
	const char *path = getenv("PATH"), *found = NULL;

	if (path != NULL)
		found = folders_search(arena, path, name);
	if (found == NULL)
		found = folders_search(arena, more_folders, name);
	if (found == NULL)
		err_set(err, ERR_PROGRAM_MISSING, "%s is not on this machine: "
		    "it is in the package %s", name, package);
	return found;
}

void
child_signals(void)
{
	static const int numbers[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP,
	    SIGPIPE, SIGQUIT };
	sigset_t none;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		signal(numbers[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void
become(const char *const words[], const int in[2], const int out[2])
{
	child_signals();
	dup2(in[0], STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	dup2(out[1], STDERR_FILENO);
	execv(words[0], (char *const *)words);
	_exit(NOT_STARTED);
}

static bool
pipe_make(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

bool
child_start(struct child *child, const char *const words[],
    struct err *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };

	assert(words[0] != NULL && *words[0] == '/');
	*child = (struct child){ .pid = -1, .in = -1, .out = -1 };
	if (pipe_make(in) && pipe_make(out))
		child->pid = fork();
	if (child->pid == 0)
		become(words, in, out);
	if (child->pid < 0)
		err_set(err, ERR_PROGRAM_FAILED, "%.100s cannot be started: "
		    "%s", words[0], strerror(errno));
	close(in[0]);
	close(out[1]);
	child->in = in[1];
	child->out = out[0];
	if (child->pid > 0)
		return true;
	close(child->in);
	close(child->out);
	return false;
}

bool
child_line(const struct child *child, char *line, size_t size)
{
	size_t n = 0;
	ssize_t got = 1;

	assert(size > 1);
	while (n < size - 1) {
		got = read(child->out, line + n, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || line[n] == '\n')
			break;
		n++;
	}
	line[n] = '\0';
	return n != 0 || got > 0;
}

/* The first line that says something, and the rest unread. */
static void
said_read(const struct child *child, char said[SAID_BYTES])
{
	char line[SAID_BYTES];

	*said = '\0';
	while (child_line(child, line, sizeof(line)))
		if (*said == '\0')
			memcpy(said, line, sizeof(line));
	if (said[0] != '\0')
		said[strcspn(said, "\r")] = '\0';
}

bool
child_end(struct child *child, const char *name, struct err *err)
{
	char said[SAID_BYTES];
	int status = 0;

	close(child->in);
	said_read(child, said);
	close(child->out);
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return err_set(err, ERR_PROGRAM_FAILED, "%.60s has failed (%s %d)"
	    "%s%.120s", name, WIFEXITED(status) ? "status" : "signal",
	    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status),
	    *said != '\0' ? ": " : "", said);
}

bool
child_run(const char *const words[], struct err *err)
{
	struct child child;

	return child_start(&child, words, err) &&
	    child_end(&child, words[0], err);
}
