/*
 * pool.h: shared LUNs and the pools on them.
 */
#ifndef SIM_POOL_H
#define SIM_POOL_H

#include "backends/sim/kernel/act.h"

extern const struct act label_act;
extern const struct act pool_create_act;
extern const struct act pool_destroy_act;
extern const struct act pool_import_act;
extern const struct act pool_export_act;

void		 pool_create(struct sim *, uint32_t pool, uint32_t device,
		    uint32_t node);
/* Can it be imported there?  A force asks no more. */
bool		 pool_importable(struct sim *, uint32_t pool, uint32_t node,
		    struct err *);
/* It is imported there now, and wherever it was. */
void		 pool_set_imported(struct sim *, uint32_t pool, uint32_t node,
		    bool by_agent);
/* It is exported there. */
void		 pool_set_exported(struct sim *, uint32_t pool, uint32_t node);
/* Two nodes have written to it: what is in it is spoilt. */
void		 pool_corrupt(struct sim *, uint32_t pool);

#endif
