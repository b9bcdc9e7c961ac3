#include "core/plan/building.h"

#include <assert.h>

#include "core/plan/building_asked.h"
#include "core/plan/precondition.h"
#include "core/plan/stuck_group.h"
#include "core/site/naming.h"

#define S(state)	STATE_BIT(STATE_##state)

enum { SECOND = 1000, CHECK_MS = 60 * SECOND };

static void
known_add(struct building *building, struct span *span, struct fact fact,
    uint32_t pool)
{
	struct plan *plan = building->plan;
	struct known *known = building_known(building->arena, plan);

	if (known == NULL) {
		building->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = (uint32_t)(known - plan->facts);
	*known = (struct known){
		.fact = fact, .step = plan->step_count, .next = PLAN_NONE,
		.before = PLAN_NONE, .pool = pool, .whole = PLAN_NONE,
		.check = PLAN_NONE,
		.share = PLAN_NONE,
	};
}

static void
proof_add(struct building *building, struct span *span, struct fact fact)
{
	struct fact *proof = building_proof(building->arena, building->plan);

	if (proof == NULL) {
		building->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = (uint32_t)(proof - building->plan->proofs);
	*proof = fact;
}

static struct fact
is(struct op ask, uint64_t states)
{
	return (struct fact){ ask, { .states = states, .cares = WANT_STATE } };
}

static struct fact
guest_is(const struct building *building, uint32_t node, uint64_t states)
{
	return is((struct op){ .kind = OP_GUEST_STATE, .on = node,
	    .guest = building->job->guest }, states);
}

/* Each of the disks that ldmp2v makes: its file, and the volume. */
static void
facts_prepared(struct building *building, struct step *step)
{
	const struct site_guest *row = building->row;

	for (uint32_t i = 0; i < row->disk_count; i++) {
		const struct site_disk *disk = &row->disk[i];

		if (disk->mount != 0)
			continue;
		known_add(building, &step->decide, (struct fact){
		    .ask = { .kind = OP_DISK_STATE, .on = step->op.on,
		    .file = disk->file },
		    .want = { .states = S(PRESENT), .number = disk->size,
		    .cares = WANT_STATE | WANT_NUMBER } }, row->pool);
		known_add(building, &step->decide, (struct fact){
		    .ask = { .kind = OP_VOLUME_STATE, .on = step->op.on,
		    .volume = disk->volume, .service = disk->vds },
		    .want = { .states = S(PRESENT), .value = disk->file,
		    .cares = WANT_STATE | WANT_VALUE } }, 0);
	}
}

/* The medium: a disk of the guest, and the volume behind it. */
static void
facts_converted(struct building *building, struct step *step)
{
	const struct op *op = &step->op;

	known_add(building, &step->decide, (struct fact){
	    .ask = { .kind = OP_GUEST_STATE, .on = op->on,
	    .guest = op->guest, .disk = op->disk },
	    .want = { .states = S(PRESENT), .value = op->volume,
	    .cares = WANT_STATE | WANT_VALUE } }, 0);
	known_add(building, &step->decide, (struct fact){
	    .ask = { .kind = OP_VOLUME_STATE, .on = op->on,
	    .volume = op->volume, .service = op->service },
	    .want = { .states = S(PRESENT), .value = op->file,
	    .cares = WANT_STATE | WANT_VALUE } }, 0);
}

/* A label is written when every node sees it. */
static void
facts_label(struct building *building, struct step *step)
{
	struct fact fact;

	op_fact(building->site->names, &step->op, &fact);
	for (uint32_t i = 0; i < building->row->node_count; i++)
		if (building->row->node[i] != step->op.on &&
		    !building_left_out(building, building->row->node[i])) {
			fact.ask.on = building->row->node[i];
			known_add(building, &step->decide, fact, 0);
		}
}

/* A definition has moved when it exists on the new node only. */
static void
facts_migrated(struct building *building, struct step *step)
{
	known_add(building, &step->decide,
	    guest_is(building, step->op.on, S(ABSENT)), 0);
}

/* Its pool is imported on the same node. */
static void
facts_online(struct building *building, struct step *step)
{
	known_add(building, &step->leave, (struct fact){
	    .ask = { .kind = OP_POOL_STATE, .pool = building->row->pool },
	    .want = { .states = S(IMPORTED), .on = step->op.to,
	    .cares = WANT_STATE | WANT_ON } }, 0);
	if ((building->cure & CURE_CLEAR) != 0)
		known_add(building, &step->leave, is((struct op){
		    .kind = OP_RESOURCE_STATE, .resource = stuck_resource(
		    &building->plan->view.seen, building->row) },
		    S(ONLINE)), 0);
}

/* If the agent has the guest, it moves too. */
static void
facts_switched(struct building *building, struct step *step)
{
	uint64_t active = S(AT_OK) | S(BOOTING) | S(RUNNING);

	facts_online(building, step);
	if (!step->guarded)
		return;
	known_add(building, &step->leave,
	    guest_is(building, step->op.to, active), 0);
	known_add(building, &step->leave, guest_is(building,
	    building->here, S(ABSENT) | S(INACTIVE)), 0);
}

/* The groups that follow: each is no longer where it was, and up. */
static void
facts_followed(struct building *building, struct step *step)
{
	for (uint32_t i = 0; i < building->followers; i++)
		known_add(building, &step->decide, (struct fact){
		    .ask = { .kind = OP_GROUP_STATE,
		    .group = building->site->guests[
		    building->follower[i]].group },
		    .want = { .states = S(ONLINE) | S(UNMANAGED),
		    .on = step->op.on, .cares = WANT_STATE | WANT_ELSEWHERE |
		    WANT_OR_ABSENT } }, 0);
}

/* Its pool is exported, and its resource is offline. */
static void
facts_offline(struct building *building, struct step *step)
{
	known_add(building, &step->leave, is((struct op){
	    .kind = OP_POOL_STATE, .pool = building->row->pool },
	    S(EXPORTED)), 0);
	known_add(building, &step->leave, is((struct op){
	    .kind = OP_RESOURCE_STATE, .resource = building->row->storage },
	    S(OFFLINE)), 0);
}

/* The manager has the group no longer in error, and has not started it. */
static void
facts_cleared(struct building *building, struct step *step)
{
	known_add(building, &step->leave, is((struct op){
	    .kind = OP_GROUP_STATE, .group = building->row->group },
	    S(OFFLINE)), 0);
}

/* A disabled agent stops its guest. */
static void
facts_disabled(struct building *building, struct step *step)
{
	if (step->guarded &&
	    step->op.resource == building->row->agent.resource)
		known_add(building, &step->leave, guest_is(building,
		    step->op.on, S(ABSENT) | S(INACTIVE)), 0);
}

static void
skip_add(struct building *building, struct step *step, const char *why,
    struct fact fact)
{
	assert(step->skip_if.count < STEP_SKIPS);
	step->skip_why[step->skip_if.count] = why;
	proof_add(building, &step->skip_if, fact);
}

static void
skip_save(struct building *building, struct step *step)
{
	skip_add(building, step, "a guest is bound here, and a power cycle "
	    "would bring it back a second time", (struct fact){
	    .ask = { .kind = OP_CONFIG_STATE, .on = step->op.on,
	    .value = step->op.value },
	    .want = { .cares = WANT_AT_LEAST, .number = 1 } });
	skip_add(building, step, "nothing has changed since the configuration "
	    "was saved that boots next", (struct fact){
	    .ask = { .kind = OP_NODE_STATE, .on = step->op.on,
	    .value = TEXT_CONFIG },
	    .want = { .cares = WANT_STATE, .states = S(SAVED) } });
}

static void
skip_remove(struct building *building, struct step *step)
{
	skip_add(building, step, "a slot is free for the next one",
	    (struct fact){ .ask = { .kind = OP_NODE_STATE, .on = step->op.on,
	    .value = TEXT_SLOTS },
	    .want = { .cares = WANT_AT_LEAST, .number = 1 } });
	skip_add(building, step, "the new one is not listed", (struct fact){
	    .ask = { .kind = OP_CONFIG_STATE, .on = step->op.on,
	    .value = building_config(building, step->op.on) },
	    .want = { .cares = WANT_STATE, .states = S(ABSENT) } });
}

/* Further facts that decide a change, facts that it leaves, and when it is
 * skipped. */
struct facts_row {
	void	(*decide)(struct building *, struct step *);
	void	(*leave)(struct building *, struct step *);
	void	(*skip)(struct building *, struct step *);
};

static const struct facts_row facts_rows[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .decide = facts_label },
	[OP_CONFIG_SAVE] = { .skip = skip_save },
	[OP_CONFIG_REMOVE] = { .skip = skip_remove },
	[OP_GROUP_ONLINE] = { .leave = facts_online },
	[OP_GROUP_OFFLINE] = { .leave = facts_offline },
	[OP_GROUP_SWITCH] = { .decide = facts_followed,
	    .leave = facts_switched },
	[OP_RESOURCE_DISABLE] = { .leave = facts_disabled },
	[OP_RESOURCE_CLEAR] = { .leave = facts_cleared },
	[OP_GUEST_MIGRATE] = { .decide = facts_migrated },
	[OP_P2V_PREPARE] = { .decide = facts_prepared },
	[OP_P2V_CONVERT] = { .decide = facts_converted },
};

static void
facts_change(struct building *building, struct step *step)
{
	const struct facts_row *row = &facts_rows[step->op.kind];
	bool in_pool = op_table[step->op.kind].in_pool ||
	    (op_table[step->op.kind].into_pool && step->op.pool != 0);
	struct fact fact;

	assert(step->op.kind < OP_KINDS);
	op_fact(building->site->names, &step->op, &fact);
	known_add(building, &step->decide, fact,
	    in_pool ? building->row->pool : 0);
	if (row->decide != NULL)
		row->decide(building, step);
	if (row->leave != NULL)
		row->leave(building, step);
	if (row->skip != NULL)
		row->skip(building, step);
}

static void
checked_add(struct building *building, struct step *step, enum asks asks)
{
	struct fact fact;

	for (unsigned n = 0; building_asked(building, asks, n, &fact); n++)
		proof_add(building, &step->preconditions, fact);
	step->limit_ms = CHECK_MS;
}

static const char *const unless_why[OP_KINDS] = {
	[OP_GROUP_ONLINE] = "its group has the pool already",
	[OP_GUEST_BIND] = "the guest is bound already: its pool cannot move",
	[OP_RESOURCE_CREATE] = "the agent has the guest already",
};

/* The same, where the step itself is the reason. */
static const char *const unless_own[OP_KINDS] = {
	[OP_GUEST_VARIABLE] = "the guest is bound already: its variables have "
	    "been set",
};

/* The test of a guest without an agent is over when it has one. */
static enum op_kind
unless_of(const struct building *building, const struct procedure_step *row)
{
	enum op_kind kind = row->when == WHEN_TEST && !row->always ?
	    OP_RESOURCE_CREATE : row->unless;

	return (op_table[kind].takes & TAKES(F_RESOURCE)) != 0 &&
	    !building->row->agent.present ? OP_NONE : kind;
}

void
building_skip(struct building *building, struct step *step,
    const struct procedure_step *row)
{
	struct op later = { .kind = unless_of(building, row),
	    .on = building->home, .to = building->home,
	    .guest = building->job->guest, .group = building->row->group,
	    .resource = building->row->agent.resource };
	struct fact fact;

	if (later.kind == OP_NONE)
		return;
	assert(unless_why[later.kind] != NULL);
	op_fact(building->site->names, &later, &fact);
	skip_add(building, step, unless_own[step->op.kind] != NULL ?
	    unless_own[step->op.kind] : unless_why[later.kind], fact);
}

void
building_facts(struct building *building, struct step *step, enum asks asks)
{
	struct fact preconditions[PRECONDITIONS];
	struct proving proving = { building->job->guest, building->home,
	    PRECONDITION_FORWARD | (step->guarded ? PRECONDITION_GUARDED :
	    0u) };
	struct fact fact;
	uint32_t n, i;

	if (step->kind == STEP_CHECK) {
		checked_add(building, step, asks);
		return;
	}
	if (step->kind == STEP_WAIT) {
		building_asked(building, asks, 0, &fact);
		known_add(building, &step->decide, fact, 0);
		step->limit_ms = 3 * step->expected_ms + 300 * SECOND;
		return;
	}
	facts_change(building, step);
	if (building->job->procedure->takes_source)
		proving.how |= PRECONDITION_CONVERTS;
	if ((building->cure & CURE_KEEP) != 0)
		proving.how |= PRECONDITION_KEEPS;
	n = precondition_list(building->site, &proving, &step->op,
	    preconditions);
	for (i = 0; i < n; i++)
		proof_add(building, &step->preconditions, preconditions[i]);
	/* It is only a twin as long as the guest runs on the other node. */
	if (building->twin != NULL)
		proof_add(building, &step->preconditions, is((struct op){
		    .kind = OP_GUEST_STATE, .on = building->twin->at,
		    .guest = building->twin->guest }, S(RUNNING)));
	step->limit_ms = 3 * step->expected_ms + 60 * SECOND +
	    op_table[step->op.kind].patience_ms;
	if (op_table[step->op.kind].downs != DOWNS_GUARDED)
		return;
	if (step->guarded)
		step->limit_ms += building->row->agent.stop_timeout_ms;
	for (i = 0; i < building->followers; i++)
		step->limit_ms += building->site->guests[
		    building->follower[i]].agent.stop_timeout_ms;
}
