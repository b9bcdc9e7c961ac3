/*
 * part.h: one verb of a recorded run, played in a process of its own.
 */
#ifndef REPLAY_PART_H
#define REPLAY_PART_H

#include "tools/replay/night.h"

/* The verb that is part so many of the transcript, from 1.
 * ERR_NOT_AS_RECORDED: something else was typed or asked, or it was over in
 * another way; what it said stands on standard error if that is no difference
 * of the transcript. */
bool	 part_play(struct night *, unsigned part, struct err *);

#endif
