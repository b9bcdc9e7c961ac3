/*
 * Single checks: the question, the expected answer, and the code of the refusal
 * if it is not met.
 */
#include "core/base/arena.h"
#include "core/plan/building.h"
#include "core/plan/checking.h"
#include "core/plan/precondition.h"
#include "core/procedures/procedure.h"
#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)

void
check_add(struct checking *checking, const char *name, const char *expect,
    enum err_code code, struct fact fact)
{
	struct check *check = building_check(checking->arena, checking->plan);

	if (check == NULL) {
		checking->full = true;
		return;
	}
	*check = (struct check){ .name = name, .expect = expect, .code = code,
	    .fact = fact };
}

const char *
check_text(const struct checking *checking, enum kind kind, uint32_t name)
{
	return names_text(checking->site->names, kind, name);
}

void
check_member(struct checking *checking)
{
	check_add(checking, "member", "up, and a member of the cluster",
	    ERR_NODE_DOWN,
	    (struct fact){ { .kind = OP_NODE_STATE, .on = checking->node },
	    { .cares = WANT_STATE, .states = S(UP) } });
}

void
check_dead(struct checking *checking)
{
	check_add(checking, "power", arena_format(checking->arena,
	    "without power, so that %s does not run there",
	    check_text(checking, KIND_GUEST, checking->guest)),
	    ERR_GUEST_NOT_PROVED, (struct fact){ { .kind = OP_GUEST_STATE,
	    .on = checking->node, .guest = checking->guest },
	    { .cares = WANT_STATE,
	    .states = S(ABSENT) | S(INACTIVE) | S(BOUND) } });
}

void
check_services(struct checking *checking, bool may_be_absent)
{
	const struct site *site = checking->site;

	for (uint32_t s = 1; s <= site->service_count; s++) {
		uint32_t value = site->services[s].value[checking->node];

		check_add(checking, "services", arena_format(checking->arena,
		    "%s %sas declared%s%s",
		    check_text(checking, KIND_SERVICE, s),
		    may_be_absent ? "absent, or " : "", value != 0 ? ": " : "",
		    check_text(checking, KIND_TEXT, value)),
		    ERR_SERVICES_DIFFER,
		    (struct fact){ { .kind = OP_SERVICE_STATE,
		    .on = checking->node, .service = s },
		    { .cares = WANT_STATE |
		    (may_be_absent ? WANT_OR_ABSENT : 0u) |
		    (value != 0 ? WANT_VALUE : 0u), .states = S(PRESENT),
		    .value = value } });
	}
}

void
check_device(struct checking *checking)
{
	check_add(checking, "device", arena_format(checking->arena,
	    "%s is visible, and nothing else uses it",
	    check_text(checking, KIND_DEVICE, checking->row->device)),
	    ERR_DEVICE_IN_USE,
	    (struct fact){ { .kind = OP_DEVICE_STATE, .on = checking->node,
	    .device = checking->row->device, .pool = checking->row->pool },
	    { .cares = WANT_STATE | WANT_NUMBER,
	    .states = S(PRESENT) } });
}

void
check_label(struct checking *checking)
{
	check_add(checking, "label", arena_format(checking->arena,
	    "%s has an SMI label",
	    check_text(checking, KIND_DEVICE, checking->row->device)),
	    ERR_LABEL_KIND, precondition_label(checking->row->device,
	    checking->node));
}

/* A guest without crypto units needs none on the node. */
static void
check_units(struct checking *checking, uint32_t units)
{
	if (units != 0)
		check_add(checking, "room", arena_format(checking->arena,
		    "%u crypto units free", (unsigned)units), ERR_NO_ROOM,
		    (struct fact){ { .kind = OP_NODE_STATE,
		    .on = checking->node,
		    .guest = checking->guest, .value = TEXT_CRYPTO },
		    { .cares = WANT_AT_LEAST, .number = units } });
}

/* What the guest needs, and those that come along with it. */
struct needs {
	uint32_t	vcpus, crypto;
	int64_t		memory;
};

static struct needs
needs_of(const struct checking *checking)
{
	const struct site *site = checking->site;
	struct needs needs = { checking->row->vcpus, checking->row->crypto,
	    checking->row->memory };
	uint32_t list[FOLLOWERS], count = 0;

	if (checking->plan->procedure->moves)
		count = neighbours_following(site, checking->guest, list);
	for (uint32_t i = 0; i < count; i++) {
		needs.vcpus += site->guests[list[i]].vcpus;
		needs.crypto += site->guests[list[i]].crypto;
		needs.memory += site->guests[list[i]].memory;
	}
	return needs;
}

