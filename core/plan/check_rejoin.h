/*
 * check_rejoin.h: the checks before a node that has failed is brought back; for
 * core/plan only.
 */
#ifndef CORE_CHECK_REJOIN_H
#define CORE_CHECK_REJOIN_H

#include "core/plan/checking.h"

/* The node is as it was seen, each twin runs on the other node, and services
 * are as declared or missing.  Groups that come back by themselves are only
 * said. */
void	 check_rejoin(struct checking *, const struct job *);

#endif
