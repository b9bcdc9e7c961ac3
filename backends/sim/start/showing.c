#include "backends/sim/start/showing.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

uint64_t
show_who(struct sim *sim)
{
	uint64_t nodes = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (node_answers(sim, n))
			nodes |= bit(n);
	return nodes;
}

bool
show_nodes(struct sim *sim, const char *list, uint64_t set,
    struct buffer *out)
{
	struct arena arena = { 0 };
	const char *comma = "";

	assert(list != NULL);
	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		const char *name = arena_text(&arena, list, n);

		if ((set & bit(names_find(sim->names, KIND_NODE, name))) !=
		    0) {
			buffer_print(out, "%s%s", comma, name);
			comma = ",";
		}
		list += n + (list[n] == ',');
	}
	arena_drop(&arena);
	return *comma != '\0';
}

bool
show_answering(struct sim *sim, const struct start_line *line,
    const char *value, struct buffer *out)
{
	/* A pool that is imported nowhere is shown so. */
	return show_nodes(sim, value, show_who(sim), out) ||
	    strcmp(line->kind, "pool") == 0;
}
