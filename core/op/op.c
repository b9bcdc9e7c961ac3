#include "core/op/op.h"

#include <assert.h>
#include <string.h>

const char *const field_name[FIELDS] = {
	[F_ON] = "on", [F_GUEST] = "guest", [F_GROUP] = "group",
	[F_RESOURCE] = "resource", [F_TYPE] = "type", [F_POOL] = "pool",
	[F_DEVICE] = "device", [F_VOLUME] = "volume",
	[F_SERVICE] = "service", [F_DISK] = "disk", [F_NET] = "net",
	[F_SOURCE] = "source", [F_FILE] = "file", [F_VALUE] = "value",
	[F_TO] = "to",
};

const enum kind field_kind[FIELDS] = {
	[F_ON] = KIND_NODE, [F_GUEST] = KIND_GUEST, [F_GROUP] = KIND_GROUP,
	[F_RESOURCE] = KIND_RESOURCE, [F_TYPE] = KIND_TYPE,
	[F_POOL] = KIND_POOL, [F_DEVICE] = KIND_DEVICE,
	[F_VOLUME] = KIND_VOLUME, [F_SERVICE] = KIND_SERVICE,
	[F_DISK] = KIND_DISK, [F_NET] = KIND_NET, [F_SOURCE] = KIND_SOURCE,
	[F_FILE] = KIND_FILE, [F_VALUE] = KIND_TEXT, [F_TO] = KIND_NODE,
};

const enum field object_fields[OBJECT_FIELDS] = { F_DISK, F_NET, F_VOLUME,
    F_SERVICE, F_RESOURCE, F_GROUP, F_GUEST, F_SOURCE, F_FILE, F_POOL,
    F_DEVICE, F_TYPE, F_VALUE };

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

/* Words of an operation up to its last field, and what each stands for. */
enum { WORDS = 1 + FIELDS };
static const uint32_t word_takes[WORDS] = {
	[1 + F_ON] = TAKES(F_ON), [1 + F_GUEST] = TAKES(F_GUEST),
	[1 + F_GROUP] = TAKES(F_GROUP), [1 + F_RESOURCE] = TAKES(F_RESOURCE),
	[1 + F_TYPE] = TAKES(F_TYPE), [1 + F_POOL] = TAKES(F_POOL),
	[1 + F_DEVICE] = TAKES(F_DEVICE), [1 + F_VOLUME] = TAKES(F_VOLUME),
	[1 + F_SERVICE] = TAKES(F_SERVICE), [1 + F_DISK] = TAKES(F_DISK),
	[1 + F_NET] = TAKES(F_NET), [1 + F_SOURCE] = TAKES(F_SOURCE),
	[1 + F_FILE] = TAKES(F_FILE), [1 + F_VALUE] = TAKES(F_VALUE),
	[1 + F_TO] = TAKES(F_TO),
};

/* The set of fields that are set.  Without a branch, and with a number of words
 * that is a power of two, several are compared at once. */
static uint32_t
fields_set(const struct op *op)
{
	uint32_t set = 0;

	for (unsigned i = 0; i < WORDS; i++)
		set |= op->word[i] != 0 ? word_takes[i] : 0;
	return set;
}

bool
op_valid(const struct op *op)
{
	const struct op_info *info;
	uint32_t has, optional;

	if (op->kind == OP_NONE || op->kind >= OP_KINDS)
		return false;
	info = &op_table[op->kind];
	if ((op->on & ~(uint32_t)PLACE_ID & ~info->places) != 0)
		return false;
	has = fields_set(op);
	optional = info->optional |
	    (info->asked == ASKED_OF_CLUSTER ? TAKES(F_ON) : 0);
	if ((info->takes & ~has) != 0 ||
	    (has & ~(info->takes | optional)) != 0)
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
	if (op_table[op->kind].at_sp)
		return PLACE_SP | op->on;
	return op_table[op->kind].inside ? PLACE_GUEST | op->guest : op->on;
}

uint32_t
op_asked_at(const struct op *ask)
{
	return ask->on == 0 && ask->source != 0 ? PLACE_SOURCE | ask->source :
	    ask->on;
}

bool
op_is_change(enum op_kind kind)
{
	assert(kind < OP_KINDS);
	return op_table[kind].decides != OP_NONE;
}

bool
op_asked_inside(const struct op *ask)
{
	enum asked asked = op_table[ask->kind].asked;

	return (ask->on & PLACE_GUEST) != 0 || asked == ASKED_IN_GUEST ||
	    (asked == ASKED_OF_DISK && ask->guest != 0);
}

bool
op_asked_on_source(const struct op *ask)
{
	enum asked asked = op_table[ask->kind].asked;

	return (ask->on & PLACE_SOURCE) != 0 || asked == ASKED_ON_SOURCE ||
	    (asked == ASKED_OF_PART && ask->value != 0);
}

bool
op_asks_part(const struct op *ask)
{
	return op_table[ask->kind].has_parts &&
	    (ask->value != 0 || ask->disk != 0 || ask->net != 0);
}

