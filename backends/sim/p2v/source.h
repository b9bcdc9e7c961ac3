/*
 * source.h: physical machines to convert.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_SOURCE_H
#define SIM_SOURCE_H

#include "backends/sim/kernel/act.h"

extern const struct act source_thaw_act;
extern const struct act source_stop_act;
extern const struct act source_off_act;
extern const struct act source_start_act;

/* Does the source run with its applications? */
bool		 source_writes(struct sim *, uint32_t source);
/* Tokens of its present content: its system, and one file system of its
 * data. */
uint64_t	 source_image(struct sim *, uint32_t source);
uint64_t	 source_data(struct sim *, uint32_t source, uint32_t mount);
/* Something was written on the source's own disks. */
void		 source_touch(struct sim *, uint32_t source);
/* The guest that is made from the source, or 0. */
uint32_t	 source_guest(const struct sim *, uint32_t source);
/* Somebody switches a source on, or starts its applications; false when that
 * changes nothing. */
bool		 source_up(struct sim *, uint32_t source);
/* Refuse an operation on a source that is not running. */
bool		 source_runs_allows(struct sim *, const struct op *,
		    struct err *);
/* Freeze a source: its applications stop. */
void		 source_freeze(struct sim *, const struct op *);
/* Answer the question about the state of a source. */
bool		 ask_source(struct sim *, const struct op *, struct answer *);
/* Answer the question whether the source has written since the mark. */
bool		 ask_fresh(struct sim *, const struct op *, struct answer *);

#endif
