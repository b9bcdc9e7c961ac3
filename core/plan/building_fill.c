/*
 * Value, file and number of an operation, unless its procedure's row gives the
 * value: one row for each operation that has any of them.
 */
#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/list.h"
#include "core/plan/building.h"
#include "core/plan/building_p2v.h"
#include "core/site/naming.h"

struct filling {
	uint32_t	(*value)(struct building *,
			    const struct procedure_step *, uint32_t thing);
	uint32_t	(*file)(struct building *,
			    const struct procedure_step *, uint32_t thing);
	int64_t		(*number)(const struct building *, uint32_t thing);
};

static uint32_t
value_slice(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, arena_format(building->arena, "slice%u",
	    (unsigned)building->site->devices[building->row->device].slice));
}

static uint32_t
value_service(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	assert(thing <= building->site->service_count);
	return building->site->services[thing].value[building->node];
}

uint32_t
building_config(const struct building *building, uint32_t node)
{
	assert(node <= SITE_NODES);
	return building_put(building, arena_format(building->arena, "%s-%u",
	    building->site->config, (unsigned)building->saved[node]));
}

/* The next N of CONFIG-N on that node. */
static uint32_t
value_config(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	uint32_t node = building_node(building, row->on);

	(void)thing;
	assert(node <= SITE_NODES);
	building->saved[node]++;
	return building_config(building, node);
}

/* The oldest one that may go. */
static uint32_t
value_oldest(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	const struct view *view = &building->plan->view;

	(void)thing;
	return building_put(building, arena_format(building->arena, "%s-%u",
	    building->site->config, (unsigned)view->oldest[building_node(
	    building, row->on)]));
}

static uint32_t
value_serial(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, building->job->destroy);
}

static uint32_t
value_nodes(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building->row->node_list;
}

/* One property of a resource, "NAME=VALUE", added to a list. */
static const char *
property_add(const struct building *building, const char *list,
    const char *name, const char *value)
{
	return list_add(building->arena, list, arena_format(building->arena,
	    "%s=%s", name, value));
}

/* "-d": created disabled, so that an operator can check it before it acts. */
static const char *
agent_properties(const struct building *building)
{
	const struct site_agent *agent = &building->row->agent;
	const char *list = property_add(building, "-d", "Domain_name",
	    building_text(building, KIND_GUEST, building->job->guest));

	if (agent->password_file != 0)
		list = property_add(building, list, "Password_file",
		    building_text(building, KIND_FILE, agent->password_file));
	list = property_add(building, list,
	    "Resource_dependencies_offline_restart",
	    building_text(building, KIND_RESOURCE, building->row->storage));
	list = property_add(building, list, "Migration_type",
	    agent->migration_type == MIGRATION_NORMAL ? "NORMAL" : "MIGRATE");
	for (uint32_t i = 0; i < agent->property_count; i++)
		list = list_add(building->arena, list, building_text(building,
		    KIND_TEXT, agent->properties[i]));
	return list;
}

static const char *
storage_properties(const struct building *building, const char *list)
{
	return property_add(building, list, "Zpools", building_text(building,
	    KIND_POOL, building->row->pool));
}

static uint32_t
value_properties(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)thing;
	return building_put(building, row->of == OF_AGENT ?
	    agent_properties(building) : storage_properties(building, ""));
}

static uint32_t
value_property(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)thing;
	return row->of == OF_LOAD ? building->row->load_factors :
	    building->row->affinities;
}

/* An undo creates the resource again: disabled, as it was. */
static uint32_t
value_disabled(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)thing;
	return building_put(building, row->of == OF_AGENT ?
	    agent_properties(building) : storage_properties(building, "-d"));
}

static uint32_t
value_options(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	return building_disk(building, row, thing)->options;
}

static uint32_t
value_variable(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	assert(thing < building->row->variable_count);
	return building->row->variable[thing];
}

static uint32_t
file_filesystem(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building->row->filesystem;
}

static uint32_t
file_disk(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	return row->of == OF_MEDIUM ? building_source(building)->image :
	    building_disk(building, row, thing)->file;
}

static uint32_t
file_password(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building->row->agent.password_file;
}

/* The saved definition from which it is defined; made anew, it has none. */
static uint32_t
file_defined(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building->job->procedure->recovers ?
	    building_copy(building) : 0;
}

/* The file of the guest's saved definition; the pool's resource has none. */
static uint32_t
file_saved(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)thing;
	if (row->of == OF_COPY)
		return naming_copy(building->names, building->row->pool,
		    building->job->guest);
	return row->of == OF_STORAGE ? 0 :
	    naming_saved(building->names, building->twin != NULL ?
	    building->twin->guest : building->job->guest);
}

uint32_t
building_copy(const struct building *building)
{
	return building->recovery.from_pool ? naming_copy(building->names,
	    building->row->pool, building->job->guest) :
	    naming_saved(building->names, building->job->guest);
}

static int64_t
number_size(const struct building *building, uint32_t thing)
{
	assert(thing < SITE_DISKS);
	return building->row->disk[thing].size;
}

static int64_t
number_vcpus(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building->job->vcpus != 0 ? building->job->vcpus :
	    building->row->vcpus;
}

static int64_t
number_crypto(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building->job->sets_crypto ? building->job->crypto :
	    building->row->crypto;
}

