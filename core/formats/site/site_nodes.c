/*
 * Nodes, the cluster that they form, and the devices that they share.
 */
#include "core/formats/site/site_parts.h"

#include <assert.h>
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/units.h"

enum { VCPUS = 4096, WHOLE_DISK = 2 };

struct node_entry {
	const struct value *name, *model, *releases, *loads;
	struct site_node row;
};

static const struct row control_rows[] = {
	{ "vcpus", ROW_COUNT, .minimum = 1, .maximum = VCPUS,
	    .place = 1 + offsetof(struct node_entry, row.control_vcpus) },
	{ "memory", ROW_SIZE,
	    .place = 1 + offsetof(struct node_entry, row.control_memory) },
	{ .key = NULL },
};
static const struct shape control_shape = { "\"control\"", control_rows };

static const struct row reserved_rows[] = {
	{ "vcpus", ROW_COUNT, .minimum = 0, .maximum = VCPUS,
	    .place = 1 + offsetof(struct node_entry, row.reserved_vcpus) },
	{ "memory", ROW_SIZE,
	    .place = 1 + offsetof(struct node_entry, row.reserved_memory) },
	{ .key = NULL },
};
static const struct shape reserved_shape = { "\"reserved\"", reserved_rows };

static const struct row block_each = { .type = ROW_SIZE };

/* Of a million blocks no more are counted than any node has memory for. */
static void
blocks(struct reader *reader, const struct value *list, void *target)
{
	struct site_node *row = &((struct node_entry *)target)->row;
	int64_t size, *block;
	size_t length = 0;

	for (const struct value *at = list->first; at != NULL; at = at->next)
		length++;
	block = arena_take(reader->arena, length + 1, sizeof(*block));
	row->block = block;
	for (list = list->first; list != NULL; list = list->next) {
		if (list->type != VALUE_TEXT ||
		    !units_read_size(list->text, &size))
			continue;
		if (row->blocks_memory <= LIMIT_SIZE)
			row->blocks_memory += size;
		block[row->block_count++] = size;
		if (size > row->largest_block)
			row->largest_block = size;
	}
}

static const struct row node_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct node_entry, name) },
	{ "model", ROW_TEXT, .place = 1 + offsetof(struct node_entry, model) },
	{ "vcpus", ROW_COUNT, .required = true, .minimum = 1,
	    .maximum = VCPUS,
	    .place = 1 + offsetof(struct node_entry, row.vcpus) },
	{ "memory", ROW_SIZE, .required = true, .minimum = 1 << 30,
	    .place = 1 + offsetof(struct node_entry, row.memory) },
	{ "control", ROW_OBJECT, .shape = &control_shape },
	{ "reserved", ROW_OBJECT, .shape = &reserved_shape },
	{ "releases", ROW_OBJECT, .shape = &site_releases,
	    .place = 1 + offsetof(struct node_entry, releases) },
	{ "sp", ROW_OBJECT, .shape = &site_sp },
	{ "reach", ROW_OBJECT, .shape = &site_reach },
	{ "hostid", ROW_HOSTID,
	    .place = 1 + offsetof(struct node_entry, row.hostid) },
	{ "blocks", ROW_LIST, .each = &block_each, .read = blocks },
	{ "load_limits", ROW_LIST, .maximum = LOADS,
	    .place = 1 + offsetof(struct node_entry, loads) },
	{ .key = NULL },
};
static const struct shape node_shape = { "a node", node_rows };
static const struct row node_each =
    { .type = ROW_OBJECT, .shape = &node_shape };

