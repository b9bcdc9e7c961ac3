/*
 * config.h: configurations that a node's service processor has saved.
 *
 * docs/fidelity.md names the sources of the modelled behaviour.
 */
#ifndef SIM_CONFIG_H
#define SIM_CONFIG_H

#include "backends/sim/kernel/act.h"

extern const struct act config_save_act;
extern const struct act config_set_act;
extern const struct act config_remove_act;

/* The slot of the configuration of that name, CONFIG_SLOTS if there is none;
 * name 0: a free slot. */
uint32_t	 config_slot(struct sim *, uint32_t node, uint32_t name);
/* How many slots of the node are free. */
int64_t		 config_slots_free(struct sim *, uint32_t node);
/* Save the configuration of a node under a name (TEXT); a slot must be free. */
void		 config_save(struct sim *, uint32_t node, uint32_t name);
/* Choose what the next power-on loads: a name (TEXT), 0: factory-default. */
void		 config_set(struct sim *, uint32_t node, uint32_t name);
/* Its service processor is told what the very next power-on loads, whatever was
 * chosen: a name (TEXT), TEXT_FACTORY, or 0: nothing any more.  It is forgotten
 * by that boot, and after so many seconds without one. */
enum { CONFIG_HOLDS_S = 600 };
void		 config_boots(struct sim *, uint32_t node, uint32_t name);
/* Is it still to be so? */
bool		 config_holds(struct sim *, uint32_t node);
/* Remove a saved configuration.  If the next power-on would load it, that loads
 * factory-default. */
void		 config_remove(struct sim *, uint32_t node, uint32_t name);
/* The slot of what the next power-on loads; CONFIG_SLOTS: factory-default. */
uint32_t	 config_next(struct sim *, uint32_t node);
/* Is that configuration the one that runs, unchanged?  A name of 0 is not. */
bool		 config_runs(struct sim *, uint32_t node, uint32_t name);

#endif
