#include "core/plan/building.h"

#include <string.h>

#include "core/plan/precondition.h"

#define S(state)	STATE_BIT(STATE_##state)

enum { SECOND = 1000, AGENT_CALLS = 7, CHECK_MS = 60 * SECOND };

static void
known_add(struct building *building, struct span *span, struct fact fact,
    uint32_t pool)
{
	struct plan *plan = building->plan;

	if (plan->fact_count == PLAN_FACTS) {
		building->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = plan->fact_count;
	plan->facts[plan->fact_count++] = (struct known){
		.fact = fact, .step = plan->step_count, .next = PLAN_NONE,
		.before = PLAN_NONE, .pool = pool, .whole = PLAN_NONE,
		.share = PLAN_NONE,
	};
}

static void
proof_add(struct building *building, struct span *span, struct fact fact)
{
	struct plan *plan = building->plan;

	if (plan->proof_count == PLAN_PROOFS) {
		building->full = true;
		return;
	}
	if (span->count++ == 0)
		span->first = plan->proof_count;
	plan->proofs[plan->proof_count++] = fact;
}

static struct fact
guest_is(const struct building *building, uint32_t node, uint64_t states)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = node,
		    .guest = building->job->guest },
		.want = { .states = states, .cares = WANT_STATE },
	};
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

/* What settles it.  A label is seen by every node, or it is not there; a
 * definition has moved when it is there and no longer here. */
static void
facts_decide(struct building *building, struct step *step)
{
	const struct op *op = &step->op;
	struct fact fact;
	uint32_t pool = 0;

	if (op->kind == OP_FILESYSTEM_CREATE || op->kind == OP_DISK_CREATE ||
	    op->kind == OP_GUEST_UPGRADE)
		pool = building->row->pool;
	op_fact(building->site->names, op, &fact);
	known_add(building, &step->decide, fact, pool);
	if (op->kind == OP_GUEST_MIGRATE)
		known_add(building, &step->decide,
		    guest_is(building, op->on, S(ABSENT)), 0);
	if (op->kind == OP_P2V_PREPARE)
		facts_prepared(building, step);
	if (op->kind == OP_P2V_CONVERT)
		facts_converted(building, step);
	if (op->kind != OP_DEVICE_LABEL)
		return;
	for (uint32_t i = 0; i < building->row->node_count; i++)
		if (building->row->node[i] != op->on) {
			fact.ask.on = building->row->node[i];
			known_add(building, &step->decide, fact, 0);
		}
}

/* Its pool is exported, and its resource is what it will be again. */
static void
facts_offline(struct building *building, struct step *step)
{
	known_add(building, &step->leave, (struct fact){
	    .ask = { .kind = OP_POOL_STATE, .pool = building->row->pool },
	    .want = { .states = S(EXPORTED), .cares = WANT_STATE } }, 0);
	known_add(building, &step->leave, (struct fact){
	    .ask = { .kind = OP_RESOURCE_STATE,
	    .resource = building->row->storage },
	    .want = { .states = S(OFFLINE), .cares = WANT_STATE } }, 0);
}

/* A group that comes online somewhere takes its pool there, and the agent
 * takes the guest. */
static void
facts_leave(struct building *building, struct step *step)
{
	const struct op *op = &step->op;
	uint64_t active = S(AT_OK) | S(BOOTING) | S(RUNNING);

	if (op->kind == OP_GROUP_ONLINE || op->kind == OP_GROUP_SWITCH)
		known_add(building, &step->leave, (struct fact){
		    .ask = { .kind = OP_POOL_STATE,
		    .pool = building->row->pool },
		    .want = { .states = S(IMPORTED), .on = op->to,
		    .cares = WANT_STATE | WANT_ON } }, 0);
	if (op->kind == OP_GROUP_OFFLINE)
		facts_offline(building, step);
	if (op->kind == OP_RESOURCE_DISABLE && step->guarded &&
	    op->resource == building->row->agent.resource)
		known_add(building, &step->leave, guest_is(building, op->on,
		    S(ABSENT) | S(INACTIVE)), 0);
	if (op->kind == OP_GROUP_SWITCH && step->guarded) {
		known_add(building, &step->leave,
		    guest_is(building, op->to, active), 0);
		known_add(building, &step->leave, guest_is(building,
		    building->here, S(ABSENT) | S(INACTIVE)), 0);
	}
}

static void
facts_skip_if(struct building *building, struct step *step)
{
	if (step->op.kind != OP_CONFIG_SAVE)
		return;
	proof_add(building, &step->skip_if, (struct fact){
	    .ask = { .kind = OP_CONFIG_STATE, .on = step->op.on,
	    .value = step->op.value },
	    .want = { .cares = WANT_AT_LEAST, .number = 1 } });
	step->skip_why = "not saved: a guest is bound here, and a power "
	    "cycle would bring it back twice";
}