/* What guests cannot have must at least be there. */
static void
node_adds_up(struct reader *reader, const struct value *node,
    const struct site_node *row)
{
	char all[UNITS_BYTES], taken[UNITS_BYTES];
	uint32_t vcpus = row->control_vcpus + row->reserved_vcpus;
	int64_t memory = row->control_memory + row->reserved_memory;

	if (row->vcpus != 0 && vcpus > row->vcpus)
		reader_add(reader, value_get(node, "vcpus"), "%" PRIu32
		    " vcpus are fewer than \"control\" and \"reserved\" "
		    "take (%" PRIu32 ")", row->vcpus, vcpus);
	if (row->block_count != 0 && row->blocks_memory > row->memory - memory)
		reader_add(reader, value_get(node, "blocks"), "blocks of %s "
		    "are more than the %s of memory that \"control\" and "
		    "\"reserved\" leave", units_write_size(
		    row->blocks_memory, taken), units_write_size(memory <
		    row->memory ? row->memory - memory : 0, all));
	if (row->memory != 0 && memory > row->memory)
		reader_add(reader, value_get(node, "memory"), "\"%s\" of "
		    "memory is less than \"control\" and \"reserved\" take "
		    "(%s)", units_write_size(row->memory, all),
		    units_write_size(memory, taken));
}

/* Two hosts with one hostid both import a pool without being asked to force
 * it. */
static void
hostid_own(struct reader *reader, const struct value *node, uint32_t hostid)
{
	const struct site *site = reader->site;

	if (hostid != 0)
		site_is_new(reader, arena_format(reader->arena, "hostid=%08"
		    PRIx32, hostid));
	for (uint32_t n = 1; hostid != 0 && n <= site->node_count; n++)
		if (site->nodes[n].hostid == hostid)
			reader_wrong(reader, value_get(node, "hostid"),
			    arena_format(reader->arena, "a hostid of its own: "
			    "node \"%s\" has that one",
			    names_text(site->names, KIND_NODE, n)));
}

void
site_nodes(struct reader *reader, const struct value *list, void *target)
{
	struct site *site = reader->site;

	assert(target != NULL);
	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		struct node_entry file = { .row.model = "" };

		if (!reader_value(reader, &node_each, part, &file))
			continue;
		node_adds_up(reader, part, &file.row);
		hostid_own(reader, part, file.row.hostid);
		site_load_limits(reader, file.loads, &file.row);
		file.row.ldm = site_ldm(reader, file.releases, 0);
		file.row.reach = site_reach_of(part);
		file.row.releases = site_releases_of(part, reader->root);
		file.row.sp = site_sp_read(reader, value_get(part, "sp"));
		if (file.model != NULL)
			file.row.model = file.model->text;
		if (file.name != NULL)
			site->nodes[names_find(site->names, KIND_NODE,
			    file.name->text)] = file.row;
	}
}

struct device_entry {
	const struct value *name, *nodes, *guid, *path;
	struct site_device row;
	unsigned	 use, label;
};

enum { USE_GUEST, USE_QUORUM };
static const char *const uses[] = { "guest", "quorum", NULL };
/* In the order of TEXT_SMI and those after it. */
static const char *const labels[] = { "smi", "efi", "none", NULL };

static const struct row device_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct device_entry, name) },
	{ "size", ROW_SIZE, .required = true, .minimum = 1 << 20,
	    .place = 1 + offsetof(struct device_entry, row.size) },
	{ "slice", ROW_COUNT, .minimum = 0, .maximum = 7,
	    .place = 1 + offsetof(struct device_entry, row.slice) },
	{ "nodes", ROW_LIST, .minimum = 1, .maximum = SITE_NODES,
	    .place = 1 + offsetof(struct device_entry, nodes) },
	{ "use", ROW_WORD, .words = uses,
	    .place = 1 + offsetof(struct device_entry, use) },
	{ "guid", ROW_TEXT,
	    .place = 1 + offsetof(struct device_entry, guid) },
	{ "path", ROW_PATH,
	    .place = 1 + offsetof(struct device_entry, path) },
	{ "label", ROW_WORD, .words = labels,
	    .place = 1 + offsetof(struct device_entry, label) },
	{ .key = NULL },
};
static const struct shape device_shape = { "a device", device_rows };
static const struct row device_each =
    { .type = ROW_OBJECT, .shape = &device_shape };

