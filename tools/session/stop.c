#include "tools/session/stop.h"

#include <assert.h>
#include <signal.h>
#include <stddef.h>

static const struct {
	int		 number;
	const char	*name;
} heard[] = {
	{ SIGINT, "SIGINT" },
	{ SIGTERM, "SIGTERM" },
	{ SIGHUP, "SIGHUP" },
};

enum { HEARD = sizeof(heard) / sizeof(heard[0]) };

/* A handler has nothing else to write to. */
static volatile sig_atomic_t asked;

static void
on_signal(int signal_number)
{
	asked = signal_number;
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
