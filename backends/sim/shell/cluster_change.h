/*
 * cluster_change.h: the subcommands of the cluster's programs that change
 * something; inside backends/sim/shell only.
 */
#ifndef SIM_CLUSTER_CHANGE_H
#define SIM_CLUSTER_CHANGE_H

#include <stdint.h>

struct call;
struct given;

/* Changes of groups. */
void	 clrg_create(struct call *, const struct given *);
void	 clrg_set(struct call *, const struct given *);
void	 clrg_manage(struct call *, const struct given *);
void	 clrg_unmanage(struct call *, const struct given *);
void	 clrg_online(struct call *, const struct given *);
void	 clrg_offline(struct call *, const struct given *);
void	 clrg_switch(struct call *, const struct given *);
void	 clrg_remaster(struct call *, const struct given *);
void	 clrg_restart(struct call *, const struct given *);
void	 clrg_suspend(struct call *, const struct given *);
void	 clrg_resume(struct call *, const struct given *);
void	 clrg_quiesce(struct call *, const struct given *);
void	 clrg_evacuate(struct call *, const struct given *);
void	 clnode_evacuate(struct call *, const struct given *);
/* All groups leave those nodes (bit n: node n). */
void	 groups_evacuate(struct call *, uint64_t nodes);

/* Changes of resources. */
void	 clrs_create(struct call *, const struct given *);
void	 clrs_delete(struct call *, const struct given *);
/* A property, "NAME=VALUE", or a refusal. */
void	 resource_set(struct call *, uint32_t resource, const char *text);
void	 clrs_clear(struct call *, const struct given *);
void	 clrs_disable(struct call *, const struct given *);
void	 clrs_enable(struct call *, const struct given *);
void	 clrs_monitor(struct call *, const struct given *);
void	 clrs_unmonitor(struct call *, const struct given *);
void	 clrs_set(struct call *, const struct given *);

#endif
