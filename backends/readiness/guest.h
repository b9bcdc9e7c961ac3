/*
 * guest.h: checks.  A guest: where it is, how it does, what it boots from.
 */
#ifndef READINESS_GUEST_H
#define READINESS_GUEST_H

struct judging;

void	 one_domain_judge(struct judging *);
void	 together_judge(struct judging *);
void	 calm_judge(struct judging *);
void	 running_judge(struct judging *);
void	 master_judge(struct judging *);
void	 auto_boot_judge(struct judging *);
void	 boot_device_judge(struct judging *);
void	 definition_judge(struct judging *);

#endif
