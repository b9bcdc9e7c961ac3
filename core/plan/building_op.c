#include "core/plan/building.h"
#include "core/plan/building_node.h"
#include "core/plan/stuck_group.h"

#include <assert.h>

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
	case ON_MEMBER:
		return building_member(building);
	case ON_DEAD:
		return building->recovery.dead;
	case ON_OTHER:
		return building->recovery.other;
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

const struct site_disk *
building_disk(const struct building *building,
    const struct procedure_step *row, uint32_t thing)
{
	const struct missing *missing = &building->plan->view.missing[thing];

	if (row->each == EACH_MISSING)
		return &building->site->guests[missing->guest].disk[
		    missing->disk];
	assert(thing < SITE_DISKS);
	return &building->row->disk[thing];
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
	case EACH_DATA_DISK:
		op->disk = guest->disk[thing].disk;
		op->volume = guest->disk[thing].volume;
		op->service = guest->disk[thing].vds;
		break;
	case EACH_MISSING:
		op->volume = building_disk(building, row, thing)->volume;
		op->service = building_disk(building, row, thing)->vds;
		break;
	case EACH_NET:
	case EACH_OTHER_NET:
		op->net = guest->net[thing].net;
		op->service = guest->net[thing].vsw;
		break;
	case EACH_TWIN:
		op->guest = building->twin->guest;
		break;
	case EACH_ONE:
	case EACH_VARIABLE:
	case EACH_SCRIPT:
		break;
	}
}

/* Set the resource, or the install medium, that the row is about. */
static void
part_fill(const struct building *building, const struct procedure_step *row,
    struct op *op)
{
	const struct site_guest *guest = building->row;

	switch (row->of) {
	case OF_STORAGE:
		op->resource = guest->storage;
		op->type = TYPE_STORAGE;
		op->guest = 0;	/* the resource of the pool */
		break;
	case OF_AGENT:
		op->resource = guest->agent.resource;
		op->type = TYPE_AGENT;
		break;
	case OF_MEDIUM:
		building_medium(building, op);
		break;
	case OF_FAILED:
		op->resource = stuck_resource(&building->plan->view.seen,
		    guest);
		break;
	case OF_LOAD:
	case OF_COPY:
	case OF_NONE:
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

	assert(op_is_change(row->op));
	op.on = building_node(building, row->on);
	op.to = building_node(building, row->to);
	op.guest = building->job->guest;
	op.source = guest->source;
	op.set = (building->job->procedure->options & OPTION_SET) != 0 &&
	    op_adds(&op);
	op.forced = row->force;
	op.group = guest->group;
	op.pool = guest->pool;
	op.device = guest->device;
	part_fill(building, row, &op);
	things_fill(building, row, thing, &op);
	building_fill(building, row, thing, &op);
	for (unsigned f = 0; f < FIELDS; f++)
		if (((info->takes | info->optional) & TAKES(f)) == 0)
			op.field[f] = 0;
	return op;
}