void
check_capacity(struct checking *checking)
{
	const struct needs needs = needs_of(checking);
	struct op ask = { .kind = OP_NODE_STATE, .on = checking->node,
	    .guest = checking->guest, .value = TEXT_VCPUS };

	check_add(checking, "room", arena_format(checking->arena,
	    "%u vcpus free", (unsigned)needs.vcpus), ERR_NO_ROOM,
	    (struct fact){ ask,
	    { .cares = WANT_AT_LEAST, .number = needs.vcpus } });
	ask.value = TEXT_MEMORY;
	check_add(checking, "room", arena_format(checking->arena,
	    "%lldM of memory free", (long long)needs.memory >> 20),
	    ERR_NO_ROOM, (struct fact){ ask,
	    { .cares = WANT_AT_LEAST, .number = needs.memory } });
	check_units(checking, needs.crypto);
}

/* Only what the site declares can be taken: the hypervisor gives no address
 * twice. */
void
check_addresses(struct checking *checking)
{
	const struct site_guest *row = checking->row;
	bool declared = row->hostid != 0;

	for (uint32_t i = 0; i < row->net_count; i++)
		declared |= row->net[i].mac != 0;
	if (declared)
		check_add(checking, "addresses", arena_format(checking->arena,
		    "no other domain has the hostid or a MAC address of %s",
		    check_text(checking, KIND_GUEST, checking->guest)),
		    ERR_ADDRESS_CLASH, (struct fact){ { .kind = OP_NODE_STATE,
		    .on = checking->node, .guest = checking->guest,
		    .value = TEXT_ADDRESSES },
		    { .cares = WANT_NUMBER } });
}

void
check_password(struct checking *checking)
{
	uint32_t file = checking->row->agent.password_file;

	if (checking->row->agent.present && file != 0)
		check_add(checking, "password", arena_format(checking->arena,
		    "%s exists, and only root can read it",
		    check_text(checking, KIND_FILE, file)),
		    ERR_PASSWORD_MISSING,
		    (struct fact){ { .kind = OP_DISK_STATE,
		    .on = checking->node,
		    .file = file, .value = TEXT_ACCESS },
		    { .cares = WANT_STATE | WANT_VALUE,
		    .states = S(PRESENT), .value = TEXT_PRIVATE } });
}

void
check_absent(struct checking *checking)
{
	check_add(checking, "absent", arena_format(checking->arena,
	    "no domain %s", check_text(checking, KIND_GUEST, checking->guest)),
	    ERR_EXISTS, (struct fact){ { .kind = OP_GUEST_STATE,
	    .on = checking->node, .guest = checking->guest },
	    { .cares = WANT_STATE, .states = S(ABSENT) } });
}

static void
unmade_part(struct checking *checking, uint32_t part, const char *expect,
    int64_t number)
{
	check_add(checking, "guest", expect, ERR_EXISTS, (struct fact){
	    { .kind = OP_GUEST_STATE, .on = checking->node,
	    .guest = checking->guest, .value = part },
	    { .cares = WANT_AT_MOST | WANT_OR_ABSENT, .number = number } });
}

void
check_unmade(struct checking *checking)
{
	const struct site_guest *row = checking->row;
	const char *name = check_text(checking, KIND_GUEST, checking->guest);

	unmade_part(checking, TEXT_VCPUS, arena_format(checking->arena,
	    "no domain %s, or at most %u vcpus", name,
	    (unsigned)row->vcpus), row->vcpus);
	if (row->crypto != 0)
		unmade_part(checking, TEXT_CRYPTO, arena_format(
		    checking->arena, "no domain %s, or at most %u crypto "
		    "units", name, (unsigned)row->crypto), row->crypto);
	unmade_part(checking, TEXT_MEMORY, arena_format(checking->arena,
	    "no domain %s, or at most %lldM of memory", name,
	    (long long)row->memory >> 20), row->memory);
	if (row->agent.present)
		check_add(checking, "agent", arena_format(checking->arena,
		    "no resource %s: a guest that has one is tested with "
		    "\"switch\"", check_text(checking, KIND_RESOURCE,
		    row->agent.resource)), ERR_EXISTS, (struct fact){
		    { .kind = OP_RESOURCE_STATE,
		    .resource = row->agent.resource },
		    { .cares = WANT_STATE, .states = S(ABSENT) } });
}

void
check_volumes(struct checking *checking, bool may_be_absent)
{
	for (uint32_t i = 0; i < checking->row->disk_count; i++) {
		const struct site_disk *disk = &checking->row->disk[i];

		check_add(checking, "volumes", arena_format(checking->arena,
		    "%s is %s%s", check_text(checking, KIND_VOLUME,
		    disk->volume), may_be_absent ? "absent, or " : "",
		    check_text(checking, KIND_FILE, disk->file)),
		    may_be_absent ? ERR_EXISTS : ERR_VOLUME_MISSING,
		    (struct fact){ { .kind = OP_VOLUME_STATE,
		    .on = checking->node, .volume = disk->volume,
		    .service = disk->vds },
		    { .cares = WANT_STATE | WANT_VALUE |
		    (may_be_absent ? WANT_OR_ABSENT : 0u),
		    .states = S(PRESENT), .value = disk->file } });
	}
}

