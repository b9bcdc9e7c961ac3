/*
 * One sentence of each operation, for people who ask what it does.
 */
#include "core/op/op.h"

const char *const op_manual[OP_KINDS] = {
	[OP_DEVICE_LABEL] = "writes a new partition table on a shared LUN; "
	    "what was on the LUN is lost",
	[OP_VSW_ADD] = "adds a virtual switch to the control domain",
	[OP_VDS_ADD] = "adds a virtual disk server to the control domain",
	[OP_VCC_ADD] = "adds a virtual console concentrator, with its range "
	    "of ports, to the control domain",
	[OP_VSW_REMOVE] = "removes a virtual switch",
	[OP_VDS_REMOVE] = "removes a virtual disk server",
	[OP_VCC_REMOVE] = "removes a virtual console concentrator",
	[OP_NODE_POLICY] = "says what happens to the guests of a control "
	    "domain that fails (failure-policy)",
	[OP_CONFIG_SAVE] = "saves the configuration to the service processor, "
	    "so that a power cycle brings it back; only while no failover "
	    "guest is bound there",
	[OP_CONFIG_REMOVE] = "removes a saved configuration from the service "
	    "processor; as an undo only of one that the same run saved",
	[OP_TYPE_REGISTER] = "registers a resource type with the cluster",
	[OP_POOL_CREATE] = "makes a ZFS pool on a shared LUN, never with -f",
	[OP_POOL_DESTROY] = "destroys a pool; as an undo only of a pool that "
	    "the same run made",
	[OP_POOL_IMPORT] = "imports a pool; forced, it needs the proof that "
	    "nobody else has it",
	[OP_POOL_EXPORT] = "exports a pool, so that another node may import it",
	[OP_FILESYSTEM_CREATE] = "makes a ZFS file system in a pool",
	[OP_FILESYSTEM_DESTROY] = "destroys a ZFS file system",
	[OP_DISK_CREATE] = "writes the file that becomes a guest's disk, "
	    "every block of it (mkfile without -n)",
	[OP_DISK_REMOVE] = "removes a disk's file; as an undo only of one "
	    "that the same run made",
	[OP_VOLUME_ADD] = "offers a file to guests as a volume of a virtual "
	    "disk server; the path must exist on that node",
	[OP_VOLUME_REMOVE] = "takes a volume from a virtual disk server",
	[OP_GROUP_CREATE] = "makes a resource group with its nodes in order "
	    "of preference",
	[OP_GROUP_DELETE] = "deletes an empty, unmanaged resource group",
	[OP_GROUP_ONLINE] = "puts a group under management and brings it "
	    "online; HAStoragePlus imports its pool",
	[OP_GROUP_OFFLINE] = "takes a group offline; its pool is exported",
	[OP_GROUP_UNMANAGE] = "takes a group out of the cluster's management",
	[OP_GROUP_SWITCH] = "moves a group to another node: offline here, "
	    "online there; killing the command stops nothing",
	[OP_GROUP_SET] = "sets a property of a group",
	[OP_GROUP_SUSPEND] = "the cluster leaves the group alone: no start, "
	    "no stop, no failover by itself",
	[OP_GROUP_RESUME] = "the cluster looks after the group again",
	[OP_RESOURCE_CREATE] = "puts a resource into a group",
	[OP_RESOURCE_DELETE] = "deletes a disabled resource",
	[OP_RESOURCE_DISABLE] = "stops a resource and keeps it stopped; for "
	    "the agent's resource that stops the guest",
	[OP_RESOURCE_ENABLE] = "starts a resource where its group is online",
	[OP_RESOURCE_UNMONITOR] = "stops a resource's fault monitor",
	[OP_RESOURCE_MONITOR] = "starts a resource's fault monitor",
	[OP_RESOURCE_CLEAR] = "clears the mark STOP_FAILED on a node; stops "
	    "nothing, so it needs the proof that the thing is down there",
	[OP_GUEST_DEFINE] = "defines a logical domain; its MAC is given now",
	[OP_GUEST_REMOVE] = "removes the definition of an inactive domain",
	[OP_GUEST_VCPUS] = "gives a domain its virtual CPUs",
	[OP_GUEST_CRYPTO] = "gives a domain cryptographic units of the cores "
	    "that its CPUs are on; reduced before the CPUs are",
	[OP_GUEST_MEMORY] = "gives a domain its memory",
	[OP_GUEST_HOSTID] = "gives a domain its hostid; refused while it is "
	    "active",
	[OP_GUEST_MASTER] = "names the domain whose failure reaches this one",
	[OP_GUEST_VARIABLE] = "sets an OpenBoot variable of a domain",
	[OP_GUEST_VDISK] = "gives a domain a virtual disk",
	[OP_GUEST_VDISK_REMOVE] = "takes a virtual disk from a domain",
	[OP_GUEST_VNET] = "gives a domain a virtual network interface",
	[OP_GUEST_VNET_REMOVE] = "takes a virtual network interface from a "
	    "domain",
	[OP_GUEST_VNET_SET] = "puts a virtual network interface on another "
	    "virtual switch",
	[OP_GUEST_BIND] = "takes CPUs, memory and a console port for a "
	    "domain, and opens its disks",
	[OP_GUEST_UNBIND] = "gives a stopped domain's resources back and "
	    "closes its disks",
	[OP_GUEST_START] = "starts a bound domain; with auto-boot? true it "
	    "boots",
	[OP_GUEST_STOP] = "stops a domain; it stays bound",
	[OP_GUEST_HALT] = "shuts the guest's operating system down, by its "
	    "own hand, to the ok prompt",
	[OP_GUEST_BOOT] = "boots a guest from the ok prompt",
	[OP_GUEST_MIGRATE] = "moves an inactive domain's definition to "
	    "another node; the first line of FILE is the other root's "
	    "password",
	[OP_GUEST_INSTALL] = "a person installs Solaris over the console; the "
	    "disks keep it even if the run goes back",
	[OP_GUEST_SAVE] = "writes a guest's definition to a file beside its "
	    "node's own records",
	[OP_SHARE_MOUNT] = "mounts an archive server's share, on a node, a "
	    "source or in a guest",
	[OP_SHARE_UNMOUNT] = "unmounts an archive server's share",
	[OP_DIRECTORY_MAKE] = "makes a folder",
	[OP_FILE_COPY] = "copies a file",
	[OP_FILE_WRITE] = "writes a file; what was in it is kept for the way "
	    "back",
	[OP_SOURCE_FREEZE] = "the owner stops the applications: from now on "
	    "nobody writes on the source",
	[OP_SOURCE_THAW] = "the owner starts the applications again",
	[OP_SOURCE_MARK] = "marks the moment of the freeze: what is newer on "
	    "the source has been written since",
	[OP_SOURCE_COLLECT] = "ldmp2v collect: an inventory and an archive of "
	    "the source's file systems, on the share",
	[OP_SOURCE_SAVE] = "tar of a file system that the archive leaves out, "
	    "by relative paths, files over 8 GB and dot files included",
	[OP_SUMS_TAKE] = "checksums of every file, to be compared in the guest",
	[OP_ARCHIVE_REMOVE] = "removes a file from the share that the same "
	    "run has put there",
	[OP_SOURCE_STOP] = "shuts the source down to its ok prompt, by its "
	    "own hand",
	[OP_SOURCE_OFF] = "a person takes the source's power away and sees to "
	    "it that it cannot boot by itself",
	[OP_SOURCE_START] = "a person switches the source on again, lets it "
	    "boot with its applications kept down, and mounts the share as it "
	    "was",
	[OP_P2V_PREPARE] = "ldmp2v prepare: makes the virtual disks, restores "
	    "the archive on them, edits the image, defines the domain",
	[OP_P2V_CLEAN] = "ldmp2v prepare -C: removes the domain and the disks "
	    "that ldmp2v has made, and nothing else",
	[OP_P2V_CONVERT] = "ldmp2v convert: gives the guest the install "
	    "medium and boots it; that it says \"Timeout\" says nothing of "
	    "the guest",
	[OP_GUEST_UPGRADE] = "the installer on the guest's console: Upgrade, "
	    "never Initial, which would overwrite the disks",
	[OP_DATA_FILESYSTEM] = "label, file system, line in vfstab and mount "
	    "of a data disk, inside the guest",
	[OP_DATA_RESTORE] = "unpacks the data inside the guest, never on a "
	    "control domain",
	[OP_ASK] = "a person is asked, and answers",
	[OP_LOCK_TAKE] = "takes the lock of a guest, or of a node, on one "
	    "node: a folder that is there already is another run's",
	[OP_LOCK_DROP] = "gives a lock back, after the last look",
	[OP_PAUSE] = "time passes",
	[OP_NODE_STATE] = "is the control domain up and a member of the "
	    "cluster",
	[OP_SERVICE_STATE] = "is the virtual service there, and as declared",
	[OP_DEVICE_STATE] = "does the node see the LUN, how is it "
	    "partitioned, who uses it",
	[OP_POOL_STATE] = "where is the pool imported",
	[OP_FILESYSTEM_STATE] = "is the file system there",
	[OP_DISK_STATE] = "is the file there, and how big",
	[OP_VOLUME_STATE] = "is the volume there, and of which file",
	[OP_TYPE_STATE] = "is the resource type registered",
	[OP_GROUP_STATE] = "where is the group online",
	[OP_RESOURCE_STATE] = "how is the resource where its group is online",
	[OP_GUEST_STATE] = "how is the domain on that node",
	[OP_CONFIG_STATE] = "is the configuration saved, and as the services "
	    "are now",
	[OP_COMMAND_STATE] = "is an earlier command still at work there",
	[OP_LOCK_STATE] = "is the lock free, this run's, or held by another",
	[OP_SHARE_STATE] = "is the share mounted there",
	[OP_ARCHIVE_STATE] = "is the file on the share, and whole",
	[OP_SOURCE_STATE] = "does the source run, does it write",
	[OP_FRESH_STATE] = "is anything on the source newer than the mark of "
	    "the freeze",
	[OP_IMAGE_STATE] = "can the installer upgrade what is on the guest's "
	    "first disk, or has it",
	[OP_SUMS_STATE] = "do the data have the checksums that they had on "
	    "the source",
	[OP_MIGRATION_CHECK] = "would the definition be taken there (ldm "
	    "migrate-domain -n)",
	[OP_WORD_STATE] = "has a person said yes",
};
