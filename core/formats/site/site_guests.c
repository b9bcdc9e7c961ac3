#include "core/formats/site/site_guest.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

enum { VCPUS = 4096, CRYPTO = VCPUS / CORE_STRANDS };

static const struct row pool_rows[] = {
	{ "name", ROW_NAME, .place = 1 + offsetof(struct guest_entry, pool) },
	{ "device", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct guest_entry, device) },
	{ .key = NULL },
};
static const struct shape pool_shape = { "a guest's pool", pool_rows };

static const struct row text_each = { .type = ROW_TEXT };
static const struct row group_rows[] = {
	{ "name", ROW_NAME, .place = 1 + offsetof(struct guest_entry, group) },
	{ "nodes", ROW_LIST, .minimum = 1, .maximum = SITE_NODES,
	    .place = 1 + offsetof(struct guest_entry, nodes) },
	{ "affinities", ROW_LIST, .each = &text_each,
	    .maximum = AFFINITIES },
	{ "load_factors", ROW_LIST, .maximum = LOADS,
	    .place = 1 + offsetof(struct guest_entry, loads) },
	{ "failback", ROW_BOOL,
	    .place = 1 + offsetof(struct guest_entry, row.failback) },
	{ .key = NULL },
};
static const struct shape group_shape = { "a guest's group", group_rows };

static const struct row owner_rows[] = {
	{ "name", .type = ROW_TEXT },
	{ "phone", .type = ROW_TEXT },
	{ .key = NULL },
};
static const struct shape owner_shape = { "\"owner\"", owner_rows };

static const struct row hook_rows[] = {
	{ "stop", .type = ROW_TEXT },
	{ "start", .type = ROW_TEXT },
	{ "well", .type = ROW_TEXT },
	{ .key = NULL },
};
static const struct shape hook_shape = { "\"hooks\"", hook_rows };

static const struct row maintain_rows[] = {
	{ "hostid", ROW_HOSTID, .place = 1 + offsetof(struct guest_entry,
	    row.maintain_hostid) },
	{ "vcpus", ROW_COUNT, .minimum = 1, .maximum = VCPUS,
	    .place = 1 + offsetof(struct guest_entry, row.maintain_vcpus) },
	{ "memory", ROW_SIZE, .minimum = 4 << 20,
	    .place = 1 + offsetof(struct guest_entry, row.maintain_memory) },
	{ "crypto", ROW_COUNT, .minimum = 0, .maximum = CRYPTO,
	    .place = 1 + offsetof(struct guest_entry, row.maintain_crypto) },
	{ .key = NULL },
};
static const struct shape maintain_shape = { "\"maintain\"", maintain_rows };

enum { WATCH_ADVISE, WATCH_ACT };
static const char *const watches[] = { "advise", "act", NULL };

/* The control domain has that name on every node. */
static void
not_primary(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	if (strcmp(value->text, "primary") == 0)
		reader_wrong(reader, value, "a name other than the control "
		    "domain's");
}

static const struct row guest_rows[] = {
	{ "name", ROW_NAME, .required = true, .read = not_primary,
	    .place = 1 + offsetof(struct guest_entry, name) },
	{ "from", ROW_NAME, .place = 1 + offsetof(struct guest_entry, from) },
	{ "vcpus", ROW_COUNT, .minimum = 1, .maximum = VCPUS,
	    .place = 1 + offsetof(struct guest_entry, row.vcpus) },
	{ "memory", ROW_SIZE, .minimum = 4 << 20,
	    .place = 1 + offsetof(struct guest_entry, row.memory) },
	{ "crypto", ROW_COUNT, .minimum = 0, .maximum = CRYPTO,
	    .place = 1 + offsetof(struct guest_entry, row.crypto) },
	{ "ours", ROW_BOOL, .place = 1 + offsetof(struct guest_entry, ours) },
	{ "pool", ROW_OBJECT, .shape = &pool_shape },
	{ "group", ROW_OBJECT, .shape = &group_shape },
	{ "storage", ROW_NAME,
	    .place = 1 + offsetof(struct guest_entry, storage) },
	{ "filesystem", ROW_NAME,
	    .place = 1 + offsetof(struct guest_entry, filesystem) },
	{ "disks", ROW_LIST, .maximum = SITE_DISKS,
	    .place = 1 + offsetof(struct guest_entry, disks) },
	{ "data", ROW_LIST, .maximum = SITE_DISKS,
	    .place = 1 + offsetof(struct guest_entry, extra) },
	{ "owner", ROW_OBJECT, .shape = &owner_shape },
	{ "hooks", ROW_OBJECT, .shape = &hook_shape },
	{ "nets", ROW_LIST, .maximum = SITE_NETS,
	    .place = 1 + offsetof(struct guest_entry, nets) },
	{ "variables", ROW_OBJECT,
	    .place = 1 + offsetof(struct guest_entry, variables) },
	{ "hostid", ROW_HOSTID,
	    .place = 1 + offsetof(struct guest_entry, row.hostid) },
	{ "agent", ROW_ANY,
	    .place = 1 + offsetof(struct guest_entry, agent) },
	{ "watch", ROW_WORD, .words = watches,
	    .place = 1 + offsetof(struct guest_entry, watch) },
	{ "maintain", ROW_OBJECT, .shape = &maintain_shape },
	{ "reach", ROW_OBJECT, .shape = &site_reach },
	{ "now", ROW_TEXT, .place = 1 + offsetof(struct guest_entry, now) },
	{ .key = NULL },
};
static const struct shape guest_shape = { "a guest", guest_rows };
static const struct row guest_each =
    { .type = ROW_OBJECT, .shape = &guest_shape };

