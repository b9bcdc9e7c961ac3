/*
 * replayed.h: a run over what was recorded: nothing but the transcript is
 * asked.  No hook is started, and who had a lock is known from there.
 */
#ifndef REPLAY_REPLAYED_H
#define REPLAY_REPLAYED_H

struct around;
struct recorded;

/* What lies around such a run; a person may still be asked. */
void	 replayed_around(struct around *, struct recorded *);
/* No person either: what one has typed is recorded. */
void	 replayed_ask(struct around *, struct recorded *);

#endif
