/*
 * The shell of the install medium, beside its installer.
 */
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/console/screen.h"
#include "backends/sim/hypervisor/down.h"
#include "backends/sim/world/simulation.h"

/* Lines that end it, and what they lead to. */
static const struct {
	const char	*line;
	enum down	 down;
} leading[] = {
	{ "reboot", DOWN_AGAIN }, { "init 6", DOWN_AGAIN },
	{ "init 0", DOWN_OK }, { "halt", DOWN_OK }, { "init 5", DOWN_OFF },
	{ "poweroff", DOWN_OFF },
};

static void
go_down(struct console *console, enum down down)
{
	console_do(console);
	if (console_domain(console)->work == 0)
		down_begin(console_sim(console), console_domain(console),
		    down, 0);
	console_done(console);
}

void
mini_line(struct console *console, char *line)
{
	for (size_t i = 0; i < sizeof(leading) / sizeof(leading[0]); i++)
		if (strcmp(leading[i].line, line) == 0) {
			go_down(console, leading[i].down);
			if (console_domain(console)->soft == SOFT_HALTING)
				return;
		}
	if (strcmp(line, "install-solaris") == 0) {
		screen_show(console, SCREEN_INSTALL);
		return;
	}
	if (*line != '\0' && *line != '\004')
		console_print(console, "domferry: not simulated on the install "
		    "medium: %s\n", line);
	console_ask(console, ASKS_MINI);
}
