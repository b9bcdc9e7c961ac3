/*
 * telnet_call.h: which calls of telnet are for who types at a console.
 */
#ifndef CLIENT_TELNET_CALL_H
#define CLIENT_TELNET_CALL_H

#include <stdbool.h>

/* Is somebody, or something, at standard input: a terminal, a pipe, a file?  A
 * script is called without one, from /dev/null. */
bool	 telnet_is_typed(void);
/* The words of a line are "telnet localhost PORT". */
bool	 telnet_is_call(const char *const words[]);

#endif
