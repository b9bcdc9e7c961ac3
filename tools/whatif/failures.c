#include "tools/whatif/failures.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/session/vocabulary.h"
#include "core/base/arena.h"

/* Returns how many there are with this one. */
static uint32_t
put(struct failure *list, uint32_t count, enum failure_kind kind,
    const uint32_t what[2])
{
	if (list != NULL)
		list[count] = (struct failure){ kind, what[0], what[1] };
	return count + 1;
}

static uint32_t
nodes_put(const struct site *site, struct failure *list)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= site->node_count; n++)
		count = put(list, count, FAILURE_NODE,
		    (uint32_t[]){ n, 0 });
	return count;
}

static uint32_t
devices_put(const struct site *site, struct failure *list)
{
	uint32_t count = 0;

	for (uint32_t d = 1; d <= site->device_count; d++)
		count = put(list, count, FAILURE_DEVICE,
		    (uint32_t[]){ d, 0 });
	return count;
}

static bool
is_only_path(uint64_t nodes)
{
	return (nodes & (nodes - 1)) == 0;
}

static uint32_t
paths_put(const struct site *site, struct failure *list)
{
	uint32_t count = 0;

	for (uint32_t d = 1; d <= site->device_count; d++)
		for (uint32_t n = 1; n <= site->node_count; n++)
			if ((site->devices[d].nodes >> n & 1) != 0 &&
			    !is_only_path(site->devices[d].nodes))
				count = put(list, count, FAILURE_PATH,
				    (uint32_t[]){ d, n });
	return count;
}

static uint32_t
switches_put(const struct site *site, struct failure *list)
{
	uint32_t count = 0;

	for (uint32_t s = 1; s <= site->service_count; s++)
		for (uint32_t n = 1; n <= site->node_count; n++)
			if (site->services[s].kind == SERVICE_VSW &&
			    site->services[s].value[n] != 0)
				count = put(list, count, FAILURE_SWITCH,
				    (uint32_t[]){ s, n });
	return count;
}

static uint32_t
links_put(const struct site *site, struct failure *list)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= site->node_count; n++)
		count = put(list, count, FAILURE_INTERCONNECT,
		    (uint32_t[]){ n, 0 });
	return count;
}

/* The word for all of them, the fault of the world, what its sentence says of
 * the thing and before the node, and who puts all of them into a list, or
 * counts them when that is NULL. */
static const struct {
	const char	*word, *fault, *says, *before;
	enum kind	 kind;
	uint32_t	(*put)(const struct site *, struct failure *);
} rows[FAILURE_KINDS] = {
	[FAILURE_NODE] = { "nodes", "power-off", "loses power", "",
	    KIND_NODE, nodes_put },
	[FAILURE_DEVICE] = { "devices", "cut", "is lost", "", KIND_DEVICE,
	    devices_put },
	[FAILURE_PATH] = { "paths", "cut", "is lost", " on ", KIND_DEVICE,
	    paths_put },
	[FAILURE_SWITCH] = { "switches", "drop", "is gone", " on ",
	    KIND_SERVICE, switches_put },
	[FAILURE_INTERCONNECT] = { "interconnects", "split",
	    "loses its private links", "", KIND_NODE, links_put },
};

static bool
chosen_add(const char *word, unsigned *kinds, struct err *err)
{
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++)
		if (strcmp(rows[kind].word, word) == 0) {
			*kinds |= 1u << kind;
			return true;
		}
	return err_set(err, ERR_USAGE, "\"%.40s\": --all takes nodes, devices, "
	    "paths, switches and interconnects, or no word for all of them",
	    word);
}

bool
failures_chosen(const char *const *words, int count, unsigned *kinds,
    struct err *err)
{
	*kinds = count == 0 ? (1u << FAILURE_KINDS) - 1 : 0;
	for (int i = 0; i < count; i++)
		if (!chosen_add(words[i], kinds, err))
			return false;
	return true;
}

void
failures_make(struct failures *failures, struct arena *arena,
    const struct site *site, unsigned kinds)
{
	uint32_t at = 0;

	*failures = (struct failures){ .all = 0 };
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++) {
		if ((kinds >> kind & 1) != 0)
			failures->count[kind] = rows[kind].put(site, NULL);
		failures->all += failures->count[kind];
	}
	failures->list = arena_take(arena, failures->all + (size_t)1,
	    sizeof(*failures->list));
	for (enum failure_kind kind = 0; kind < FAILURE_KINDS; kind++)
		if ((kinds >> kind & 1) != 0)
			at += rows[kind].put(site, failures->list + at);
	assert(at == failures->all);
}

struct fault
failure_fault(const struct failure *failure)
{
	assert(failure->kind < FAILURE_KINDS);
	return (struct fault){ .class = FAULT_WORLD, .text =
	    rows[failure->kind].fault, .world = sim_world_fault_find(
	    rows[failure->kind].fault), .kind = rows[failure->kind].kind,
	    .object = failure->object, .on = failure->on, .record = -1,
	    .at_ms = -1, .times = 1, .nth = 1, .every = 1 };
}

const char *
failure_text(struct arena *arena, const struct site *site,
    const struct failure *failure)
{
	return arena_format(arena, "%s %s%s%s", names_text(site->names,
	    rows[failure->kind].kind, failure->object),
	    rows[failure->kind].says, rows[failure->kind].before,
	    names_text(site->names, KIND_NODE, failure->on));
}
