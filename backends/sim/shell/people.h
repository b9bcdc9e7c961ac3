/*
 * people.h: who is at a control domain, and what runs there; inside
 * backends/sim/shell only.
 */
#ifndef SIM_PEOPLE_H
#define SIM_PEOPLE_H

struct call;

/* How many are logged in at the place of the call. */
unsigned	 people_logged_in(const struct call *);

void		 passwd_run(struct call *);
void		 ps_run(struct call *);
void		 who_run(struct call *);

#endif