const char *
guest_custom(struct reader *reader, const struct guest_entry *entry,
    const struct value *value, const char *before, const char *after)
{
	return value != NULL ? value->text : arena_format(reader->arena,
	    "%s%s%s", before, entry->known_as, after);
}

const struct value *
guest_spot(const struct guest_entry *entry, const struct value *value)
{
	if (value != NULL)
		return value;
	return entry->name != NULL ? entry->name : entry->whole;
}

/* A unit is a part of a core: who has it has a strand of that core. */
static void
crypto(struct reader *reader, struct guest_entry *entry)
{
	const struct value *value = value_get(entry->whole, "crypto");
	const struct value *set = value_get(entry->whole, "maintain");
	uint32_t cores = site_cores(entry->row.vcpus);

	if (value != NULL && entry->row.vcpus != 0 &&
	    entry->row.crypto > cores)
		reader_add(reader, value, "%" PRIu32 " crypto units need as "
		    "many cores, and %" PRIu32 " vcpus are on %" PRIu32,
		    entry->row.crypto, entry->row.vcpus, cores);
	entry->row.maintain_sets_crypto = set != NULL &&
	    set->type == VALUE_OBJECT && value_get(set, "crypto") != NULL;
}

/* vcpus and memory, its own or the source's. */
static void
size(struct reader *reader, struct guest_entry *entry)
{
	const struct site_source *source;

	if (entry->from != NULL)
		entry->row.source = reader_find(reader, KIND_SOURCE,
		    entry->from, "a name of a source declared in \"sources\"");
	source = &reader->site->sources[entry->row.source];
	if (value_get(entry->whole, "vcpus") == NULL) {
		entry->row.vcpus = source->vcpus;
		if (source->vcpus == 0)
			reader_add(reader, entry->whole, "\"vcpus\" is "
			    "missing in a guest");
	}
	if (value_get(entry->whole, "memory") == NULL) {
		entry->row.memory = source->memory;
		if (source->memory == 0)
			reader_add(reader, entry->whole, "\"memory\" is "
			    "missing in a guest");
	}
}

/* What the guest has, or will have after "maintain". */
static bool
has_hostid(const struct site *site, const struct site_guest *guest,
    uint32_t hostid)
{
	const struct site_source *source = &site->sources[guest->source];

	return guest->hostid == hostid || guest->maintain_hostid == hostid ||
	    (source->keep_hostid && source->hostid == hostid);
}

/* Licences count machines by it: no two have the same. */
static void
hostid_own(struct reader *reader, const struct value *value, uint32_t hostid)
{
	const struct site *site = reader->site;
	enum kind kind = KIND_NONE;
	uint32_t other = 0;

	if (site_is_new(reader, arena_format(reader->arena, "hostid=%08"
	    PRIx32, hostid)))
		return;
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (site->nodes[n].hostid == hostid) {
			kind = KIND_NODE;
			other = n;
		}
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (has_hostid(site, &site->guests[g], hostid)) {
			kind = KIND_GUEST;
			other = g;
		}
	if (other != 0)
		reader_wrong(reader, value, arena_format(reader->arena,
		    "a hostid of its own: %s \"%s\" has that one",
		    kind_name(kind), names_text(site->names, kind, other)));
}

/* A guest that is read later is compared with this one. */
static void
hostids(struct reader *reader, const struct guest_entry *entry)
{
	const struct site_source *source =
	    &reader->site->sources[entry->row.source];
	const struct value *own = value_get(entry->whole, "hostid");
	const struct value *set = value_get(entry->whole, "maintain");

	if (entry->row.hostid != 0)
		hostid_own(reader, own, entry->row.hostid);
	if (entry->row.hostid != 0 && source->keep_hostid)
		reader_wrong(reader, own, "none, because \"keep\" of its "
		    "source takes over the source's");
	if (entry->row.hostid == 0 && source->keep_hostid &&
	    source->hostid != 0)
		hostid_own(reader, entry->from, source->hostid);
	if (entry->row.maintain_hostid != 0)
		hostid_own(reader, value_get(set, "hostid"),
		    entry->row.maintain_hostid);
}

