/*
 * zdb -l: the label of a pool on a slice, read without importing it; -C: the
 * pools in the node's zpool.cache.
 */
#include <stdlib.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/pooled.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/shell/slice.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/lines.h"
#include "backends/sim/world/simulation.h"

enum { LABELS = 4, ACTIVE = 0, EXPORTED = 1 };

/* Solaris 11 prints "key: value", and releases before it "key=value". */
struct form {
	struct buffer	*out;
	const char	*is;
};

static void
number_print(const struct form *form, const char *key,
    unsigned long long value)
{
	buffer_print(form->out, "    %s%s%llu\n", key, form->is, value);
}

static void
word_print(const struct form *form, const char *key, const char *value)
{
	buffer_print(form->out, "    %s%s'%s'\n", key, form->is, value);
}

/* Who has it, or has had it last. */
static void
host_print(struct call *call, const struct form *form,
    const struct pool_row *pool)
{
	if (pool->last_host == 0 || pool->last_host == HOST_OUTSIDE)
		return;
	number_print(form, "hostid", machine_hostid(call, pool->last_host));
	word_print(form, "hostname", call_name(call, KIND_NODE,
	    pool->last_host));
}

static void
label_print(struct call *call, const struct form *form,
    const struct pooled *pooled)
{
	char device[DEVICE_BYTES];
	bool active = pooled->row->last_host != 0;

	number_print(form, "version", release_of(call,
	    pooled->node)->pool_version);
	word_print(form, "name", pooled->name);
	number_print(form, "state", active ? ACTIVE : EXPORTED);
	number_print(form, "pool_guid", pooled_guid(pooled));
	host_print(call, form, pooled->row);
	buffer_print(form->out, "    vdev_tree%s\n        type%s'disk'\n"
	    "        id%s0\n        path%s'%s'\n        asize%s%lld\n",
	    *form->is == ':' ? ":" : "", form->is, form->is, form->is,
	    pooled_device(call, pooled, device), form->is,
	    (long long)pooled_size(call, pooled));
}

static void
labels_print(struct call *call, uint32_t pool)
{
	struct pooled pooled = { .name = call_name(call, KIND_POOL, pool),
	    .pool = pool, .node = call_node(call),
	    .row = world_pool(call->shell->sim->world, pool) };
	struct form form = { &call->out, release_of(call,
	    pooled.node)->eleven ? ": " : "=" };

	for (unsigned i = 0; i < LABELS; i++) {
		buffer_print(&call->out, "------------------------------------"
		    "--------\nLABEL %u\n----------------------------------"
		    "----------\n", i);
		if (pool != 0)
			label_print(call, &form, &pooled);
		else
			buffer_print(&call->out, "failed to unpack label "
			    "%u\n", i);
	}
}

static void
cached_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t pools = sim->world->table[T_POOL].count;
	struct named *sorted = text_sorted(sim, KIND_POOL, pools);
	struct form form = { &call->out, release_of(call,
	    call_node(call))->eleven ? ": " : "=" };

	for (uint32_t i = 0; i < pools; i++) {
		struct pooled pooled = { sorted[i].name, sorted[i].number,
		    call_node(call), world_pool(sim->world,
		    sorted[i].number) };

		if ((pooled.row->cached & bit(pooled.node)) == 0)
			continue;
		buffer_print(&call->out, "%s%s\n", pooled.name,
		    *form.is == ':' ? ":" : "");
		label_print(call, &form, &pooled);
	}
	free(sorted);
	if (call->out.size == 0)
		call_fail(call, 1, "cannot open '/etc/zfs/zpool.cache': No "
		    "such file or directory");
}

/* The label is on the slice of the pool, and on no other. */
static void
slice_print(struct call *call, const struct given *given)
{
	struct slice slice;
	uint32_t pool;

	if (!slice_find(call, given->operand[0], &slice)) {
		call_fail(call, 1, "cannot open '%s': No such file or "
		    "directory", given->operand[0]);
		return;
	}
	pool = world_device(call->shell->sim->world, slice.device)->pool;
	labels_print(call, slice.number == call->shell->site->devices[
	    slice.device].slice ? pool : 0);
}

void
zdb_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "lC") || given_has(&given,
	    'l') == given_has(&given, 'C') ||
	    given.count != given_has(&given, 'l'))
		call_not_simulated(call);
	else if (call_answers(call) && given_has(&given, 'l'))
		slice_print(call, &given);
	else if (call->status == 0)
		cached_print(call);
}
