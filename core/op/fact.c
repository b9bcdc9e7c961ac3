/*
 * What decides whether a change took effect: its question, and the answer that
 * means done.
 */
#include "core/op/op.h"

#include <assert.h>

#define S(state)	STATE_BIT(STATE_##state)

#define ANY_GROUP	(S(UNMANAGED) | S(OFFLINE) | S(PENDING) | S(ONLINE) | \
			S(ONLINE_FAULTED) | S(STOP_FAILED))
#define ANY_RESOURCE	(S(DISABLED) | S(OFFLINE) | S(STARTING) | \
			S(STOPPING) | S(ONLINE) | S(START_FAILED) | \
			S(STOP_FAILED))
#define ACTIVE		(S(AT_OK) | S(BOOTING) | S(RUNNING) | S(HUNG) | \
			S(HALTING))
#define DEFINED		(S(INACTIVE) | S(BOUND) | S(MOVING) | ACTIVE)

/* What is asked, and which part of the answer must equal which field of the
 * operation. */
struct effect {
	uint64_t	states;		/* one of these; 0: any */
	bool		number;		/* number = the operation's number */
	bool		there;		/* on = its "to" */
	bool		here;		/* on = its "on" */
	bool		elsewhere;	/* on = any but its "on", or none */
	bool		of_here;	/* the question is about its "on" */
	bool		ask_there;	/* the question is asked at "to" */
	bool		by_key;		/* about the key of "key=value" */
	bool		whole;		/* about the guest, not its disk */
	uint32_t	about;		/* the question's value, a TEXT_ */
	enum field	value;		/* value = this field; F_ON: any */
};

