/*
 * agent.h: checks.  The agent of a guest.
 */
#ifndef READINESS_AGENT_H
#define READINESS_AGENT_H

struct judging;

void	 agent_judge(struct judging *);
void	 depends_judge(struct judging *);
void	 migration_judge(struct judging *);
void	 stop_timeout_judge(struct judging *);
void	 password_judge(struct judging *);

#endif
