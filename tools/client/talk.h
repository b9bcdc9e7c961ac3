/*
 * talk.h: a client's side of a talk with the owner of a simulated site.
 */
#ifndef CLIENT_TALK_H
#define CLIENT_TALK_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "tools/client/message.h"

enum { TALK_PATH = 4096, TALK_PLACE = 256, TALK_INTERRUPTED = 130,
    TALK_NO_ANSWER = 255 };

struct talk {
	int		 fd;
	size_t		 size;		/* of what was read and not taken */
	char		 place[TALK_PLACE];	/* of the next line */
	bool		 over;		/* "exit" was typed */
	bool		 gone;		/* the owner has ended */
	/* A signal has asked to leave what is in progress; or NULL. */
	const volatile sig_atomic_t *stop;
	/* Output goes here if it is not NULL; what does not fit is lost. */
	char		*kept;
	size_t		 kept_size, kept_room;
	/* What the owner has said for standard error and what it was sent of
	 * standard input are kept too, if keeps; talk_end frees them. */
	bool		 keeps;
	char		*said, *input;
	size_t		 said_size, input_size;
	char		 bytes[MESSAGE_HEAD + MESSAGE_MOST];
};

/* Connect to the owner of that state folder; -1 if it has none. */
int	 talk_connect(const char *state);
/* The same as a talk at that place, whose fd says whether there is an owner.
 * Aborts without memory; talk_end gives it back. */
struct talk *talk_begin(const char *state, const char *place);
void	 talk_end(struct talk *);
/* Write all bytes; false: they could not be written. */
bool	 talk_put(int fd, const char *bytes, size_t size);
/* Send a message whose body is these texts; false: the owner is gone. */
bool	 talk_say(int fd, int kind, const char *const texts[],
	    unsigned count);
/* Take what DONE says; the status. */
int	 talk_done(struct talk *, const struct message *);
/* Print what the owner says until it is done; the status.  Its standard input
 * is sent if the program reads it.  TALK_INTERRUPTED: by talk->stop; then the
 * talk can only be ended. */
int	 talk_hear(struct talk *);

/* What has been read of standard input, and kept, comes first for the program
 * that this process becomes, and then the rest of it. */
void	 talk_give_back(const struct talk *);

#endif
