#include "backends/sim/console/keys.h"

#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/world/simulation.h"

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, CTRL_Y = 25,
    ESCAPE = 27, DELETE = 127 };

/* Take the last character back. */
static void
back(struct console *console, struct console_row *row, bool hidden)
{
	if (row->size == 0)
		return;
	row->size--;
	if (!hidden)
		console_print(console, "\b \b");
}

/* A character of the line; one for which there is no room is not taken. */
static void
add(struct console *console, struct console_row *row, char byte, bool hidden)
{
	if (row->size == CONSOLE_LINE - 1) {
		console_print(console, "\a");
		return;
	}
	row->line[row->size++] = byte;
	if (!hidden)
		console_print(console, "%c", byte);
}

/* Ctrl-Y puts in the device that was selected last. */
static void
paste(struct console *console, struct console_row *row)
{
	if (row->asks != ASKS_OK)
		return;
	for (size_t i = 0; i < sizeof(row->text[0]) &&
	    row->text[0][i] != '\0'; i++)
		add(console, row, row->text[0][i], false);
	for (size_t i = 0; i < sizeof(row->text[1]) &&
	    row->text[1][i] != '\0'; i++)
		add(console, row, row->text[1][i], false);
}

static enum key_end
control(struct console *console, struct console_row *row, char byte,
    bool hidden)
{
	if (byte == CTRL_C)
		return KEY_GIVEN_UP;
	if (byte == CTRL_D)
		return row->size == 0 ? KEY_END : KEY_MORE;
	if (byte == BACKSPACE || byte == DELETE)
		back(console, row, hidden);
	while (byte == CTRL_U && row->size != 0)
		back(console, row, hidden);
	if (byte == CTRL_Y)
		paste(console, row);
	if (byte == ESCAPE)
		row->escape = 1;
	return KEY_MORE;
}

/* Keys with arrows are sent as ESC, "[", a letter: no line takes them. */
static bool
is_of_arrow(struct console_row *row, char byte)
{
	if (row->escape == 0)
		return false;
	row->escape = row->escape == 1 && (byte == '[' || byte == 'O') ? 2 : 0;
	return true;
}

enum key_end
key_take(struct console *console, char byte, bool hidden)
{
	struct console_row *row = console_row(console);
	bool after_cr = row->after_cr != 0;

	row->after_cr = byte == '\r';
	if (is_of_arrow(row, byte))
		return KEY_MORE;
	if (byte == '\r' || (byte == '\n' && !after_cr))
		return KEY_LINE;
	if (byte == '\n')
		return KEY_MORE;
	if ((unsigned char)byte < ' ' || byte == DELETE)
		return control(console, row, byte, hidden);
	if ((unsigned char)byte < DELETE)
		add(console, row, byte, hidden);
	return KEY_MORE;
}
