/*
 * pool.h: shared LUNs and the pools on them.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_POOL_H
#define SIM_POOL_H

#include "backends/sim/kernel/act.h"

extern const struct act label_act;
/* Is that the label of a device whose label is of the kind SMI? */
bool	 label_is_smi(uint32_t label);
extern const struct act pool_create_act;
extern const struct act pool_destroy_act;
extern const struct act pool_import_act;
extern const struct act pool_export_act;

/* Create a pool on a device, imported on that node. */
void		 pool_create(struct sim *, uint32_t pool, uint32_t device,
		    uint32_t node);
/* Can the node import the pool?  A forced import needs no more than this. */
bool		 pool_importable(struct sim *, uint32_t pool, uint32_t node,
		    struct err *);
/* The node has imported the pool; other nodes that had it imported still
 * have. */
void		 pool_set_imported(struct sim *, uint32_t pool, uint32_t node,
		    bool by_agent);
/* The node has exported the pool. */
void		 pool_set_exported(struct sim *, uint32_t pool, uint32_t node);
/* A pool that was imported with an altroot, or with cachefile=none: the node
 * does not import it when it boots. */
void		 pool_keep_out(struct sim *, uint32_t pool, uint32_t node,
		    bool altroot);
/* The node goes on after a while, and writes to the pools that it holds,
 * whoever has them too. */
void		 pool_write(struct sim *, uint32_t node);
/* Somebody writes something else over a device, whatever is on it. */
void	 pool_overwrite(struct sim *, uint32_t device);
/* Two hosts have written to the pool: its content is corrupt. */
void		 pool_corrupt(struct sim *, uint32_t pool);

#endif
