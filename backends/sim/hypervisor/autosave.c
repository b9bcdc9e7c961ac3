/*
 * What ldmd has saved by itself: each change of the running configuration.
 *
 * With an autorecovery policy of 3 an autosave that is newer overwrites the
 * saved configuration when ldmd starts.  So the next power cycle but one brings
 * what was there before the first: guests, too, which were bound then and may
 * run on another node since.  It is taken only when a node fails, because
 * nobody can see it before.
 */
#include "backends/sim/hypervisor/autosave.h"

#include <assert.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/saved.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

void
autosave_take(struct sim *sim, uint32_t node)
{
	struct node_row *row;

	assert(node != 0);
	if (world_node(sim->world, node)->recovers == 0 ||
	    world_node(sim->world, node)->power != NODE_UP)
		return;
	growth_for(sim, T_SAVED, world_node(sim->world, node)->bound);
	saved_drop(sim, node, SLOT_AUTOSAVE);
	saved_take(sim, node, SLOT_AUTOSAVE);
	row = world_node(sim->world, node);
	row->autosaved = 1;
	row->auto_mark = row->mark;
	row->auto_policy = row->policy;
}

void
autosave_recover(struct sim *sim, uint32_t node)
{
	struct node_row *row = world_node(sim->world, node);
	uint32_t slot = config_next(sim, node);
	struct config_row *config;

	if (row->autosaved != 0 && row->recovers != 0 &&
	    slot != CONFIG_SLOTS) {
		config = world_config(sim->world, node, slot);
		config->mark = row->auto_mark;
		config->policy = row->auto_policy;
		saved_drop(sim, node, slot);
		saved_move(sim, node, SLOT_AUTOSAVE, slot);
	}
	saved_drop(sim, node, SLOT_AUTOSAVE);
	row->autosaved = row->auto_mark = row->auto_policy = 0;
}
