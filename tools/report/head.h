/*
 * head.h: the first line of the account of a run.
 */
#ifndef REPORT_HEAD_H
#define REPORT_HEAD_H

#include "core/plan/plan.h"

/* Whether it is real, the job, how long it takes, and whether that is longer
 * than its guest may be down. */
void	 head_print(bool colour, bool real, const struct plan *);

#endif
