/*
 * pool.h: checks.  The pool of a guest, and its LUN.
 */
#ifndef READINESS_POOL_H
#define READINESS_POOL_H

struct judging;

void	 altroot_judge(struct judging *);
void	 one_pool_judge(struct judging *);
void	 pool_health_judge(struct judging *);
void	 pool_room_judge(struct judging *);
void	 pool_seen_judge(struct judging *);
void	 device_judge(struct judging *);
void	 label_judge(struct judging *);

#endif
