#include "backends/sim/session/door.h"

#include <assert.h>

#include "backends/sim/session/internal.h"

static enum kind
place_kind(uint32_t place)
{
	return (place & PLACE_SOURCE) != 0 ? KIND_SOURCE :
	    (place & PLACE_GUEST) != 0 ? KIND_GUEST : KIND_NODE;
}

/* One of the world's operations in the engine's numbers. */
static struct op
op_out(struct translation *translation, const struct op *op)
{
	struct op out = *op;

	out.on = (op->on & ~(uint32_t)PLACE_ID) | translation_out(translation,
	    place_kind(op->on), op->on & PLACE_ID);
	for (unsigned f = F_ON + 1; f < FIELDS; f++)
		out.field[f] = translation_out(translation, field_kind[f],
		    op->field[f]);
	return out;
}

/* A change is checked where it is typed: what is typed and lacks a field never
 * comes here. */
static uint64_t
door_begin(struct door *door, const struct call *call, const struct op *op,
    struct result *res)
{
	struct simulated_door *here = (struct simulated_door *)door;
	struct simulated *simulated = here->simulated;
	struct op out = op_out(&simulated->translation, op);
	uint64_t handle;

	if (here->heard != NULL)
		here->heard(here->with, &(struct typed_change){ call, &out,
		    backend_now_ms(here->top) });
	result_clear(res);
	handle = here->top->begin(here->top, &out, res);
	if (handle == HANDLE_OVER)
		res->at_ms = backend_now_ms(here->top);
	return handle;
}

static bool
door_ended(struct door *door, uint64_t handle, struct result *res)
{
	struct simulated_door *here = (struct simulated_door *)door;

	return backend_wait(here->top, handle, backend_now_ms(here->top),
	    res);
}

static void
door_leave(struct door *door, uint64_t handle)
{
	backend_leave(((struct simulated_door *)door)->top, handle);
}

void
simulated_door_open(struct simulated_door *door, struct simulated *simulated)
{
	assert(door->top != NULL && simulated->shell.door == NULL);
	door->door = (struct door){ door_begin, door_ended, door_leave };
	door->simulated = simulated;
	simulated->shell.door = &door->door;
	simulated->cause = CAUSE_PERSON;
}

void
simulated_door_close(struct simulated_door *door)
{
	door->simulated->shell.door = NULL;
	door->simulated->cause = CAUSE_OP;
}
