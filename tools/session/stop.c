#include "tools/session/stop.h"

#include <signal.h>
#include <stddef.h>

/* A handler has nothing else to write to. */
static volatile sig_atomic_t asked;

static void
on_signal(int signal_number)
{
	(void)signal_number;
	asked = 1;
}

void
stop_listen(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

bool
stop_asked(void)
{
	return asked != 0;
}
