/*
 * What follows from the names alone: the pool of a path, the MAC address of
 * each guest.
 *
 * A pool is mounted at "/POOL", so the path names it.  MAC addresses and
 * hostids are derived from the names of the guests; no address is given twice,
 * like by the real manager, which looks for clashes on the network.
 */
#include "backends/sim/world/index.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/simulation.h"
#include "core/site/affinity.h"
#include "core/site/load.h"
#include "core/site/naming.h"

enum { NAME_BYTES = 128 };
/* The addresses that are given automatically: f8:00:00 to fb:ff:ff. */
enum { MAC_FIRST = 0xf80000, MAC_COUNT = 0x40000 };

static void *
take(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (memory == NULL)
		abort();
	return memory;
}

static struct path
path_of(const struct names *names, const char *text)
{
	char name[NAME_BYTES];
	struct path path = { 0 };
	const char *from = text + strspn(text, "/"), *end;
	size_t n = strcspn(from, "/");

	if (n == 0 || from[n] == '\0' || n >= sizeof(name))
		return path;
	memcpy(name, from, n);
	name[n] = '\0';
	path.pool = names_find(names, KIND_POOL, name);
	end = from + n + 1 + strcspn(from + n + 1, "/");
	if (*text != '/' || *end == '\0' || path.pool == 0 ||
	    (size_t)(end - from) >= sizeof(name))
		return path;
	memcpy(name, from, (size_t)(end - from));
	name[end - from] = '\0';
	path.filesystem = names_find(names, KIND_FILE, name);
	return path;
}

/* The archive under whose mount point a path lies. */
static uint32_t
share_at(const struct sim *sim, const char *text)
{
	for (uint32_t a = 1; a <= sim->declared.archive_count; a++) {
		const char *mount = sim_name(sim, KIND_FILE,
		    declared_archive(sim, a)->mount);
		size_t n = strlen(mount);

		if (n != 0 && strncmp(text, mount, n) == 0 && text[n] == '/')
			return a;
	}
	return 0;
}

/* Open addressing over the addresses given so far; a clash takes the next
 * one. */
static uint32_t
mac_take(uint32_t *given, uint32_t mask, uint32_t wanted)
{
	assert(wanted < MAC_COUNT);
	for (;;) {
		uint32_t slot = (wanted * 2654435761u >> 7) & mask;

		while (given[slot] != 0 && given[slot] != wanted + 1)
			slot = (slot + 1) & mask;
		if (given[slot] == 0) {
			given[slot] = wanted + 1;
			return wanted + MAC_FIRST;
		}
		wanted = (wanted + 1) % MAC_COUNT;
	}
}

/* In the order of the guests, so that a later guest changes no earlier
 * address. */
static void
macs_make(struct sim *sim)
{
	uint32_t guests = names_count(sim->names, KIND_GUEST), slots = 16;
	uint32_t *given;

	while (slots < 2 * guests)
		slots *= 2;
	given = take(slots, sizeof(*given));
	free(sim->index.mac);
	sim->index.mac = take((size_t)guests + 1, sizeof(uint32_t));
	for (uint32_t g = 1; g <= guests; g++)
		sim->index.mac[g] = mac_take(given, slots - 1,
		    (uint32_t)(draw_name(DRAW_MAC, sim_name(sim, KIND_GUEST,
		    g)) % MAC_COUNT));
	free(given);
	sim->index.guests = guests;
}

/* All paths are read again, because the directory of an older path may be a
 * new name. */
void
index_grow(struct sim *sim)
{
	struct index *index = &sim->index;
	const struct names *names = sim->names;

	index->paths = names_count(names, KIND_FILE);
	free(index->path);
	index->path = take((size_t)index->paths + 1, sizeof(*index->path));
	for (uint32_t f = 1; f <= index->paths; f++) {
		const char *text = names_text(names, KIND_FILE, f);

		index->path[f] = path_of(names, text);
		index->path[f].share = share_at(sim, text);
	}
	if (names_count(names, KIND_GUEST) != index->guests ||
	    index->mac == NULL)
		macs_make(sim);
}

void
index_make(struct sim *sim)
{
	struct names *names = sim->names;
	struct index *index = &sim->index;

	index->auto_boot_false = names_put(names, KIND_TEXT,
	    "auto-boot?=false");
	index->auto_boot_true = names_put(names, KIND_TEXT,
	    "auto-boot?=true");
	index->primary = names_put(names, KIND_TEXT, "primary");
	index->reset = names_put(names, KIND_TEXT, "reset");
	index->read_only = names_put(names, KIND_TEXT, "ro");
	index->auto_boot = names_key(names, index->auto_boot_false);
	index->failback_off = names_put(names, KIND_TEXT, "Failback=FALSE");
	index->failback = names_key(names, index->failback_off);
	index->description_none = names_put(names, KIND_TEXT,
	    "RG_description=");
	index->description = names_key(names, index->description_none);
	index->affinities_none = names_put(names, KIND_TEXT, affinity_none);
	index->affinities = names_key(names, index->affinities_none);
	index->loads_none = names_put(names, KIND_TEXT, load_none);
	index->loads = names_key(names, index->loads_none);
	index->ignore = names_put(names, KIND_TEXT, "ignore");
	index->whole = names_put(names, KIND_TEXT, "slice2");
	index->iso = naming_medium_disk(names);
	index->boot_disk = names_put(names, KIND_TEXT, "boot-device=disk0:a");
	index->boot_device = names_key(names, index->boot_disk);
	index->initial = names_put(names, KIND_TEXT, "initial");
	index->conf = naming_conf(names);
	index_grow(sim);
}

void
index_drop(struct sim *sim)
{
	free(sim->index.path);
	free(sim->index.mac);
}
