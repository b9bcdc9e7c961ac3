/*
 * ldmd.h: ldmd of a node, which every command of ldm asks.
 *
 * It does nothing while it does not run, and changes no guest while its control
 * domain is in a delayed reconfiguration.
 */
#ifndef SIM_LDMD_H
#define SIM_LDMD_H

#include "core/base/err.h"
#include "core/op/op.h"

struct sim;

/* Does ldmd run on the node? */
bool	 ldmd_runs(struct sim *, uint32_t node);
/* Does it take changes of guests there?  ERR_REFUSED. */
bool	 ldmd_changes(struct sim *, uint32_t node, struct err *);
/* May that operation begin, or take effect?  ERR_REFUSED, or ERR_NODE_DOWN of
 * the target of a migration. */
bool	 ldmd_takes(struct sim *, const struct op *, struct err *);
/* Does it answer that question, if it is one for ldmd? */
bool	 ldmd_answers(struct sim *, const struct op *);

#endif
