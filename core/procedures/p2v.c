/*
 * A physical machine becomes a failover guest domain: the first of the posts.
 *
 * After the freeze nothing is written on the source, so that nothing is lost
 * between the archive and the first user of the guest.  The source's own disks
 * are only read: everything is written to the share.  Until the guest is
 * accepted, the way back is to switch the source on again.  What the freeze has
 * disabled stays so in the archive: the guest boots as often as is needed, and
 * no service of it is up before the owner has accepted it.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "collect", "the source's file systems and data, after all writing "
	    "has stopped" },
	{ "prepare", "a pool and a group, and the source's system in the "
	    "pool" },
	{ "convert", "the source goes down for good; the guest becomes "
	    "Solaris 10 for sun4v, and gets its data" },
	{ "cluster", "volumes on every node, SUNW.ldom, a switch both ways; "
	    "the owner accepts" },
	{ NULL, NULL },
};

static const struct procedure_step collect[] = {
	{ "collect", "share", OP_SHARE_MOUNT, ON_HOME, .at_node = true,
	    .why = "the archives are written there; unmounted at the end, "
	    "because everything that reads it hangs if its server dies" },
	{ "collect", "tools", OP_DIRECTORY_MAKE, ON_HOME, .value = "-p",
	    .why = "a directory for the programs that run on the source" },
	{ "collect", "script", OP_FILE_COPY, ON_HOME,
	    .why = "run from the share, so that nothing is written on the "
	    "source" },
	{ "collect", "tool", OP_SCRIPT_WRITE, ON_HOME, .each = EACH_SCRIPT,
	    .why = "the source and the guest run it from the share" },
	{ "collect", "share@source", OP_SHARE_MOUNT, ON_SOURCE,
	    .why = "the source writes here, and nowhere else" },
	{ "collect", "directory", OP_DIRECTORY_MAKE, ON_SOURCE,
	    .why = "each source has its own directory" },
	{ "collect", "freeze", OP_SOURCE_FREEZE, ON_NONE,
	    .why = "anything written after the archive would be lost; what "
	    "is only stopped would start in the guest before its data are "
	    "there" },
	{ "collect", "frozen", OP_SOURCE_MARK, ON_SOURCE,
	    .why = "files newer than this mark were written after the freeze" },
	{ "collect", "collect", OP_SOURCE_COLLECT, ON_SOURCE,
	    .why = "inventory and archive of every file system that is not "
	    "excluded" },
	{ "collect", "data", OP_SOURCE_SAVE, ON_SOURCE, .each = EACH_DATA,
	    .why = "relative paths: it cannot be unpacked over the data of the "
	    "wrong machine" },
	{ "collect", "sums", OP_SUMS_TAKE, ON_SOURCE, .each = EACH_DATA,
	    .why = "the checksums that are compared in the guest" },
	{ .name = NULL },
};

static const struct procedure_step prepare[] = {
	{ "prepare", "suspend", OP_GROUP_SUSPEND, ON_HOME,
	    .why = "the guest has no agent yet: a failover would take its pool "
	    "away" },
	{ "prepare", "description", OP_GROUP_SET, ON_HOME,
	    .value = "RG_description=p2v-of-%s-do-not-move",
	    .why = "so that colleagues see it" },
	{ "prepare", "conf", OP_FILE_WRITE, ON_HOME,
	    .why = "which services and which pool ldmp2v uses" },
	{ "prepare", "prepare", OP_P2V_PREPARE, ON_HOME,
	    .why = "creates disks and file systems, restores the archive, "
	    "edits the image, defines the domain" },
	{ "prepare", "vnet", OP_GUEST_VNET_SET, ON_HOME,
	    .each = EACH_OTHER_NET,
	    .why = "ldmp2v puts every network on one switch: right address, "
	    "wrong network" },
	{ "prepare", "master", OP_GUEST_MASTER, ON_HOME, .value = "primary",
	    .why = "the failure policy of the control domain applies to the "
	    "guest" },
	{ "prepare", "hostid", OP_GUEST_HOSTID, ON_HOME,
	    .when = WHEN_OWN_HOSTID, .why = "as declared: licences know the "
	    "guest by it" },
	{ "prepare", "crypto", OP_GUEST_CRYPTO, ON_HOME, .when = WHEN_CRYPTO,
	    .why = "as declared: units of its CPUs' cores" },
	{ "prepare", "auto-boot-off", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "auto-boot?=false",
	    .why = "nothing boots by itself while the source runs" },
	{ "prepare", "disk", OP_DISK_CREATE, ON_HOME,
	    .each = EACH_DATA_DISK,
	    .why = "the excluded data need a disk" },
	{ "prepare", "volume", OP_VOLUME_ADD, ON_HOME,
	    .each = EACH_DATA_DISK, .at_node = true,
	    .why = "the disk server exports the file" },
	{ "prepare", "vdisk", OP_GUEST_VDISK, ON_HOME,
	    .each = EACH_DATA_DISK,
	    .why = "an explicit id keeps the boot path valid" },
	{ "prepare", "image", OP_NONE, ON_HOME, .asks = ASKS_IMAGE,
	    .why = "one bad line in it would make the upgrade fail hours "
	    "later" },
	{ .name = NULL },
};

static const struct procedure_step convert[] = {
	{ "convert", "fresh", OP_NONE, ON_NONE, .asks = ASKS_FRESH,
	    .why = "the proof that nothing will be lost" },
	{ "convert", "source-stop", OP_SOURCE_STOP, ON_SOURCE,
	    .why = "its addresses must not be on the network twice" },
	{ "convert", "source-off", OP_SOURCE_OFF, ON_NONE,
	    .why = "off, and unable to boot by itself" },
	{ "convert", "convert", OP_P2V_CONVERT, ON_HOME, .of = OF_MEDIUM,
	    .why = "boots the guest from the install medium" },
	{ "convert", "upgrade", OP_GUEST_UPGRADE, ON_HOME,
	    .savepoint = true,
	    .why = "Upgrade, never Initial: sun4u becomes sun4v, and the "
	    "system keeps its own identity" },
	{ "convert", "stop-upgraded", OP_GUEST_STOP, ON_HOME,
	    .savepoint = true,
	    .why = "the medium can only be removed while the guest is down" },
	{ "convert", "iso-disk", OP_GUEST_VDISK_REMOVE, ON_HOME,
	    .of = OF_MEDIUM, .when = WHEN_NO_ISO,
	    .why = "a medium that stays is needed at every bind, on every "
	    "node" },
	{ "convert", "iso-volume", OP_VOLUME_REMOVE, ON_HOME,
	    .of = OF_MEDIUM, .when = WHEN_NO_ISO, .value = "ro",
	    .why = "nothing else uses it" },
	{ "convert", "boot-device", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "boot-device=disk0:a",
	    .why = "the disk only, never \"disk net\"" },
	{ "convert", "auto-boot", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "auto-boot?=true",
	    .why = "otherwise the agent starts it and it stays at the ok "
	    "prompt" },
	{ "convert", "copy", OP_GUEST_SAVE, ON_HOME, .of = OF_COPY,
	    .when = WHEN_NO_AGENT,
	    .why = "no agent knows the definition: it travels with the "
	    "disks" },
	{ "convert", "unbind-upgraded", OP_GUEST_UNBIND, ON_HOME,
	    .why = "after a new bind it opens only the disks that it keeps" },
	{ "convert", "bind-upgraded", OP_GUEST_BIND, ON_HOME,
	    .why = "takes CPUs, memory, a console port; opens the disks" },
	{ "convert", "start-upgraded", OP_GUEST_START, ON_HOME,
	    .why = "its first boot from its own disk: nothing that users "
	    "reach starts, the freeze has disabled it" },
	{ "convert", "up-upgraded", OP_NONE, ON_GUEST, .savepoint = true,
	    .why = "active does not mean up: the operating system has to run" },
	{ "convert", "share@guest", OP_SHARE_MOUNT, ON_INSIDE,
	    .why = "the data are unpacked inside the guest, and nowhere "
	    "else" },
	{ "convert", "data-filesystem", OP_DATA_FILESYSTEM, ON_GUEST,
	    .each = EACH_DATA, .why = "label, file system, vfstab, mount" },
	{ "convert", "restore", OP_DATA_RESTORE, ON_GUEST,
	    .each = EACH_DATA,
	    .why = "every checksum must be the same as on the source" },
	{ "convert", "share-off@guest", OP_SHARE_UNMOUNT, ON_INSIDE,
	    .why = "the guest must not depend on the archive server" },
	{ .name = NULL },
};

static const struct procedure_step down[] = {
	{ "cluster", "halt", OP_GUEST_HALT, ON_GUEST,
	    .unless = OP_RESOURCE_CREATE,
	    .why = "the guest shuts itself down" },
	{ "cluster", "stop", OP_GUEST_STOP, ON_GUEST,
	    .unless = OP_RESOURCE_CREATE,
	    .why = "from the ok prompt to bound" },
	{ "cluster", "unbind", OP_GUEST_UNBIND, ON_GUEST,
	    .unless = OP_RESOURCE_CREATE,
	    .why = "a bound domain holds its disks open" },
	{ .name = NULL },
};

static const struct procedure_step up[] = {
	{ "cluster", "bind", OP_GUEST_BIND, ON_GUEST, .why = "as before" },
	{ "cluster", "start", OP_GUEST_START, ON_GUEST, .why = "as before" },
	{ "cluster", "up", OP_NONE, ON_GUEST,
	    .why = "up again where it started" },
	{ .name = NULL },
};

static const struct procedure_step resume[] = {
	{ "cluster", "resume", OP_GROUP_RESUME, ON_HOME, .always = true,
	    .why = "the cluster looks after the group again" },
	{ "cluster", "description-off", OP_GROUP_SET, ON_HOME,
	    .always = true, .value = "RG_description=",
	    .why = "and may move it again" },
	{ .name = NULL },
};

static const struct procedure_step accept[] = {
	{ "cluster", "share-off", OP_SHARE_UNMOUNT, ON_HOME, .at_node = true,
	    .why = "nothing here reads the archive any more" },
	{ "cluster", "accept", OP_ASK, ON_NONE, .value = "accept",
	    .no_return = true,
	    .why = "users are let in: from here a rollback would lose what "
	    "they write" },
	{ .name = NULL },
};

static const struct procedure_part parts[] = {
	{ collect, NULL },
	{ storage_part, "prepare" },
	{ prepare, NULL },
	{ convert, NULL },
	{ down, NULL },
	{ offer_part, "cluster" },
	{ up, NULL },
	{ agent_part, "cluster" },
	{ resume, NULL },
	{ try_part, "cluster" },
	{ affinity_part, "cluster" },
	{ accept, NULL },
	{ NULL, NULL },
};

const struct procedure procedure_p2v = {
	.name = "p2v",
	.operands = "SOURCE [--phase PHASE]... [--keep-iso]",
	.about = "convert a physical machine into a failover guest domain",
	.owes = "services and volumes, and a test switch of the guest",
	.takes_source = true,
	.options = OPTION_PHASE | OPTION_KEEP_ISO | OPTION_JUMPSTART,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_P2V,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
