#include "tools/shell/history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/world.h"

static void *
copy(const void *bytes, size_t n)
{
	void *memory = malloc(n != 0 ? n : 1);

	if (memory == NULL)
		abort();
	memcpy(memory, bytes, n);
	return memory;
}

/* What is now. */
void
bygone_take(struct bygone *bygone, const struct simulated *simulated)
{
	const struct world *world = sim_world(simulated->sim);
	const char *name = bygone->name;

	*bygone = (struct bygone){ .name = name,
	    .world = copy(world, world->bytes),
	    .faults = copy(simulated->faults, simulated->fault_count *
		sizeof(*simulated->faults)),
	    .fault_count = simulated->fault_count };
}

void
bygone_drop(struct bygone *bygone)
{
	free(bygone->world);
	free(bygone->faults);
	*bygone = (struct bygone){ .name = NULL };
}

void
bygone_restore(const struct bygone *bygone, struct simulated *simulated)
{
	assert(bygone->world != NULL &&
	    bygone->fault_count <= SIMULATED_FAULTS);
	sim_restore(simulated->sim, bygone->world);
	memcpy(simulated->faults, bygone->faults, bygone->fault_count *
	    sizeof(*bygone->faults));
	simulated->fault_count = bygone->fault_count;
}

bool
bygone_is_now(const struct bygone *bygone, const struct simulated *simulated)
{
	const struct world *world = sim_world(simulated->sim);

	return bygone->world->bytes == world->bytes &&
	    memcmp(bygone->world, world, world->bytes) == 0;
}

void
history_drop(struct history *history)
{
	for (unsigned i = 0; i < history->undo_count; i++)
		bygone_drop(&history->undo[i]);
	for (unsigned i = 0; i < history->named_count; i++)
		bygone_drop(&history->named[i]);
	history->undo_count = history->named_count = 0;
}

void
history_put(struct history *history, const struct bygone *bygone)
{
	struct bygone *undo = history->undo;

	if (history->undo_count == HISTORY_UNDOS) {
		bygone_drop(&undo[0]);
		memmove(undo, undo + 1, (HISTORY_UNDOS - 1) * sizeof(*undo));
		history->undo_count--;
	}
	undo[history->undo_count++] = *bygone;
}

void
history_keep(struct history *history, const struct simulated *simulated)
{
	struct bygone bygone = { .name = NULL };

	bygone_take(&bygone, simulated);
	history_put(history, &bygone);
}

struct bygone *
history_last(struct history *history)
{
	return history->undo_count == 0 ? NULL :
	    &history->undo[history->undo_count - 1];
}

void
history_forget(struct history *history)
{
	assert(history->undo_count != 0);
	bygone_drop(&history->undo[--history->undo_count]);
}

struct bygone *
history_find(struct history *history, const char *name)
{
	for (unsigned i = 0; i < history->named_count; i++)
		if (strcmp(history->named[i].name, name) == 0)
			return &history->named[i];
	return NULL;
}

bool
history_name(struct arena *arena, struct history *history, const char *name,
    const struct simulated *simulated, struct err *err)
{
	struct bygone *bygone = history_find(history, name);

	if (bygone == NULL && history->named_count == HISTORY_NAMED)
		return err_set(err, ERR_TOO_MANY, "there are %d snapshots "
		    "already", HISTORY_NAMED);
	if (bygone == NULL) {
		bygone = &history->named[history->named_count++];
		name = arena_text(arena, name, strlen(name));
	} else {
		name = bygone->name;
		bygone_drop(bygone);
	}
	bygone->name = name;
	bygone_take(bygone, simulated);
	return true;
}