uint32_t
op_object(const struct op *op, enum kind *kind)
{
	for (unsigned i = 0; i < OBJECT_FIELDS; i++)
		if (op->field[object_fields[i]] != 0) {
			*kind = field_kind[object_fields[i]];
			return op->field[object_fields[i]];
		}
	*kind = KIND_NONE;
	return 0;
}

enum kind
op_answer_kind(const struct op *op)
{
	assert(op->kind < OP_KINDS);
	if (op->disk != 0)
		return KIND_VOLUME;
	if (op->net != 0)
		return KIND_SERVICE;
	return op_table[op->kind].value;
}

bool
op_at_any_member(enum op_kind kind)
{
	const struct op_info *decides = &op_table[op_table[kind].decides];

	assert(kind < OP_KINDS);
	return op_is_change(kind) && decides->asked == ASKED_OF_CLUSTER &&
	    decides->carries == CARRIES_NOTHING;
}

/* A part of an object is not known, whatever the object itself must be. */
struct answer
op_fenced_answer(const struct op *ask, const struct answer *answer)
{
	const struct op_info *info = &op_table[ask->kind];
	struct answer amounts = { .on = answer->on };

	assert(answer_is_fenced(answer));
	if (op_asks_part(ask))
		return *answer;
	amounts.state = info->fenced;
	if (answer->state == STATE_NO_POWER &&
	    info->no_power != STATE_STRANGE)
		amounts.state = info->no_power;
	return amounts.state != STATE_STRANGE ? amounts : *answer;
}

void
op_become(struct op *op, enum op_kind kind)
{
	const struct op_info *info = &op_table[kind];
	uint32_t has;

	assert(kind < OP_KINDS);
	has = info->takes | info->optional;
	for (unsigned i = 0; i < WORDS; i++)
		op->word[i] = (word_takes[i] & has) != 0 ? op->word[i] : 0;
	op->kind = kind;
	op->forced = op->set = 0;
	if (info->number == NUMBER_NONE)
		op->number = 0;
}

bool
op_adds(const struct op *op)
{
	return op_table[op->kind].adds;
}

/* The n-th of the undos whose fields this operation has.  The others belong to
 * another use of the same kind: a pool's resource has no guest to define. */
static unsigned
undo_row(const struct op *op, const struct op_info *info, unsigned n)
{
	uint32_t has = fields_set(op) | TAKES(F_VALUE);

	for (unsigned row = 0; row < OP_UNDOS && info->undo[row] != OP_NONE;
	    row++)
		if ((op_table[info->undo[row]].takes & ~has) == 0 && n-- == 0)
			return row;
	return OP_UNDOS;
}

/* An operation that is its own undo sets the former value. */
static void
as_found(const struct op *op, const struct answer *found, struct op *undo)
{
	if (undo->kind != op->kind)
		return;
	undo->value = found->value;
	undo->number = found->number;
	undo->set = op_adds(op);
}

/* Fields of the undo that differ from those of the operation. */
static void
undo_fill(const struct op *op, const struct answer *found, struct op *undo)
{
	switch (op_table[op->kind].back) {
	case BACK_SWAPPED:
		undo->on = op->to;
		undo->to = op->on;
		break;
	case BACK_WHERE_FOUND:
		if (found->on != 0)
			undo->to = found->on;
		else
			op_become(undo, OP_GROUP_OFFLINE);
		break;
	case BACK_NO_VALUE:
		undo->value = 0;
		break;
	case BACK_CONTENT:
		as_found(op, found, undo);
		if (found->state == STATE_ABSENT)
			op_become(undo, OP_DISK_REMOVE);
		break;
	case BACK_FORMER:
		undo->value = undo->kind == op_table[op->kind].undo[0] ?
		    found->value : op->value;
		break;
	case BACK_AS_FOUND:
		as_found(op, found, undo);
		break;
	}
}

bool
op_undo(const struct op *op, unsigned n, const struct answer *found,
    struct op *undo)
{
	const struct op_info *info = &op_table[op->kind];

	assert(op->kind < OP_KINDS);
	n = undo_row(op, info, n);
	if (n >= OP_UNDOS || info->undo[n] == OP_NONE)
		return false;
	*undo = *op;
	op_become(undo, info->undo[n]);
	undo_fill(op, found, undo);
	return true;
}

bool
op_closing(const struct op *op, struct op *closing)
{
	if (op_table[op->kind].closed_by == OP_NONE)
		return false;
	*closing = *op;
	op_become(closing, op_table[op->kind].closed_by);
	return true;
}

bool
op_closes(const struct op *op, const struct op *closing)
{
	bool per_place = op_table[closing->kind].lost_by_reboot;

	if (per_place && op_table[op->kind].downs == DOWNS_MACHINE)
		return closing->on == op->on;
	return op->kind == closing->kind && op->group == closing->group &&
	    op->resource == closing->resource &&
	    (!per_place || op->on == closing->on);
}