static const struct effect effects[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .value = F_VALUE },
	[OP_VSW_ADD] = { .states = S(PRESENT), .value = F_VALUE },
	[OP_VDS_ADD] = { .states = S(PRESENT) },
	[OP_VCC_ADD] = { .states = S(PRESENT), .value = F_VALUE },
	[OP_VSW_REMOVE] = { .states = S(ABSENT) },
	[OP_VDS_REMOVE] = { .states = S(ABSENT) },
	[OP_VCC_REMOVE] = { .states = S(ABSENT) },
	[OP_NODE_POLICY] = { .about = TEXT_POLICY,
	    .value = F_VALUE },
	[OP_CONFIG_SAVE] = { .states = S(SAVED), .value = F_VALUE },
	[OP_CONFIG_SET] = { .states = S(SAVED) | S(OLDER), .value = F_VALUE },
	[OP_CONFIG_REMOVE] = { .states = S(ABSENT) },
	[OP_TYPE_REGISTER] = { .states = S(REGISTERED) },
	[OP_POOL_CREATE] = { .states = S(IMPORTED), .here = true },
	[OP_POOL_DESTROY] = { .states = S(ABSENT) },
	[OP_POOL_IMPORT] = { .states = S(IMPORTED), .here = true },
	/* What a dead host has not exported, it imports when it boots. */
	[OP_POOL_EXPORT] = { .states = S(EXPORTED), .elsewhere = true },
	[OP_FILESYSTEM_CREATE] = { .states = S(PRESENT) },
	[OP_FILESYSTEM_DESTROY] = { .states = S(ABSENT) },
	[OP_DISK_CREATE] = { .states = S(PRESENT), .number = true },
	[OP_DISK_REMOVE] = { .states = S(ABSENT) },
	[OP_VOLUME_ADD] = { .states = S(PRESENT), .value = F_FILE },
	[OP_VOLUME_MEND] = { .states = S(PRESENT), .value = F_FILE },
	[OP_VOLUME_REMOVE] = { .states = S(ABSENT) },
	[OP_GROUP_CREATE] = { .states = ANY_GROUP },
	[OP_GROUP_DELETE] = { .states = S(ABSENT) },
	[OP_GROUP_ONLINE] = { .states = S(ONLINE), .there = true },
	[OP_GROUP_OFFLINE] = { .states = S(OFFLINE) | S(UNMANAGED) },
	[OP_GROUP_UNMANAGE] = { .states = S(UNMANAGED) },
	[OP_GROUP_SWITCH] = { .states = S(ONLINE), .there = true },
	[OP_GROUP_SET] = { .by_key = true,
	    .value = F_VALUE },
	[OP_GROUP_QUIESCE] = { .states = ANY_GROUP & ~S(PENDING) },
	[OP_GROUP_SUSPEND] = { .states = S(SUSPENDED),
	    .about = TEXT_SUSPENDED },
	[OP_GROUP_RESUME] = { .states = S(RESUMED), .about = TEXT_SUSPENDED },
	[OP_RESOURCE_CREATE] = { .states = ANY_RESOURCE },
	[OP_RESOURCE_DELETE] = { .states = S(ABSENT) },
	[OP_RESOURCE_DISABLE] = { .states = S(DISABLED) },
	[OP_RESOURCE_ENABLE] = { .states = S(ONLINE) | S(OFFLINE) },
	[OP_RESOURCE_UNMONITOR] = { .states = S(UNMONITORED),
	    .about = TEXT_MONITORED },
	[OP_RESOURCE_MONITOR] = { .states = S(MONITORED),
	    .about = TEXT_MONITORED },
	[OP_RESOURCE_CLEAR] = { .states = S(OFFLINE) },
	[OP_GUEST_DEFINE] = { .states = DEFINED },
	[OP_GUEST_REMOVE] = { .states = S(ABSENT) },
	[OP_GUEST_VCPUS] = { .about = TEXT_VCPUS, .number = true },
	[OP_GUEST_CRYPTO] = { .about = TEXT_CRYPTO, .number = true },
	[OP_GUEST_MEMORY] = { .about = TEXT_MEMORY, .number = true },
	[OP_GUEST_HOSTID] = { .about = TEXT_HOSTID, .number = true },
	[OP_GUEST_MASTER] = { .about = TEXT_MASTER,
	    .value = F_VALUE },
	[OP_GUEST_VARIABLE] = { .by_key = true,
	    .value = F_VALUE },
	[OP_GUEST_VDISK] = { .states = S(PRESENT),
	    .value = F_VOLUME },
	[OP_GUEST_VDISK_REMOVE] = { .states = S(ABSENT) },
	[OP_GUEST_VNET] = { .states = S(PRESENT), .number = true,
	    .value = F_SERVICE },
	[OP_GUEST_VNET_REMOVE] = { .states = S(ABSENT) },
	[OP_GUEST_BIND] = { .states = S(BOUND) | ACTIVE },
	[OP_GUEST_UNBIND] = { .states = S(INACTIVE) },
	[OP_GUEST_START] = { .states = S(AT_OK) | S(BOOTING) | S(RUNNING) },
	[OP_GUEST_STOP] = { .states = S(BOUND) | S(INACTIVE) },
	[OP_GUEST_HALT] = { .states = S(AT_OK) | S(BOUND) },
	[OP_GUEST_BOOT] = { .states = S(RUNNING) },
	[OP_GUEST_MIGRATE] = { .states = S(INACTIVE), .ask_there = true },
	[OP_GUEST_CANCEL] = { .states = S(INACTIVE) | S(BOUND) | ACTIVE },
	[OP_GUEST_INSTALL] = { .states = S(RUNNING) },
	[OP_GUEST_SAVE] = { .states = S(PRESENT) },
	[OP_GUEST_VNET_SET] = { .states = S(PRESENT), .value = F_SERVICE },
	[OP_SHARE_MOUNT] = { .states = S(PRESENT), .value = F_VALUE },
	[OP_SHARE_UNMOUNT] = { .states = S(ABSENT) },
	[OP_DIRECTORY_MAKE] = { .states = S(PRESENT) },
	[OP_FILE_COPY] = { .states = S(PRESENT) },
	[OP_FILE_WRITE] = { .states = S(PRESENT), .value = F_VALUE },
	[OP_SCRIPT_WRITE] = { .states = S(PRESENT), .value = F_VALUE },
	[OP_SOURCE_FREEZE] = { .states = S(FROZEN),
	    .about = TEXT_APPLICATIONS },
	[OP_SOURCE_THAW] = { .states = S(WRITING),
	    .about = TEXT_APPLICATIONS },
	[OP_SOURCE_MARK] = { .states = S(COMPLETE) },
	[OP_SOURCE_COLLECT] = { .states = S(COMPLETE) },
	[OP_SOURCE_SAVE] = { .states = S(COMPLETE) },
	[OP_SUMS_TAKE] = { .states = S(COMPLETE) },
	[OP_ARCHIVE_REMOVE] = { .states = S(ABSENT) },
	[OP_SOURCE_STOP] = { .states = S(STOPPED) | S(OFF) },
	[OP_SOURCE_OFF] = { .states = S(OFF) },
	[OP_SOURCE_START] = { .states = S(RUNNING) },
	[OP_P2V_PREPARE] = { .whole = true, .states = S(INACTIVE) | S(BOUND) },
	[OP_P2V_CLEAN] = { .whole = true, .states = S(ABSENT) },
	[OP_P2V_CONVERT] = { .whole = true,
	    .states = S(AT_OK) | S(BOOTING) | S(RUNNING) },
	[OP_GUEST_UPGRADE] = { .states = S(UPGRADED) },
	[OP_DATA_FILESYSTEM] = { .states = S(PRESENT) },
	[OP_DATA_RESTORE] = { .states = S(EQUAL) },
	[OP_ASK] = { .states = S(PRESENT) },
	[OP_LOCK_TAKE] = { .states = S(PRESENT) },
	/* Another run may take it at once. */
	[OP_LOCK_DROP] = { .states = S(ABSENT) | S(HELD) },
	[OP_BLACKOUT_OPEN] = { .states = S(PRESENT) },
	[OP_BLACKOUT_CLOSE] = { .states = S(ABSENT) },
	[OP_NODE_POWER_OFF] = { .states = S(DOWN), .about = TEXT_POWER },
	[OP_NODE_POWER_ON] = { .states = S(UP), .about = TEXT_POWER },
	[OP_NODE_SHUTDOWN] = { .states = S(DOWN), .of_here = true },
	[OP_QUORUM_DISABLE] = { .states = S(ABSENT), .about = TEXT_VOTES },
	[OP_QUORUM_ENABLE] = { .states = S(PRESENT), .about = TEXT_VOTES },
	[OP_NODE_EVACUATE] = { .states = S(ABSENT), .about = TEXT_GROUPS },
};