/*
 * A pool is imported on one node at a time and goes where its guest goes: two
 * guests on one device could not be on different nodes.  One that no job takes
 * may have its disks elsewhere.
 */
static void
storage(struct reader *reader, struct guest_entry *entry)
{
	struct site_guest *row = &entry->row;
	uint32_t other;
	const char *pool = guest_custom(reader, entry, entry->pool, "zpool_",
	    "");

	if (entry->ours && value_get(entry->whole, "pool") == NULL)
		reader_add(reader, entry->whole, "\"pool\" is missing in a "
		    "guest");
	row->pool = site_declare(reader, KIND_POOL, pool,
	    guest_spot(entry, entry->pool));
	row->storage = site_declare(reader, KIND_RESOURCE,
	    guest_custom(reader, entry, entry->storage, "", "-fs-rs"),
	    guest_spot(entry, entry->storage));
	row->filesystem = site_declare(reader, KIND_FILE,
	    arena_format(reader->arena, "%s/%s", pool,
	    guest_custom(reader, entry, entry->filesystem, "", "")),
	    guest_spot(entry, entry->filesystem));
	if (entry->device == NULL)
		return;
	row->device = site_device(reader, entry->device);
	other = reader->site->devices[row->device].guest;
	if (row->device != 0 && other != 0)
		reader_wrong(reader, entry->device, arena_format(reader->arena,
		    "a device of its own: guest \"%s\" has that one",
		    names_text(reader->site->names, KIND_GUEST, other)));
}

static void
variables(struct reader *reader, struct guest_entry *entry)
{
	static const struct row text = { .type = ROW_TEXT };
	struct site_guest *row = &entry->row;

	if (entry->variables == NULL)
		return;
	if (entry->variables->count > SITE_VARIABLES) {
		reader_add(reader, entry->variables, "%u variables: expected "
		    "at most %d", (unsigned)entry->variables->count,
		    SITE_VARIABLES);
		return;
	}
	for (const struct value *part = entry->variables->first; part != NULL;
	    part = part->next)
		if (reader_value(reader, &text, part, NULL))
			row->variable[row->variable_count++] = names_put(
			    reader->site->names, KIND_TEXT, arena_format(
			    reader->arena, "%s=%s", part->key, part->text));
}

static const struct site_contact *
contact(struct reader *reader, const struct value *guest)
{
	struct site_contact *row = arena_take(reader->arena, 1, sizeof(*row));
	const struct value *owner = value_get(guest, "owner");
	const struct value *hooks = value_get(guest, "hooks");

	*row = (struct site_contact){
		.owner = site_text(owner, "name"),
		.phone = site_text(owner, "phone"),
		.stop = site_text(hooks, "stop"),
		.start = site_text(hooks, "start"),
		.well = site_text(hooks, "well"),
		.reach = site_reach_of(guest),
	};
	return row;
}

static void
keep(struct site *site, uint32_t guest, const struct site_guest *row)
{
	struct site_device *device = &site->devices[row->device];

	site->guests[guest] = *row;
	if (row->device != 0 && device->guest == 0)
		device->guest = guest;
}

/*
 * In the order in which one part needs another: disks lie in the pool, an
 * agent's password file and the node where it runs depend on the group.
 */
static void
guest(struct reader *reader, const struct value *value)
{
	struct guest_entry entry = { .whole = value, .ours = true };
	struct site *site = reader->site;

	if (!reader_value(reader, &guest_each, value, &entry))
		return;
	entry.known_as = entry.name != NULL ? entry.name->text :
	    arena_format(reader->arena, "guest-at-%u",
	    (unsigned)value->spot.line);
	size(reader, &entry);
	crypto(reader, &entry);
	hostids(reader, &entry);
	storage(reader, &entry);
	guest_group(reader, &entry);
	guest_loads(reader, &entry);
	guest_disks(reader, &entry);
	guest_nets(reader, &entry);
	variables(reader, &entry);
	guest_agent(reader, &entry);
	guest_now(reader, &entry);
	if (entry.watch == WATCH_ACT && entry.row.agent.present)
		reader_wrong(reader, value_get(value, "watch"),
		    "\"advise\", unless \"agent\" is null");
	entry.row.contact = contact(reader, value);
	entry.row.watch_act = entry.watch == WATCH_ACT;
	entry.row.foreign = !entry.ours;
	if (entry.name != NULL)
		keep(site, names_find(site->names, KIND_GUEST,
		    entry.name->text), &entry.row);
}

void
site_guests(struct reader *reader, const struct value *list, void *target)
{
	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next)
		guest(reader, part);
	guests_affinities(reader, list);
	guests_loads(reader, list);
}
