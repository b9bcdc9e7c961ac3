#include "core/making.h"

#include "core/need.h"

#define S(state)	STATE_BIT(STATE_##state)

enum { SECOND = 1000, AGENT_CALLS = 7 };

static void
known_add(struct making *making, struct span *span, struct fact fact,
    uint32_t pool)
{
	struct plan *plan = making->plan;

	if (plan->fact_count == PLAN_FACTS) {
		making->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = plan->fact_count;
	plan->facts[plan->fact_count++] = (struct known){
		.fact = fact, .step = plan->step_count, .next = PLAN_NONE,
		.before = PLAN_NONE, .pool = pool, .whole = PLAN_NONE,
	};
}

static void
proof_add(struct making *making, struct span *span, struct fact fact)
{
	struct plan *plan = making->plan;

	if (plan->proof_count == PLAN_PROOFS) {
		making->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = plan->proof_count;
	plan->proofs[plan->proof_count++] = fact;
}

static struct fact
guest_is(const struct making *making, uint32_t node, uint64_t states)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = node,
		    .guest = making->job->guest },
		.want = { .states = states, .cares = WANT_STATE },
	};
}

/* What settles it.  A label is seen by every node, or it is not there; a
 * definition has moved when it is there and no longer here. */
static void
facts_decide(struct making *making, struct step *step)
{
	const struct op *op = &step->op;
	struct fact fact;
	uint32_t pool = 0;

	if (op->kind == OP_FILESYSTEM_CREATE || op->kind == OP_DISK_CREATE)
		pool = making->row->pool;
	op_fact(making->site->names, op, &fact);
	known_add(making, &step->decide, fact, pool);
	if (op->kind == OP_GUEST_MIGRATE)
		known_add(making, &step->decide,
		    guest_is(making, op->on, S(ABSENT)), 0);
	if (op->kind != OP_DEVICE_LABEL)
		return;
	for (uint32_t i = 0; i < making->row->node_count; i++)
		if (making->row->node[i] != op->on) {
			fact.ask.on = making->row->node[i];
			known_add(making, &step->decide, fact, 0);
		}
}

/* A group that comes online somewhere takes its pool there, and the agent
 * takes the guest. */
static void
facts_leave(struct making *making, struct step *step)
{
	const struct op *op = &step->op;
	uint64_t active = S(AT_OK) | S(BOOTING) | S(RUNNING);

	if (op->kind == OP_GROUP_ONLINE || op->kind == OP_GROUP_SWITCH)
		known_add(making, &step->leave, (struct fact){
		    .ask = { .kind = OP_POOL_STATE,
		    .pool = making->row->pool },
		    .want = { .states = S(IMPORTED), .on = op->to,
		    .cares = WANT_STATE | WANT_ON } }, 0);
	if (op->kind == OP_GROUP_SWITCH && step->guarded) {
		known_add(making, &step->leave,
		    guest_is(making, op->to, active), 0);
		known_add(making, &step->leave, guest_is(making,
		    making->here, S(ABSENT) | S(INACTIVE)), 0);
	}
}

static void
facts_unless(struct making *making, struct step *step)
{
	if (step->op.kind != OP_CONFIG_SAVE)
		return;
	proof_add(making, &step->unless, (struct fact){
	    .ask = { .kind = OP_CONFIG_STATE, .on = step->op.on,
	    .value = step->op.value },
	    .want = { .cares = WANT_AT_LEAST, .number = 1 } });
	step->unless_why = "not saved: a guest is bound here, and a power "
	    "cycle would bring it back twice";
}

int64_t
making_expected(const struct making *making, const struct step *step)
{
	const struct timing *timing = &making->site->timing;
	const struct op *op = &step->op;
	const struct op export = { .kind = OP_POOL_EXPORT };
	const struct op import = { .kind = OP_POOL_IMPORT };
	int64_t call = timing->timed[TIMED_AGENT_CALL].fixed_ms;
	int64_t ms;

	if (step->kind == STEP_WAIT)
		return timing->timed[TIMED_GUEST_BOOT].fixed_ms;
	if (op->kind == OP_GUEST_STOP && !making->up)
		return call;	/* at the ok prompt nothing is shut down */
	ms = timing_op(timing, op);
	if (op->kind == OP_GROUP_SWITCH)
		ms += timing_op(timing, &export);
	if (op->kind == OP_GROUP_SWITCH || op->kind == OP_GROUP_ONLINE)
		ms += timing_op(timing, &import);
	if (op->kind == OP_GROUP_SWITCH && step->guarded)
		ms += AGENT_CALLS * call;
	return ms;
}

void
making_facts(struct making *making, struct step *step)
{
	struct fact needs[NEEDS];
	uint32_t n;

	if (step->kind == STEP_WAIT) {
		known_add(making, &step->decide,
		    guest_is(making, making->guest_at, S(RUNNING)), 0);
		step->limit_ms = 3 * step->expected_ms + 300 * SECOND;
		return;
	}
	facts_decide(making, step);
	facts_leave(making, step);
	facts_unless(making, step);
	n = need_list(making->site, making->job->guest, step->guarded,
	    &step->op, needs);
	for (uint32_t i = 0; i < n; i++)
		proof_add(making, &step->needs, needs[i]);
	step->limit_ms = 3 * step->expected_ms + 60 * SECOND;
	if (step->op.kind == OP_GROUP_SWITCH && step->guarded)
		step->limit_ms += making->row->agent.stop_timeout_ms;
}

/* About a setting, a disk or a net of a guest, a group or a resource. */
static bool
is_of_part(const struct op *ask)
{
	return (ask->kind == OP_GUEST_STATE || ask->kind == OP_GROUP_STATE ||
	    ask->kind == OP_RESOURCE_STATE) &&
	    (ask->value != 0 || ask->disk != 0 || ask->net != 0);
}

static uint32_t
whole_of(const struct plan *plan, const struct op *ask)
{
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		const struct op *other = &plan->facts[i].fact.ask;

		if (other->kind == ask->kind && other->on == ask->on &&
		    other->guest == ask->guest && !is_of_part(other) &&
		    other->group == ask->group &&
		    other->resource == ask->resource)
			return i;
	}
	return PLAN_NONE;
}

void
making_link(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		struct known *known = &plan->facts[i];

		if (is_of_part(&known->fact.ask))
			known->whole = whole_of(plan, &known->fact.ask);
		for (uint32_t j = i + 1; j < plan->fact_count; j++)
			if (op_equal(&known->fact.ask,
			    &plan->facts[j].fact.ask)) {
				known->next = j;
				plan->facts[j].before = i;
				break;
			}
	}
}
