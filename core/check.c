#include "core/check.h"

#include "core/arena.h"
#include "core/procedure.h"

#define S(state)	STATE_BIT(STATE_##state)

/* Checks in the making: for which guest, on which node. */
struct making {
	struct arena		*arena;
	struct plan		*plan;
	const struct site	*site;
	const struct site_guest	*row;
	uint32_t		 guest;
	uint32_t		 node;
	bool			 full;
};

static void
add(struct making *making, const char *name, const char *expect,
    enum err_code code, struct op ask, struct want want)
{
	struct plan *plan = making->plan;

	if (plan->check_count == PLAN_CHECKS) {
		making->full = true;
		return;
	}
	plan->checks[plan->check_count++] = (struct check){
		.name = name, .expect = expect, .code = code,
		.fact = { .ask = ask, .want = want },
	};
}

static const char *
text_of(const struct making *making, enum kind kind, uint32_t name)
{
	return names_text(making->site->names, kind, name);
}

static void
check_member(struct making *making)
{
	add(making, "member", "up, and a member of the cluster",
	    ERR_NODE_DOWN,
	    (struct op){ .kind = OP_NODE_STATE, .on = making->node },
	    (struct want){ .cares = WANT_STATE, .states = S(UP) });
}

/* Absent, where it is going to be added, or as declared: what differs is
 * never mended by a machine. */
static void
check_services(struct making *making, bool may_be_absent)
{
	const struct site *site = making->site;

	for (uint32_t s = 1; s <= site->service_count; s++) {
		uint32_t value = site->services[s].value[making->node];

		add(making, "services", arena_format(making->arena,
		    "%s %sas declared%s%s",
		    text_of(making, KIND_SERVICE, s),
		    may_be_absent ? "absent, or " : "", value != 0 ? ": " : "",
		    text_of(making, KIND_TEXT, value)), ERR_SERVICES_DIFFER,
		    (struct op){ .kind = OP_SERVICE_STATE,
		    .on = making->node, .service = s },
		    (struct want){ .cares = WANT_STATE |
		    (may_be_absent ? WANT_OR_ABSENT : 0u) |
		    (value != 0 ? WANT_VALUE : 0u), .states = S(PRESENT),
		    .value = value });
	}
}

static void
check_device(struct making *making)
{
	add(making, "device", arena_format(making->arena,
	    "%s is seen, and nobody else's",
	    text_of(making, KIND_DEVICE, making->row->device)),
	    ERR_DEVICE_IN_USE,
	    (struct op){ .kind = OP_DEVICE_STATE, .on = making->node,
	    .device = making->row->device, .pool = making->row->pool },
	    (struct want){ .cares = WANT_STATE | WANT_NUMBER,
	    .states = S(PRESENT) });
}

static void
check_room(struct making *making)
{
	struct op ask = { .kind = OP_NODE_STATE, .on = making->node,
	    .guest = making->guest, .value = TEXT_VCPUS };

	add(making, "room", arena_format(making->arena,
	    "%u vcpus free", (unsigned)making->row->vcpus), ERR_NO_ROOM, ask,
	    (struct want){ .cares = WANT_AT_LEAST,
	    .number = making->row->vcpus });
	ask.value = TEXT_MEMORY;
	add(making, "room", arena_format(making->arena,
	    "%lld bytes of memory free",
	    (long long)making->row->memory), ERR_NO_ROOM, ask,
	    (struct want){ .cares = WANT_AT_LEAST,
	    .number = making->row->memory });
}

static void
check_password(struct making *making)
{
	uint32_t file = making->row->agent.password_file;

	if (making->row->agent.present && file != 0)
		add(making, "password", arena_format(making->arena,
		    "%s is there", text_of(making, KIND_FILE, file)),
		    ERR_PASSWORD_MISSING,
		    (struct op){ .kind = OP_DISK_STATE, .on = making->node,
		    .file = file },
		    (struct want){ .cares = WANT_STATE,
		    .states = S(PRESENT) });
}

static void
check_absent(struct making *making)
{
	add(making, "absent", arena_format(making->arena,
	    "no domain %s", text_of(making, KIND_GUEST, making->guest)),
	    ERR_EXISTS, (struct op){ .kind = OP_GUEST_STATE,
	    .on = making->node, .guest = making->guest },
	    (struct want){ .cares = WANT_STATE, .states = S(ABSENT) });
}

