/*
 * copies.h: checks.  Copies of the definition of a guest.
 */
#ifndef READINESS_COPIES_H
#define READINESS_COPIES_H

struct judging;

void	 copies_judge(struct judging *);

#endif
