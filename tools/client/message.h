/*
 * message.h: what a client and the owner of a simulated site say to each other.
 *
 * A message is its kind, one byte; the length of its body in four bytes, the
 * highest first; the body.  Texts in a body end with a '\0' each.  The owner
 * answers CALL, LINE, PLACE, COMPLETE and CONSOLE with any number of OUT and
 * ERR, perhaps WANTS, and DONE or KILLED.  Only libc is used here: a client
 * starts as fast as any program.
 */
#ifndef CLIENT_MESSAGE_H
#define CLIENT_MESSAGE_H

#include <stddef.h>

enum { MESSAGE_AROUND = 'a',	/* of the call that comes next: a folder that is
				   made before, the file for its output; without
				   an answer */
    MESSAGE_CALL = 'c',		/* place, folder, each word */
    MESSAGE_LINE = 'l',		/* place, a line as it was typed */
    MESSAGE_PLACE = 'p',	/* is there such a place, does it answer? */
    MESSAGE_COMPLETE = 'k',	/* place, a line up to the cursor: OUT is what
				   could come next, a line each */
    MESSAGE_CONSOLE = 't',	/* place, port: OUT is what telnet's server
				   sends; DONE when the connection ends */
    MESSAGE_KEYS = 'y',		/* bytes for that server; none of them: its
				   client goes */
    MESSAGE_INPUT = 'i',	/* bytes of standard input, all of them */
    MESSAGE_OUT = 'o',		/* bytes for standard output */
    MESSAGE_ERR = 'e',		/* bytes for standard error */
    MESSAGE_WANTS = 'w',	/* the program reads its standard input */
    MESSAGE_KILLED = 's',	/* instead of DONE: a signal ends the program */
    MESSAGE_DONE = 'd' };	/* status in decimal, place, "over" or "" */

enum { MESSAGE_HEAD = 5, MESSAGE_MOST = 1 << 20, MESSAGE_WORDS = 512 };

struct message {
	int		 kind;
	const char	*body;		/* borrowed */
	size_t		 size;
};

/* Write the head of a message. */
void	 message_head(char head[MESSAGE_HEAD], int kind, size_t size);
/* The first message of these bytes: how many it takes, 0 if it is not all
 * there yet, -1 if it cannot be one. */
long	 message_take(const char *bytes, size_t n, struct message *);
/* The text of a body at *at, which then is after it; NULL: no more. */
const char *message_text(const struct message *, size_t *at);

#endif