void
check_group(struct checking *checking)
{
	const char *name = check_text(checking, KIND_GROUP,
	    checking->row->group);
	struct op ask = { .kind = OP_GROUP_STATE,
	    .group = checking->row->group };

	check_add(checking, "group", arena_format(checking->arena,
	    "%s is online on %s", name, check_text(checking, KIND_NODE,
	    checking->plan->from)), ERR_WRONG_STATE, (struct fact){ ask,
	    { .cares = WANT_STATE | WANT_ON,
	    .states = S(ONLINE), .on = checking->plan->from } });
	ask.value = TEXT_SUSPENDED;
	check_add(checking, "group", arena_format(checking->arena,
	    "%s is not suspended", name), ERR_WRONG_STATE, (struct fact){ ask,
	    { .cares = WANT_STATE, .states = S(RESUMED) } });
	check_add(checking, "guest", arena_format(checking->arena,
	    "%s is up, or at the ok prompt",
	    check_text(checking, KIND_GUEST, checking->guest)), ERR_NOT_RUNNING,
	    (struct fact){ { .kind = OP_GUEST_STATE, .on = checking->plan->from,
	    .guest = checking->guest },
	    { .cares = WANT_STATE,
	    .states = S(RUNNING) | S(AT_OK) } });
	check_add(checking, "agent", arena_format(checking->arena,
	    "%s is online", check_text(checking, KIND_RESOURCE,
	    checking->row->agent.resource)), ERR_WRONG_STATE,
	    (struct fact){ { .kind = OP_RESOURCE_STATE,
	    .resource = checking->row->agent.resource },
	    { .cares = WANT_STATE, .states = S(ONLINE) } });
}

void
check_source(struct checking *checking)
{
	const struct op ask = { .kind = OP_SOURCE_STATE,
	    .source = checking->row->source };

	check_add(checking, "source", arena_format(checking->arena, "%s runs",
	    check_text(checking, KIND_SOURCE, checking->row->source)),
	    ERR_NOT_RUNNING, (struct fact){ ask, { .cares = WANT_STATE,
	    .states = S(RUNNING) } });
}

void
check_file(struct checking *checking, const char *name, uint32_t file)
{
	check_add(checking, name, arena_format(checking->arena, "%s exists",
	    check_text(checking, KIND_FILE, file)), ERR_PATH_MISSING,
	    (struct fact){ { .kind = OP_DISK_STATE, .on = checking->node,
	    .file = file },
	    { .cares = WANT_STATE, .states = S(PRESENT) } });
}

void
check_archive(struct checking *checking)
{
	uint32_t file = checking->site->sources[checking->row->source].flar;

	check_add(checking, "hand-over", arena_format(checking->arena,
	    "%s is complete", check_text(checking, KIND_FILE, file)),
	    ERR_PATH_MISSING,
	    (struct fact){ { .kind = OP_ARCHIVE_STATE, .file = file },
	    { .cares = WANT_STATE, .states = S(COMPLETE) } });
}

void
check_unguarded(struct checking *checking)
{
	if (checking->row->agent.resource != 0)
		check_add(checking, "agent", arena_format(checking->arena,
		    "no resource %s: a guest that has one is moved with "
		    "\"switch\"", check_text(checking, KIND_RESOURCE,
		    checking->row->agent.resource)), ERR_GUARDED,
		    (struct fact){ { .kind = OP_RESOURCE_STATE,
		    .resource = checking->row->agent.resource },
		    { .cares = WANT_STATE,
		    .states = S(ABSENT) } });
}

void
check_running(struct checking *checking)
{
	check_add(checking, "guest", arena_format(checking->arena, "%s is up",
	    check_text(checking, KIND_GUEST, checking->guest)), ERR_NOT_RUNNING,
	    (struct fact){ { .kind = OP_GUEST_STATE, .on = checking->plan->from,
	    .guest = checking->guest },
	    { .cares = WANT_STATE, .states = S(RUNNING) } });
}

void
check_capacity_for(struct checking *checking, const struct job *job)
{
	struct op ask = { .kind = OP_NODE_STATE, .on = checking->node,
	    .guest = checking->guest, .value = TEXT_VCPUS };

	if (job->vcpus != 0)
		check_add(checking, "room", arena_format(checking->arena,
		    "%u vcpus free", (unsigned)job->vcpus), ERR_NO_ROOM,
		    (struct fact){ ask,
		    { .cares = WANT_AT_LEAST,
		    .number = job->vcpus } });
	ask.value = TEXT_MEMORY;
	if (job->memory != 0)
		check_add(checking, "room", arena_format(checking->arena,
		    "%lldM of memory free", (long long)job->memory >> 20),
		    ERR_NO_ROOM, (struct fact){ ask, { .cares = WANT_AT_LEAST,
		    .number = job->memory } });
	check_units(checking, job->crypto);
}
