/*
 * Login at the console, and the password of single-user mode.
 *
 * A simulated site has no passwords: root's is whatever is typed, and nobody
 * else has one.
 */
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/world/simulation.h"

void
login_line(struct console *console, char *line)
{
	struct console_row *row;

	if (*line == '\0' || *line == '\004') {
		console_ask(console, ASKS_LOGIN);
		return;
	}
	row = console_row(console);
	row->choice = strcmp(line, "root") == 0;
	console_ask(console, ASKS_PASSWORD);
}

void
password_line(struct console *console, char *line)
{
	if (console_row(console)->choice == 0 || *line == '\004') {
		console_print(console, "Login incorrect\n");
		console_ask(console, ASKS_LOGIN);
		return;
	}
	console_print(console, "Oracle Corporation\tSunOS 5.10\t"
	    "Generic Patch\tJanuary 2005\n");
	console_ask(console, ASKS_SHELL);
}

void
maintenance_line(struct console *console, char *line)
{
	if (*line != '\004') {
		console_print(console, "single-user privilege assigned to "
		    "root on /dev/console.\nEntering System Maintenance "
		    "Mode\n\n");
		console_ask(console, ASKS_SINGLE);
		return;
	}
	console_do(console);
	domain_become(console_sim(console), console_domain(console),
	    STATE_AT_OK, SOFT_RUNNING);
	console_done(console);
}
