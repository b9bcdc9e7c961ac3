/*
 * loads_fit.h: does a node take the load factors that its group gets?
 */
#ifndef CORE_LOADS_FIT_H
#define CORE_LOADS_FIT_H

#include "core/op/op.h"
#include "core/site/site.h"

/*
 * If the operation gives the guest's group its load factors: for each limit of
 * the node where it is typed, and where the group is online, that the others
 * leave room within the hard one.  facts has room for LOADS; returns their
 * number.
 */
uint32_t	 loads_fit(const struct site *, uint32_t guest,
		    const struct op *, struct fact *facts);

#endif
