/*
 * kept.h: what places keep for a run: its locks, its commands.
 */
#ifndef CHANNELS_KEPT_H
#define CHANNELS_KEPT_H

#include "backends/real/reach.h"

/* "kept" and "holder" of the reach of remote.h. */
bool	 remote_kept(struct reach *, const struct op *, struct answer *);
const char *remote_holder(struct reach *, uint32_t node, const char *path);

#endif
