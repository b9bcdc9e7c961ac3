/*
 * keys.h: keys that make up a line; inside backends/sim/console only.
 */
#ifndef SIM_CONSOLE_KEYS_H
#define SIM_CONSOLE_KEYS_H

#include <stdbool.h>

struct console;

enum key_end { KEY_MORE,		/* the line goes on */
    KEY_LINE,			/* it is whole, in the console's row */
    KEY_GIVEN_UP,		/* Ctrl-C */
    KEY_END };			/* Ctrl-D at its beginning */

/* Take a byte, and show it unless it is hidden. */
enum key_end	 key_take(struct console *, char byte, bool hidden);

#endif