static void
check_volumes(struct making *making)
{
	for (uint32_t i = 0; i < making->row->disk_count; i++) {
		const struct site_disk *disk = &making->row->disk[i];

		add(making, "volumes", arena_format(making->arena,
		    "%s is %s", text_of(making, KIND_VOLUME, disk->volume),
		    text_of(making, KIND_FILE, disk->file)),
		    ERR_VOLUME_MISSING, (struct op){ .kind = OP_VOLUME_STATE,
		    .on = making->node, .volume = disk->volume,
		    .service = disk->vds },
		    (struct want){ .cares = WANT_STATE | WANT_VALUE,
		    .states = S(PRESENT), .value = disk->file });
	}
}

static void
check_group(struct making *making)
{
	const char *name = text_of(making, KIND_GROUP, making->row->group);
	struct op ask = { .kind = OP_GROUP_STATE,
	    .group = making->row->group };

	add(making, "group", arena_format(making->arena, "%s is online on %s",
	    name, text_of(making, KIND_NODE, making->plan->from)),
	    ERR_WRONG_STATE, ask,
	    (struct want){ .cares = WANT_STATE | WANT_ON,
	    .states = S(ONLINE), .on = making->plan->from });
	ask.value = TEXT_SUSPENDED;
	add(making, "group", arena_format(making->arena,
	    "%s is not suspended", name), ERR_WRONG_STATE, ask,
	    (struct want){ .cares = WANT_STATE, .states = S(RESUMED) });
	add(making, "guest", arena_format(making->arena,
	    "%s is up, or at the ok prompt",
	    text_of(making, KIND_GUEST, making->guest)), ERR_NOT_RUNNING,
	    (struct op){ .kind = OP_GUEST_STATE, .on = making->plan->from,
	    .guest = making->guest },
	    (struct want){ .cares = WANT_STATE,
	    .states = S(RUNNING) | S(AT_OK) });
	add(making, "agent", arena_format(making->arena,
	    "%s is online", text_of(making, KIND_RESOURCE,
	    making->row->agent.resource)), ERR_WRONG_STATE,
	    (struct op){ .kind = OP_RESOURCE_STATE,
	    .resource = making->row->agent.resource },
	    (struct want){ .cares = WANT_STATE, .states = S(ONLINE) });
}

static void
list_services(struct making *making, const struct job *job)
{
	for (uint32_t n = 1; n <= making->site->node_count; n++)
		if (job->nodes == 0 || (job->nodes >> n & 1) != 0) {
			making->node = n;
			check_member(making);
			check_services(making, true);
		}
}

static void
list_create(struct making *making)
{
	for (uint32_t i = 0; i < making->row->node_count; i++) {
		making->node = making->row->node[i];
		check_member(making);
		check_device(making);
		check_services(making, true);
		check_room(making);
		check_password(making);
		if (i != 0)
			check_absent(making);
	}
}

static void
list_switch(struct making *making)
{
	making->node = making->plan->from;
	check_member(making);
	check_group(making);
	making->node = making->plan->to;
	check_member(making);
	check_device(making);
	check_services(making, false);
	check_volumes(making);
	check_room(making);
	check_absent(making);
}

static void
check_source(struct making *making)
{
	const struct op ask = { .kind = OP_SOURCE_STATE,
	    .source = making->row->source };

	add(making, "source", arena_format(making->arena, "%s runs",
	    text_of(making, KIND_SOURCE, making->row->source)),
	    ERR_NOT_RUNNING, ask, (struct want){ .cares = WANT_STATE,
	    .states = S(RUNNING) });
}

static void
check_file(struct making *making, const char *name, uint32_t file)
{
	add(making, name, arena_format(making->arena, "%s is there",
	    text_of(making, KIND_FILE, file)), ERR_PATH_MISSING,
	    (struct op){ .kind = OP_DISK_STATE, .on = making->node,
	    .file = file },
	    (struct want){ .cares = WANT_STATE, .states = S(PRESENT) });
}

static bool
has_phase(const struct job *job, unsigned phase)
{
	return job->phases == 0 || (job->phases >> phase & 1) != 0;
}

/* Of each phase what it needs from outside; what an earlier one leaves it
 * asks for itself. */
