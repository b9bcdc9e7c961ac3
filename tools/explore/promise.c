#include "tools/explore/promise.h"

#include <stdio.h>
#include <string.h>

#include "core/plan/job.h"
#include "core/procedures/procedure.h"

/* Where the guest has to be at the end. */
enum at { AT_HOME = 1, AT_TARGET, AT_SAME, AT_NOWHERE };

static const struct {
	const struct procedure *procedure;
	enum at		 at;
} ends[] = {
	{ &procedure_create, AT_HOME },
	{ &procedure_p2v, AT_HOME },
	{ &procedure_switch, AT_TARGET },
	{ &procedure_migrate, AT_TARGET },
	{ &procedure_maintain, AT_SAME },
	{ &procedure_retire, AT_NOWHERE },
};

struct promise {
	const struct branch *branch;
	const struct site_guest *guest;
	struct job	 job;
	char		*text;
	size_t		 size;
};

static bool
is(const struct promise *promise, struct op ask, uint64_t states)
{
	struct answer answer;
	struct result res;
	char place[80];

	simulated_ask(&promise->branch->sandbox->simulated, &ask, &res);
	answer = res.answer;
	if ((STATE_BIT(answer.state) & states) != 0)
		return true;
	snprintf(promise->text, promise->size, "%s on %s is %s",
	    op_table[ask.kind].name, site_place(
	    promise->branch->plan->site->names, ask.on, place, sizeof(place)),
	    state_name((enum state)answer.state));
	return false;
}

/* On one node, and on no other. */
static bool
is_there(const struct promise *promise, uint32_t node)
{
	const struct site_guest *guest = promise->guest;
	uint32_t own = promise->branch->plan->guest;

	for (uint32_t i = 0; i < guest->node_count; i++)
		if (!is(promise, (struct op){ .kind = OP_GUEST_STATE,
		    .on = guest->node[i], .guest = own },
		    guest->node[i] == node ? STATE_BIT(STATE_RUNNING) :
		    STATE_BIT(STATE_ABSENT)))
			return false;
	return true;
}

static bool
are_volumes(const struct promise *promise, enum state state)
{
	const struct site_guest *guest = promise->guest;

	for (uint32_t i = 0; i < guest->node_count; i++)
		for (uint32_t d = 0; d < guest->disk_count; d++)
			if (!is(promise, (struct op){ .kind = OP_VOLUME_STATE,
			    .on = guest->node[i], .service =
			    guest->disk[d].vds, .volume =
			    guest->disk[d].volume }, STATE_BIT(state)))
				return false;
	return true;
}

/* Its group, its resources; what the cluster would do next. */
static bool
is_group(const struct promise *promise, uint32_t node)
{
	const struct site_guest *guest = promise->guest;
	struct op ask = { .kind = OP_GROUP_STATE, .on = node,
	    .group = guest->group };

	if (node == 0) {
		ask.on = guest->node[0];
		return is(promise, ask, STATE_BIT(STATE_ABSENT));
	}
	return is(promise, ask, STATE_BIT(STATE_ONLINE)) &&
	    is(promise, (struct op){ .kind = OP_RESOURCE_STATE, .on = node,
	    .group = guest->group, .resource = guest->storage },
	    STATE_BIT(STATE_ONLINE)) && (!guest->agent.present ||
	    !promise->job.procedure->stays_clustered ||
	    is(promise, (struct op){ .kind = OP_RESOURCE_STATE, .on = node,
	    .group = guest->group, .resource = guest->agent.resource },
	    STATE_BIT(STATE_ONLINE)));
}

static bool
has(const struct promise *promise, struct op op)
{
	struct fact fact;
	struct result res;

	op_fact(promise->branch->plan->site->names, &op, &fact);
	simulated_ask(&promise->branch->sandbox->simulated, &fact.ask, &res);
	if (want_met(&fact.want, &res.answer))
		return true;
	snprintf(promise->text, promise->size, "%s has no effect",
	    op_table[op.kind].name);
	return false;
}