void
op_fact(const struct names *names, const struct op *op, struct fact *fact)
{
	const struct effect *effect = &effects[op->kind];
	const struct op_info *question = &op_table[op_table[op->kind].decides];
	struct op *ask = &fact->ask;
	struct want *want = &fact->want;

	assert(op_table[op->kind].decides != OP_NONE);
	*fact = (struct fact){ .ask = *op };
	op_become(ask, op_table[op->kind].decides);
	if ((question->takes & TAKES(F_VALUE)) == 0)
		ask->value = 0;
	if (effect->whole)
		ask->disk = 0;
	if (effect->ask_there)
		ask->on = op->to;
	if (effect->of_here)
		ask->to = op->on;
	if (effect->about != 0)
		ask->value = effect->about;
	if (effect->by_key)
		ask->value = names_key(names, op->value);
	if (effect->states != 0) {
		want->cares |= WANT_STATE;
		want->states = effect->states;
	}
	if (effect->here || effect->there || effect->elsewhere) {
		want->cares |= effect->elsewhere ? WANT_ELSEWHERE : WANT_ON;
		want->on = effect->there ? op->to : op->on;
	}
	if (effect->value != F_ON) {
		want->cares |= WANT_VALUE;
		want->value = op->field[effect->value];
	}
	/* An address that is left out may be any. */
	if (effect->number && (op->number != 0 ||
	    op_table[op->kind].number != NUMBER_MAC)) {
		want->cares |= WANT_NUMBER;
		want->number = op->number;
	}
}
