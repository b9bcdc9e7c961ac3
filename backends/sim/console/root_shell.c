/*
 * The shell of root at the console: what takes the system down is done here,
 * every other command is a program of the simulated site, as over the network.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/lines.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/down.h"
#include "backends/sim/world/simulation.h"

enum { WORDS = 16, SECOND_MS = 1000, GRACE_S = 60, GRACE_MOST_S = 86400 };

/* What a command takes the system to; a level of init by its letter. */
static const struct level {
	char		 letter;
	enum down	 down;
	bool		 up;		/* to multi-user mode */
} levels[] = {
	{ '0', DOWN_OK, false }, { '5', DOWN_OFF, false },
	{ '6', DOWN_AGAIN, false }, { 's', DOWN_SINGLE, false },
	{ 'S', DOWN_SINGLE, false }, { '1', DOWN_SINGLE, false },
	{ '2', DOWN_OK, true }, { '3', DOWN_OK, true },
};

static const struct level *
level_find(const char *word)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (word[0] == levels[i].letter && word[1] == '\0')
			return &levels[i];
	return NULL;
}

static void
level_take(struct console *console, const struct level *level,
    int64_t grace_ms)
{
	struct domain_row *domain;
	struct sim *sim = console_sim(console);
	bool single = console_domain(console)->soft == SOFT_SINGLE;

	/* It is there already. */
	if ((level->up && !single) || (level->down == DOWN_SINGLE && single))
		return;
	console_do(console);
	domain = console_domain(console);
	if (level->up)
		domain_become(sim, domain, STATE_AT_OK, SOFT_RUNNING);
	else if (domain->work == 0)
		down_begin(sim, domain, level->down, grace_ms);
	console_done(console);
}

static void
init_run(struct console *console, char *words[], unsigned count)
{
	const struct level *level = count == 2 ? level_find(words[1]) : NULL;

	if (level == NULL)
		console_print(console, "Usage: init [0123456SsQqabc]\n");
	else
		level_take(console, level, 0);
}

/* The options of shutdown; false: they are none. */
static bool
shutdown_read(char *words[], unsigned count, const struct level **level,
    int64_t *grace_s, bool *sure)
{
	*level = level_find("s");
	*grace_s = GRACE_S;
	*sure = false;
	for (unsigned i = 1; i < count && words[i][0] == '-'; i++) {
		char letter = words[i][1];
		const char *value = words[i] + 2;

		if (letter == 'y' && *value == '\0') {
			*sure = true;
			continue;
		}
		if (letter != 'g' && letter != 'i')
			return false;
		if (*value == '\0' && ++i == count)
			return false;
		if (*value == '\0')
			value = words[i];
		if (letter == 'i')
			*level = level_find(value);
		else if (strspn(value, "0123456789") == strlen(value))
			*grace_s = strtol(value, NULL, 10);
		else
			return false;
	}
	return *level != NULL && !(*level)->up && *grace_s <= GRACE_MOST_S;
}

static void
shutdown_run(struct console *console, char *words[], unsigned count)
{
	const struct level *level;
	struct console_row *row;
	int64_t grace_s;
	bool sure;

	if (!shutdown_read(words, count, &level, &grace_s, &sure)) {
		console_print(console, "Usage: shutdown [ -y ] [ -g<grace> ] "
		    "[ -i<initstate> ] [ message ]\n");
		return;
	}
	console_print(console, "\nShutdown started.\n\n");
	if (sure) {
		console_print(console, "Changing to init state %c - please "
		    "wait\n", level->letter);
		level_take(console, level, grace_s * SECOND_MS);
		return;
	}
	row = console_row(console);
	row->choice = (uint8_t)(level - levels);
	row->cursor = row->soft;
	console_ask(console, ASKS_SURE);
}

