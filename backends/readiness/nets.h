/*
 * nets.h: checks.  The network of a guest.
 */
#ifndef READINESS_NETS_H
#define READINESS_NETS_H

struct judging;

void	 links_judge(struct judging *);
void	 serves_judge(struct judging *);

#endif
