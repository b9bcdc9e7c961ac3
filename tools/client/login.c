#include "tools/client/login.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/client/paths.h"
#include "tools/client/processor.h"
#include "tools/client/talk.h"

enum { SAID_BY_SHELL = 128, NOT_STARTED = 127, REFUSED = 126, WORDS = 5 };

/* What a shell is asked, so that its prompt stays as it is given. */
static const struct {
	const char	*shell, *words[2];
} plain[] = {
	{ "bash", { "--noprofile", "--norc" } },
	{ "zsh", { "-f", NULL } },
	{ "tcsh", { "-f", NULL } },
	{ "csh", { "-f", NULL } },
};

static bool
place_answers(const char *state, const char *place)
{
	struct talk *talk = talk_begin(state, place);
	bool answers = talk->fd >= 0 && talk_say(talk->fd, MESSAGE_PLACE,
	    &place, 1);

	if (!answers)
		fprintf(stderr, "domferry: the simulated site has ended\n");
	else
		answers = talk_hear(talk) == 0;
	talk_end(talk);
	return answers;
}

/* The programs of the site come first in its PATH. */
static void
environment_set(const char *state, const char *place)
{
	const char *was = getenv("PATH");
	static char text[2 * TALK_PATH];

	was = was != NULL ? was : "/usr/bin:/bin";
	if ((size_t)snprintf(text, sizeof(text), "%s/bin:%s", state, was) >=
	    sizeof(text))
		abort();
	setenv("PATH", text, 1);
	snprintf(text, sizeof(text), "SIMULATED %s# ", place);
	setenv("PS1", text, 1);
	unsetenv("SSH_ORIGINAL_COMMAND");
	unsetenv("ENV");
}

static void
shell_become(const char *command)
{
	const char *shell = getenv("SHELL"), *name, *words[WORDS] = { NULL };

	shell = shell != NULL ? shell : "/bin/sh";
	name = strrchr(shell, '/') != NULL ? strrchr(shell, '/') + 1 : shell;
	words[0] = name;
	if (command != NULL) {
		words[1] = "-c";
		words[2] = command;
	} else {
		for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
			if (strcmp(plain[i].shell, name) == 0)
				memcpy(words + 1, plain[i].words,
				    sizeof(plain[i].words));
	}
	execv(shell, (char *const *)words);
	perror(shell);
	_exit(NOT_STARTED);
}

/* A signal only wakes up who waits. */
static void
on_child(int number)
{
	(void)number;
}

/* false: the lab has ended.  Nothing is ever written to the pipe. */
static bool
child_await(pid_t child, int alive, const sigset_t *open_to, int *status)
{
	fd_set set;

	for (;;) {
		pid_t ended = waitpid(child, status, WNOHANG);

		if (ended != 0)
			return true;
		FD_ZERO(&set);
		FD_SET(alive, &set);
		if (pselect(alive + 1, &set, NULL, NULL, NULL, open_to) > 0)
			return false;
	}
}

/* The terminal's signals are for the program; its child must not inherit
 * that. */
static void
signals_take(sigset_t *was)
{
	struct sigaction action = { .sa_handler = on_child };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, was);
	sigemptyset(&action.sa_mask);
	sigaction(SIGCHLD, &action, NULL);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
}

static void
signals_give(const sigset_t *was)
{
	static const int numbers[] = { SIGCHLD, SIGINT, SIGQUIT, SIGPIPE };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		signal(numbers[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, was, NULL);
}

/* A process group that is not its own may be somebody else's. */
static void
all_kill(pid_t child)
{
	kill(-child, SIGKILL);
	kill(child, SIGKILL);
	if (getpgrp() == getpid())
		kill(0, SIGKILL);
}

static int
command_play(const char *command, int alive)
{
	int status = 0;
	sigset_t was;
	pid_t child;

	signals_take(&was);
	child = fork();
	if (child == 0) {
		signals_give(&was);
		shell_become(command);
	}
	if (child < 0) {
		perror("domferry");
		return TALK_NO_ANSWER;
	}
	if (!child_await(child, alive, &was, &status)) {
		all_kill(child);
		return TALK_NO_ANSWER;
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return SAID_BY_SHELL + WTERMSIG(status);
}

int
login_play(const char *state, const char *place)
{
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	char path[TALK_PATH], *text = asked != NULL ? strdup(asked) : NULL;
	const char *command;
	int alive, status;

	if (asked != NULL && text == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/lab/alive", state);
	alive = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (alive < 0) {
		fprintf(stderr, "domferry: the simulated site has ended\n");
		return TALK_NO_ANSWER;
	}
	if (!place_answers(state, place))
		return TALK_NO_ANSWER;
	environment_set(state, place);
	command = path_take(state, text);
	/* Other places say it to the shell that asks them. */
	if (command == NULL || strncmp(place, "sp:", 3) == 0)
		fprintf(stderr, "SIMULATED: nothing at %s is real.\n", place);
	if (strncmp(place, "sp:", 3) == 0)
		status = processor_play(state, place, asked);
	else
		status = command != NULL && paths_refuse(state, place,
		    command) ? REFUSED : command_play(command, alive);
	free(text);
	return status;
}
