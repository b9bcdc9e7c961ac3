/*
 * sp.h: what is typed at the service processor of a node, or through ipmitool;
 * inside backends/sim/shell only.
 */
#ifndef SIM_SP_H
#define SIM_SP_H

struct call;

void		 ipmitool_run(struct call *);
void		 show_run(struct call *);

#endif
