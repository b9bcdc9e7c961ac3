#include "tools/apply/costs.h"

#include <string.h>
#include <strings.h>

#include "backends/real/questions/asking.h"

enum { LIMIT_MS = 30000 };

/* Carry out what is wanted, as long as something is. */
static void
outputs_take(struct asking *asking, struct reach *reach)
{
	struct output *output;

	while ((output = asking_wanted(asking)) != NULL) {
		const struct order order = { .place = output->place,
		    .line = output->line };
		struct heard heard = { .lost = false };
		uint64_t handle = reach->begin(reach, &order, &heard);

		if (handle != HANDLE_OVER && !reach->wait(reach, handle,
		    reach->now_ms(reach) + LIMIT_MS, &heard)) {
			reach->leave(reach, handle);
			heard.lost = true;
		}
		if (heard.lost)
			asking_lost(asking, output, heard.why);
		else
			asking_heard(asking, output, &heard.ended);
	}
}

/* What a command says, or NULL. */
static const struct reading *
facts_of(struct asking *asking, struct reach *reach, uint32_t place,
    const char *line)
{
	const struct reading *facts = asking_facts(asking, place, line);

	if (facts != NULL)
		return facts;
	outputs_take(asking, reach);
	return asking_facts(asking, place, line);
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
    struct names *names, struct reach *reach)
{
	struct asking *asking = arena_take(arena, 1, sizeof(*asking));
	const struct reading *facts;
	uint32_t at = plan->from != 0 ? plan->from : 1;

	*costs = (struct costs){ .resources = "" };
	asking_begin(asking, arena, plan->site, names);
	facts = facts_of(asking, reach, at, "clrs show -v");
	costs->known = facts != NULL && facts->strange == 0;
	if (facts != NULL)
		resources_take(costs, arena, plan, facts);
	facts = facts_of(asking, reach, at, "clnode show -v");
	if (facts != NULL)
		nodes_take(costs, names, facts);
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
	uint32_t node = step->op.on != 0 ? step->op.on : plan->from;
	bool path = (costs->nodes >> node & 1) != 0;

	if (!is_stop(step) || (*costs->resources == '\0' && !path))
		return NULL;
	return arena_format(arena, "%s reboots if this fails (%s%s%s); with "
	    "it go down: %s", names_text(plan->site->names, KIND_NODE, node),
	    costs->resources, path && *costs->resources != '\0' ? ", " : "",
	    path ? "reboot_on_path_failure" : "", guests_text(arena, plan,
	    node, session));
}
