#include "backends/commands/words.h"

#include <assert.h>
#include <string.h>

/*
 * The command of each operation.  "%x" stands for a field; the text around it
 * is typed as it is.  "%number" is written as the row says; "%properties"
 * becomes one -p for each item of the value, "%words" each of its words,
 * "%blackout" those that the site declares for it; "%target" is what a service
 * processor calls the machine, or its physical domain;
 * "%folder" is the folder of the file, "%scripts" the folder of the scripts on
 * the share; "%set-" becomes set- or add-, and remove- when the number is
 * negative; "%disabled" and "%force" become -d and -f, or nothing, "%password"
 * -p and the file, if there is one; "%definition" is -i and the file, or the
 * guest; "%where" is -n and the node, unless it is the first of the group's
 * list; a word that ends in "?" is left out when
 * the field has no value.  A word that begins with "@" stands for what only the
 * machine can tell (whole.c).  The row of an action by a person is one
 * sentence.  The first row of an operation is what domferry types; later rows
 * are other spellings that people type.  Of what is done at a service processor
 * the first row is ILOM's, the second with ipmitool, the third without any.
 */
const struct command_row command_table[] = {
	{ OP_DEVICE_LABEL, { "fmthard", "-s", "-",
	    "/dev/did/rdsk/%devices2" } },
	{ OP_VSW_ADD, { "ldm", "add-vsw", "net-dev=%value", "%service",
	    "primary" } },
	{ OP_VDS_ADD, { "ldm", "add-vds", "%service", "primary" } },
	{ OP_VCC_ADD, { "ldm", "add-vcc", "port-range=%value", "%service",
	    "primary" } },
	{ OP_VSW_REMOVE, { "ldm", "remove-vsw", "%service" } },
	{ OP_VDS_REMOVE, { "ldm", "remove-vds", "%service" } },
	{ OP_VCC_REMOVE, { "ldm", "remove-vcc", "%service" } },
	{ OP_NODE_POLICY, { "ldm", "set-domain", "failure-policy=%value",
	    "primary" } },
	{ OP_CONFIG_SAVE, { "ldm", "add-spconfig", "%value" } },
	{ OP_CONFIG_SET, { "ldm", "set-spconfig", "%value" } },
	{ OP_CONFIG_REMOVE, { "ldm", "remove-spconfig", "%value" } },
	{ OP_TYPE_REGISTER, { "clrt", "register", "%type" } },
	{ OP_POOL_CREATE, { "zpool", "create", "%pool",
	    "/dev/did/dsk/%devices%slice" } },
	{ OP_POOL_DESTROY, { "zpool", "destroy", "%pool" } },
	{ OP_POOL_IMPORT, { "zpool", "import", "%force", "%pool" } },
	{ OP_POOL_EXPORT, { "zpool", "export", "%pool" } },
	{ OP_FILESYSTEM_CREATE, { "zfs", "create", "%file" } },
	{ OP_FILESYSTEM_DESTROY, { "zfs", "destroy", "%file" } },
	{ OP_DISK_CREATE, { "mkfile", "-v", "%number", "%file" } },
	{ OP_DISK_CREATE, { "mkfile", "%number", "%file" } },
	{ OP_DISK_REMOVE, { "rm", "%file" } },
	{ OP_VOLUME_ADD, { "ldm", "add-vdsdev", "options=%value?", "%file",
	    "%volume@%service" } },
	{ OP_VOLUME_MEND, { "ldm", "add-vdsdev", "-q", "options=%value?",
	    "%file", "%volume@%service" } },
	{ OP_VOLUME_REMOVE, { "ldm", "remove-vdsdev", "%volume@%service" } },
	{ OP_GROUP_CREATE, { "clrg", "create", "-n", "%value", "%group" } },
	{ OP_GROUP_DELETE, { "clrg", "delete", "%group" } },
	{ OP_GROUP_ONLINE, { "clrg", "online", "-eM", "%where", "%group" } },
	{ OP_GROUP_ONLINE, { "clrg", "online", "-M", "%group" } },
	{ OP_GROUP_ONLINE, { "clrg", "online", "-emM", "%group" } },
	{ OP_GROUP_ONLINE, { "clrg", "online", "%group" } },
	{ OP_GROUP_ONLINE, { "clrg", "online", "-n", "%to", "%group" } },
	{ OP_GROUP_OFFLINE, { "clrg", "offline", "%group" } },
	{ OP_GROUP_UNMANAGE, { "clrg", "unmanage", "%group" } },
	{ OP_GROUP_SWITCH, { "clrg", "switch", "-n", "%to", "%group" } },
	{ OP_GROUP_SET, { "clrg", "set", "-p", "%value", "%group" } },
	{ OP_GROUP_QUIESCE, { "clrg", "quiesce", "%group" } },
	{ OP_GROUP_SUSPEND, { "clrg", "suspend", "%group" } },
	{ OP_GROUP_RESUME, { "clrg", "resume", "%group" } },
	{ OP_RESOURCE_CREATE, { "clrs", "create", "%disabled", "-g", "%group",
	    "-t", "%type", "%properties", "%resource" } },
	{ OP_RESOURCE_DELETE, { "clrs", "delete", "%resource" } },
	{ OP_RESOURCE_DISABLE, { "clrs", "disable", "%resource" } },
	{ OP_RESOURCE_ENABLE, { "clrs", "enable", "%resource" } },
	{ OP_RESOURCE_UNMONITOR, { "clrs", "unmonitor", "%resource" } },
	{ OP_RESOURCE_MONITOR, { "clrs", "monitor", "%resource" } },
	{ OP_RESOURCE_CLEAR, { "clrs", "clear", "-f", "STOP_FAILED", "-n",
	    "%to", "%resource" } },
	{ OP_GUEST_DEFINE, { "ldm", "add-domain", "%definition" } },
	{ OP_GUEST_DEFINE, { "ldm", "add-domain", "%guest" } },
	{ OP_GUEST_REMOVE, { "ldm", "remove-domain", "%guest" } },
	{ OP_GUEST_VCPUS, { "ldm", "%set-vcpu", "%number", "%guest" } },
	{ OP_GUEST_VCPUS, { "ldm", "add-vcpu", "%number", "%guest" } },
	{ OP_GUEST_VCPUS, { "ldm", "set-vcpu", "%number", "%guest" } },
	{ OP_GUEST_CRYPTO, { "ldm", "%set-crypto", "%number", "%guest" } },
	{ OP_GUEST_CRYPTO, { "ldm", "add-crypto", "%number", "%guest" } },
	{ OP_GUEST_CRYPTO, { "ldm", "set-crypto", "%number", "%guest" } },
	{ OP_GUEST_CRYPTO, { "ldm", "remove-crypto", "%number", "%guest" } },
	{ OP_GUEST_MEMORY, { "ldm", "%set-memory", "%number", "%guest" } },
	{ OP_GUEST_MEMORY, { "ldm", "add-memory", "%number", "%guest" } },
	{ OP_GUEST_MEMORY, { "ldm", "set-memory", "%number", "%guest" } },
	{ OP_GUEST_HOSTID, { "ldm", "set-domain", "hostid=%number",
	    "%guest" } },
	{ OP_GUEST_MASTER, { "ldm", "set-domain", "master=%value",
	    "%guest" } },
	{ OP_GUEST_VARIABLE, { "ldm", "set-variable", "%value", "%guest" } },
	{ OP_GUEST_VDISK, { "ldm", "add-vdisk", "id=%number", "%disk",
	    "%volume@%service", "%guest" } },
	{ OP_GUEST_VDISK, { "ldm", "add-vdisk", "%disk", "%volume@%service",
	    "%guest" } },
	{ OP_GUEST_VDISK_REMOVE, { "ldm", "remove-vdisk", "%disk",
	    "%guest" } },
	{ OP_GUEST_VNET, { "ldm", "add-vnet", "mac-addr=%number?", "%net",
	    "%service", "%guest" } },
	{ OP_GUEST_VNET_REMOVE, { "ldm", "remove-vnet", "%net", "%guest" } },
	{ OP_GUEST_BIND, { "ldm", "bind-domain", "%guest" } },
	{ OP_GUEST_UNBIND, { "ldm", "unbind-domain", "%guest" } },
	{ OP_GUEST_START, { "ldm", "start-domain", "%guest" } },
	{ OP_GUEST_STOP, { "ldm", "stop-domain", "%force", "%guest" } },
	{ OP_GUEST_HALT, { "shutdown", "-y", "-g0", "-i0" } },
	{ OP_GUEST_HALT, { "init", "0" } },
	{ OP_GUEST_BOOT, { "boot" } },
	{ OP_GUEST_MIGRATE, { "ldm", "migrate-domain", "%password",
	    "%guest", "%to" } },
	{ OP_GUEST_CANCEL, { "ldm", "cancel-operation", "migration",
	    "%guest" } },
	{ OP_GUEST_INSTALL, { "telnet", "localhost", "@port" } },
	{ OP_GUEST_SAVE, { "ldm", "list-constraints", "-x", "%guest" } },
	{ OP_LOCK_TAKE, { "mkdir", "%file" } },
	{ OP_LOCK_DROP, { "rmdir", "%file" } },
	{ OP_BLACKOUT_OPEN, { "%blackout", "%guest" } },
	{ OP_BLACKOUT_CLOSE, { "%blackout", "%guest" } },
	{ OP_GUEST_VNET_SET, { "ldm", "set-vnet", "vswitch=%service", "%net",
	    "%guest" } },
	{ OP_SHARE_MOUNT, { "mount", "%value", "%file" } },
	{ OP_SHARE_UNMOUNT, { "umount", "%file" } },
	{ OP_DIRECTORY_MAKE, { "mkdir", "%value?", "%file" } },
	{ OP_FILE_COPY, { "cp", "%value", "%file" } },
	{ OP_FILE_WRITE, { "tee", "%file" } },
	{ OP_SCRIPT_WRITE, { "tee", "%file" } },
	{ OP_SOURCE_FREEZE, { "the owner stops the applications of %source, "
	    "disables them, cron and all listeners so that no boot starts "
	    "them, and lists what was enabled; downtime begins" } },
	{ OP_SOURCE_THAW, { "the owner enables and starts the applications "
	    "of %source, as listed at the freeze" } },
	{ OP_SOURCE_OFF, { "a person sets auto-boot? of %source to false "
	    "at ok, powers it off, and labels it" } },
	{ OP_SOURCE_START, { "a person powers %source on, sets auto-boot? to "
	    "true, boots it without the applications, and types there: mount "
	    "%value %file" } },
	{ OP_ASK, { "the owner accepts, and enables in the guest what the "
	    "freeze has disabled; the first user logs in; downtime ends; from "
	    "here there is no way back" } },
	{ OP_SOURCE_MARK, { "touch", "%file" } },
	{ OP_SOURCE_COLLECT, { "%scripts/ldmp2v", "collect", "-v", "-d",
	    "%folder", "%words" } },
	{ OP_SOURCE_SAVE, { "tar", "cEpf", "%file", "-C", "%value", "." } },
	{ OP_SUMS_TAKE, { "ksh", "%scripts/sums", "%value", "%file" } },
	{ OP_SUMS_TAKE, { "sh", "%scripts/sums", "%value", "%file" } },
	{ OP_ARCHIVE_REMOVE, { "rm", "%file" } },
	{ OP_SOURCE_STOP, { "shutdown", "-y", "-g0", "-i0" } },
	{ OP_P2V_PREPARE, { "ldmp2v", "prepare", "-vvv", "-b", "file", "-d",
	    "%file", "%words", "%guest" } },
	{ OP_P2V_CLEAN, { "ldmp2v", "prepare", "-C", "%guest" } },
	{ OP_P2V_CONVERT, { "ldmp2v", "convert", "-i", "%file", "-d",
	    "%value", "-v", "%guest" } },
	{ OP_GUEST_UPGRADE, { "telnet", "localhost", "@port" } },
	{ OP_DATA_FILESYSTEM, { "ksh", "%scripts/data-disk", "%disk",
	    "%value" } },
	{ OP_DATA_FILESYSTEM, { "sh", "%scripts/data-disk", "%disk",
	    "%value" } },
	{ OP_DATA_RESTORE, { "tar", "xEpf", "%file" } },
	{ OP_NODE_POWER_OFF, { "stop", "-f", "-script", "%target" } },
	{ OP_NODE_POWER_OFF, { "%ipmitool", "chassis", "power", "off" } },
	{ OP_NODE_POWER_OFF, { "a person cuts the power of %on, and makes "
	    "sure that it stays off" } },
	{ OP_NODE_POWER_ON, { "start", "-script", "%target" } },
	{ OP_NODE_POWER_ON, { "%ipmitool", "chassis", "power", "on" } },
	{ OP_NODE_POWER_ON, { "a person switches %on on" } },
	{ OP_NODE_EVACUATE, { "clnode", "evacuate", "-T", "3600", "%to" } },
	{ OP_NODE_EVACUATE, { "clnode", "evacuate", "%to" } },
	{ OP_NODE_SHUTDOWN, { "shutdown", "-y", "-g0", "-i%value" } },
	{ OP_NODE_SHUTDOWN, { "init", "%value" } },
	{ OP_QUORUM_DISABLE, { "clquorum", "disable", "%to" } },
	{ OP_QUORUM_ENABLE, { "clquorum", "enable", "%to" } },
	{ OP_NONE, { NULL } },
};

const struct command_row *
command_row_of(enum op_kind op)
{
	const struct command_row *row = command_table;

	assert(op > OP_NONE && op < OP_KINDS);
	while (row->op != OP_NONE && row->op != op)
		row++;
	return row->op != OP_NONE ? row : NULL;
}

static const struct command_option options[] = {
	{ "%password", "-p", F_FILE },
	{ "%definition", "-i", F_FILE },
	{ "%where", "-n", F_TO },
};

const struct command_option *
command_option_of(const char *word)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (strcmp(options[i].placeholder, word) == 0)
			return &options[i];
	return NULL;
}
