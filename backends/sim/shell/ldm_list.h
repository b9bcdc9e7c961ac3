/*
 * ldm_list.h: ldm list-domain; inside backends/sim/shell only.
 */
#ifndef SIM_LDM_LIST_H
#define SIM_LDM_LIST_H

struct call;
struct given;

void	 ldm_list_run(struct call *, const struct given *);

#endif
