#include "core/op.h"

#include <assert.h>
#include <string.h>

#define ON		TAKES(F_ON)
#define GUEST		TAKES(F_GUEST)
#define GROUP		TAKES(F_GROUP)
#define RESOURCE	TAKES(F_RESOURCE)
#define TYPE		TAKES(F_TYPE)
#define POOL		TAKES(F_POOL)
#define DEVICE		TAKES(F_DEVICE)
#define VOLUME		TAKES(F_VOLUME)
#define SERVICE		TAKES(F_SERVICE)
#define DISK		TAKES(F_DISK)
#define NET		TAKES(F_NET)
#define FILE_		TAKES(F_FILE)
#define VALUE		TAKES(F_VALUE)
#define TO		TAKES(F_TO)

enum { SECOND = 1000, LATE_LDM = 30 * SECOND, LATE_CLUSTER = 120 * SECOND,
    LATE_DISK = 60 * SECOND };

const char *const field_name[FIELDS] = {
	"on", "guest", "group", "resource", "type", "pool", "device", "volume",
	"service", "disk", "net", "file", "value", "to",
};

const enum kind field_kind[FIELDS] = {
	KIND_NODE, KIND_GUEST, KIND_GROUP, KIND_RESOURCE, KIND_TYPE, KIND_POOL,
	KIND_DEVICE, KIND_VOLUME, KIND_SERVICE, KIND_DISK, KIND_NET, KIND_FILE,
	KIND_TEXT, KIND_NODE,
};

static_assert(sizeof(struct op) == (1 + FIELDS + 1) * 4 + 8,
    "an operation has no padding: it is compared by its bytes");

