#include "tools/apply/costs.h"

#include <string.h>
#include <strings.h>

#include "backends/real/answers/outputs.h"

enum { LIMIT_MS = 30000 };

/* Type it at that place; false: it has not ended well. */
static bool
is_heard(struct reach *reach, const struct order *order, struct heard *heard)
{
	uint64_t handle = reach->begin(reach, order, heard);

	if (handle != HANDLE_OVER && !reach->wait(reach, handle,
	    reach->now_ms(reach) + LIMIT_MS, heard)) {
		reach->leave(reach, handle);
		return false;
	}
	return !heard->lost && heard->ended.status == 0;
}

/* What "PROGRAM show -v" says, or NULL. */
static const struct reading *
facts_of(struct arena *arena, struct reach *reach, uint32_t place,
    const char *program)
{
	const char *const words[] = { program, "show", "-v" };
	const struct order order = { .place = place,
	    .line = arena_format(arena, "%s show -v", program) };
	struct reading *facts = arena_take(arena, 1, sizeof(*facts));
	struct heard heard = { .lost = false };
	struct printed printed;
	struct err err;

	if (!is_heard(reach, &order, &heard) ||
	    !printed_read(&printed, words, 3, &err))
		return NULL;
	output_read(arena, &printed, arena_text(arena, heard.ended.out,
	    heard.ended.out_size), heard.ended.out_size, facts);
	return facts;
}

static bool
is_set(const struct fact_row *fact, const char *name, const char *value)
{
	return strcmp(fact->kind, "property") == 0 &&
	    strcmp(fact_word(fact, "name"), name) == 0 &&
	    strcasecmp(fact_word(fact, "value"), value) == 0;
}

/* Is it a resource of the guest's group? */
static bool
is_of_guest(const struct plan *plan, const char *resource)
{
	const struct site_guest *row = &plan->site->guests[plan->guest];
	const struct names *names = plan->site->names;

	return strcmp(resource, names_text(names, KIND_RESOURCE,
	    row->storage)) == 0 || (row->agent.present && strcmp(resource,
	    names_text(names, KIND_RESOURCE, row->agent.resource)) == 0);
}

static void
resources_take(struct costs *costs, struct arena *arena,
    const struct plan *plan, const struct reading *facts)
{
	static const char *const set[][2] = { { "Failover_mode", "HARD" },
	    { "RebootOnFailure", "TRUE" } };

	for (uint32_t i = 0; i < facts->count; i++)
		for (size_t k = 0; k < sizeof(set) / sizeof(set[0]); k++) {
			const struct fact_row *fact = &facts->fact[i];
			const char *of = fact_word(fact, "resource");

			if (is_set(fact, set[k][0], set[k][1]) &&
			    is_of_guest(plan, of))
				costs->resources = arena_format(arena,
				    "%s%s%s=%s of %s", costs->resources,
				    *costs->resources != '\0' ? ", " : "",
				    set[k][0], set[k][1], of);
		}
}

static void
nodes_take(struct costs *costs, const struct names *names,
    const struct reading *facts)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		const struct fact_row *fact = &facts->fact[i];
		uint32_t node = names_find(names, KIND_NODE,
		    fact_word(fact, "node"));

		if (node == 0 || node > SITE_NODES || strcmp(fact_word(fact,
		    "name"), "reboot_on_path_failure") != 0)
			continue;
		costs->nodes_known |= (uint64_t)1 << node;
		if (is_set(fact, "reboot_on_path_failure", "enabled"))
			costs->nodes |= (uint64_t)1 << node;
	}
}

/* Any member answers for all. */
void
costs_ask(struct costs *costs, struct arena *arena, const struct plan *plan,
    struct reach *reach)
{
	const struct reading *facts;
	uint32_t at = plan->from != 0 ? plan->from : 1;

	*costs = (struct costs){ .resources = "" };
	facts = facts_of(arena, reach, at, "clrs");
	costs->known = facts != NULL && facts->strange == 0;
	if (facts != NULL)
		resources_take(costs, arena, plan, facts);
	facts = facts_of(arena, reach, at, "clnode");
	if (facts != NULL)
		nodes_take(costs, plan->site->names, facts);
}

/* Inside the guest nobody but itself stops it. */
static bool
is_stop(const struct step *step)
{
	const struct op_info *row = &op_table[step->op.kind];

	return step->kind == STEP_CHANGE && !row->inside &&
	    (row->downs != DOWNS_NOTHING || row->stops_own ||
	    (row->time & TIME_EXPORT) != 0);
}

/* All that runs on that node. */
static const char *
guests_text(struct arena *arena, const struct plan *plan, uint32_t node,
    struct session *session)
{
	const char *text = "";

	for (uint32_t g = 1; g <= plan->site->guest_count; g++) {
		struct op ask = { .kind = OP_GUEST_STATE, .on = node,
		    .guest = g };
		struct result res;

		backend_execute(session->top, &ask, LIMIT_MS, &res);
		if (res.outcome == DONE && res.answer.state != STATE_ABSENT &&
		    res.answer.state != STATE_INACTIVE)
			text = arena_format(arena, "%s%s%s", text,
			    *text != '\0' ? ", " : "", names_text(
			    plan->site->names, KIND_GUEST, g));
	}
	return *text != '\0' ? text : "no guest";
}

const char *
costs_text(const struct costs *costs, struct arena *arena,
    const struct plan *plan, const struct step *step,
    struct session *session)
{
	uint32_t on = step->op.on;
	uint32_t node = on != 0 && on <= SITE_NODES ? on : plan->from;
	bool path = (costs->nodes >> node & 1) != 0;

	if (!is_stop(step) || (*costs->resources == '\0' && !path))
		return NULL;
	return arena_format(arena, "%s reboots if this fails (%s%s%s); with "
	    "it go down: %s", names_text(plan->site->names, KIND_NODE, node),
	    costs->resources, path && *costs->resources != '\0' ? ", " : "",
	    path ? "reboot_on_path_failure" : "", guests_text(arena, plan,
	    node, session));
}
