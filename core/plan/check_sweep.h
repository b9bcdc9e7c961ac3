/*
 * check_sweep.h: what a sweep needs; for core/plan only.
 */
#ifndef CORE_CHECK_SWEEP_H
#define CORE_CHECK_SWEEP_H

#include "core/plan/checking.h"

/* The job's node and the one where its commands are typed are members, and no
 * guest is bound on the job's: ours refuse, others are said.  The plan's steps
 * are built before. */
void	 check_sweep(struct checking *, const struct job *);
/* What a boot needs: every other node that is not left out is a member. */
void	 check_boot(struct checking *, const struct job *);

#endif
