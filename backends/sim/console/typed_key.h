/*
 * typed_key.h: keys of the installer, which a terminal sends as one byte or
 * several; inside backends/sim/console only.
 *
 * F2 is ESC and "2", or what a VT100 (ESC O Q) or an xterm (ESC [ 1 2 ~) sends.
 */
#ifndef SIM_CONSOLE_TYPED_KEY_H
#define SIM_CONSOLE_TYPED_KEY_H

struct console_row;

enum typed_kind { TYPED_NOTHING,
    TYPED_LEGEND,		/* the legend changes, or all is drawn again */
    TYPED_FUNCTION,		/* its digit */
    TYPED_UP, TYPED_DOWN, TYPED_RETURN, TYPED_ERASE, TYPED_CHARACTER };

struct typed_key {
	enum typed_kind	 kind;
	char		 byte;
};

struct typed_key typed_key_take(struct console_row *, char byte);

#endif
