#include "core/plan/building.h"

#include <string.h>

#include "core/plan/precondition.h"

#define S(state)	STATE_BIT(STATE_##state)

enum { SECOND = 1000, AGENT_CALLS = 7, CHECK_MS = 60 * SECOND };

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
		.share = PLAN_NONE,
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

/* Each of the disks that ldmp2v makes: its file, and the volume. */
static void
facts_prepared(struct making *making, struct step *step)
{
	const struct site_guest *row = making->row;

	for (uint32_t i = 0; i < row->disk_count; i++) {
		const struct site_disk *disk = &row->disk[i];

		if (disk->mount != 0)
			continue;
		known_add(making, &step->decide, (struct fact){
		    .ask = { .kind = OP_DISK_STATE, .on = step->op.on,
		    .file = disk->file },
		    .want = { .states = S(PRESENT), .number = disk->size,
		    .cares = WANT_STATE | WANT_NUMBER } }, row->pool);
		known_add(making, &step->decide, (struct fact){
		    .ask = { .kind = OP_VOLUME_STATE, .on = step->op.on,
		    .volume = disk->volume, .service = disk->vds },
		    .want = { .states = S(PRESENT), .value = disk->file,
		    .cares = WANT_STATE | WANT_VALUE } }, 0);
	}
}

/* The medium: a disk of the guest, and the volume behind it. */
static void
facts_converted(struct making *making, struct step *step)
{
	const struct op *op = &step->op;

	known_add(making, &step->decide, (struct fact){
	    .ask = { .kind = OP_GUEST_STATE, .on = op->on,
	    .guest = op->guest, .disk = op->disk },
	    .want = { .states = S(PRESENT), .value = op->volume,
	    .cares = WANT_STATE | WANT_VALUE } }, 0);
	known_add(making, &step->decide, (struct fact){
	    .ask = { .kind = OP_VOLUME_STATE, .on = op->on,
	    .volume = op->volume, .service = op->service },
	    .want = { .states = S(PRESENT), .value = op->file,
	    .cares = WANT_STATE | WANT_VALUE } }, 0);
}

/* What settles it.  A label is seen by every node, or it is not there; a
 * definition has moved when it is there and no longer here. */
static void
facts_decide(struct making *making, struct step *step)
{
	const struct op *op = &step->op;
	struct fact fact;
	uint32_t pool = 0;

	if (op->kind == OP_FILESYSTEM_CREATE || op->kind == OP_DISK_CREATE ||
	    op->kind == OP_GUEST_UPGRADE)
		pool = making->row->pool;
	op_fact(making->site->names, op, &fact);
	known_add(making, &step->decide, fact, pool);
	if (op->kind == OP_GUEST_MIGRATE)
		known_add(making, &step->decide,
		    guest_is(making, op->on, S(ABSENT)), 0);
	if (op->kind == OP_P2V_PREPARE)
		facts_prepared(making, step);
	if (op->kind == OP_P2V_CONVERT)
		facts_converted(making, step);
	if (op->kind != OP_DEVICE_LABEL)
		return;
	for (uint32_t i = 0; i < making->row->node_count; i++)
		if (making->row->node[i] != op->on) {
			fact.ask.on = making->row->node[i];
			known_add(making, &step->decide, fact, 0);
		}
}

/* Its pool is exported, and its resource is what it will be again. */
static void
facts_offline(struct making *making, struct step *step)
{
	known_add(making, &step->leave, (struct fact){
	    .ask = { .kind = OP_POOL_STATE, .pool = making->row->pool },
	    .want = { .states = S(EXPORTED), .cares = WANT_STATE } }, 0);
	known_add(making, &step->leave, (struct fact){
	    .ask = { .kind = OP_RESOURCE_STATE,
	    .resource = making->row->storage },
	    .want = { .states = S(OFFLINE), .cares = WANT_STATE } }, 0);
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
	if (op->kind == OP_GROUP_OFFLINE)
		facts_offline(making, step);
	if (op->kind == OP_RESOURCE_DISABLE && step->guarded &&
	    op->resource == making->row->agent.resource)
		known_add(making, &step->leave, guest_is(making, op->on,
		    S(ABSENT) | S(INACTIVE)), 0);
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

	if (step->kind == STEP_CHECK)
		return 0;
	if (step->kind == STEP_WAIT)
		return timing->timed[TIMED_GUEST_BOOT].fixed_ms;
	if (op->kind == OP_GUEST_STOP && !making->up)
		return call;	/* at the ok prompt nothing is shut down */
	ms = timing_op(timing, op);
	if (op->kind == OP_P2V_CONVERT)
		ms += timing_medium(timing,
		    making_source(making)->boot_timeout_ms);
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
asked_fact(const struct making *making, enum asks asks)
{
	struct op ask = { .on = making->guest_at,
	    .guest = making->job->guest };
	struct want want = { .cares = WANT_STATE };

	switch (asks) {
	case ASKS_UP:
		return guest_is(making, making->guest_at, S(RUNNING));
	case ASKS_IMAGE:
		ask.kind = OP_IMAGE_STATE;
		want.states = S(UPGRADABLE) | S(INTERRUPTED) | S(UPGRADED);
		break;
	case ASKS_FRESH:
		ask = (struct op){ .kind = OP_FRESH_STATE,
		    .source = making->row->source,
		    .file = making_source(making)->mark };
		want.states = S(NOTHING_NEWER);
		break;
	case ASKS_GO:
		ask.kind = OP_MIGRATION_CHECK;
		ask.to = making->plan->to;
		ask.file = making->row->agent.password_file;
		want.states = S(WOULD_GO);
		break;
	}
	return (struct fact){ .ask = ask, .want = want };
}

/* A check is asked once; a wait until it is met. */
static void
facts_asked(struct making *making, struct step *step, enum asks asks)
{
	proof_add(making, &step->needs, asked_fact(making, asks));
}

void
making_facts(struct making *making, struct step *step, enum asks asks)
{
	struct fact needs[NEEDS];
	uint32_t n;

	if (step->kind == STEP_CHECK) {
		facts_asked(making, step, asks);
		step->limit_ms = CHECK_MS;
		return;
	}
	if (step->kind == STEP_WAIT) {
		known_add(making, &step->decide, asked_fact(making, asks), 0);
		step->limit_ms = 3 * step->expected_ms + 300 * SECOND;
		return;
	}
	facts_decide(making, step);
	facts_leave(making, step);
	facts_unless(making, step);
	n = need_list(making->site, making->job->guest,
	    (step->guarded ? NEED_GUARDED : 0u) |
	    (making->job->procedure->takes_source ? NEED_CONVERTS : 0u),
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
making_link(struct plan *plan)
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
