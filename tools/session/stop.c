#include "tools/session/stop.h"

#include <assert.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"

static const struct {
	int		 number;
	const char	*name;
} heard[] = {
	{ SIGINT, "SIGINT" },
	{ SIGTERM, "SIGTERM" },
	{ SIGHUP, "SIGHUP" },
};

enum { HEARD = sizeof(heard) / sizeof(heard[0]) };

static const char idle[] = "\ndomferry: ended at once, as by a crash; no "
    "command that changes anything was under way.\nGo on: domferry resume "
    "RUN\n";

/* A handler has nothing else to write to, and to read from. */
static volatile sig_atomic_t asked;
static const char *volatile words;

/* Only what may be done in a handler. */
static void
on_signal(int signal_number)
{
	if (asked != 0 && words != NULL) {
		(void)!write(STDERR_FILENO, words, strlen(words));
		_exit(EXIT_STUCK);
	}
	asked = signal_number;
}

/* No handler runs meanwhile. */
void
stop_says(const char *text)
{
	sigset_t all, was;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &was);
	words = text != NULL ? text : idle;
	sigprocmask(SIG_SETMASK, &was, NULL);
}

/* SA_RESTART: a write that a signal interrupts is not cut short. */
void
stop_listen(void)
{
	struct sigaction action = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART }, was;

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < HEARD; i++)
		if (sigaction(heard[i].number, NULL, &was) == 0 &&
		    was.sa_handler != SIG_IGN)
			sigaction(heard[i].number, &action, NULL);
}

void
stop_outlive_pipe(void)
{
	struct sigaction ignored = { .sa_handler = SIG_IGN };

	sigemptyset(&ignored.sa_mask);
	sigaction(SIGPIPE, &ignored, NULL);
}

pid_t
stop_fork(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t all, was;
	pid_t child;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &was);
	child = fork();
	if (child == 0) {
		sigemptyset(&usual.sa_mask);
		sigaction(SIGTERM, &usual, NULL);
		sigaction(SIGHUP, &usual, NULL);
	}
	sigprocmask(SIG_SETMASK, &was, NULL);
	return child;
}

void
stop_forget(void)
{
	asked = 0;
	words = NULL;
}

bool
stop_asked(void)
{
	return asked != 0;
}

const char *
stop_signal(void)
{
	assert(stop_asked());
	for (size_t i = 0; i < HEARD; i++)
		if (heard[i].number == asked)
			return heard[i].name;
	return "a signal";
}
