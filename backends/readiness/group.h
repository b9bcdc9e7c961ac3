/*
 * group.h: checks.  The group of a guest, as the cluster shows it.
 */
#ifndef READINESS_GROUP_H
#define READINESS_GROUP_H

#include <stdint.h>

struct judging;

/* The node at which the group is online: its lines are quoted; 0: none. */
uint32_t	 online_node(struct judging *);
void	 group_judge(struct judging *);
void	 suspended_judge(struct judging *);
void	 failback_judge(struct judging *);
void	 nodelist_judge(struct judging *);
void	 resources_judge(struct judging *);
void	 monitored_judge(struct judging *);
void	 failover_mode_judge(struct judging *);

#endif
