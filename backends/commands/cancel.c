#include "backends/commands/cancel.h"

#include <assert.h>
#include <string.h>

#include "backends/commands/shell.h"
#include "core/base/arena.h"

static const char at_once[] = "it takes effect soon, or fails: wait for it, "
    "and roll the run back then";
static const char manager[] = "the manager of the cluster goes on, whatever "
    "becomes of the command: wait until clrg status has come to rest, and roll "
    "the run back then";
static const char process[] = "it is a process: to end it by hand, look there "
    "with ps -ef and kill it; the run then asks what came of it";
static const char system_goes_on[] = "an operating system that goes down or "
    "comes up cannot be held: wait for it, and roll the run back then";
static const char console[] = "somebody types at a console: end the dialogue "
    "there";
static const char person[] = "a person does it, who says no at the terminal of "
    "the run";

/* %s is the guest. */
static const struct {
	const char	*line;		/* NULL: it has no command for it */
	const char	*instead;
} rows[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { NULL, at_once },
	[OP_VSW_ADD] = { NULL, at_once },
	[OP_VDS_ADD] = { NULL, at_once },
	[OP_VCC_ADD] = { NULL, at_once },
	[OP_VSW_REMOVE] = { NULL, at_once },
	[OP_VDS_REMOVE] = { NULL, at_once },
	[OP_VCC_REMOVE] = { NULL, at_once },
	[OP_NODE_POLICY] = { NULL, at_once },
	[OP_CONFIG_SAVE] = { NULL, at_once },
	[OP_CONFIG_SET] = { NULL, at_once },
	[OP_CONFIG_REMOVE] = { NULL, at_once },
	[OP_TYPE_REGISTER] = { NULL, at_once },
	[OP_POOL_CREATE] = { NULL, at_once },
	[OP_POOL_DESTROY] = { NULL, at_once },
	[OP_POOL_IMPORT] = { NULL, at_once },
	[OP_POOL_EXPORT] = { NULL, at_once },
	[OP_FILESYSTEM_CREATE] = { NULL, at_once },
	[OP_FILESYSTEM_DESTROY] = { NULL, at_once },
	[OP_DISK_CREATE] = { NULL, process },
	[OP_DISK_REMOVE] = { NULL, at_once },
	[OP_VOLUME_ADD] = { NULL, at_once },
	[OP_VOLUME_MEND] = { NULL, at_once },
	[OP_VOLUME_REMOVE] = { NULL, at_once },
	[OP_GROUP_CREATE] = { NULL, at_once },
	[OP_GROUP_DELETE] = { NULL, at_once },
	[OP_GROUP_ONLINE] = { NULL, manager },
	[OP_GROUP_OFFLINE] = { NULL, manager },
	[OP_GROUP_UNMANAGE] = { NULL, manager },
	[OP_GROUP_SWITCH] = { NULL, manager },
	[OP_GROUP_SET] = { NULL, at_once },
	[OP_GROUP_QUIESCE] = { NULL, manager },
	[OP_GROUP_SUSPEND] = { NULL, at_once },
	[OP_GROUP_RESUME] = { NULL, at_once },
	[OP_RESOURCE_CREATE] = { NULL, at_once },
	[OP_RESOURCE_DELETE] = { NULL, at_once },
	[OP_RESOURCE_DISABLE] = { NULL, manager },
	[OP_RESOURCE_ENABLE] = { NULL, manager },
	[OP_RESOURCE_UNMONITOR] = { NULL, at_once },
	[OP_RESOURCE_MONITOR] = { NULL, at_once },
	[OP_RESOURCE_CLEAR] = { NULL, manager },
	[OP_GUEST_DEFINE] = { NULL, at_once },
	[OP_GUEST_REMOVE] = { NULL, at_once },
	[OP_GUEST_VCPUS] = { NULL, at_once },
	[OP_GUEST_CRYPTO] = { NULL, at_once },
	[OP_GUEST_MEMORY] = { NULL, at_once },
	[OP_GUEST_HOSTID] = { NULL, at_once },
	[OP_GUEST_MASTER] = { NULL, at_once },
	[OP_GUEST_VARIABLE] = { NULL, at_once },
	[OP_GUEST_VDISK] = { NULL, at_once },
	[OP_GUEST_VDISK_REMOVE] = { NULL, at_once },
	[OP_GUEST_VNET] = { NULL, at_once },
	[OP_GUEST_VNET_REMOVE] = { NULL, at_once },
	[OP_GUEST_VNET_SET] = { NULL, at_once },
	[OP_GUEST_BIND] = { NULL, at_once },
	[OP_GUEST_UNBIND] = { NULL, at_once },
	[OP_GUEST_START] = { NULL, at_once },
	[OP_GUEST_STOP] = { NULL, system_goes_on },
	[OP_GUEST_HALT] = { NULL, system_goes_on },
	[OP_GUEST_BOOT] = { NULL, system_goes_on },
	[OP_GUEST_CANCEL] = { NULL, at_once },
	[OP_GUEST_MIGRATE] = { "ldm cancel-operation migration %s", NULL },
	[OP_GUEST_INSTALL] = { NULL, console },
	[OP_GUEST_SAVE] = { NULL, at_once },
	[OP_SHARE_MOUNT] = { NULL, at_once },
	[OP_SHARE_UNMOUNT] = { NULL, at_once },
	[OP_DIRECTORY_MAKE] = { NULL, at_once },
	[OP_FILE_COPY] = { NULL, process },
	[OP_FILE_WRITE] = { NULL, at_once },
	[OP_SCRIPT_WRITE] = { NULL, at_once },
	[OP_SOURCE_FREEZE] = { NULL, person },
	[OP_SOURCE_THAW] = { NULL, person },
	[OP_SOURCE_MARK] = { NULL, at_once },
	[OP_SOURCE_COLLECT] = { NULL, process },
	[OP_SOURCE_SAVE] = { NULL, process },
	[OP_SUMS_TAKE] = { NULL, process },
	[OP_ARCHIVE_REMOVE] = { NULL, at_once },
	[OP_SOURCE_STOP] = { NULL, system_goes_on },
	[OP_SOURCE_OFF] = { NULL, person },
	[OP_SOURCE_START] = { NULL, person },
	[OP_P2V_PREPARE] = { NULL, process },
	[OP_P2V_CLEAN] = { NULL, at_once },
	[OP_P2V_CONVERT] = { NULL, process },
	[OP_GUEST_UPGRADE] = { NULL, console },
	[OP_DATA_FILESYSTEM] = { NULL, process },
	[OP_DATA_RESTORE] = { NULL, process },
	[OP_ASK] = { NULL, person },
	[OP_LOCK_TAKE] = { NULL, at_once },
	[OP_LOCK_DROP] = { NULL, at_once },
	[OP_BLACKOUT_OPEN] = { NULL, at_once },
	[OP_BLACKOUT_CLOSE] = { NULL, at_once },
	[OP_NODE_POWER_OFF] = { NULL, at_once },
	[OP_NODE_POWER_ON] = { NULL, at_once },
	[OP_NODE_EVACUATE] = { NULL, manager },
	[OP_NODE_SHUTDOWN] = { NULL, system_goes_on },
	[OP_QUORUM_DISABLE] = { NULL, at_once },
	[OP_QUORUM_ENABLE] = { NULL, at_once },
};

const char *
cancel_line(struct arena *arena, const struct names *names,
    const struct op *op)
{
	const char *line = rows[op->kind].line, *at;

	assert(op->kind < OP_KINDS);
	if (line == NULL)
		return NULL;
	at = strstr(line, "%s");
	assert(at != NULL && op->guest != 0);
	return arena_format(arena, "%.*s%s%s", (int)(at - line), line,
	    shell_word(arena, names_text(names, KIND_GUEST, op->guest)),
	    at + 2);
}

const char *
cancel_instead(enum op_kind kind)
{
	assert(kind < OP_KINDS);
	return rows[kind].instead;
}
