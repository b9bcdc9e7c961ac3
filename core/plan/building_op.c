#include "core/plan/building.h"

#include <string.h>

#include "core/base/arena.h"

uint32_t
making_node(const struct making *making, enum where where)
{
	switch (where) {
	case ON_HOME:
		return making->home;
	case ON_NODE:
		return making->node;
	case ON_HERE:
		return making->here;
	case ON_TARGET:
		return making->plan->to;
	case ON_GUEST:
		return making->guest_at;
	case ON_INSIDE:
		return PLACE_GUEST | making->job->guest;
	case ON_SOURCE:
		return PLACE_SOURCE | making->row->source;
	case ON_NONE:
		break;
	}
	return 0;
}

uint32_t
making_put(const struct making *making, const char *text)
{
	return names_put(making->site->names, KIND_TEXT, text);
}

const char *
making_text(const struct making *making, enum kind kind, uint32_t name)
{
	return names_text(making->site->names, kind, name);
}

/* "-d" first: created disabled, so that it can be looked at before it acts. */
static const char *
agent_properties(const struct making *making)
{
	const struct site_agent *agent = &making->row->agent;
	const char *text = arena_format(making->arena, "-d Domain_name=%s",
	    making_text(making, KIND_GUEST, making->job->guest));

	if (agent->password_file != 0)
		text = arena_format(making->arena, "%s Password_file=%s",
		    text, making_text(making, KIND_FILE, agent->password_file));
	text = arena_format(making->arena,
	    "%s Resource_dependencies_offline_restart=%s Migration_type=%s",
	    text, making_text(making, KIND_RESOURCE, making->row->storage),
	    agent->migration_type == MIGRATION_NORMAL ? "NORMAL" : "MIGRATE");
	for (uint32_t i = 0; i < agent->property_count; i++)
		text = arena_format(making->arena, "%s %s", text,
		    making_text(making, KIND_TEXT, agent->properties[i]));
	return text;
}

/* With the source's name in the place of "%s". */
static const char *
named(const struct making *making, const char *value)
{
	const char *at = strstr(value, "%s");

	return at == NULL ? value : arena_format(making->arena, "%.*s%s%s",
	    (int)(at - value), value, making_text(making, KIND_SOURCE,
	    making->row->source), at + 2);
}

static uint32_t
value_of(struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	const struct site *site = making->site;

	if (row->value != NULL)
		return making_put(making, named(making, row->value));
	switch (row->op) {
	case OP_DEVICE_LABEL:
		return making_put(making, arena_format(making->arena, "slice%u",
		    (unsigned)site->devices[making->row->device].slice));
	case OP_VSW_ADD:
	case OP_VDS_ADD:
	case OP_VCC_ADD:
		return site->services[thing].value[making->node];
	case OP_CONFIG_SAVE:
		return making_put(making, arena_format(making->arena, "%s-%u",
		    site->config, (unsigned)++making->saved[
		    making_node(making, row->on)]));
	case OP_POOL_DESTROY:
		return making_put(making, making->job->destroy);
	case OP_GROUP_CREATE:
	case OP_GROUP_DELETE:
		return making->row->node_list;
	case OP_RESOURCE_CREATE:
	case OP_RESOURCE_DELETE:
		return making_put(making, row->of == OF_AGENT ?
		    agent_properties(making) : arena_format(making->arena,
		    "%sZpools=%s", row->op == OP_RESOURCE_DELETE ? "-d " : "",
		    making_text(making, KIND_POOL, making->row->pool)));
	case OP_VOLUME_ADD:
		return making->row->disk[thing].options;
	case OP_VOLUME_REMOVE:
		return row->each == EACH_DISK ?
		    making->row->disk[thing].options :
		    making_put(making, "ro");
	case OP_GUEST_VARIABLE:
		return making->row->variable[thing];
	default:
		return making->row->source != 0 ?
		    making_p2v_value(making, row, thing) : 0;
	}
}

static uint32_t
save_file(const struct making *making)
{
	return names_put(making->site->names, KIND_FILE,
	    arena_format(making->arena, "/var/domferry/%s.xml",
	    making_text(making, KIND_GUEST, making->job->guest)));
}

static uint32_t
file_of(struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	switch (row->op) {
	case OP_FILESYSTEM_CREATE:
		return making->row->filesystem;
	case OP_DISK_CREATE:
		return making->row->disk[thing].file;
	case OP_VOLUME_ADD:
	case OP_VOLUME_REMOVE:
		return row->each == EACH_ONE ? making_source(making)->image :
		    making->row->disk[thing].file;
	case OP_GUEST_MIGRATE:
		return making->row->agent.password_file;
	case OP_GUEST_SAVE:
	case OP_GUEST_REMOVE:
		return save_file(making);
	case OP_RESOURCE_DELETE:
		return row->of == OF_AGENT ? save_file(making) : 0;
	default:
		return making->row->source != 0 ?
		    making_p2v_file(making, row, thing) : 0;
	}
}

static int64_t
number_of(const struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	switch (row->op) {
	case OP_DISK_CREATE:
		return making->row->disk[thing].size;
	case OP_GUEST_VCPUS:
		return making->job->vcpus != 0 ? making->job->vcpus :
		    making->row->vcpus;
	case OP_GUEST_MEMORY:
		return making->job->memory != 0 ? making->job->memory :
		    making->row->memory;
	case OP_GUEST_HOSTID:
		return making->job->hostid;
	case OP_SOURCE_COLLECT:
	case OP_P2V_PREPARE:
		return making_source(making)->used;
	case OP_SOURCE_SAVE:
	case OP_SUMS_TAKE:
	case OP_DATA_RESTORE:
		return making_source(making)->excluded;
	case OP_GUEST_VDISK:
		return thing;
	case OP_GUEST_VDISK_REMOVE:
		return MEDIUM_ID;
	default:
		return 0;
	}
}

static void
things_fill(const struct making *making, const struct procedure_step *row,
    uint32_t thing, struct op *op)
{
	const struct site_guest *guest = making->row;

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
		making_iso(making, row, op);
		break;
	case EACH_VARIABLE:
		break;
	}
}

struct op
making_op(struct making *making, const struct procedure_step *row,
    uint32_t thing)
{
	const struct op_info *info = &op_table[row->op];
	const struct site_guest *guest = making->row;
	struct op op = { .kind = row->op };

	op.on = making_node(making, row->on);
	op.to = making_node(making, row->to);
	op.guest = making->job->guest;
	op.source = guest->source;
	op.set = (making->job->procedure->options & OPTION_SET) != 0 &&
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
	things_fill(making, row, thing, &op);
	op.file = file_of(making, row, thing);
	op.value = value_of(making, row, thing);
	op.number = number_of(making, row, thing);
	for (unsigned f = 0; f < FIELDS; f++)
		if (((info->takes | info->may) & TAKES(f)) == 0)
			op.field[f] = 0;
	return op;
}
