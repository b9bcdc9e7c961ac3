/*
 * What each operation does, in one sentence, for people.
 */
#include "core/op/op.h"

#include <assert.h>

/* Numbers that stand for something; 0 is the usual. */
enum { MEANINGS = 4 };

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
	[OP_NODE_POLICY] = "sets what happens to the guests of a control "
	    "domain that fails (failure-policy)",
	[OP_CONFIG_SAVE] = "saves the configuration to the service processor, "
	    "so that a power cycle brings it back; only while no failover "
	    "guest is bound there",
	[OP_CONFIG_SET] = "chooses the saved configuration that the next "
	    "power-on loads",
	[OP_CONFIG_REMOVE] = "removes a saved configuration from the service "
	    "processor: one that the same run saved, or the oldest of its own "
	    "names; never the one that the next power-on loads",
	[OP_TYPE_REGISTER] = "registers a resource type with the cluster",
	[OP_POOL_CREATE] = "creates a ZFS pool on a shared LUN, never with -f",
	[OP_POOL_DESTROY] = "destroys a pool; as an undo only a pool that the "
	    "same run created",
	[OP_POOL_IMPORT] = "imports a pool; if forced, it needs the proof that "
	    "no other node has it",
	[OP_POOL_EXPORT] = "exports a pool, so that another node may import it",
	[OP_FILESYSTEM_CREATE] = "creates a ZFS file system in a pool",
	[OP_FILESYSTEM_DESTROY] = "destroys a ZFS file system",
	[OP_DISK_CREATE] = "writes the file that becomes a guest's disk, with "
	    "all its blocks (mkfile without -n)",
	[OP_DISK_REMOVE] = "removes the file of a disk; as an undo only one "
	    "that the same run created",
	[OP_VOLUME_ADD] = "exports a file to guests as a volume of a virtual "
	    "disk server; the path must exist on that node",
	[OP_VOLUME_MEND] = "exports a file of a guest's pool under its name "
	    "again, where the pool is not imported now (add-vdsdev -q)",
	[OP_VOLUME_REMOVE] = "removes a volume from a virtual disk server",
	[OP_GROUP_CREATE] = "creates a resource group with its nodes in order "
	    "of preference",
	[OP_GROUP_DELETE] = "deletes an empty, unmanaged resource group",
	[OP_GROUP_ONLINE] = "puts a group under management and brings it "
	    "online; HAStoragePlus imports its pool",
	[OP_GROUP_OFFLINE] = "takes a group offline; its pool is exported",
	[OP_GROUP_UNMANAGE] = "takes a group out of the cluster's management",
	[OP_GROUP_SWITCH] = "moves a group to another node: offline here, "
	    "online there; killing the command does not stop it",
	[OP_GROUP_SET] = "sets a property of a group",
	[OP_GROUP_QUIESCE] = "waits until a group is at rest: methods that run "
	    "end, and no other node is tried",
	[OP_GROUP_SUSPEND] = "suspends a group: the cluster does not start it, "
	    "stop it or fail it over by itself",
	[OP_GROUP_RESUME] = "resumes a group: the cluster looks after it "
	    "again",
	[OP_RESOURCE_CREATE] = "creates a resource in a group",
	[OP_RESOURCE_DELETE] = "deletes a disabled resource",
	[OP_RESOURCE_DISABLE] = "stops a resource and keeps it stopped; if it "
	    "is the agent's resource, the guest is stopped",
	[OP_RESOURCE_ENABLE] = "starts a resource where its group is online",
	[OP_RESOURCE_UNMONITOR] = "stops a resource's fault monitor",
	[OP_RESOURCE_MONITOR] = "starts a resource's fault monitor",
	[OP_RESOURCE_CLEAR] = "clears the mark STOP_FAILED on a node; it stops "
	    "nothing, so it needs the proof that the resource is down there",
	[OP_GUEST_DEFINE] = "defines a logical domain and assigns its MAC "
	    "address",
	[OP_GUEST_REMOVE] = "removes the definition of an inactive domain",
	[OP_GUEST_VCPUS] = "sets the virtual CPUs of a domain",
	[OP_GUEST_CRYPTO] = "sets the crypto units of a domain, on the cores "
	    "of its virtual CPUs; they are reduced before the virtual CPUs",
	[OP_GUEST_MEMORY] = "sets the memory of a domain",
	[OP_GUEST_HOSTID] = "sets the hostid of a domain; refused while the "
	    "domain is active",
	[OP_GUEST_MASTER] = "sets the master of a domain: the domain whose "
	    "failure policy applies to it",
	[OP_GUEST_VARIABLE] = "sets an OpenBoot variable of a domain",
	[OP_GUEST_VDISK] = "adds a virtual disk to a domain",
	[OP_GUEST_VDISK_REMOVE] = "removes a virtual disk from a domain",
	[OP_GUEST_VNET] = "adds a virtual network interface to a domain",
	[OP_GUEST_VNET_REMOVE] = "removes a virtual network interface from a "
	    "domain",
	[OP_GUEST_VNET_SET] = "connects a virtual network interface to another "
	    "virtual switch",
	[OP_GUEST_BIND] = "binds a domain: allocates CPUs, memory and a "
	    "console port, and opens its disks",
	[OP_GUEST_UNBIND] = "unbinds a stopped domain: releases its resources "
	    "and closes its disks",
	[OP_GUEST_START] = "starts a bound domain; it boots if its auto-boot? "
	    "is true",
	[OP_GUEST_STOP] = "stops a domain; it stays bound",
	[OP_GUEST_HALT] = "shuts the guest's operating system down to the ok "
	    "prompt, from inside the guest",
	[OP_GUEST_BOOT] = "boots a guest from the ok prompt",
	[OP_GUEST_MIGRATE] = "moves the definition of an inactive domain to "
	    "another node; the first line of FILE is the root password of that "
	    "node",
	[OP_GUEST_CANCEL] = "cancels the migration of a domain, which goes "
	    "on where it came from",
	[OP_GUEST_INSTALL] = "a person installs Solaris on the console; it "
	    "stays on the disks even if the run goes back",
	[OP_GUEST_SAVE] = "saves a guest's definition to a file on its node",
	[OP_SHARE_MOUNT] = "mounts the share of an archive server on a node, "
	    "on a source or in a guest",
	[OP_SHARE_UNMOUNT] = "unmounts the share of an archive server",
	[OP_DIRECTORY_MAKE] = "creates a directory",
	[OP_FILE_COPY] = "copies a file",
	[OP_FILE_WRITE] = "writes a file; its former content is kept for the "
	    "undo",
	[OP_SCRIPT_WRITE] = "puts one of domferry's scripts on the share, "
	    "where the source and the guest run it",
	[OP_SOURCE_FREEZE] = "the owner stops the applications and disables "
	    "them: from now on nothing is written on the source, and no boot "
	    "starts them, there or in the guest",
	[OP_SOURCE_THAW] = "the owner enables and starts the applications "
	    "again",
	[OP_SOURCE_MARK] = "marks the moment of the freeze: newer files on the "
	    "source were written after it",
	[OP_SOURCE_COLLECT] = "ldmp2v collect: writes an inventory and an "
	    "archive of the source's file systems to the share",
	[OP_SOURCE_SAVE] = "saves a file system that the archive leaves out "
	    "with tar: relative paths, including files over 8 GB and dot files",
	[OP_SUMS_TAKE] = "takes the checksum of every file, to be compared in "
	    "the guest",
	[OP_ARCHIVE_REMOVE] = "removes a file from the share that the same run "
	    "wrote",
	[OP_SOURCE_STOP] = "shuts the source down to its ok prompt, from "
	    "inside the source",
	[OP_SOURCE_OFF] = "a person switches the source off and makes sure "
	    "that it cannot boot by itself",
	[OP_SOURCE_START] = "a person switches the source on again, lets it "
	    "boot without its applications, and mounts the share as before",
	[OP_P2V_PREPARE] = "ldmp2v prepare: creates the virtual disks, "
	    "restores the archive to them, edits the image, defines the domain",
	[OP_P2V_CLEAN] = "ldmp2v prepare -C: removes the domain and the disks "
	    "that ldmp2v has created, and nothing else",
	[OP_P2V_CONVERT] = "ldmp2v convert: adds the install medium to the "
	    "guest and boots it; the message \"Timeout\" does not mean that "
	    "the guest failed",
	[OP_GUEST_UPGRADE] = "a person chooses Upgrade in the installer on the "
	    "guest's console, never Initial, which would overwrite the disks",
	[OP_DATA_FILESYSTEM] = "prepares a data disk inside the guest: label, "
	    "file system, line in vfstab, mount",
	[OP_DATA_RESTORE] = "unpacks the data inside the guest, never on a "
	    "control domain",
	[OP_ASK] = "asks a person",
	[OP_LOCK_TAKE] = "takes the lock of a guest, or of a node, on one "
	    "node; if the directory already exists, another run has the lock",
	[OP_LOCK_DROP] = "releases a lock, after the last verification",
	[OP_BLACKOUT_OPEN] = "tells the monitoring, by the site's own "
	    "command, not to report the guest",
	[OP_BLACKOUT_CLOSE] = "tells the monitoring, by the site's own "
	    "command, to report the guest again",
	[OP_NODE_POWER_OFF] = "cuts the power of a machine at its service "
	    "processor, which first proves whose it is; every guest there is "
	    "dead",
	[OP_NODE_POWER_ON] = "gives a machine power at its service processor, "
	    "which first proves whose it is; the control domain boots",
	[OP_NODE_EVACUATE] = "moves every group off a node, and has the "
	    "cluster put none there for an hour",
	[OP_NODE_SHUTDOWN] = "shuts a control domain down in order, to stay "
	    "down or to boot again",
	[OP_QUORUM_DISABLE] = "takes the vote from a node that is down for "
	    "long, so that the others need fewer votes",
	[OP_QUORUM_ENABLE] = "gives a node its vote in the quorum back",
	[OP_PAUSE] = "waits",
	[OP_NODE_STATE] = "is the control domain up and a member of the "
	    "cluster",
	[OP_SERVICE_STATE] = "does the virtual service exist, and as declared",
	[OP_DEVICE_STATE] = "does the node see the LUN, how is it partitioned, "
	    "what uses it",
	[OP_POOL_STATE] = "where is the pool imported",
	[OP_FILESYSTEM_STATE] = "does the file system exist",
	[OP_DISK_STATE] = "does the file exist, how big is it, who can "
	    "read it",
	[OP_VOLUME_STATE] = "does the volume exist, and for which file",
	[OP_TYPE_STATE] = "is the resource type registered",
	[OP_GROUP_STATE] = "where is the group online",
	[OP_RESOURCE_STATE] = "what is the state of the resource where its "
	    "group is online",
	[OP_GUEST_STATE] = "what is the state of the domain on that node",
	[OP_CONFIG_STATE] = "is the configuration saved, is it what runs now, "
	    "and which one does the next power-on load",
	[OP_COMMAND_STATE] = "is an earlier command still at work on that node",
	[OP_LOCK_STATE] = "is the lock free, held by this run, or held by "
	    "another run",
	[OP_BLACKOUT_STATE] = "is the guest in a blackout of the monitoring, "
	    "as the site's own command says",
	[OP_SHARE_STATE] = "is the share mounted at that place",
	[OP_ARCHIVE_STATE] = "is the file on the share, and complete",
	[OP_SOURCE_STATE] = "does the source run, do its applications write",
	[OP_FRESH_STATE] = "is anything on the source newer than the mark of "
	    "the freeze",
	[OP_IMAGE_STATE] = "can the installer upgrade the system on the "
	    "guest's first disk, or has it done so",
	[OP_SUMS_STATE] = "do the data have the checksums that they had on "
	    "the source",
	[OP_MIGRATION_CHECK] = "would the other node accept the definition "
	    "(ldm migrate-domain -n)",
	[OP_WORD_STATE] = "has a person said yes",
	[OP_MEMBER_STATE] = "do the members of the cluster count the node "
	    "among them; if not, they have fenced it; or how many groups are "
	    "there, and how many votes the quorum has with and without it",
	[OP_LOAD_STATE] = "has the node a load limit of that name, and what "
	    "load do the other groups there make",
};

static const char *const number_text[OP_KINDS][MEANINGS] = {
	[OP_DEVICE_STATE] = { NULL, "part of another pool",
	    "the quorum device", "part of a pool that a resource uses" },
	[OP_POOL_STATE] = { NULL, "by hand (ALTROOT -)" },
};

const char *
op_number_text(const struct op *ask, const struct answer *answer)
{
	assert(ask->kind < OP_KINDS);
	if (answer->number < 0 || answer->number >= MEANINGS)
		return NULL;
	return number_text[ask->kind][answer->number];
}
