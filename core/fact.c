/*
 * What decides an operation: its question, and the answer that means done.
 */
#include "core/op.h"

#include <assert.h>

#define S(state)	STATE_BIT(STATE_##state)

#define ANY_GROUP	(S(UNMANAGED) | S(OFFLINE) | S(PENDING) | S(ONLINE) | \
			S(ONLINE_FAULTED) | S(STOP_FAILED))
#define ANY_RESOURCE	(S(DISABLED) | S(OFFLINE) | S(STARTING) | \
			S(STOPPING) | S(ONLINE) | S(START_FAILED) | S(STOP_FAILED))
#define ACTIVE		(S(AT_OK) | S(BOOTING) | S(RUNNING) | S(HUNG) | \
			S(HALTING))
#define DEFINED		(S(INACTIVE) | S(BOUND) | S(MOVING) | ACTIVE)

/* Which field of the operation an answer's part has to equal. */
struct effect {
	uint64_t	states;
	bool		number;		/* the answer's is the operation's */
	bool		there;		/* on is the operation's "to" */
	bool		here;		/* on is the operation's "on" */
	bool		ask_there;	/* the question is put to "to" */
	bool		by_key;		/* about the key of "key=value" */
	uint32_t	about;		/* what the question is about, a TEXT */
	enum field	value;		/* the answer's value is this field */
	bool		has_value;
};

static const struct effect effects[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .has_value = true, .value = F_VALUE },
	[OP_VSW_ADD] = { S(PRESENT), .has_value = true, .value = F_VALUE },
	[OP_VDS_ADD] = { S(PRESENT) },
	[OP_VCC_ADD] = { S(PRESENT), .has_value = true, .value = F_VALUE },
	[OP_VSW_REMOVE] = { S(ABSENT) },
	[OP_VDS_REMOVE] = { S(ABSENT) },
	[OP_VCC_REMOVE] = { S(ABSENT) },
	[OP_NODE_POLICY] = { .about = TEXT_POLICY, .has_value = true,
	    .value = F_VALUE },
	[OP_CONFIG_SAVE] = { S(SAVED), .has_value = true, .value = F_VALUE },
	[OP_TYPE_REGISTER] = { S(REGISTERED) },
	[OP_POOL_CREATE] = { S(IMPORTED), .here = true },
	[OP_POOL_DESTROY] = { S(ABSENT) },
	[OP_POOL_IMPORT] = { S(IMPORTED), .here = true },
	[OP_POOL_EXPORT] = { S(EXPORTED) },
	[OP_FILESYSTEM_CREATE] = { S(PRESENT) },
	[OP_FILESYSTEM_DESTROY] = { S(ABSENT) },
	[OP_DISK_CREATE] = { S(PRESENT), .number = true },
	[OP_DISK_REMOVE] = { S(ABSENT) },
	[OP_VOLUME_ADD] = { S(PRESENT), .has_value = true, .value = F_FILE },
	[OP_VOLUME_REMOVE] = { S(ABSENT) },
	[OP_GROUP_CREATE] = { ANY_GROUP },
	[OP_GROUP_DELETE] = { S(ABSENT) },
	[OP_GROUP_ONLINE] = { S(ONLINE), .there = true },
	[OP_GROUP_OFFLINE] = { S(OFFLINE) | S(UNMANAGED) },
	[OP_GROUP_UNMANAGE] = { S(UNMANAGED) },
	[OP_GROUP_SWITCH] = { S(ONLINE), .there = true },
	[OP_GROUP_SET] = { .by_key = true, .has_value = true,
	    .value = F_VALUE },
	[OP_GROUP_SUSPEND] = { S(SUSPENDED), .about = TEXT_SUSPENDED },
	[OP_GROUP_RESUME] = { S(RESUMED), .about = TEXT_SUSPENDED },
	[OP_RESOURCE_CREATE] = { ANY_RESOURCE },
	[OP_RESOURCE_DELETE] = { S(ABSENT) },
	[OP_RESOURCE_DISABLE] = { S(DISABLED) },
	[OP_RESOURCE_ENABLE] = { S(ONLINE) | S(OFFLINE) },
	[OP_RESOURCE_UNMONITOR] = { S(UNMONITORED), .about = TEXT_MONITORED },
	[OP_RESOURCE_MONITOR] = { S(MONITORED), .about = TEXT_MONITORED },
	[OP_RESOURCE_CLEAR] = { S(OFFLINE) },
	[OP_GUEST_DEFINE] = { DEFINED },
	[OP_GUEST_REMOVE] = { S(ABSENT) },
	[OP_GUEST_VCPUS] = { .about = TEXT_VCPUS, .number = true },
	[OP_GUEST_MEMORY] = { .about = TEXT_MEMORY, .number = true },
	[OP_GUEST_HOSTID] = { .about = TEXT_HOSTID, .number = true },
	[OP_GUEST_MASTER] = { .about = TEXT_MASTER, .has_value = true,
	    .value = F_VALUE },
	[OP_GUEST_VARIABLE] = { .by_key = true, .has_value = true,
	    .value = F_VALUE },
	[OP_GUEST_VDISK] = { S(PRESENT), .has_value = true,
	    .value = F_VOLUME },
	[OP_GUEST_VDISK_REMOVE] = { S(ABSENT) },
	[OP_GUEST_VNET] = { S(PRESENT), .has_value = true,
	    .value = F_SERVICE },
	[OP_GUEST_VNET_REMOVE] = { S(ABSENT) },
	[OP_GUEST_BIND] = { S(BOUND) | ACTIVE },
	[OP_GUEST_UNBIND] = { S(INACTIVE) },
	[OP_GUEST_START] = { S(AT_OK) | S(BOOTING) | S(RUNNING) },
	[OP_GUEST_STOP] = { S(BOUND) | S(INACTIVE) },
	[OP_GUEST_HALT] = { S(AT_OK) | S(BOUND) },
	[OP_GUEST_BOOT] = { S(RUNNING) },
	[OP_GUEST_MIGRATE] = { S(INACTIVE), .ask_there = true },
	[OP_GUEST_INSTALL] = { S(RUNNING) },
	[OP_GUEST_SAVE] = { S(PRESENT) },
};

void
op_fact(const struct names *names, const struct op *op, struct fact *fact)
{
	const struct effect *effect = &effects[op->kind];
	const struct op_info *question = &op_table[op_table[op->kind].decides];
	struct op *ask = &fact->ask;
	struct want *want = &fact->want;

	assert(op_table[op->kind].decides != OP_NONE);
	*fact = (struct fact){ .ask.kind = op_table[op->kind].decides };
	for (unsigned f = 0; f < FIELDS; f++)
		if (((question->takes | question->may) & TAKES(f)) != 0 &&
		    (f != F_VALUE || (question->takes & TAKES(f)) != 0))
			ask->field[f] = op->field[f];
	if (effect->ask_there)
		ask->on = op->to;
	if (effect->about != 0)
		ask->value = effect->about;
	if (effect->by_key)
		ask->value = names_key(names, op->value);
	if (effect->states != 0) {
		want->cares |= WANT_STATE;
		want->states = effect->states;
	}
	if (effect->here || effect->there) {
		want->cares |= WANT_ON;
		want->on = effect->there ? op->to : op->on;
	}
	if (effect->has_value) {
		want->cares |= WANT_VALUE;
		want->value = op->field[effect->value];
	}
	if (effect->number) {
		want->cares |= WANT_NUMBER;
		want->number = op->number;
	}
}
