/*
 * lab.h: a simulated site behind OpenSSH's sshd on 127.0.0.1.
 */
#ifndef LAB_LAB_H
#define LAB_LAB_H

#include "tools/shell/holding.h"

/* Serve the site until a signal asks to stop; nothing but its state is left
 * then.  The shell is that which reads what is typed, NULL: /bin/sh.  The exit
 * status. */
int	 lab_play(struct holding *, const char *shell);
/* End the lab that serves the site in that folder, and remove what one that was
 * killed has left.  The exit status. */
int	 lab_stop(const char *state);

#endif
