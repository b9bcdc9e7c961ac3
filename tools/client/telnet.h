/*
 * telnet.h: telnet to the console of a simulated guest, with keys.
 */
#ifndef CLIENT_TELNET_H
#define CLIENT_TELNET_H

#include "tools/client/talk.h"

/* Connect keys and screen with the console at that port, until either side
 * ends; the status.  Ctrl-] leads to telnet's own prompt. */
int	 telnet_play(struct talk *, const char *port);

#endif
