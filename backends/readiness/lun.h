/*
 * lun.h: checks.  The LUN of a guest's pool.
 */
#ifndef READINESS_LUN_H
#define READINESS_LUN_H

struct judging;

void	 pool_seen_judge(struct judging *);
void	 device_judge(struct judging *);
void	 label_judge(struct judging *);
void	 fencing_judge(struct judging *);
void	 quorum_lun_judge(struct judging *);

#endif
