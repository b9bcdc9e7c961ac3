/*
 * After an event: the objects that it touched are checked, and changes are
 * emitted.
 */
#include "backends/sim/kernel/settle.h"

#include <assert.h>

#include "backends/sim/kernel/act.h"

bool
sim_is_touched(const struct sim *sim, enum kind kind, uint32_t name)
{
	for (uint32_t i = 0; i < sim->touches; i++)
		if (sim->touched[i].kind == kind &&
		    sim->touched[i].name == name)
			return true;
	return false;
}

void
sim_touch(struct sim *sim, enum kind kind, uint32_t name)
{
	assert(kind > KIND_NONE && kind < KINDS);
	if (name == 0 || sim_is_touched(sim, kind, name))
		return;
	if (sim->touches == TOUCHES)
		sim->touched_all = true;
	else
		sim->touched[sim->touches++] = (struct touched){ kind, name };
}

void
sim_settle(struct sim *sim)
{
	assert(sim->touches <= TOUCHES);
	if (sim->touched_all)
		sim->rules->settle_all(sim);
	else
		for (uint32_t i = 0; i < sim->touches; i++)
			sim->rules->settle(sim, sim->touched[i].kind,
			    sim->touched[i].name);
	sim->touches = 0;
	sim->touched_all = false;
}

void
sim_emit(struct sim *sim, struct thing thing, enum state was, enum state is)
{
	assert(thing.kind < KINDS && was < STATES && is < STATES);
	if (sim->sink != NULL && was != is)
		sim->sink->emit(sim->sink, &(struct event){
		    .type = EVENT_CHANGE, .kind = thing.kind,
		    .name = thing.name, .on = thing.on, .was = was, .is = is,
		    .cause = sim->cause,
		    .at_ms = world_now_ms(sim->world) });
}
