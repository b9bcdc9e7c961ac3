#include "backends/sim/console/installer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/drawing.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/console/screen.h"
#include "backends/sim/console/screens.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/world/simulation.h"

enum { LANGUAGES = 11, TERMINALS = 14, STEPS = 20, HUNDRED = 100,
    UPGRADES = 1, WIPES = 2 };	/* what it will do */

static const char languages[] = "\nSelect a Language\n\n   0. English\n"
    "   1. Brazilian Portuguese\n   2. French\n   3. German\n"
    "   4. Italian\n   5. Japanese\n   6. Korean\n"
    "   7. Simplified Chinese\n   8. Spanish\n   9. Swedish\n"
    "  10. Traditional Chinese\n\n";

static const char terminals[] = "\nWhat type of terminal are you using?\n"
    " 1) ANSI Standard CRT\n 2) DEC VT52\n 3) DEC VT100\n"
    " 4) Heathkit 19\n 5) Lear Siegler ADM31\n 6) PC Console\n"
    " 7) Sun Command Tool\n 8) Sun Workstation\n"
    " 9) Televideo 910\n 10) Televideo 925\n 11) Wyse Model 50\n"
    " 12) X Terminal Emulator (xterms)\n"
    " 13) CDE Terminal Emulator (dtterm)\n 14) Other\n";

void
installer_begin(struct console *console)
{
	struct console_row *row = console_row(console);

	row->screen = SCREEN_NONE;
	row->reboots = row->legend = row->choice = row->escape = 0;
	memset(row->answer, 0, sizeof(row->answer));
	memset(row->text, 0, sizeof(row->text));
	console_put(console, languages);
	console_ask(console, ASKS_LANGUAGE);
}

/* A number of a list, and nothing else; -1: it is none. */
static int
number_of(const char *line, int least, int most)
{
	size_t n = strspn(line, "0123456789");
	int number = n == 0 || n > 2 || line[n] != '\0' ? -1 : atoi(line);

	return number < least || number > most ? -1 : number;
}

void
language_line(struct console *console, char *line)
{
	if (number_of(line, 0, LANGUAGES - 1) >= 0) {
		console_put(console, terminals);
		console_ask(console, ASKS_TERMINAL);
		return;
	}
	console_print(console, *line == 'h' || *line == '?' ?
	    "Type the number of a language, and press Return.\n" :
	    "Invalid choice.\n");
	console_put(console, languages);
	console_ask(console, ASKS_LANGUAGE);
}

void
terminal_line(struct console *console, char *line)
{
	if (number_of(line, 1, TERMINALS) >= 0) {
		screen_show(console, SCREEN_PROGRAM);
		return;
	}
	console_put(console, terminals);
	console_ask(console, ASKS_TERMINAL);
}

void
installer_work(struct console *console, bool wipes)
{
	struct sim *sim = console_sim(console);
	const struct domain_row *domain = console_domain(console);
	struct console_row *row = console_row(console);
	const struct op op = { .kind = OP_GUEST_UPGRADE, .on = domain->node,
	    .guest = domain->guest, .value = wipes ? sim->index.initial : 0 };
	struct result res = { .outcome = UNKNOWN };
	uint32_t work = 0;

	row->reboots = row->answer[screens[SCREEN_REBOOT].slot] == 1;
	row->choice = wipes ? WIPES : UPGRADES;
	row->since_ns = sim->world->now_ns;
	console->acted = true;
	if (domain->work == 0)
		work = sim_begin(sim, &op, CAUSE_PERSON, &res);
	row = console_row(console);
	if (work == 0) {
		row->reboots = row->choice = 0;
		drawing_screen(console, res.err.code != ERR_NONE ?
		    res.err.text : "ERROR: the disks are in use");
		return;
	}
	sim_leave(sim, work);
	row->until_ns = domain_ends_ns(sim, console_domain(console));
	row->printed = 0;
	row->screen = SCREEN_PROGRESS;
	row->asks = ASKS_NOTHING;
	drawing_screen(console, NULL);
	drawing_progress(console, 0);
}

/* How many of its steps have been done by now. */
static unsigned
steps_now(const struct console *console)
{
	const struct console_row *row = console_row(console);
	int64_t whole = row->until_ns - row->since_ns;
	int64_t past = console_sim(console)->world->now_ns - row->since_ns;

	return whole <= 0 || past >= whole ? STEPS :
	    (unsigned)(past / (whole / STEPS + 1));
}

/* A person reboots when it is not done by itself. */
static void
ended(struct console *console)
{
	struct console_row *row = console_row(console);

	row->screen = SCREEN_NONE;
	console_print(console, "\033[H\033[J%s complete\n\n"
	    "Customizing system files\nCustomizing system devices\n"
	    "Installing boot information\n\n"
	    "Installation log location\n"
	    "        - /a/var/sadm/system/logs/%s (before reboot)\n"
	    "        - /var/sadm/system/logs/%s (after reboot)\n\n",
	    row->choice == WIPES ? "Install" : "Upgrade",
	    row->choice == WIPES ? "install_log" : "upgrade_log",
	    row->choice == WIPES ? "install_log" : "upgrade_log");
	row->choice = 0;
	if (row->reboots != 0)
		console_print(console, "rebooting...\n");
	else
		console_ask(console, ASKS_MINI);
}

void
installer_follow(struct console *console)
{
	struct console_row *row = console_row(console);
	const struct domain_row *domain = console_domain(console);
	unsigned steps;

	if (row->screen != SCREEN_PROGRESS)
		return;
	if (domain->work == 0 || domain->soft != SOFT_MEDIA) {
		ended(console);
		return;
	}
	steps = steps_now(console);
	if (steps > row->printed) {
		row->printed = steps;
		drawing_progress(console, steps * HUNDRED / STEPS);
	}
}

int64_t
installer_next_ms(struct console *console)
{
	const struct console_row *row = console_row(console);
	int64_t step = (row->until_ns - row->since_ns) / STEPS + 1;

	if (row->screen != SCREEN_PROGRESS || row->printed >= STEPS)
		return -1;
	return (row->since_ns + step * (row->printed + 1) + MS - 1) / MS;
}
