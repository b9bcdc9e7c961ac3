/*
 * service.h: programs that ask about services and hosts; inside
 * backends/sim/shell only.
 */
#ifndef SIM_SHELL_SERVICE_H
#define SIM_SHELL_SERVICE_H

struct call;

void		 ping_run(struct call *);
void		 svcadm_run(struct call *);
void		 svcprop_run(struct call *);
void		 svcs_run(struct call *);

#endif
