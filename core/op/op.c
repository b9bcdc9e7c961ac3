#include "core/op/op.h"

#include <assert.h>
#include <string.h>

const char *const field_name[FIELDS] = {
	"on", "guest", "group", "resource", "type", "pool", "device", "volume",
	"service", "disk", "net", "source", "file", "value", "to",
};

const enum kind field_kind[FIELDS] = {
	KIND_NODE, KIND_GUEST, KIND_GROUP, KIND_RESOURCE, KIND_TYPE, KIND_POOL,
	KIND_DEVICE, KIND_VOLUME, KIND_SERVICE, KIND_DISK, KIND_NET,
	KIND_SOURCE, KIND_FILE, KIND_TEXT, KIND_NODE,
};

static_assert(sizeof(struct op) == (1 + FIELDS + 2) * 4 + 8,
    "an operation has no padding: it is compared by its bytes");

enum op_kind
op_find(const char *name)
{
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (strcmp(op_table[kind].name, name) == 0)
			return kind;
	return OP_NONE;
}

bool
op_valid(const struct op *op)
{
	const struct op_info *info;
	uint32_t has = 0, may;

	if (op->kind == OP_NONE || op->kind >= OP_KINDS)
		return false;
	info = &op_table[op->kind];
	if ((op->on & ~(uint32_t)PLACE_ID & ~info->places) != 0)
		return false;
	for (unsigned f = 0; f < FIELDS; f++)
		has |= (unsigned)(op->field[f] != 0) << f;
	may = info->may | (info->cluster ? TAKES(F_ON) : 0);
	if ((info->takes & ~has) != 0 ||
	    (has & ~(info->takes | may)) != 0)
		return false;
	return op->number == 0 || info->number != NUMBER_NONE;
}

bool
op_equal(const struct op *one, const struct op *other)
{
	return memcmp(one, other, sizeof(*one)) == 0;
}

uint32_t
op_place(const struct op *op)
{
	return op_table[op->kind].inside ? PLACE_GUEST | op->guest : op->on;
}

uint32_t
op_asked_at(const struct op *ask)
{
	return ask->on == 0 && ask->source != 0 ? PLACE_SOURCE | ask->source :
	    ask->on;
}

/* The order in which a person would name what an operation is about. */
uint32_t
op_object(const struct op *op, enum kind *kind)
{
	static const enum field order[] = { F_DISK, F_NET, F_VOLUME, F_SERVICE,
	    F_RESOURCE, F_GROUP, F_GUEST, F_SOURCE, F_FILE, F_POOL, F_DEVICE,
	    F_TYPE, F_VALUE };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (op->field[order[i]] != 0) {
			*kind = field_kind[order[i]];
			return op->field[order[i]];
		}
	*kind = KIND_NONE;
	return 0;
}

/* Keep of an operation only what its new kind has a field for. */
static void
become(struct op *op, enum op_kind kind)
{
	const struct op_info *info = &op_table[kind];

	op->kind = kind;
	op->forced = op->set = 0;
	for (unsigned f = 0; f < FIELDS; f++)
		if (((info->takes | info->may) & TAKES(f)) == 0)
			op->field[f] = 0;
	if (info->number == NUMBER_NONE)
		op->number = 0;
}

/* What the real command adds to what there is. */
bool
op_adds(const struct op *op)
{
	return op->kind == OP_GUEST_VCPUS || op->kind == OP_GUEST_MEMORY;
}

/* The n-th of its undos that it has the fields for: others are of another
 * use of the same operation. */
static unsigned
undo_row(const struct op *op, const struct op_info *info, unsigned n)
{
	unsigned row = 0;

	for (; row < OP_UNDOS && info->undo[row] != OP_NONE; row++) {
		uint32_t takes = op_table[info->undo[row]].takes;
		bool fits = true;

		for (unsigned f = 0; f < FIELDS; f++)
			fits = fits && ((takes & TAKES(f)) == 0 ||
			    f == F_VALUE || op->field[f] != 0);
		if (fits && n-- == 0)
			return row;
	}
	return OP_UNDOS;
}

bool
op_undo(const struct op *op, unsigned n, const struct answer *found,
    struct op *undo)
{
	const struct op_info *info = &op_table[op->kind];

	n = undo_row(op, info, n);
	if (n >= OP_UNDOS || info->undo[n] == OP_NONE)
		return false;
	*undo = *op;
	become(undo, info->undo[n]);
	if (op->kind == OP_GUEST_MIGRATE) {
		undo->on = op->to;
		undo->to = op->on;
	} else if (op->kind == OP_GROUP_SWITCH && found->on != 0) {
		undo->to = found->on;
	} else if (op->kind == OP_GROUP_SWITCH) {
		become(undo, OP_GROUP_OFFLINE);
	} else if (op->kind == OP_P2V_CONVERT) {
		undo->value = 0;	/* a folder; to a volume, options */
	} else if (op->kind == OP_FILE_WRITE &&
	    found->state == STATE_ABSENT) {
		become(undo, OP_DISK_REMOVE);
	} else if (info->undo[n] == op->kind) {
		undo->value = found->value;
		undo->number = found->number;
		undo->set = op_adds(op);
	}
	return true;
}

bool
op_closing(const struct op *op, struct op *closing)
{
	if (op_table[op->kind].closed_by == OP_NONE)
		return false;
	*closing = *op;
	become(closing, op_table[op->kind].closed_by);
	return true;
}

bool
op_closes(const struct op *op, const struct op *closing)
{
	if (op->kind == OP_SOURCE_STOP && closing->kind == OP_SHARE_UNMOUNT)
		return closing->on == op->on;
	return op->kind == closing->kind && op->group == closing->group &&
	    op->resource == closing->resource &&
	    ((closing->kind != OP_LOCK_DROP &&
	    closing->kind != OP_SHARE_UNMOUNT) || op->on == closing->on);
}
