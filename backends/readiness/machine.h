/*
 * machine.h: checks.  A node's machine, and its manager of domains.
 */
#ifndef READINESS_MACHINE_H
#define READINESS_MACHINE_H

struct judging;

void	 hostid_judge(struct judging *);
void	 reconfiguration_judge(struct judging *);
void	 failure_policy_judge(struct judging *);
void	 release_judge(struct judging *);
void	 solaris_judge(struct judging *);
void	 clusterware_judge(struct judging *);
void	 kernel_judge(struct judging *);
void	 saved_judge(struct judging *);
void	 degraded_judge(struct judging *);
void	 services_judge(struct judging *);

#endif
