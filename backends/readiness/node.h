/*
 * node.h: checks.  A control domain itself.
 */
#ifndef READINESS_NODE_H
#define READINESS_NODE_H

struct judging;

void	 daemons_judge(struct judging *);
void	 space_judge(struct judging *);
void	 visitors_judge(struct judging *);
void	 at_work_judge(struct judging *);
void	 account_judge(struct judging *);
void	 cachefiles_judge(struct judging *);

#endif
