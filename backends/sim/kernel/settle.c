/*
 * After an event: what it touched is checked, and told to whoever listens.
 */
#include "backends/sim/sim_inside.h"

void
sim_touch(struct sim *sim, enum kind kind, uint32_t name)
{
	if (name == 0)
		return;
	for (uint32_t i = 0; i < sim->touches; i++)
		if (sim->touched[i].kind == kind &&
		    sim->touched[i].name == name)
			return;
	if (sim->touches == TOUCHES)
		sim->touched_all = true;
	else
		sim->touched[sim->touches++] = (struct touched){ kind, name };
}

/* An agent's look may come of a change to its guest or to its group. */
static void
settle(struct sim *sim, enum kind kind, uint32_t name)
{
	uint32_t guest = kind == KIND_GUEST ? name : kind == KIND_GROUP ?
	    sim->index.guest_of_group[name] : 0;

	invariant_check(sim, kind, name);
	if (kind == KIND_GUEST)
		uptime_settle(sim, name);
	if (guest != 0)
		agent_look(sim, guest);
}

static void
settle_all(struct sim *sim)
{
	for (uint32_t g = 1; g <= sim->site->guest_count; g++) {
		uptime_settle(sim, g);
		agent_look(sim, g);
	}
	sim_check_all(sim);
}

void
sim_settle(struct sim *sim)
{
	if (sim->touched_all)
		settle_all(sim);
	else
		for (uint32_t i = 0; i < sim->touches; i++)
			settle(sim, sim->touched[i].kind,
			    sim->touched[i].name);
	sim->touches = 0;
	sim->touched_all = false;
}

void
sim_tell(struct sim *sim, enum kind kind, uint32_t name, uint32_t on,
    enum state was, enum state is)
{
	struct event event = { .type = EVENT_CHANGE, .kind = kind,
	    .name = name, .on = on, .was = was, .is = is,
	    .cause = sim->cause };

	if (sim->sink == NULL || was == is)
		return;
	event.at_ms = sim_now_ms(sim);
	sim->sink->emit(sim->sink, &event);
}
