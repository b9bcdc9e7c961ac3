/*
 * cluster.h: checks.  The cluster, seen from a node.
 */
#ifndef READINESS_CLUSTER_H
#define READINESS_CLUSTER_H

struct judging;

void	 member_judge(struct judging *);
void	 quorum_judge(struct judging *);
void	 quorum_devices_judge(struct judging *);
void	 interconnect_judge(struct judging *);
void	 path_failure_judge(struct judging *);

#endif