static void
list_p2v(struct making *making, const struct job *job)
{
	enum { COLLECT, PREPARE, CONVERT };

	if (has_phase(job, COLLECT))
		check_source(making);
	for (uint32_t i = 0; i < making->row->node_count; i++) {
		making->node = making->row->node[i];
		check_member(making);
		check_services(making, false);
		check_password(making);
		if (has_phase(job, PREPARE)) {
			check_device(making);
			check_room(making);
			check_absent(making);
		}
		if (i == 0 && has_phase(job, CONVERT))
			check_file(making, "image", making->site->sources[
			    making->row->source].image);
	}
}

/* Named by a resource, enabled or not, it is the agent's. */
static void
check_unguarded(struct making *making)
{
	if (making->row->agent.resource != 0)
		add(making, "agent", arena_format(making->arena,
		    "no resource %s: what it names is moved by "
		    "\"switch\"", text_of(making, KIND_RESOURCE,
		    making->row->agent.resource)), ERR_GUARDED,
		    (struct op){ .kind = OP_RESOURCE_STATE,
		    .resource = making->row->agent.resource },
		    (struct want){ .cares = WANT_STATE,
		    .states = S(ABSENT) });
}

static void
check_running(struct making *making)
{
	add(making, "guest", arena_format(making->arena, "%s is up",
	    text_of(making, KIND_GUEST, making->guest)), ERR_NOT_RUNNING,
	    (struct op){ .kind = OP_GUEST_STATE, .on = making->plan->from,
	    .guest = making->guest },
	    (struct want){ .cares = WANT_STATE, .states = S(RUNNING) });
}

static void
list_migrate(struct making *making)
{
	check_unguarded(making);
	making->node = making->plan->from;
	check_member(making);
	check_running(making);
	check_password(making);
	making->node = making->plan->to;
	check_member(making);
	check_device(making);
	check_services(making, false);
	check_volumes(making);
	check_room(making);
	check_absent(making);
}

/* The change has to fit wherever the guest may go. */
static void
check_room_for(struct making *making, const struct job *job)
{
	struct op ask = { .kind = OP_NODE_STATE, .on = making->node,
	    .guest = making->guest, .value = TEXT_VCPUS };

	if (job->vcpus != 0)
		add(making, "room", arena_format(making->arena,
		    "%u vcpus free", (unsigned)job->vcpus), ERR_NO_ROOM, ask,
		    (struct want){ .cares = WANT_AT_LEAST,
		    .number = job->vcpus });
	ask.value = TEXT_MEMORY;
	if (job->memory != 0)
		add(making, "room", arena_format(making->arena,
		    "%lld bytes of memory free", (long long)job->memory),
		    ERR_NO_ROOM, ask, (struct want){ .cares = WANT_AT_LEAST,
		    .number = job->memory });
}

static void
list_maintain(struct making *making, const struct job *job)
{
	making->node = making->plan->from;
	check_member(making);
	check_group(making);
	for (uint32_t i = 0; i < making->row->node_count; i++) {
		making->node = making->row->node[i];
		check_room_for(making, job);
	}
}

static void
list_retire(struct making *making)
{
	for (uint32_t i = 0; i < making->row->node_count; i++) {
		making->node = making->row->node[i];
		check_member(making);
		if (making->node != making->plan->from)
			check_absent(making);
	}
	making->node = making->plan->from;
	if (making->row->agent.present)
		check_group(making);
	else
		check_running(making);
}

bool
check_list(struct arena *arena, const struct job *job, struct plan *plan,
    struct err *err)
{
	struct making making = { arena, plan, plan->site,
	    &plan->site->guests[job->guest], job->guest, 0, false };

	switch (job->procedure->checks) {
	case CHECK_SERVICES:
		list_services(&making, job);
		break;
	case CHECK_CREATE:
		list_create(&making);
		break;
	case CHECK_SWITCH:
		list_switch(&making);
		break;
	case CHECK_P2V:
		list_p2v(&making, job);
		break;
	case CHECK_MIGRATE:
		list_migrate(&making);
		break;
	case CHECK_MAINTAIN:
		list_maintain(&making, job);
		break;
	case CHECK_RETIRE:
		list_retire(&making);
		break;
	}
	return !making.full || err_set(err, ERR_TOO_MANY,
	    "this job needs more than %d checks", PLAN_CHECKS);
}
