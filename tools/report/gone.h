/*
 * gone.h: what is printed about nodes that a run has found dead.
 */
#ifndef REPORT_GONE_H
#define REPORT_GONE_H

#include "core/run/run.h"

/* Which proof is missing and how it is got, and what brings a guest back by
 * hand that no agent starts elsewhere; nothing if no node is gone. */
void	 gone_print(const struct plan *, const struct run *);
/* Does a command need a node that is gone? */
bool	 gone_needed(const struct run *, const struct op *);

#endif
