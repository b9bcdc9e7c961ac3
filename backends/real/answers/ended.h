/*
 * ended.h: a command that has ended.
 */
#ifndef ANSWERS_ENDED_H
#define ANSWERS_ENDED_H

#include <stddef.h>

/* Statuses that say by themselves that nobody knows: ssh has lost its
 * connection; a signal has ended the command (128 and its number). */
enum { ENDED_SIGNAL = 128, ENDED_NO_ANSWER = 255 };

/* The texts may hold any bytes, and be cut off anywhere; NULL if empty.
 * Borrowed. */
struct ended {
	int		 status;	/* as a shell has it */
	const char	*out, *err;	/* what it has printed */
	size_t		 out_size, err_size;
};

#endif
