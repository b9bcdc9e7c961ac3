/*
 * cluster_show.h: what the cluster is configured to have, property by property;
 * inside backends/sim/shell only.
 */
#ifndef SIM_CLUSTER_SHOW_H
#define SIM_CLUSTER_SHOW_H

struct call;
struct given;

void	 clquorum_show(struct call *, const struct given *);
void	 clrt_show(struct call *, const struct given *);
void	 clinterconnect_show(struct call *, const struct given *);

#endif
