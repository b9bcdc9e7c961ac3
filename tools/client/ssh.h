/*
 * ssh.h: ssh from one simulated place to another.
 */
#ifndef CLIENT_SSH_H
#define CLIENT_SSH_H

/* Play the words of ssh; the status, unless a shell has taken over. */
int	 ssh_play(const char *state, int argc, char **argv);

#endif