const struct op_info op_table[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { "device-label", ON | DEVICE | VALUE,
	    .value = KIND_TEXT, .destroys = true, .again = AGAIN_SAFELY,
	    .decides = OP_DEVICE_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_DEVICE_LABEL },
	    .manual = "writes a new partition table on a shared LUN; "
	    "what was on the LUN is lost" },
	[OP_VSW_ADD] = { "vsw-add", ON | SERVICE | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VSW_REMOVE },
	    .manual = "adds a virtual switch to the control domain" },
	[OP_VDS_ADD] = { "vds-add", ON | SERVICE, .may = VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VDS_REMOVE },
	    .manual = "adds a virtual disk server to the control domain" },
	[OP_VCC_ADD] = { "vcc-add", ON | SERVICE | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VCC_REMOVE },
	    .manual = "adds a virtual console concentrator, with its range of "
	    "ports, to the control domain" },
	[OP_VSW_REMOVE] = { "vsw-remove", ON | SERVICE, .may = VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VSW_ADD },
	    .manual = "removes a virtual switch" },
	[OP_VDS_REMOVE] = { "vds-remove", ON | SERVICE, .may = VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VDS_ADD },
	    .manual = "removes a virtual disk server" },
	[OP_VCC_REMOVE] = { "vcc-remove", ON | SERVICE, .may = VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_SERVICE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VCC_ADD },
	    .manual = "removes a virtual console concentrator" },
	[OP_NODE_POLICY] = { "node-policy", ON | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_NODE_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_NODE_POLICY },
	    .manual = "says what happens to the guests of a control domain "
	    "that fails (failure-policy)" },
	[OP_CONFIG_SAVE] = { "config-save", ON | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_CONFIG_STATE, .late_ms = LATE_LDM,
	    .manual = "saves the configuration to the service processor, so "
	    "that a power cycle brings it back; only while no failover guest "
	    "is bound there" },
	[OP_TYPE_REGISTER] = { "type-register", ON | TYPE,
	    .again = AGAIN_SAFELY,
	    .decides = OP_TYPE_STATE, .late_ms = LATE_CLUSTER,
	    .manual = "registers a resource type with the cluster" },
	[OP_POOL_CREATE] = { "pool-create", ON | POOL | DEVICE,
	    .destroys = true, .again = AGAIN_SAFELY,
	    .decides = OP_POOL_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_POOL_DESTROY },
	    .manual = "makes a ZFS storage pool on a shared LUN, never with -f" },
	[OP_POOL_DESTROY] = { "pool-destroy", ON | POOL, .may = DEVICE,
	    .destroys = true, .again = AGAIN_SAFELY,
	    .decides = OP_POOL_STATE, .late_ms = LATE_DISK,
	    .manual = "destroys a pool; as an undo only of a pool that the "
	    "same run made" },
	[OP_POOL_IMPORT] = { "pool-import", ON | POOL,
	    .again = AGAIN_SAFELY,
	    .decides = OP_POOL_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_POOL_EXPORT },
	    .manual = "imports a pool; forced, it needs the proof that nobody "
	    "else has it" },
	[OP_POOL_EXPORT] = { "pool-export", ON | POOL,
	    .again = AGAIN_SAFELY,
	    .decides = OP_POOL_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_POOL_IMPORT },
	    .manual = "exports a pool, so that another node may import it" },
	[OP_FILESYSTEM_CREATE] = { "filesystem-create", ON | POOL | FILE_,
	    .again = AGAIN_SAFELY,
	    .decides = OP_FILESYSTEM_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_FILESYSTEM_DESTROY },
	    .manual = "makes a ZFS file system in a pool" },
	[OP_FILESYSTEM_DESTROY] = { "filesystem-destroy", ON | POOL | FILE_,
	    .destroys = true, .again = AGAIN_SAFELY,
	    .decides = OP_FILESYSTEM_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_FILESYSTEM_CREATE },
	    .manual = "destroys a ZFS file system" },
	[OP_DISK_CREATE] = { "disk-create", ON | FILE_,
	    .number = NUMBER_SIZE, .again = AGAIN_SAFELY,
	    .decides = OP_DISK_STATE, .late_ms = LATE_DISK,
	    .undo = { OP_DISK_REMOVE },
	    .manual = "writes the file that becomes a guest's disk, every "
	    "block of it (mkfile without -n)" },
	[OP_DISK_REMOVE] = { "disk-remove", ON | FILE_,
	    .number = NUMBER_SIZE, .destroys = true, .again = AGAIN_SAFELY,
	    .decides = OP_DISK_STATE, .late_ms = LATE_DISK,
	    .manual = "removes a disk's file; as an undo only of one that the "
	    "same run made" },
	[OP_VOLUME_ADD] = { "volume-add", ON | VOLUME | SERVICE | FILE_,
	    .may = VALUE, .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_VOLUME_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VOLUME_REMOVE },
	    .manual = "offers a file to guests as a volume of a virtual disk "
	    "server; the path must exist on that node" },
	[OP_VOLUME_REMOVE] = { "volume-remove", ON | VOLUME | SERVICE,
	    .may = VALUE | FILE_, .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_VOLUME_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_VOLUME_ADD },
	    .manual = "takes a volume from a virtual disk server" },
	[OP_GROUP_CREATE] = { "group-create", ON | GROUP | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_UNMANAGE, OP_GROUP_DELETE },
	    .manual = "makes a resource group with its nodes in order of "
	    "preference" },
	[OP_GROUP_DELETE] = { "group-delete", ON | GROUP, .may = VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_CREATE },
	    .manual = "deletes an empty, unmanaged resource group" },
	[OP_GROUP_ONLINE] = { "group-online", ON | GROUP | TO,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_OFFLINE },
	    .manual = "puts a group under management and brings it online; "
	    "HAStoragePlus imports its pool" },
	[OP_GROUP_OFFLINE] = { "group-offline", ON | GROUP, .may = TO,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_ONLINE },
	    .manual = "takes a group offline; its pool is exported" },
	[OP_GROUP_UNMANAGE] = { "group-unmanage", ON | GROUP,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_ONLINE },
	    .manual = "takes a group out of the cluster's management" },
	[OP_GROUP_SWITCH] = { "group-switch", ON | GROUP | TO,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_SWITCH },
	    .manual = "moves a group to another node: offline here, online "
	    "there; killing the command stops nothing" },
	[OP_GROUP_SET] = { "group-set", ON | GROUP | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_SET },
	    .manual = "sets a property of a group" },
	[OP_GROUP_SUSPEND] = { "group-suspend", ON | GROUP,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_RESUME }, .pays = OP_GROUP_RESUME,
	    .owes = "is suspended: no failover until",
	    .manual = "the cluster leaves the group alone: no start, no stop, "
	    "no failover by itself" },
	[OP_GROUP_RESUME] = { "group-resume", ON | GROUP,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GROUP_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_GROUP_SUSPEND },
	    .manual = "the cluster looks after the group again" },
	[OP_RESOURCE_CREATE] = { "resource-create",
	    ON | GROUP | RESOURCE | TYPE | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_DISABLE, OP_RESOURCE_DELETE },
	    .manual = "puts a resource into a group" },
	[OP_RESOURCE_DELETE] = { "resource-delete", ON | RESOURCE,
	    .may = GROUP | TYPE | VALUE, .value = KIND_TEXT,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_CREATE },
	    .manual = "deletes a disabled resource" },
	[OP_RESOURCE_DISABLE] = { "resource-disable", ON | RESOURCE,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_ENABLE },
	    .manual = "stops a resource and keeps it stopped; for the agent's "
	    "resource that stops the guest" },
	[OP_RESOURCE_ENABLE] = { "resource-enable", ON | RESOURCE,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_DISABLE },
	    .manual = "starts a resource where its group is online" },
	[OP_RESOURCE_UNMONITOR] = { "resource-unmonitor", ON | RESOURCE,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_MONITOR }, .pays = OP_RESOURCE_MONITOR,
	    .owes = "is not monitored: a hung guest is not restarted until",
	    .manual = "stops a resource's fault monitor" },
	[OP_RESOURCE_MONITOR] = { "resource-monitor", ON | RESOURCE,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .undo = { OP_RESOURCE_UNMONITOR },
	    .manual = "starts a resource's fault monitor" },
	[OP_RESOURCE_CLEAR] = { "resource-clear", ON | RESOURCE | TO,
	    .again = AGAIN_SAFELY,
	    .decides = OP_RESOURCE_STATE, .late_ms = LATE_CLUSTER,
	    .manual = "clears the mark STOP_FAILED on a node; stops nothing, "
	    "so it needs the proof that the thing is down there" },
	[OP_GUEST_DEFINE] = { "guest-define", ON | GUEST, .may = FILE_,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_REMOVE },
	    .manual = "defines a logical domain; its MAC address is given now" },
	[OP_GUEST_REMOVE] = { "guest-remove", ON | GUEST, .may = FILE_,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_DEFINE },
	    .manual = "removes the definition of an inactive domain" },
	[OP_GUEST_VCPUS] = { "guest-vcpus", ON | GUEST,
	    .number = NUMBER_COUNT, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VCPUS }, .within = OP_GUEST_DEFINE,
	    .manual = "gives a domain its virtual CPUs" },
	[OP_GUEST_MEMORY] = { "guest-memory", ON | GUEST,
	    .number = NUMBER_MEMORY, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_MEMORY }, .within = OP_GUEST_DEFINE,
	    .manual = "gives a domain its memory" },
	[OP_GUEST_HOSTID] = { "guest-hostid", ON | GUEST,
	    .number = NUMBER_HOSTID, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_HOSTID }, .within = OP_GUEST_DEFINE,
	    .manual = "gives a domain its hostid; refused while it is active" },
	[OP_GUEST_MASTER] = { "guest-master", ON | GUEST | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_MASTER }, .within = OP_GUEST_DEFINE,
	    .manual = "names the domain whose failure policy reaches this one" },
	[OP_GUEST_VARIABLE] = { "guest-variable", ON | GUEST | VALUE,
	    .value = KIND_TEXT, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VARIABLE }, .within = OP_GUEST_DEFINE,
	    .manual = "sets an OpenBoot variable of a domain" },
	[OP_GUEST_VDISK] = { "guest-vdisk",
	    ON | GUEST | DISK | VOLUME | SERVICE,
	    .number = NUMBER_COUNT, .value = KIND_VOLUME,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VDISK_REMOVE }, .within = OP_GUEST_DEFINE,
	    .manual = "gives a domain a virtual disk" },
	[OP_GUEST_VDISK_REMOVE] = { "guest-vdisk-remove", ON | GUEST | DISK,
	    .may = VOLUME | SERVICE, .number = NUMBER_COUNT,
	    .value = KIND_VOLUME, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VDISK },
	    .manual = "takes a virtual disk from a domain" },
	[OP_GUEST_VNET] = { "guest-vnet", ON | GUEST | NET | SERVICE,
	    .value = KIND_SERVICE, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VNET_REMOVE }, .within = OP_GUEST_DEFINE,
	    .manual = "gives a domain a virtual network interface" },
	[OP_GUEST_VNET_REMOVE] = { "guest-vnet-remove", ON | GUEST | NET,
	    .may = SERVICE, .value = KIND_SERVICE, .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_VNET },
	    .manual = "takes a virtual network interface from a domain" },
	[OP_GUEST_BIND] = { "guest-bind", ON | GUEST,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_UNBIND },
	    .manual = "takes CPUs, memory and a console port for a domain, "
	    "and opens its disks" },
	[OP_GUEST_UNBIND] = { "guest-unbind", ON | GUEST,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_BIND },
	    .manual = "gives a stopped domain's resources back and closes its "
	    "disks" },
	[OP_GUEST_START] = { "guest-start", ON | GUEST,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = LATE_LDM,
	    .undo = { OP_GUEST_STOP },
	    .manual = "starts a bound domain; with auto-boot? true it boots" },
	[OP_GUEST_STOP] = { "guest-stop", ON | GUEST,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = 300 * SECOND,
	    .undo = { OP_GUEST_START },
	    .manual = "stops a domain; it stays bound" },
	[OP_GUEST_HALT] = { "guest-halt", ON | GUEST,
	    .again = AGAIN_SAFELY, .inside = true,
	    .decides = OP_GUEST_STATE, .late_ms = 300 * SECOND,
	    .undo = { OP_GUEST_BOOT },
	    .manual = "shuts the guest's operating system down, by its own "
	    "hand, to the ok prompt" },
	[OP_GUEST_BOOT] = { "guest-boot", ON | GUEST,
	    .again = AGAIN_SAFELY,
	    .decides = OP_GUEST_STATE, .late_ms = 300 * SECOND,
	    .undo = { OP_GUEST_HALT },
	    .manual = "boots a guest from the ok prompt" },
	[OP_GUEST_MIGRATE] = { "guest-migrate", ON | GUEST | TO, .may = FILE_,
	    .again = AGAIN_NEVER, .killed = KILLED_OFF,
	    .decides = OP_GUEST_STATE, .late_ms = 600 * SECOND,
	    .undo = { OP_GUEST_MIGRATE },
	    .manual = "moves an inactive domain's definition to another node; "
	    "the first line of FILE is the other root's password" },
	[OP_GUEST_INSTALL] = { "guest-install", ON | GUEST, .may = FILE_,
	    .again = AGAIN_NEVER,
	    .decides = OP_GUEST_STATE, .late_ms = 600 * SECOND,
	    .undo = { OP_GUEST_HALT },
	    .manual = "a person installs Solaris over the console; the disks "
	    "keep it even if the run goes back" },
	[OP_GUEST_SAVE] = { "guest-save", ON | GUEST | FILE_,
	    .again = AGAIN_SAFELY,
	    .decides = OP_DISK_STATE, .late_ms = LATE_LDM,
	    .manual = "writes a guest's definition to a file beside its "
	    "node's own records" },
	[OP_PAUSE] = { "pause", 0, .number = NUMBER_TIME,
	    .again = AGAIN_SAFELY, .manual = "time passes" },

	[OP_NODE_STATE] = { "node-state", ON, .may = VALUE | GUEST,
	    .value = KIND_TEXT, .question = true,
	    .manual = "is the control domain up and a member of the cluster" },
	[OP_SERVICE_STATE] = { "service-state", ON | SERVICE,
	    .value = KIND_TEXT, .question = true,
	    .manual = "is the virtual service there, and as declared" },
	[OP_DEVICE_STATE] = { "device-state", ON | DEVICE, .may = POOL,
	    .value = KIND_TEXT, .question = true,
	    .manual = "does the node see the LUN, how is it partitioned, who "
	    "uses it" },
	[OP_POOL_STATE] = { "pool-state", POOL, .question = true,
	    .manual = "where is the pool imported" },
	[OP_FILESYSTEM_STATE] = { "filesystem-state", ON | POOL | FILE_,
	    .question = true,
	    .manual = "is the file system there" },
	[OP_DISK_STATE] = { "disk-state", ON | FILE_, .question = true,
	    .manual = "is the file there, and how big" },
	[OP_VOLUME_STATE] = { "volume-state", ON | VOLUME | SERVICE,
	    .value = KIND_FILE, .question = true,
	    .manual = "is the volume there, and of which file" },
	[OP_TYPE_STATE] = { "type-state", TYPE, .question = true,
	    .manual = "is the resource type registered" },
	[OP_GROUP_STATE] = { "group-state", GROUP, .may = VALUE,
	    .value = KIND_TEXT, .question = true,
	    .manual = "where is the group online" },
	[OP_RESOURCE_STATE] = { "resource-state", RESOURCE, .may = VALUE,
	    .value = KIND_TEXT, .question = true,
	    .manual = "how is the resource where its group is online" },
	[OP_GUEST_STATE] = { "guest-state", ON | GUEST,
	    .may = VALUE | DISK | NET, .value = KIND_TEXT, .question = true,
	    .manual = "how is the domain on that node" },
	[OP_CONFIG_STATE] = { "config-state", ON | VALUE,
	    .value = KIND_TEXT, .question = true,
	    .manual = "is the configuration saved, and as the services are "
	    "now" },
	[OP_COMMAND_STATE] = { "command-state", ON, .question = true,
	    .manual = "is an earlier command still at work there" },
};

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

	if (op->kind == OP_NONE || op->kind >= OP_KINDS)
		return false;
	info = &op_table[op->kind];
	for (unsigned f = 0; f < FIELDS; f++)
		if (op->field[f] == 0 ? (info->takes & TAKES(f)) != 0 :
		    ((info->takes | info->may) & TAKES(f)) == 0)
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

/* The order in which a person would name what an operation is about. */
uint32_t
op_object(const struct op *op, enum kind *kind)
{
	static const enum field order[] = { F_DISK, F_NET, F_VOLUME, F_SERVICE,
	    F_RESOURCE, F_GROUP, F_GUEST, F_FILE, F_POOL, F_DEVICE, F_TYPE,
	    F_VALUE };

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
	op->forced = 0;
	for (unsigned f = 0; f < FIELDS; f++)
		if (((info->takes | info->may) & TAKES(f)) == 0)
			op->field[f] = 0;
	if (info->number == NUMBER_NONE)
		op->number = 0;
}

bool
op_undo(const struct op *op, unsigned n, const struct answer *found,
    struct op *undo)
{
	const struct op_info *info = &op_table[op->kind];

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
	} else if (info->undo[n] == op->kind) {
		undo->value = found->value;
		undo->number = found->number;
	}
	return true;
}

bool
op_payment(const struct op *op, struct op *payment)
{
	if (op_table[op->kind].pays == OP_NONE)
		return false;
	*payment = *op;
	become(payment, op_table[op->kind].pays);
	return true;
}
