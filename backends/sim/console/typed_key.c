#include "backends/sim/console/typed_key.h"

#include <stdbool.h>

#include "backends/sim/world/rows.h"

enum { CTRL_B = 2, CTRL_F = 6, BACKSPACE = 8, TAB = 9, CTRL_L = 12,
    CTRL_N = 14, CTRL_P = 16, ESCAPE = 27, DELETE = 127 };

/* What of a key has come. */
enum { OF_NOTHING, OF_ESCAPE, OF_BRACKET, OF_LETTER, OF_NUMBER,
    OF_NUMBER_1 };

static const struct typed_key nothing = { TYPED_NOTHING, 0 };

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Arrows, and what comes behind ESC [ of a function key. */
static struct typed_key
bracket(struct console_row *row, char byte)
{
	row->escape = byte == '1' ? OF_NUMBER_1 : is_digit(byte) ? OF_NUMBER :
	    OF_NOTHING;
	if (byte == 'A' || byte == 'D')
		return (struct typed_key){ TYPED_UP, 0 };
	if (byte == 'B' || byte == 'C')
		return (struct typed_key){ TYPED_DOWN, 0 };
	return nothing;
}

/* ESC [ 1 2 ~ is F2, ESC [ 1 5 ~ is F5, ESC [ 1 7 ~ is F6. */
static struct typed_key
number(struct console_row *row, char byte)
{
	bool one = row->escape == OF_NUMBER_1;

	row->escape = is_digit(byte) ? OF_NUMBER : OF_NOTHING;
	if (!one || byte < '1' || byte > '7' || byte == '6')
		return nothing;
	return (struct typed_key){ TYPED_FUNCTION,
	    byte == '7' ? '6' : byte };
}

/* ESC O P is F1, and so on. */
static struct typed_key
letter(struct console_row *row, char byte)
{
	row->escape = OF_NOTHING;
	if (byte >= 'P' && byte <= 'S')
		return (struct typed_key){ TYPED_FUNCTION,
		    (char)('1' + byte - 'P') };
	return byte == 'A' || byte == 'B' ? (struct typed_key){
	    byte == 'A' ? TYPED_UP : TYPED_DOWN, 0 } : nothing;
}

/* Each key needs an ESC of its own; a second one in a row is ignored. */
static struct typed_key
escape(struct console_row *row, char byte)
{
	if (byte == ESCAPE)
		return nothing;
	row->escape = byte == '[' ? OF_BRACKET : byte == 'O' ? OF_LETTER :
	    OF_NOTHING;
	if (byte == 'f' || byte == 'F') {
		row->legend = 0;
		return (struct typed_key){ TYPED_LEGEND, 0 };
	}
	return is_digit(byte) ? (struct typed_key){ TYPED_FUNCTION, byte } :
	    nothing;
}

static struct typed_key
plain(struct console_row *row, char byte)
{
	switch (byte) {
	case ESCAPE:
		row->escape = OF_ESCAPE;
		row->legend = 1;
		return (struct typed_key){ TYPED_LEGEND, 0 };
	case '\r':
	case '\n':
		return (struct typed_key){ TYPED_RETURN, 0 };
	case CTRL_L:
		return (struct typed_key){ TYPED_LEGEND, 0 };
	case CTRL_N:
	case CTRL_F:
	case TAB:
		return (struct typed_key){ TYPED_DOWN, 0 };
	case CTRL_P:
	case CTRL_B:
		return (struct typed_key){ TYPED_UP, 0 };
	case BACKSPACE:
	case DELETE:
		return (struct typed_key){ TYPED_ERASE, 0 };
	default:
		return (unsigned char)byte < ' ' ||
		    (unsigned char)byte > DELETE ? nothing :
		    (struct typed_key){ TYPED_CHARACTER, byte };
	}
}

struct typed_key
typed_key_take(struct console_row *row, char byte)
{
	switch (row->escape) {
	case OF_ESCAPE:
		return escape(row, byte);
	case OF_BRACKET:
		return bracket(row, byte);
	case OF_LETTER:
		return letter(row, byte);
	case OF_NUMBER:
	case OF_NUMBER_1:
		return number(row, byte);
	default:
		return plain(row, byte);
	}
}
