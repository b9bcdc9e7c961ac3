/*
 * console.h: the console of a guest: what stands there, and what keys do.
 *
 * A console is a row of the world (struct console_row), so states, snapshots
 * and undo have it.  Bytes come in and go out; what is done there is done to
 * the world.  Nothing is printed but in these functions: who looks at a console
 * calls console_follow when time has passed.
 */
#ifndef SIM_CONSOLE_H
#define SIM_CONSOLE_H

#include "backends/sim/shell/shell.h"

/* Somebody is at the console of a domain, which is bound. */
struct console {
	struct shell	*shell;
	uint32_t	 domain;	/* T_DOMAIN */
	struct buffer	*out;		/* what it prints; borrowed */
	bool		 acted;		/* more than the console has changed */
};

/* Somebody comes: what has been printed before is lost. */
void		 console_open(struct console *);
/* Time has passed: print what has been printed meanwhile. */
void		 console_follow(struct console *);
/* When the next line comes that no event brings; -1: none. */
int64_t		 console_next_ms(struct console *);
/* Does something go on that ends by itself? */
bool		 console_is_busy(struct console *);
/* These keys arrive. */
void		 console_type(struct console *, const char *bytes, size_t n);
/* A break arrives: the firmware takes over. */
void		 console_break(struct console *);

#endif