static int64_t
number_memory(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building->job->memory != 0 ? building->job->memory :
	    building->row->memory;
}

static int64_t
number_hostid(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building->job->hostid != 0 ? building->job->hostid :
	    building->row->hostid;
}

/* The address of a net, if the site declares one. */
static int64_t
number_mac(const struct building *building, uint32_t thing)
{
	assert(thing < building->row->net_count);
	return building->row->net[thing].mac;
}

static int64_t
number_used(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building_source(building)->used;
}

static int64_t
number_excluded(const struct building *building, uint32_t thing)
{
	(void)thing;
	return building_source(building)->excluded;
}

static int64_t
number_disk(const struct building *building, uint32_t thing)
{
	(void)building;
	return thing;
}

static int64_t
number_medium(const struct building *building, uint32_t thing)
{
	(void)building;
	(void)thing;
	return MEDIUM_ID;
}

static const struct filling fillings[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .value = value_slice },
	[OP_VSW_ADD] = { .value = value_service },
	[OP_VDS_ADD] = { .value = value_service },
	[OP_VCC_ADD] = { .value = value_service },
	[OP_CONFIG_SAVE] = { .value = value_config },
	[OP_CONFIG_REMOVE] = { .value = value_oldest },
	[OP_POOL_DESTROY] = { .value = value_serial },
	[OP_FILESYSTEM_CREATE] = { .file = file_filesystem },
	[OP_DISK_CREATE] = { .file = file_disk, .number = number_size },
	[OP_VOLUME_ADD] = { .value = value_options, .file = file_disk },
	[OP_VOLUME_MEND] = { .value = value_options, .file = file_disk },
	[OP_VOLUME_REMOVE] = { .value = value_options, .file = file_disk },
	[OP_GROUP_CREATE] = { .value = value_nodes },
	[OP_GROUP_DELETE] = { .value = value_nodes },
	[OP_GROUP_SET] = { .value = value_property },
	[OP_RESOURCE_CREATE] = { .value = value_properties },
	[OP_RESOURCE_DELETE] = { .value = value_disabled,
	    .file = file_saved },
	[OP_GUEST_DEFINE] = { .file = file_defined },
	[OP_GUEST_REMOVE] = { .file = file_saved },
	[OP_GUEST_VCPUS] = { .number = number_vcpus },
	[OP_GUEST_CRYPTO] = { .number = number_crypto },
	[OP_GUEST_MEMORY] = { .number = number_memory },
	[OP_GUEST_HOSTID] = { .number = number_hostid },
	[OP_GUEST_VARIABLE] = { .value = value_variable },
	[OP_GUEST_VDISK] = { .number = number_disk },
	[OP_GUEST_VDISK_REMOVE] = { .number = number_medium },
	[OP_GUEST_VNET] = { .number = number_mac },
	[OP_GUEST_MIGRATE] = { .file = file_password },
	[OP_GUEST_SAVE] = { .file = file_saved },
	[OP_SHARE_MOUNT] = { .value = value_share, .file = file_mount },
	[OP_SHARE_UNMOUNT] = { .value = value_share, .file = file_mount },
	[OP_DIRECTORY_MAKE] = { .file = file_directory },
	[OP_FILE_COPY] = { .value = value_script, .file = file_script },
	[OP_FILE_WRITE] = { .value = value_conf, .file = file_conf },
	[OP_SCRIPT_WRITE] = { .value = value_tool, .file = file_tool },
	[OP_SOURCE_MARK] = { .file = file_mark },
	[OP_SOURCE_COLLECT] = { .value = value_excludes, .file = file_flar,
	    .number = number_used },
	[OP_SOURCE_SAVE] = { .value = value_mount, .file = file_tar,
	    .number = number_excluded },
	[OP_SUMS_TAKE] = { .value = value_mount, .file = file_sums,
	    .number = number_excluded },
	[OP_SOURCE_STOP] = { .value = value_share, .file = file_mount },
	[OP_P2V_PREPARE] = { .value = value_prepare, .file = file_folder,
	    .number = number_used },
	[OP_P2V_CONVERT] = { .value = value_folder, .file = file_image },
	[OP_DATA_FILESYSTEM] = { .value = value_mount },
	[OP_DATA_RESTORE] = { .value = value_mount, .file = file_tar,
	    .number = number_excluded },
};

/* The value with the source's name in place of "%s". */
static const char *
named(const struct building *building, const char *value)
{
	const char *at = strstr(value, "%s");

	return at == NULL ? value : arena_format(building->arena, "%.*s%s%s",
	    (int)(at - value), value, building_text(building, KIND_SOURCE,
	    building->row->source), at + 2);
}

void
building_fill(struct building *building, const struct procedure_step *row,
    uint32_t thing, struct op *op)
{
	const struct filling *filling = &fillings[row->op];

	assert(row->op < OP_KINDS);
	if (op_table[row->op].into_pool && row->of != OF_COPY)
		op->pool = 0;
	if (filling->file != NULL)
		op->file = filling->file(building, row, thing);
	if (row->value != NULL)
		op->value = building_put(building,
		    named(building, row->value));
	else if (filling->value != NULL)
		op->value = filling->value(building, row, thing);
	if (filling->number != NULL)
		op->number = filling->number(building, thing);
}
