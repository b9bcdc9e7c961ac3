/*
 * processor.h: checks.  The service processors of the nodes.
 */
#ifndef READINESS_PROCESSOR_H
#define READINESS_PROCESSOR_H

struct judging;
struct site;
struct survey;

/* Those that the site file declares, and that can prove whose they are, are
 * asked, too. */
void	 processors_ask(struct survey *, const struct site *);
void	 processor_judge(struct judging *);

#endif
