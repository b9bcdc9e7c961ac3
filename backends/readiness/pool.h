/*
 * pool.h: checks.  The pool of a guest.
 */
#ifndef READINESS_POOL_H
#define READINESS_POOL_H

struct judging;

void	 altroot_judge(struct judging *);
void	 one_pool_judge(struct judging *);
void	 pool_health_judge(struct judging *);
void	 pool_room_judge(struct judging *);
void	 cached_judge(struct judging *);
void	 version_judge(struct judging *);

#endif
