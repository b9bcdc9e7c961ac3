/*
 * cluster.h: the subcommands of the cluster's programs that only ask; inside
 * backends/sim/shell only.
 */
#ifndef SIM_SHELL_CLUSTER_H
#define SIM_SHELL_CLUSTER_H

struct call;
struct given;

/* Tables; "cluster status" prints them one after the other. */
void	 clrg_status(struct call *, const struct given *);
void	 clrs_status(struct call *, const struct given *);
void	 clnode_status(struct call *, const struct given *);
void	 clquorum_status(struct call *, const struct given *);
void	 cldevice_status(struct call *, const struct given *);
void	 cldg_status(struct call *, const struct given *);
void	 clinterconnect_status(struct call *, const struct given *);
void	 cluster_status(struct call *, const struct given *);

void	 clrg_list(struct call *, const struct given *);
void	 clrs_list(struct call *, const struct given *);
void	 clrs_list_props(struct call *, const struct given *);
void	 clrt_list(struct call *, const struct given *);
void	 clnode_list(struct call *, const struct given *);
void	 clquorum_disable(struct call *, const struct given *);
void	 clquorum_enable(struct call *, const struct given *);
void	 clquorum_list(struct call *, const struct given *);
void	 cldevice_list(struct call *, const struct given *);
void	 cldg_list(struct call *, const struct given *);
void	 cluster_list(struct call *, const struct given *);

void	 clnode_show(struct call *, const struct given *);
void	 clrg_show(struct call *, const struct given *);
void	 clrs_show(struct call *, const struct given *);
void	 cldg_show(struct call *, const struct given *);
void	 cldevice_show(struct call *, const struct given *);

/* What changes the world by itself. */
void	 cldevice_set(struct call *, const struct given *);

/* The commands before Sun Cluster 3.2. */
void	 scdidadm_run(struct call *);
void	 scrgadm_run(struct call *);
void	 scstat_run(struct call *);
void	 scswitch_run(struct call *);

#endif
