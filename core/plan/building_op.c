#include "core/plan/building.h"

#include <string.h>

#include "core/base/arena.h"

uint32_t
building_node(const struct building *building, enum where where)
{
	switch (where) {
	case ON_HOME:
		return building->home;
	case ON_NODE:
		return building->node;
	case ON_HERE:
		return building->here;
	case ON_TARGET:
		return building->plan->to;
	case ON_GUEST:
		return building->guest_at;
	case ON_INSIDE:
		return PLACE_GUEST | building->job->guest;
	case ON_SOURCE:
		return PLACE_SOURCE | building->row->source;
	case ON_NONE:
		break;
	}
	return 0;
}

uint32_t
building_put(const struct building *building, const char *text)
{
	return names_put(building->names, KIND_TEXT, text);
}

const char *
building_text(const struct building *building, enum kind kind, uint32_t name)
{
	return names_text(building->site->names, kind, name);
}

/* "-d" first: created disabled, so that it can be looked at before it acts. */
static const char *
agent_properties(const struct building *building)
{
	const struct site_agent *agent = &building->row->agent;
	const char *text = arena_format(building->arena, "-d Domain_name=%s",
	    building_text(building, KIND_GUEST, building->job->guest));

	if (agent->password_file != 0)
		text = arena_format(building->arena, "%s Password_file=%s",
		    text,
		    building_text(building, KIND_FILE, agent->password_file));
	text = arena_format(building->arena,
	    "%s Resource_dependencies_offline_restart=%s Migration_type=%s",
	    text,
	    building_text(building, KIND_RESOURCE, building->row->storage),
	    agent->migration_type == MIGRATION_NORMAL ? "NORMAL" : "MIGRATE");
	for (uint32_t i = 0; i < agent->property_count; i++)
		text = arena_format(building->arena, "%s %s", text,
		    building_text(building, KIND_TEXT, agent->properties[i]));
	return text;
}

/* With the source's name in the place of "%s". */
static const char *
named(const struct building *building, const char *value)
{
	const char *at = strstr(value, "%s");

	return at == NULL ? value : arena_format(building->arena, "%.*s%s%s",
	    (int)(at - value), value, building_text(building, KIND_SOURCE,
	    building->row->source), at + 2);
}

static uint32_t
value_of(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	const struct site *site = building->site;

	if (row->value != NULL)
		return building_put(building, named(building, row->value));
	switch (row->op) {
	case OP_DEVICE_LABEL:
		return building_put(building,
		    arena_format(building->arena, "slice%u",
			(unsigned)site->devices[building->row->device].slice));
	case OP_VSW_ADD:
	case OP_VDS_ADD:
	case OP_VCC_ADD:
		return site->services[thing].value[building->node];
	case OP_CONFIG_SAVE:
		return building_put(building,
		    arena_format(building->arena, "%s-%u", site->config,
			(unsigned)++building
			    ->saved[building_node(building, row->on)]));
	case OP_POOL_DESTROY:
		return building_put(building, building->job->destroy);
	case OP_GROUP_CREATE:
	case OP_GROUP_DELETE:
		return building->row->node_list;
	case OP_RESOURCE_CREATE:
	case OP_RESOURCE_DELETE:
		return building_put(building, row->of == OF_AGENT ?
		    agent_properties(building) : arena_format(building->arena,
		    "%sZpools=%s", row->op == OP_RESOURCE_DELETE ? "-d " : "",
		    building_text(building, KIND_POOL, building->row->pool)));
	case OP_VOLUME_ADD:
		return building->row->disk[thing].options;
	case OP_VOLUME_REMOVE:
		return row->each == EACH_DISK ?
		    building->row->disk[thing].options :
		    building_put(building, "ro");
	case OP_GUEST_VARIABLE:
		return building->row->variable[thing];
	default:
		return building->row->source != 0 ?
		    building_p2v_value(building, row, thing) : 0;
	}
}

