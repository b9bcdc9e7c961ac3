#include "core/plan/precondition.h"

#include <assert.h>

#include "core/plan/emptied.h"
#include "core/plan/loads_fit.h"
#include "core/plan/precondition_row.h"

#define S(state)	STATE_BIT(STATE_##state)

#define AT_REST		(S(UNMANAGED) | S(OFFLINE) | S(ONLINE) | \
			S(ONLINE_FAULTED) | S(STOP_FAILED))

static struct fact
guest_is(uint32_t guest, uint32_t node, uint64_t states)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = node, .guest = guest },
		.want = { .states = states, .cares = WANT_STATE },
	};
}

static struct fact
whole(const struct op *op)
{
	return (struct fact){
		.ask = { .kind = OP_NODE_STATE, .on = op->on,
		    .value = TEXT_CONFIG },
		.want = { .states = S(ABSENT) | S(SAVED) | S(OLDER),
		    .cares = WANT_STATE },
	};
}

/* The answer names the configuration that the next power-on loads. */
static struct fact
not_next(const struct op *op)
{
	return (struct fact){
		.ask = { .kind = OP_CONFIG_STATE, .on = op->on,
		    .value = op->value },
		.want = { .value = op->value, .cares = WANT_OTHER },
	};
}

static struct fact
node_left(uint32_t node)
{
	return (struct fact){
		.ask = { .kind = OP_MEMBER_STATE, .to = node },
		.want = { .states = S(DOWN), .cares = WANT_STATE },
	};
}

static uint32_t
guest_everywhere(const struct site_guest *row, uint32_t guest,
    uint32_t but_node, uint64_t states, struct fact *facts)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != but_node)
			facts[n++] = guest_is(guest, row->node[i], states);
	return n;
}

static struct fact
device_free(const struct op *op, uint32_t pool)
{
	return (struct fact){
		.ask = { .kind = OP_DEVICE_STATE, .on = op->on,
		    .device = op->device, .pool = pool },
		.want = { .states = S(PRESENT),
		    .cares = WANT_STATE | WANT_NUMBER },
	};
}

struct fact
precondition_label(uint32_t device, uint32_t node)
{
	return (struct fact){
		.ask = { .kind = OP_DEVICE_STATE, .on = node,
		    .device = device, .value = TEXT_LABEL },
		.want = { .value = TEXT_SMI, .cares = WANT_VALUE },
	};
}

static struct fact
pool_here(uint32_t pool, uint32_t node)
{
	return (struct fact){
		.ask = { .kind = OP_POOL_STATE, .pool = pool },
		.want = { .states = S(IMPORTED), .on = node,
		    .cares = WANT_STATE | WANT_ON },
	};
}

/* The share is mounted where the change is typed. */
static struct fact
share_here(const struct site *site, const struct site_guest *row,
    const struct op *op)
{
	const struct site_archive *archive = &site->archives[
	    site->sources[row->source].archive];

	return (struct fact){
		.ask = { .kind = OP_SHARE_STATE, .on = op_place(op),
		    .file = archive->mount },
		.want = { .states = S(PRESENT), .value = archive->share,
		    .cares = WANT_STATE | WANT_VALUE },
	};
}

/* The script is on the share, as this domferry has it.  The node is asked that
 * has put it there. */
static struct fact
script_here(const struct site *site, const struct proving *proving,
    enum script script)
{
	const struct site_archive *archive = &site->archives[site->sources[
	    site->guests[proving->guest].source].archive];

	return (struct fact){
		.ask = { .kind = OP_DISK_STATE, .on = proving->home,
		    .file = archive->script[script] },
		.want = { .states = S(PRESENT),
		    .value = archive->script_text[script],
		    .cares = WANT_STATE | WANT_VALUE },
	};
}

static struct fact
source_is(uint32_t source, uint32_t about, uint64_t states)
{
	return (struct fact){
		.ask = { .kind = OP_SOURCE_STATE, .source = source,
		    .value = about },
		.want = { .states = states, .cares = WANT_STATE },
	};
}

/* The mark of the freeze is on the share. */
static struct fact
fresh(const struct site *site, const struct site_guest *row)
{
	return (struct fact){
		.ask = { .kind = OP_FRESH_STATE, .source = row->source,
		    .file = site->sources[row->source].mark },
		.want = { .states = S(NOTHING_NEWER), .cares = WANT_STATE },
	};
}

/* Preconditions of a conversion: share, source and guest. */
static uint32_t
conversion(const struct site *site, const struct proving *proving,
    unsigned list, const struct op *op, struct fact *facts)
{
	const struct site_guest *row = &site->guests[proving->guest];
	uint32_t n = 0;

	if ((list & SHARE_HERE) != 0)
		facts[n++] = share_here(site, row, op);
	if ((list & SUMS_HERE) != 0)
		facts[n++] = script_here(site, proving, SCRIPT_SUMS);
	if ((list & DATA_DISK_HERE) != 0)
		facts[n++] = script_here(site, proving, SCRIPT_DATA_DISK);
	if ((list & FROZEN) != 0)
		facts[n++] = source_is(row->source, TEXT_APPLICATIONS,
		    S(FROZEN));
	if ((list & FRESH) != 0)
		facts[n++] = fresh(site, row);
	if ((list & SOURCE_DOWN) != 0)
		facts[n++] = source_is(row->source, 0, S(STOPPED) | S(OFF));
	if ((list & GUEST_DOWN) != 0)
		n += guest_everywhere(row, proving->guest, 0, S(ABSENT) |
		    S(INACTIVE) | S(BOUND), facts + n);
	return n;
}

