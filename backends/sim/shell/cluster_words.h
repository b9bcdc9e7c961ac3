/*
 * cluster_words.h: the commands of the engine's table that the cluster's
 * programs are made of; inside backends/sim/shell only.
 *
 * Each adds one operation to the call.
 */
#ifndef SIM_CLUSTER_WORDS_H
#define SIM_CLUSTER_WORDS_H

#include "backends/sim/shell/program.h"

/* "clrg VERB GROUP" */
void	 group_verb(struct call *, const char *verb, uint32_t group);
/* "clrg switch -n NODE GROUP" */
void	 group_switch_to(struct call *, uint32_t group, uint32_t node);
/* "clrg online -eM -n NODE GROUP", which also enables its resources. */
void	 group_online_on(struct call *, uint32_t group, uint32_t node);
/* "clrs VERB RESOURCE" */
void	 resource_verb(struct call *, const char *verb, uint32_t resource);
/* "clrs clear -f STOP_FAILED -n NODE RESOURCE" */
void	 resource_clear_on(struct call *, uint32_t resource, uint32_t node);

#endif
