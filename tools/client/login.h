/*
 * login.h: who comes by ssh to a place of a lab.
 */
#ifndef CLIENT_LOGIN_H
#define CLIENT_LOGIN_H

/*
 * $SHELL -c "$SSH_ORIGINAL_COMMAND", or $SHELL, at that place; its status, 255
 * if the place does not answer.  It is killed, with all that it has started in
 * its process group, as soon as the lab has ended: nobody works on at a site
 * that is there no more.
 */
int	 login_play(const char *state, const char *place);

#endif