/* The guest has no more crypto units than its CPUs have cores. */
static struct fact
units_fit(const struct op *op)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = op->on,
		    .guest = op->guest, .value = TEXT_CRYPTO },
		.want = { .number = site_cores((uint32_t)op->number),
		    .cares = WANT_AT_MOST },
	};
}

/* The guest has CPUs on as many cores as it gets units. */
static struct fact
cores_fit(const struct op *op)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = op->on,
		    .guest = op->guest, .value = TEXT_VCPUS },
		.want = { .number = site_strands((uint32_t)op->number),
		    .cares = WANT_AT_LEAST },
	};
}

/* The strong ones, where the group is: it is online on the node where the
 * command is typed. */
static uint32_t
affinities_hold(const struct site_guest *row, const struct op *op,
    struct fact *facts)
{
	uint32_t n = 0;

	for (uint32_t i = 0; op->value == row->affinities &&
	    i < row->affinity_count; i++) {
		bool with = affinity_is_with(row->affinity[i].sign);

		if (affinity_is_strong(row->affinity[i].sign))
			facts[n++] = (struct fact){
				.ask = { .kind = OP_GROUP_STATE,
				    .group = row->affinity[i].group },
				.want = { .on = op->on,
				    .states = with ? S(ONLINE) : AT_REST,
				    .cares = WANT_STATE |
				    (with ? WANT_ON : WANT_ELSEWHERE) },
			};
	}
	return n;
}

/* What cleared the mark stops nothing.  Either the guest is down and unbound on
 * every node, and its pool exported if that could not be; or it goes on running
 * where the group comes online again, and nothing has moved. */
static uint32_t
clearable(const struct site_guest *row, const struct proving *proving,
    const struct op *op, struct fact *facts)
{
	uint32_t n = 0;

	if ((proving->how & PRECONDITION_KEEPS) != 0) {
		facts[n++] = pool_here(row->pool, op->to);
		facts[n++] = guest_is(proving->guest, op->to, S(RUNNING));
		return n + guest_everywhere(row, proving->guest, op->to,
		    S(ABSENT) | S(INACTIVE), facts + n);
	}
	if (op->resource == row->storage)
		facts[n++] = (struct fact){
			.ask = { .kind = OP_POOL_STATE, .pool = row->pool },
			.want = { .states = S(EXPORTED), .cares = WANT_STATE },
		};
	return n + guest_everywhere(row, proving->guest, 0, S(ABSENT) |
	    S(INACTIVE), facts + n);
}

uint32_t
precondition_list(const struct site *site, const struct proving *proving,
    const struct op *op, struct fact *facts)
{
	uint32_t guest = proving->guest;
	const struct site_guest *row = &site->guests[guest];
	unsigned list = precondition_table[op->kind] & (guest != 0 ? ~0u :
	    (unsigned)OF_NODE);
	uint32_t n = 0;

	assert(precondition_table[op->kind] != 0);
	if ((list & WHOLE) != 0)
		facts[n++] = whole(op);
	if ((list & NOT_NEXT) != 0)
		facts[n++] = not_next(op);
	if ((list & EMPTY) != 0) {
		facts[n++] = emptied_groups(op->on);
		facts[n++] = emptied_domains(op->on, 0);
		facts[n++] = emptied_saved(op->on);
		facts[n++] = emptied_quorum(op->on);
	}
	if ((list & LEFT) != 0)
		facts[n++] = node_left(op->to);
	if ((list & DEVICE_FREE) != 0)
		facts[n++] = device_free(op, row->pool);
	if ((list & LABEL_SMI) != 0)
		facts[n++] = precondition_label(op->device, op->on);
	if ((list & COPY_HERE) != 0 && op->pool != 0)
		facts[n++] = pool_here(op->pool, op->on);
	if ((list & POOL_HERE) != 0)
		facts[n++] = pool_here(row->pool, op->on);
	if ((list & NOT_ELSEWHERE) != 0)
		n += guest_everywhere(row, guest, op->on, S(ABSENT) |
		    S(INACTIVE) | S(BOUND), facts + n);
	if ((list & UNBOUND) != 0 && (proving->how & PRECONDITION_GUARDED) == 0)
		n += guest_everywhere(row, guest, 0, S(ABSENT) | S(INACTIVE),
		    facts + n);
	if ((list & HALTED) != 0 && op->resource == row->agent.resource &&
	    (proving->how & PRECONDITION_FORWARD) != 0)
		n += guest_everywhere(row, guest, 0, S(ABSENT) | S(INACTIVE) |
		    S(BOUND) | S(AT_OK), facts + n);
	if ((list & UNITS_FIT) != 0 && row->crypto != 0)
		facts[n++] = units_fit(op);
	if ((list & CORES_FIT) != 0)
		facts[n++] = cores_fit(op);
	if ((list & PLACE_HOLDS) != 0)
		n += affinities_hold(row, op, facts + n);
	if ((list & PLACE_HOLDS) != 0)
		n += loads_fit(site, guest, op, facts + n);
	if ((list & CLEARABLE) != 0)
		n += clearable(row, proving, op, facts + n);
	if ((list & TARGET_FREE) != 0)
		facts[n++] = guest_is(guest, op->to, S(ABSENT));
	if ((proving->how & PRECONDITION_CONVERTS) != 0)
		n += conversion(site, proving, list, op, facts + n);
	return n;
}

struct fact
precondition_without_power(uint32_t node)
{
	return (struct fact){
		.ask = { .kind = OP_NODE_STATE, .on = node,
		    .value = TEXT_POWER },
		.want = { .states = S(DOWN), .cares = WANT_STATE },
	};
}

bool
precondition_of_disks(enum op_kind kind)
{
	assert(kind < OP_KINDS);
	return (precondition_table[kind] & (UNBOUND | NOT_ELSEWHERE)) ==
	    UNBOUND;
}
