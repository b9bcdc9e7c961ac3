/*
 * system.h: what Solaris itself says of a place; inside backends/sim/shell
 * only.
 */
#ifndef SIM_SYSTEM_H
#define SIM_SYSTEM_H

struct call;

void	 date_run(struct call *);
void	 hostid_run(struct call *);
void	 hostname_run(struct call *);
void	 uname_run(struct call *);

#endif
