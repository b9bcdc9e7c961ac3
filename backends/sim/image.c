#include "backends/sim/image.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

/* For each kind the texts, each with a '\0', and an empty one. */
void
image_names(struct sim *sim, struct buffer *buffer)
{
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++) {
		uint32_t count = names_count(sim->names, kind);

		for (uint32_t i = 1; i <= count; i++) {
			const char *text = names_text(sim->names, kind, i);

			buffer_put(buffer, text, strlen(text) + 1);
		}
		buffer_put(buffer, "", 1);
	}
}

/* Those of one kind; returns what comes after them, or NULL. */
static const char *
kind_take(struct sim *sim, enum kind kind, const char *at, const char *end)
{
	uint32_t number = 0;

	while (at < end && *at != '\0') {
		const char *last = memchr(at, '\0', (size_t)(end - at));

		if (last == NULL || names_put(sim->names, kind, at) !=
		    ++number)
			return NULL;
		at = last + 1;
	}
	return at < end && number == names_count(sim->names, kind) ? at + 1 :
	    NULL;
}

bool
image_take_names(struct sim *sim, const char *bytes, size_t n,
    struct err *err)
{
	const char *at = bytes, *end = bytes + n;

	assert(bytes != NULL);
	for (enum kind kind = KIND_NODE; kind < KINDS && at != NULL; kind++)
		at = kind_take(sim, kind, at, end);
	if (at == NULL || at != end)
		return err_set(err, ERR_FILE_INVALID, "its names are not those "
		    "of this site");
	return true;
}

/* Tables that no command makes longer. */
static bool
is_fixed(enum table_id id)
{
	return id == T_NODE || id == T_SOURCE || id == T_ARCHIVE ||
	    id == T_CONFIG || id == T_PORT || id == T_LOG;
}

struct world *
image_world(struct sim *sim, const char *bytes, size_t n)
{
	const struct world *now;
	struct world *world;

	/* One that was restored may have rows for fewer names. */
	growth_names(sim);
	now = sim_world(sim);
	if (n < sizeof(*world) || (world = malloc(n)) == NULL)
		return NULL;
	memcpy(world, bytes, n);
	if (world->bytes == n && growth_is_laid_out(world)) {
		bool fits = true;

		for (enum table_id id = 0; id < TABLES; id++)
			fits &= is_fixed(id) ? world->table[id].count ==
			    now->table[id].count : world_is_sparse(id) ||
			    id == T_QUEUE || world->table[id].count <=
			    now->table[id].count;
		if (fits)
			return world;
	}
	free(world);
	return NULL;
}