void
sure_line(struct console *console, char *line)
{
	const struct console_row *row = console_row(console);
	uint8_t asked_in = row->cursor;

	if (*line == 'y' || *line == 'Y') {
		level_take(console, &levels[row->choice], 0);
		if (console_domain(console)->soft == SOFT_HALTING)
			return;
	} else {
		console_print(console, "False Alarm:  The system will not be "
		    "brought down.\nShutdown Aborted.\n");
	}
	console_ask(console, asked_in == SOFT_SINGLE ? ASKS_SINGLE :
	    ASKS_SHELL);
}

/* Its name says where it leads. */
static void
named_run(struct console *console, char *words[], unsigned count)
{
	static const struct {
		const char	*name, *level;
	} names[] = { { "reboot", "6" }, { "halt", "0" },
	    { "poweroff", "5" } };

	if (count != 1) {
		console_print(console, "domferry: not simulated: %s with "
		    "operands\n", words[0]);
		return;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, words[0]) == 0)
			level_take(console, level_find(names[i].level), 0);
}

/* The end of the shell: somebody else may log in, or the system goes up. */
static void
exit_run(struct console *console, char *words[], unsigned count)
{
	(void)words;
	(void)count;
	if (console_domain(console)->soft == SOFT_SINGLE)
		level_take(console, level_find("3"), 0);
	else
		console_ask(console, ASKS_LOGIN);
}

static const struct {
	const char	*name;
	void		(*run)(struct console *, char *words[],
			    unsigned count);
} commands[] = {
	{ "init", init_run }, { "shutdown", shutdown_run },
	{ "reboot", named_run }, { "halt", named_run },
	{ "poweroff", named_run }, { "exit", exit_run },
	{ "logout", exit_run },
};

/* A program of the site; what it begins goes on when its line has ended. */
static void
program_run(struct console *console, const char *line)
{
	const struct domain_row *domain = console_domain(console);
	struct call call;
	bool ended;

	if (domain->soft != SOFT_RUNNING) {
		console_print(console, "domferry: in single-user mode nothing "
		    "is simulated but init, shutdown, reboot, halt, poweroff, "
		    "exit\n");
		return;
	}
	console->acted = true;
	ended = call_type(&call, console->shell, PLACE_GUEST | domain->guest,
	    &(struct typed){ .text = line });
	console_put(console, buffer_text(&call.out));
	console_put(console, buffer_text(&call.err));
	if (!ended)
		console_print(console, "domferry: its end is not waited for "
		    "at a console\n");
	call_drop(&call);
}

static void
words_split(char *line, char *words[WORDS], unsigned *count)
{
	*count = 0;
	for (line += strspn(line, " \t"); *line != '\0' && *count < WORDS;
	    line += strspn(line, " \t")) {
		words[(*count)++] = line;
		line += strcspn(line, " \t");
		if (*line != '\0')
			*line++ = '\0';
	}
}

static void
command_run(struct console *console, const char *line)
{
	char copy[CONSOLE_LINE], *words[WORDS] = { NULL };
	unsigned count;

	memcpy(copy, line, strlen(line) + 1);
	words_split(copy, words, &count);
	for (size_t i = 0; count != 0 &&
	    i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(commands[i].name, words[0]) == 0 ||
		    (strncmp(words[0], "/usr/sbin/", 10) == 0 &&
		    strcmp(commands[i].name, words[0] + 10) == 0) ||
		    (strncmp(words[0], "/sbin/", 6) == 0 &&
		    strcmp(commands[i].name, words[0] + 6) == 0)) {
			commands[i].run(console, words, count);
			return;
		}
	if (count != 0)
		program_run(console, line);
}

void
shell_line(struct console *console, char *line)
{
	enum asks asks = console_row(console)->asks;
	uint32_t soft = console_domain(console)->soft;

	if (*line == '\004')
		memcpy(line, "exit", sizeof("exit"));
	command_run(console, line);
	if (console_row(console)->asks == (uint8_t)asks &&
	    console_domain(console)->soft == soft)
		console_ask(console, asks);
}
