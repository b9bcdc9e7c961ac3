#include "backends/sim/shell/pooled.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/lines.h"
#include "backends/sim/world/draw.h"

/* What ZFS itself has written into an empty pool, as captured; its labels; how
 * many metaslabs it wants; the part that no file system may fill. */
enum { EMPTY_BYTES = 81408, LABELS_BYTES = 4718592, METASLABS = 200,
    RESERVE_PART = 64 };

static bool
is_imported(const struct pooled *pooled)
{
	return (pooled->row->imported & bit(pooled->node)) != 0;
}

static bool
is_named(const char *const *words, unsigned count, const char *name)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(words[i], name) == 0)
			return true;
	return count == 0;
}

/* Tell which of the words is no pool of the node. */
static void
missing_tell(struct call *call, const char *const *words, unsigned count)
{
	struct sim *sim = call->shell->sim;

	for (unsigned i = 0; i < count; i++) {
		uint32_t pool = names_find(sim_names(sim), KIND_POOL,
		    words[i]);

		if (pool == 0 || pool > sim->world->table[T_POOL].count ||
		    (world_pool(sim->world, pool)->imported &
		    bit(call_node(call))) == 0)
			call_fail(call, 1, "cannot open '%s': no such pool",
			    words[i]);
	}
}

unsigned
pooled_each(struct call *call, const char *const *words, unsigned count,
    void (*each)(struct call *, const struct pooled *, void *), void *context)
{
	struct sim *sim = call->shell->sim;
	uint32_t pools = sim->world->table[T_POOL].count;
	struct named *sorted = text_sorted(sim, KIND_POOL, pools);
	unsigned found = 0;

	assert(call_node(call) != 0);
	missing_tell(call, words, count);
	for (uint32_t i = 0; i < pools; i++) {
		struct pooled pooled = { sorted[i].name, sorted[i].number,
		    call_node(call), world_pool(sim->world,
		    sorted[i].number) };

		if (!is_imported(&pooled) ||
		    !is_named(words, count, pooled.name))
			continue;
		each(call, &pooled, context);
		found++;
	}
	free(sorted);
	return found;
}

unsigned
pooled_others(struct call *call, void (*each)(struct call *,
    const struct pooled *, void *), void *context)
{
	struct sim *sim = call->shell->sim;
	uint32_t pools = sim->world->table[T_POOL].count;
	struct named *sorted = text_sorted(sim, KIND_POOL, pools);
	unsigned found = 0;

	for (uint32_t i = 0; i < pools; i++) {
		struct pooled pooled = { sorted[i].name, sorted[i].number,
		    call_node(call), world_pool(sim->world,
		    sorted[i].number) };

		if (pooled.row->exists == 0 || is_imported(&pooled) ||
		    !pooled_opens(call, &pooled))
			continue;
		each(call, &pooled, context);
		found++;
	}
	free(sorted);
	return found;
}

bool
pooled_opens(struct call *call, const struct pooled *pooled)
{
	return (world_device(call->shell->sim->world,
	    pooled->row->device)->nodes & bit(pooled->node)) != 0;
}

/* ZFS divides a device into metaslabs whose size is a power of two; what does
 * not fill one is lost.  So a LUN of 100G gives 99.5G, as in the capture. */
int64_t
pooled_size(struct call *call, const struct pooled *pooled)
{
	int64_t bytes = world_device(call->shell->sim->world,
	    pooled->row->device)->size - LABELS_BYTES;
	int64_t metaslab = 1;

	if (bytes <= 0)
		return 0;
	while (metaslab <= bytes / METASLABS)
		metaslab *= 2;
	return bytes / metaslab * metaslab;
}

int64_t
pooled_used(const struct pooled *pooled)
{
	return pooled->row->used + EMPTY_BYTES;
}

int64_t
pooled_free(struct call *call, const struct pooled *pooled)
{
	int64_t bytes = pooled_size(call, pooled) - pooled_used(pooled);

	return bytes > 0 ? bytes : 0;
}

int64_t
pooled_available(struct call *call, const struct pooled *pooled)
{
	int64_t size = pooled_size(call, pooled);
	int64_t bytes = size - size / RESERVE_PART - pooled_used(pooled);

	return bytes > 0 ? bytes : 0;
}

unsigned
pooled_capacity(struct call *call, const struct pooled *pooled)
{
	int64_t part = pooled_size(call, pooled) / 100;

	return part != 0 ? (unsigned)(pooled_used(pooled) / part) : 0;
}

const char *
pooled_health(struct call *call, const struct pooled *pooled)
{
	return pooled_opens(call, pooled) ? "ONLINE" : "FAULTED";
}

const char *
pooled_altroot(const struct pooled *pooled)
{
	uint64_t nodes = (uint64_t)pooled->row->altroot << 1;

	return (nodes & bit(pooled->node)) != 0 ? "/" : "-";
}

uint64_t
pooled_guid(const struct pooled *pooled)
{
	return draw_name(DRAW_GUID, pooled->name);
}

const char *
pooled_device(struct call *call, const struct pooled *pooled,
    char text[DEVICE_BYTES])
{
	const struct site *site = call->shell->site;
	uint32_t device = pooled->row->device;

	snprintf(text, DEVICE_BYTES, "/dev/did/dsk/%.200ss%u",
	    call_name(call, KIND_DEVICE, device), device <=
	    site->device_count ? (unsigned)site->devices[device].slice : 2);
	return text;
}
