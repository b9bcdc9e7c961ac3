/*
 * The observable text: the canonical one, without what no question shows, and
 * without what only a node could tell that does not answer.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/text/text.h"
#include "backends/sim/told/setters.h"
#include "backends/sim/told/told.h"

static uint64_t
answering(struct sim *sim)
{
	uint64_t nodes = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		if (node_answers(sim, n))
			nodes |= bit(n);
	return nodes;
}

/* Those of a list of nodes that are in the set; false: it has none. */
static bool
nodes_print(struct sim *sim, const char *list, uint64_t set,
    struct buffer *out)
{
	struct arena arena = { 0 };
	const char *comma = "";

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
show_answering(struct sim *sim, const struct told_line *line,
    const char *value, struct buffer *out)
{
	/* A pool that is imported nowhere is shown so. */
	return nodes_print(sim, value, answering(sim), out) ||
	    strcmp(line->kind, "pool") == 0;
}

bool
show_imported(struct sim *sim, const struct told_line *line,
    const char *value, struct buffer *out)
{
	uint32_t pool = names_find(sim->names, KIND_POOL, line->name);

	return nodes_print(sim, value, answering(sim) &
	    world_pool(sim->world, pool)->imported, out);
}

bool
show_power(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)value;
	buffer_print(out, "%s", node_answers(sim, names_find(sim->names,
	    KIND_NODE, line->name)) ? "up" : "?");
	return true;
}

bool
show_member(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)line;
	buffer_print(out, "%s", node_any_member(sim) ? value : "?");
	return true;
}

/* ldm marks one that was loaded and is what runs; all that it shows of others
 * is that they are there. */
bool
show_saved(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	uint32_t node = names_find(sim->names, KIND_NODE, line->name);
	uint32_t name = world_node(sim->world, node)->current;
	const char *older = strstr(value, ":older");
	size_t n = older != NULL && older[6] == '\0' ? (size_t)(older -
	    value) : strlen(value);

	buffer_put(out, value, n);
	if (strcmp(buffer_text(out), sim_name(sim, KIND_TEXT, name)) != 0 ||
	    !config_runs(sim, node, name))
		buffer_print(out, ":older");
	return true;
}

bool
show_online(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	nodes_print(sim, value, group_online(sim, names_find(sim->names,
	    KIND_GROUP, line->name)), out);
	return true;
}

bool
show_state(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	static const enum state like[][2] = {
		{ STATE_BOOTING, STATE_AT_OK }, { STATE_HUNG, STATE_RUNNING },
	};

	(void)sim;
	(void)line;
	for (size_t i = 0; i < sizeof(like) / sizeof(like[0]); i++)
		if (strcmp(value, state_name(like[i][0])) == 0)
			value = state_name(like[i][1]);
	buffer_print(out, "%s", value);
	return true;
}

bool
show_nothing(struct sim *sim, const struct told_line *line, const char *value,
    struct buffer *out)
{
	(void)sim;
	(void)line;
	(void)value;
	(void)out;
	return false;
}
