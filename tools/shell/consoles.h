/*
 * consoles.h: who sits at consoles of guests; inside tools/shell only.
 *
 * A caller that came by telnet sits at one until it leaves, or until the
 * domain is no longer bound to that port.  Who came first types.
 */
#ifndef SHELL_CONSOLES_H
#define SHELL_CONSOLES_H

#include "tools/shell/stage.h"

/* What a stage does as a host.  The caller comes to the console at that port of
 * its place: it waits from then on, or has been told that nothing is there. */
void		 consoles_come(struct host *, struct caller *,
		    const char *port);
/* It types. */
void		 consoles_keys(struct host *, struct caller *,
		    const char *bytes, size_t n);
/* It goes. */
void		 consoles_leave(struct stage *, struct caller *);
/* Something has happened: who sits there reads it. */
void		 consoles_follow(struct stage *);
/* When one of them prints next; -1: none does. */
int64_t		 consoles_next_ms(const struct stage *);
/* Does something go on at one of them? */
bool		 consoles_busy(const struct stage *);

#endif
