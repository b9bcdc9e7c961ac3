#include "backends/sim/console/drawing.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/screens.h"
#include "backends/sim/world/simulation.h"

enum { COLUMNS = 80, ROWS = 24, NOTE_ROW = 22, BODY_ROW = 3,
    PROGRESS_ROW = 8, GAUGE = 50, TITLE_BYTES = 100 };

static void
at(struct console *console, int row, int column)
{
	console_print(console, "\033[%d;%dH", row, column);
}

/* "- Title -----": as wide as the terminal. */
static void
title_draw(struct console *console, const char *title)
{
	char text[TITLE_BYTES];
	int n = snprintf(text, sizeof(text), "- %s ", title);

	memset(text + n, '-', (size_t)(COLUMNS - 1 - n));
	text[COLUMNS - 1] = '\0';
	console_print(console, "\033[H\033[J%s", text);
}

/* Lines of a text from that row on; the row after them. */
static int
lines_draw(struct console *console, int row, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n");

		at(console, row++, 3);
		console_print(console, "%.*s", (int)n, text);
		if (text[n] == '\0')
			return row;
		text += n + 1;
	}
}

static void
items_draw(struct console *console, int row, const struct screen *screen)
{
	const struct console_row *state = console_row(console);
	const char *item = screen->items;
	int here = row;

	for (int i = 0; item != NULL; i++, row++) {
		size_t n = strcspn(item, "\n");

		at(console, row, 9);
		console_print(console, "[%c] %.*s",
		    state->answer[screen->slot] == i + 1 ? 'X' : ' ',
		    (int)n, item);
		if (i == state->cursor)
			here = row;
		item = item[n] == '\0' ? NULL : item + n + 1;
	}
	at(console, here, 10);
}

/* "F2_Continue    F6_Help", or "Esc-2_Continue ...". */
static void
legend_draw(struct console *console, const char *keys)
{
	const char *before = console_row(console)->legend != 0 ? "Esc-" : "F";
	char rule[COLUMNS];

	memset(rule, '-', sizeof(rule) - 1);
	rule[sizeof(rule) - 1] = '\0';
	at(console, ROWS - 1, 1);
	console_put(console, rule);
	at(console, ROWS, 5);
	while (*keys != '\0') {
		size_t n = strcspn(keys, "|");

		console_print(console, "%s%.*s    ", before, (int)n, keys);
		keys += n;
		keys += *keys == '|';
	}
}

static void
passwords_draw(struct console *console, int row)
{
	at(console, row, 9);
	console_print(console, "Root password: ");
	at(console, row + 1, 9);
	console_print(console, "Root password: (again) ");
	at(console, row + console_row(console)->cursor,
	    console_row(console)->cursor == 0 ? 24 : 32);
}

/* The answer to a screen behind its title, which may end with a colon of its
 * own. */
static void
answer_draw(struct console *console, int row, const struct screen *screen)
{
	const struct console_row *state = console_row(console);
	const char *item = screen->items;

	at(console, row, 2);
	console_print(console, "%34.*s: ", (int)strcspn(screen->title, ":"),
	    screen->title);
	if (screen->form == FORM_INPUT) {
		console_print(console, "%.31s", state->text[screen->slot]);
		return;
	}
	for (int i = 1; i < state->answer[screen->slot]; i++)
		item += strcspn(item, "\n") + 1;
	console_print(console, "%.*s", (int)strcspn(item, "\n"), item);
}

static void
answers_draw(struct console *console, int row, unsigned last)
{
	const struct console_row *state = console_row(console);

	for (unsigned id = screens[last].back; id < last; id++) {
		const struct screen *screen = &screens[id];
		bool answered = screen->form == FORM_CHOICE ?
		    state->answer[screen->slot] != 0 :
		    screen->form == FORM_INPUT &&
		    state->text[screen->slot][0] != '\0';

		if (answered)
			answer_draw(console, row++, screen);
	}
}

void
drawing_screen(struct console *console, const char *note)
{
	const struct console_row *row = console_row(console);
	const struct screen *screen = &screens[row->screen];
	int line;

	title_draw(console, screen->title);
	legend_draw(console, screen->keys);
	if (note != NULL) {
		at(console, NOTE_ROW, 3);
		console_print(console, "%s", note);
	}
	line = lines_draw(console, BODY_ROW, screen->body);
	if (screen->form == FORM_CHOICE)
		items_draw(console, line, screen);
	else if (screen->form == FORM_INPUT)
		console_print(console, "%.*s", (int)row->size, row->line);
	else if (screen->form == FORM_CONFIRM)
		answers_draw(console, line, row->screen);
	else if (screen->form == FORM_PASSWORD)
		passwords_draw(console, line + 1);
}

void
drawing_progress(struct console *console, unsigned hundredths)
{
	unsigned done = hundredths * GAUGE / 100;

	at(console, PROGRESS_ROW, 3);
	console_print(console, "Installing: %3u%% completed", hundredths);
	at(console, PROGRESS_ROW + 2, 3);
	console_print(console, "|%-50.*s|", (int)done, "==================="
	    "===============================");
}
