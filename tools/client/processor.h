/*
 * processor.h: a session with the service processor of a node: it has no shell,
 * but a command line of its own.
 */
#ifndef CLIENT_PROCESSOR_H
#define CLIENT_PROCESSOR_H

/* Play one command, or, if there is none, the lines of standard input up to
 * "exit", with a prompt before each; the status of the last. */
int	 processor_play(const char *state, const char *place,
	    const char *command);

#endif