static uint32_t
save_file(const struct building *building)
{
	return names_put(building->names, KIND_FILE,
	    arena_format(building->arena, "/var/domferry/%s.xml",
	    building_text(building, KIND_GUEST, building->job->guest)));
}

static uint32_t
file_of(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	switch (row->op) {
	case OP_FILESYSTEM_CREATE:
		return building->row->filesystem;
	case OP_DISK_CREATE:
		return building->row->disk[thing].file;
	case OP_VOLUME_ADD:
	case OP_VOLUME_REMOVE:
		return row->each == EACH_ONE ? building_source(building)->image
					     : building->row->disk[thing].file;
	case OP_GUEST_MIGRATE:
		return building->row->agent.password_file;
	case OP_GUEST_SAVE:
	case OP_GUEST_REMOVE:
		return save_file(building);
	case OP_RESOURCE_DELETE:
		return row->of == OF_AGENT ? save_file(building) : 0;
	default:
		return building->row->source != 0 ?
		    building_p2v_file(building, row, thing) : 0;
	}
}

static int64_t
number_of(const struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	switch (row->op) {
	case OP_DISK_CREATE:
		return building->row->disk[thing].size;
	case OP_GUEST_VCPUS:
		return building->job->vcpus != 0 ? building->job->vcpus :
		    building->row->vcpus;
	case OP_GUEST_MEMORY:
		return building->job->memory != 0 ? building->job->memory :
		    building->row->memory;
	case OP_GUEST_HOSTID:
		return building->job->hostid;
	case OP_SOURCE_COLLECT:
	case OP_P2V_PREPARE:
		return building_source(building)->used;
	case OP_SOURCE_SAVE:
	case OP_SUMS_TAKE:
	case OP_DATA_RESTORE:
		return building_source(building)->excluded;
	case OP_GUEST_VDISK:
		return thing;
	case OP_GUEST_VDISK_REMOVE:
		return MEDIUM_ID;
	default:
		return 0;
	}
}

static void
things_fill(const struct building *building, const struct procedure_step *row,
    uint32_t thing, struct op *op)
{
	const struct site_guest *guest = building->row;

	switch (row->each) {
	case EACH_VSW:
	case EACH_VDS:
	case EACH_VCC:
		op->service = thing;
		break;
	case EACH_DISK:
	case EACH_DATA:
		op->disk = guest->disk[thing].disk;
		op->volume = guest->disk[thing].volume;
		op->service = guest->disk[thing].vds;
		break;
	case EACH_NET:
	case EACH_OTHER_NET:
		op->net = guest->net[thing].net;
		op->service = guest->net[thing].vsw;
		break;
	case EACH_ONE:
		building_iso(building, row, op);
		break;
	case EACH_VARIABLE:
		break;
	}
}

struct op
building_op(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	const struct op_info *info = &op_table[row->op];
	const struct site_guest *guest = building->row;
	struct op op = { .kind = row->op };

	op.on = building_node(building, row->on);
	op.to = building_node(building, row->to);
	op.guest = building->job->guest;
	op.source = guest->source;
	op.set = (building->job->procedure->options & OPTION_SET) != 0 &&
	    op_adds(&op);
	op.group = guest->group;
	op.pool = guest->pool;
	op.device = guest->device;
	if (row->op == OP_RESOURCE_DELETE && row->of != OF_AGENT)
		op.guest = 0;
	if (row->of != OF_NONE) {
		op.resource = row->of == OF_STORAGE ? guest->storage :
		    guest->agent.resource;
		op.type = row->of == OF_STORAGE ? TYPE_STORAGE : TYPE_AGENT;
	}
	things_fill(building, row, thing, &op);
	op.file = file_of(building, row, thing);
	op.value = value_of(building, row, thing);
	op.number = number_of(building, row, thing);
	for (unsigned f = 0; f < FIELDS; f++)
		if (((info->takes | info->may) & TAKES(f)) == 0)
			op.field[f] = 0;
	return op;
}
