/*
 * server.h: one client of the terminal server of consoles (vntsd).
 *
 * Bytes come from telnet, with its options among them.  The client that came
 * first types; those after it only look, until one takes that over by "~w".
 * What "~" leads is recognised after any character.
 */
#ifndef SIM_CONSOLE_SERVER_H
#define SIM_CONSOLE_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"

/* All zero at first but for looks. */
struct server {
	bool		 looks;		/* it may not type */
	bool		 told;		/* that it only looks */
	bool		 sure;		/* ~w has asked, and waits for y or n */
	bool		 tilde;		/* the last character was one */
	bool		 cr;		/* or a carriage return */
	uint8_t		 option;	/* of a telnet option: what has come */
};

/* What a byte comes to. */
struct served {
	enum { SERVED_NOTHING, SERVED_KEYS, SERVED_BREAK, SERVED_LEAVE,
	    SERVED_TAKE } what;		/* TAKE: it types from now on */
	char		 key[2];
	unsigned	 count;
};

/* What a client sees first: telnet's options, whose console it is. */
void		 server_greet(struct server *, const char *guest,
		    struct buffer *out);
/* A byte of the client; what it is told goes to out. */
struct served	 server_take(struct server *, unsigned char byte,
		    struct buffer *out);
/* Another client has taken over: this one only looks now. */
void		 server_taken(struct server *, struct buffer *out);

#endif
