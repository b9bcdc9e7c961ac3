/*
 * Conditions: what people say of a site, asked of the simulated one.
 */
#include "tools/scenario/stage.h"

#define S(state)	STATE_BIT(STATE_##state)

/* The answer that a state of a condition stands for. */
static const uint64_t answers[CONDITION_STATES] = {
	[IS_RUNNING] = S(RUNNING),
	[IS_AT_OK] = S(AT_OK),
	[IS_BOOTING] = S(BOOTING),
	[IS_BOUND] = S(BOUND),
	[IS_INACTIVE] = S(INACTIVE),
	[IS_ABSENT] = S(ABSENT),
	[IS_SUSPENDED] = S(SUSPENDED),
	[IS_HUNG] = S(HUNG),
	[IS_IMPORTED] = S(IMPORTED),
	[IS_EXPORTED] = S(EXPORTED),
	[IS_ONLINE] = S(ONLINE),
	[IS_OFFLINE] = S(OFFLINE),
	[IS_UNMANAGED] = S(UNMANAGED),
	[IS_RESUMED] = S(RESUMED),
	[IS_STOP_FAILED] = S(STOP_FAILED),
	[IS_START_FAILED] = S(START_FAILED),
	[IS_DISABLED] = S(DISABLED),
	[IS_STOPPED] = S(STOPPED) | S(OFF),
	[IS_PRESENT] = S(PRESENT),
	[IS_UP] = S(UP),
	[IS_DOWN] = S(DOWN),
	[IS_MEMBER] = S(UP),
};

static bool
answer_is(struct stage *stage, const struct op *op, uint64_t states,
    uint32_t on)
{
	struct result res;

	sim_ask(stage->sim, op, &res);
	if (res.outcome != DONE)
		return op->kind == OP_NODE_STATE && (states & S(DOWN)) != 0;
	return (states & STATE_BIT(res.answer.state)) != 0 &&
	    (on == 0 || res.answer.on == 0 || res.answer.on == on);
}

/* Without a node: on any, but for "absent", which has to be so on every. */
static bool
somewhere(struct stage *stage, struct op op, const struct condition *condition)
{
	uint64_t states = answers[condition->is];
	bool every = condition->is == IS_ABSENT && condition->on == 0;

	for (uint32_t n = 1; n <= stage->site->node_count; n++) {
		if (condition->on != 0 && condition->on != n)
			continue;
		op.on = n;
		if (answer_is(stage, &op, states, 0) != every)
			return !every;
	}
	return every;
}

static bool
guest_is(struct stage *stage, const struct condition *condition)
{
	const struct site_guest *row = &stage->site->guests[condition->name];
	struct condition running = *condition;
	struct op op = { .kind = OP_RESOURCE_STATE,
	    .resource = row->agent.resource };

	if (condition->is != IS_CLUSTERED)
		return somewhere(stage, (struct op){ .kind = OP_GUEST_STATE,
		    .guest = condition->name }, condition);
	running.is = IS_RUNNING;
	return row->agent.present && guest_is(stage, &running) &&
	    answer_is(stage, &op, S(ONLINE), condition->on);
}

static uint32_t
service_of(const struct stage *stage, uint32_t volume)
{
	const struct site *site = stage->site;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t d = 0; d < site->guests[g].disk_count; d++)
			if (site->guests[g].disk[d].volume == volume)
				return site->guests[g].disk[d].vds;
	for (uint32_t s = 1; s <= site->service_count; s++)
		if (site->services[s].kind == SERVICE_VDS)
			return s;
	return 0;
}

bool
stage_holds(struct stage *stage, const struct condition *condition)
{
	struct op op = { 0 };

	switch (condition->kind) {
	case KIND_GUEST:
		return guest_is(stage, condition);
	case KIND_VOLUME:
		op.kind = OP_VOLUME_STATE;
		op.volume = condition->name;
		op.service = service_of(stage, condition->name);
		return somewhere(stage, op, condition);
	case KIND_NODE:
		op.kind = OP_NODE_STATE;
		op.on = condition->name;
		break;
	case KIND_POOL:
		op.kind = OP_POOL_STATE;
		op.pool = condition->name;
		break;
	case KIND_GROUP:
		op.kind = OP_GROUP_STATE;
		op.group = condition->name;
		if (condition->is == IS_SUSPENDED ||
		    condition->is == IS_RESUMED)
			op.value = TEXT_SUSPENDED;
		break;
	case KIND_SOURCE:
		if (condition->is == IS_UNTOUCHED)
			return !sim_source_touched(stage->sim,
			    condition->name);
		op.kind = OP_SOURCE_STATE;
		op.source = condition->name;
		break;
	case KIND_RESOURCE:
		op.kind = OP_RESOURCE_STATE;
		op.resource = condition->name;
		break;
	default:
		return false;
	}
	return answer_is(stage, &op, answers[condition->is], condition->on);
}
