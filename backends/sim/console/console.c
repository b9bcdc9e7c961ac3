#include "backends/sim/console/console.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/going.h"
#include "backends/sim/console/installer.h"
#include "backends/sim/console/keys.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/console_rows.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

enum { PRINT_BYTES = 1024 };

/* What prompts, and what its line does. */
static const struct {
	const char	*prompt;	/* with the host's name, perhaps */
	void		(*line)(struct console *, char *);
	bool		 hidden;	/* keys are not shown */
} asking[ASKS_KINDS] = {
	[ASKS_NOTHING] = { NULL, NULL, false },
	[ASKS_OK] = { "{0} ok ", ok_line, false },
	[ASKS_SELECT] = { "Enter Selection, q to quit: ", select_line, false },
	[ASKS_LOGIN] = { "\n%s console login: ", login_line, false },
	[ASKS_PASSWORD] = { "Password: ", password_line, true },
	[ASKS_SHELL] = { "# ", shell_line, false },
	[ASKS_SURE] = { "Do you want to continue? (y or n):   ", sure_line,
	    false },
	[ASKS_MAINTENANCE] = { "\nRoot password for system maintenance "
	    "(control-d to bypass): ", maintenance_line, true },
	[ASKS_SINGLE] = { "# ", shell_line, false },
	[ASKS_MINI] = { "# ", mini_line, false },
	[ASKS_LANGUAGE] = { "Please make a choice (0 - 10), or press h or ? "
	    "for help: ", language_line, false },
	[ASKS_TERMINAL] = { "Type the number of your choice and press "
	    "Return: ", terminal_line, false },
	[ASKS_SCREEN] = { NULL, NULL, false },
};

struct sim *
console_sim(const struct console *console)
{
	return console->shell->sim;
}

struct console_row *
console_row(const struct console *console)
{
	struct world *world = console_sim(console)->world;

	return world_console(world, world_console_of(world,
	    console->domain));
}

struct domain_row *
console_domain(const struct console *console)
{
	return world_domain(console_sim(console)->world, console->domain);
}

const char *
console_host(const struct console *console)
{
	return sim_name(console_sim(console), KIND_GUEST,
	    console_domain(console)->guest);
}

void
console_put(struct console *console, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		buffer_put(console->out, text, n);
		text += n;
		if (*text == '\n') {
			buffer_put(console->out, "\r\n", 2);
			text++;
		}
	}
}

void
console_print(struct console *console, const char *format, ...)
{
	char text[PRINT_BYTES];
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	assert(n >= 0 && n < PRINT_BYTES);
	console_put(console, text);
}

void
console_do(struct console *console)
{
	struct sim *sim = console_sim(console);

	growth_names(sim);
	growth_ensure(sim);
	sim->cause = CAUSE_PERSON;
	console->acted = true;
}

void
console_done(struct console *console)
{
	sim_settle(console_sim(console));
}

void
console_ask(struct console *console, enum asks asks)
{
	struct console_row *row = console_row(console);
	const char *prompt = asking[asks].prompt;

	assert(asks < ASKS_KINDS && row->domain != 0);
	row->asks = (uint8_t)asks;
	row->size = 0;
	if (prompt != NULL && strstr(prompt, "%s") != NULL)
		console_print(console, "\n%s console login: ",
		    console_host(console));
	else if (prompt != NULL)
		console_print(console, "%s", prompt);
}

/* Its row, if it has none yet. */
static void
row_make(struct console *console)
{
	struct sim *sim = console_sim(console);
	uint32_t row;

	if (world_console_of(sim->world, console->domain) != 0)
		return;
	growth_for(sim, T_CONSOLE, 1);
	row = world_alloc(sim->world, T_CONSOLE);
	world_console(sim->world, row)->domain = console->domain;
}

void
console_open(struct console *console)
{
	struct buffer *out = console->out, lost = { 0 };

	console->out = &lost;
	console_follow(console);
	console->out = out;
	buffer_drop(&lost);
}

void
console_follow(struct console *console)
{
	assert(console_domain(console)->guest != 0);
	row_make(console);
	going_follow(console);
}

int64_t
console_next_ms(struct console *console)
{
	return console_row(console)->domain != 0 ? going_next_ms(console) :
	    -1;
}

bool
console_is_busy(struct console *console)
{
	const struct domain_row *domain = console_domain(console);

	return domain->state == STATE_AT_OK && domain->work != 0;
}

/* A line is whole, or was given up. */
static void
line_take(struct console *console, enum key_end key)
{
	struct console_row *row = console_row(console);
	char line[CONSOLE_LINE];
	enum asks asks = row->asks;

	memcpy(line, row->line, sizeof(line));
	line[row->size] = '\0';
	row->size = 0;
	memset(row->line, 0, sizeof(row->line));
	console_print(console, "\n");
	if (key == KEY_LINE)
		asking[asks].line(console, line);
	else if (key == KEY_END)
		asking[asks].line(console, strcpy(line, "\004"));
	else
		console_ask(console, asks);
}

void
console_type(struct console *console, const char *bytes, size_t n)
{
	assert(bytes != NULL || n == 0);
	for (size_t i = 0; i < n; i++) {
		enum asks asks;
		enum key_end key;

		console_follow(console);
		asks = console_row(console)->asks;
		if (asks == ASKS_NOTHING)
			continue;
		if (asks == ASKS_SCREEN) {
			installer_key(console, bytes[i]);
			continue;
		}
		key = key_take(console, bytes[i], asking[asks].hidden);
		if (key != KEY_MORE)
			line_take(console, key);
	}
	console_follow(console);
}

/* What goes on ends, whoever waits for it; but for a move of its group, which
 * has its own ways. */
static bool
work_stop(struct sim *sim, struct domain_row *domain)
{
	uint32_t row = domain->work;

	if (row == 0)
		return true;
	if (world_work(sim->world, row)->kind == WORK_MOVE ||
	    domain_state(sim, domain) == STATE_MOVING)
		return false;
	domain->work = 0;
	work_cut(sim, row, ERR_NOT_RUNNING);
	return true;
}

void
console_break(struct console *console)
{
	struct sim *sim = console_sim(console);
	struct domain_row *domain;
	uint32_t soft;

	console_follow(console);
	domain = console_domain(console);
	soft = domain->soft;
	if (domain->state != STATE_AT_OK || soft == SOFT_OK)
		return;
	console_do(console);
	domain = console_domain(console);
	if (!work_stop(sim, domain))
		return;
	domain_become(sim, domain, STATE_AT_OK, SOFT_OK);
	console_done(console);
	going_broken(console, soft);
}