int64_t
building_expected(const struct building *building, const struct step *step)
{
	const struct timing *timing = &building->site->timing;
	const struct op *op = &step->op;
	const struct op export = { .kind = OP_POOL_EXPORT };
	const struct op import = { .kind = OP_POOL_IMPORT };
	int64_t call = timing->timed[TIMED_AGENT_CALL].fixed_ms;
	int64_t ms;

	if (step->kind == STEP_CHECK)
		return 0;
	if (step->kind == STEP_WAIT)
		return timing->timed[TIMED_GUEST_BOOT].fixed_ms;
	if (op->kind == OP_GUEST_STOP && !building->up)
		return call;	/* at the ok prompt nothing is shut down */
	ms = timing_op(timing, op);
	if (op->kind == OP_P2V_CONVERT)
		ms += timing_medium(timing,
		    building_source(building)->boot_timeout_ms);
	if (op->kind == OP_GUEST_UPGRADE)
		ms += timing->timed[TIMED_MEDIA_BOOT].fixed_ms;
	if (op->kind == OP_GROUP_SWITCH)
		ms += timing_op(timing, &export);
	if (op->kind == OP_GROUP_SWITCH || op->kind == OP_GROUP_ONLINE)
		ms += timing_op(timing, &import);
	if (op->kind == OP_GROUP_SWITCH && step->guarded)
		ms += AGENT_CALLS * call;
	return ms;
}

/* What a step without a command asks. */
static struct fact
asked_fact(const struct building *building, enum asks asks)
{
	struct op ask = { .on = building->guest_at,
	    .guest = building->job->guest };
	struct want want = { .cares = WANT_STATE };

	switch (asks) {
	case ASKS_UP:
		return guest_is(building, building->guest_at, S(RUNNING));
	case ASKS_IMAGE:
		ask.kind = OP_IMAGE_STATE;
		want.states = S(UPGRADABLE) | S(INTERRUPTED) | S(UPGRADED);
		break;
	case ASKS_FRESH:
		ask = (struct op){ .kind = OP_FRESH_STATE,
		    .source = building->row->source,
		    .file = building_source(building)->mark };
		want.states = S(NOTHING_NEWER);
		break;
	case ASKS_GO:
		ask.kind = OP_MIGRATION_CHECK;
		ask.to = building->plan->to;
		ask.file = building->row->agent.password_file;
		want.states = S(WOULD_GO);
		break;
	}
	return (struct fact){ .ask = ask, .want = want };
}

/* A check is asked once; a wait until it is met. */
static void
facts_asked(struct building *building, struct step *step, enum asks asks)
{
	proof_add(building, &step->preconditions, asked_fact(building, asks));
}

void
building_facts(struct building *building, struct step *step, enum asks asks)
{
	struct fact preconditions[PRECONDITIONS];
	uint32_t n;

	if (step->kind == STEP_CHECK) {
		facts_asked(building, step, asks);
		step->limit_ms = CHECK_MS;
		return;
	}
	if (step->kind == STEP_WAIT) {
		known_add(
		    building, &step->decide, asked_fact(building, asks), 0);
		step->limit_ms = 3 * step->expected_ms + 300 * SECOND;
		return;
	}
	facts_decide(building, step);
	facts_leave(building, step);
	facts_skip_if(building, step);
	n = precondition_list(building->site, building->job->guest,
	    (step->guarded ? PRECONDITION_GUARDED : 0u) |
		(building->job->procedure->takes_source ? PRECONDITION_CONVERTS
							: 0u),
	    &step->op, preconditions);
	for (uint32_t i = 0; i < n; i++)
		proof_add(building, &step->preconditions, preconditions[i]);
	step->limit_ms = 3 * step->expected_ms + 60 * SECOND;
	if (step->op.kind == OP_GROUP_SWITCH && step->guarded)
		step->limit_ms += building->row->agent.stop_timeout_ms;
}

/* About a setting, a disk or a net of a guest, a group or a resource. */
static bool
is_of_part(const struct op *ask)
{
	return (ask->kind == OP_GUEST_STATE || ask->kind == OP_GROUP_STATE ||
	    ask->kind == OP_RESOURCE_STATE) &&
	    (ask->value != 0 || ask->disk != 0 || ask->net != 0);
}

/* A file of a share can only be asked for where that is mounted. */
static uint32_t
share_of(const struct plan *plan, const struct op *ask)
{
	const struct names *names = plan->site->names;
	const char *path = names_text(names, KIND_FILE, ask->file);
	uint32_t on = ask->kind == OP_FRESH_STATE ?
	    PLACE_SOURCE | ask->source : ask->kind == OP_SUMS_STATE ?
	    PLACE_GUEST | ask->guest : ask->on;

	if (ask->file == 0 || ask->kind == OP_SHARE_STATE)
		return PLAN_NONE;
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		const struct op *other = &plan->facts[i].fact.ask;
		const char *mount = names_text(names, KIND_FILE, other->file);
		size_t n = strlen(mount);

		if (other->kind == OP_SHARE_STATE && other->on == on &&
		    strncmp(path, mount, n) == 0 && path[n] == '/')
			return i;
	}
	return PLAN_NONE;
}

static void
places_link(const struct plan *plan, struct known *known)
{
	const struct op *ask = &known->fact.ask;

	known->share = share_of(plan, ask);
	known->inside = (ask->on & PLACE_GUEST) != 0 ||
	    ask->kind == OP_SUMS_STATE ||
	    (ask->kind == OP_FILESYSTEM_STATE && ask->guest != 0);
	known->of_source = (ask->on & PLACE_SOURCE) != 0 ||
	    ask->kind == OP_FRESH_STATE ||
	    (ask->kind == OP_SOURCE_STATE && ask->value != 0);
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
building_link(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		struct known *known = &plan->facts[i];

		places_link(plan, known);
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