void
site_devices(struct reader *reader, const struct value *list, void *target)
{
	struct site *site = reader->site;
	uint64_t all = ((uint64_t)1 << site->node_count) - 1;

	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		struct device_entry file = { .row.slice = WHOLE_DISK };

		if (!reader_value(reader, &device_each, part, &file))
			continue;
		file.row.nodes = file.nodes != NULL ?
		    site_node_set(reader, file.nodes) : all << 1;
		file.row.quorum = file.use == USE_QUORUM;
		file.row.label = TEXT_SMI + file.label;
		if (file.guid != NULL)
			file.row.guid = names_put(site->names, KIND_TEXT,
			    file.guid->text);
		if (file.path != NULL)
			file.row.path = file.path->text;
		if (file.name != NULL)
			site->devices[names_find(site->names, KIND_DEVICE,
			    file.name->text)] = file.row;
	}
}

static void
quorum_device(struct reader *reader, const struct value *value, void *target)
{
	uint32_t device = reader_find(reader, KIND_DEVICE, value,
	    "a name of a device declared in \"devices\"");

	(void)target;
	reader->site->devices[device].quorum |= device != 0;
}

/* The votes go to the device; row 0 takes those of no device. */
static void
quorums(struct reader *reader, const struct value *list, void *target)
{
	struct site *site = reader->site;
	const struct value *votes;

	(void)target;
	for (list = list->first; list != NULL; list = list->next) {
		const char *name = site_text(list, "device");

		votes = list->type == VALUE_OBJECT ?
		    value_get(list, "votes") : NULL;
		if (name != NULL && votes != NULL &&
		    votes->type == VALUE_INTEGER)
			site->devices[names_find(site->names, KIND_DEVICE,
			    name)].votes = (uint32_t)votes->number;
	}
	site->devices[0].votes = 0;
}

/* A type that is nearly one of ours would be registered for nothing. */
static void
type_name(struct reader *reader, const struct value *value, void *target)
{
	const struct names *names = reader->site->names;
	const char *near = NULL;
	uint32_t type = names_find(names, KIND_TYPE, value->text);

	(void)target;
	reader->site->storage_type |= type == TYPE_STORAGE;
	reader->site->agent_type |= type == TYPE_AGENT;
	for (uint32_t i = 1; type == 0 && i < TYPES; i++)
		mistakes_nearer(value->text, names_text(names, KIND_TYPE, i),
		    &near);
	if (near != NULL)
		reader_wrong(reader, value, arena_format(reader->arena,
		    "a resource type; did you mean \"%s\"?", near));
}

static const struct row quorum_rows[] = {
	{ "device", ROW_NAME, .required = true, .read = quorum_device },
	{ "votes", ROW_COUNT, .minimum = 1, .maximum = SITE_NODES },
	{ .key = NULL },
};
static const struct shape quorum_shape = { "a quorum device", quorum_rows };
static const struct row quorum_each =
    { .type = ROW_OBJECT, .shape = &quorum_shape };
/* As many as fit were checked before. */
static void
transport(struct reader *reader, const struct value *list, void *target)
{
	unsigned at = 0;

	(void)target;
	for (list = list->first; list != NULL && at < SITE_ADAPTERS;
	    list = list->next)
		reader->site->adapter[at++] = list->text;
}

static const struct row adapter_each = { .type = ROW_NAME };
static const struct row type_each = { .type = ROW_TEXT, .read = type_name };

static const char *const fencings[] = { "prefer3", "pathcount", "scsi3",
    "nofencing", NULL };
static const struct row cluster_rows[] = {
	{ "name", .type = ROW_NAME },
	{ "quorum", ROW_LIST, .each = &quorum_each, .read = quorums },
	{ "types", ROW_LIST, .each = &type_each },
	{ "heartbeat_timeout", ROW_DURATION, .minimum = 1,
	    .place = 1 + offsetof(struct site, heartbeat_timeout_ms) },
	{ "fencing", ROW_WORD, .words = fencings },
	{ "transport", ROW_LIST, .minimum = 1, .maximum = SITE_ADAPTERS,
	    .each = &adapter_each, .read = transport },
	{ .key = NULL },
};
static const struct shape cluster_shape = { "\"cluster\"", cluster_rows };

void
site_cluster(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	reader_object(reader, &cluster_shape, value, reader->site);
	reader->site->cluster = site_text(value, "name");
	if (site_text(value, "fencing") != NULL)
		reader->site->fencing = site_text(value, "fencing");
}
