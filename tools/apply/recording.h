/*
 * recording.h: what is put into the transcript of a run at a real site, and
 * when.
 */
#ifndef APPLY_RECORDING_H
#define APPLY_RECORDING_H

struct apply;

/* From now on what is typed, asked and started is put there; the hearing and
 * the transcript are made. */
void	 recording_make(struct apply *);
/* Before the transcript is opened: with what the verb was begun, and whose
 * locks it takes over. */
void	 recording_begins(struct apply *);
/* The verb is over, with that exit status. */
void	 recording_ends(struct apply *, int status);

#endif
