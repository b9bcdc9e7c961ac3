/*
 * kept.h: what places keep for a run: its locks, its commands.
 */
#ifndef CHANNELS_KEPT_H
#define CHANNELS_KEPT_H

#include "backends/real/reach.h"

/* "kept" of the reach of remote.h. */
bool	 remote_kept(struct reach *, const struct op *, struct answer *);

#endif
