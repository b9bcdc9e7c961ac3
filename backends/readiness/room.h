/*
 * room.h: checks.  Room for a guest at another node.
 */
#ifndef READINESS_ROOM_H
#define READINESS_ROOM_H

struct judging;

void	 platform_judge(struct judging *);
void	 vcpus_judge(struct judging *);
void	 memory_judge(struct judging *);
void	 crypto_judge(struct judging *);
void	 console_judge(struct judging *);

#endif