/* What the job, or the site for a new guest, demands of the guest. */
static bool
is_set(const struct promise *promise, uint32_t node)
{
	const struct job *job = &promise->job;
	uint32_t guest = promise->branch->plan->guest;
	bool made = job->procedure == &procedure_create;
	uint32_t vcpus = made ? promise->guest->vcpus : job->vcpus;
	int64_t memory = made ? promise->guest->memory : job->memory;

	return (vcpus == 0 || has(promise, (struct op){ .kind =
	    OP_GUEST_VCPUS, .on = node, .guest = guest, .number = vcpus })) &&
	    (memory == 0 || has(promise, (struct op){ .kind = OP_GUEST_MEMORY,
	    .on = node, .guest = guest, .number = memory }));
}

static bool
is_retired(const struct promise *promise)
{
	uint64_t gone = STATE_BIT(STATE_ABSENT);
	const struct site_guest *guest = promise->guest;

	for (uint32_t i = 0; i < guest->node_count; i++)
		if (!is(promise, (struct op){ .kind = OP_GUEST_STATE, .on =
		    guest->node[i], .guest = promise->branch->plan->guest },
		    gone) ||
		    !is(promise, (struct op){ .kind = OP_POOL_STATE, .on =
		    guest->node[i], .pool = guest->pool }, promise->job.destroy
		    != NULL ? gone : STATE_BIT(STATE_EXPORTED)))
			return false;
	return is_group(promise, 0) && are_volumes(promise, STATE_ABSENT);
}

static uint32_t
node_of(const struct promise *promise, enum at at)
{
	const struct site_guest *guest = promise->guest;
	struct result res;
	struct op ask = { .kind = OP_GROUP_STATE, .on = guest->node[0],
	    .group = guest->group };

	if (at == AT_HOME)
		return guest->node[0];
	if (at == AT_TARGET)
		return promise->branch->plan->to;
	simulated_ask(&promise->branch->sandbox->simulated, &ask, &res);
	return res.answer.on;
}

static bool
are_services(const struct promise *promise)
{
	const struct site *site = promise->branch->plan->site;
	uint64_t nodes = promise->job.nodes;

	for (uint32_t n = 1; n <= site->node_count; n++)
		for (uint32_t s = 1; s <= site->service_count; s++)
			if ((nodes == 0 || (nodes >> n & 1) != 0) &&
			    !is(promise, (struct op){ .kind =
			    OP_SERVICE_STATE, .on = n, .service = s },
			    STATE_BIT(STATE_PRESENT)))
				return false;
	return true;
}

static bool
is_kept(const struct promise *promise)
{
	const struct procedure *procedure = promise->branch->plan->procedure;
	enum at at = (enum at)0;
	uint32_t node;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (ends[i].procedure == procedure)
			at = ends[i].at;
	if (procedure == &procedure_services)
		return are_services(promise);
	/* A part of a conversion promises what its steps say. */
	if (at == (enum at)0 || promise->job.phases != 0)
		return true;
	if (at == AT_NOWHERE)
		return is_retired(promise);
	node = node_of(promise, at);
	return is_there(promise, node) && is_group(promise, node) &&
	    has(promise, (struct op){ .kind = OP_GROUP_RESUME, .on = node,
	    .group = promise->guest->group }) &&
	    are_volumes(promise, STATE_PRESENT) && is_set(promise, node);
}

bool
promise_broken(const struct branch *branch, char *text, size_t size)
{
	const struct plan *plan = branch->plan;
	struct promise promise = { .branch = branch, .guest =
	    &plan->site->guests[plan->guest], .text = text, .size = size };
	struct arena arena = { 0 };
	struct err err = { 0 };
	bool kept;

	kept = !job_read_line(&arena, plan->site, plan->job, &promise.job,
	    &err) || is_kept(&promise);
	arena_drop(&arena);
	return !kept;
}
