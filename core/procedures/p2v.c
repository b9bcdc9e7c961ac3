/*
 * A physical machine becomes a failover guest domain: the first of the posts.
 *
 * From the freeze on nothing is written on the source, so that nothing is lost
 * between the archive and the first user who is let in.  The source's own disks
 * are only read: everything is written to the share.  Until the guest is
 * accepted the way back is to switch the source on again.
 */
#include "core/procedures/procedure.h"

static const struct procedure_phase phases[] = {
	{ "collect", "the source's file systems and data, as they are when "
	    "everybody has stopped writing" },
	{ "prepare", "a pool and a group, and on it the source's system" },
	{ "convert", "the source goes down for good; the guest becomes "
	    "Solaris 10 for sun4v, and gets its data" },
	{ "cluster", "volumes on every node, SUNW.ldom, a switch both ways; "
	    "the owner accepts" },
	{ NULL, NULL },
};

static const struct procedure_step collect[] = {
	{ "collect", "share", OP_SHARE_MOUNT, ON_HOME, .at_node = true,
	    .why = "archives go over it; unmounted at the end, for whatever "
	    "looks there hangs if its server dies" },
	{ "collect", "tools", OP_DIRECTORY_MAKE, ON_HOME, .value = "-p",
	    .why = "a place for what is run on the source" },
	{ "collect", "script", OP_FILE_COPY, ON_HOME,
	    .why = "run from the share, so that nothing is written on the "
	    "source" },
	{ "collect", "share@source", OP_SHARE_MOUNT, ON_SOURCE,
	    .why = "the source writes here, and nowhere else" },
	{ "collect", "directory", OP_DIRECTORY_MAKE, ON_SOURCE,
	    .why = "a folder of its own for each source" },
	{ "collect", "freeze", OP_SOURCE_FREEZE, ON_NONE,
	    .why = "what is written after the archive would be lost; "
	    "downtime begins" },
	{ "collect", "frozen", OP_SOURCE_MARK, ON_SOURCE,
	    .why = "what is newer than this mark has been written since" },
	{ "collect", "collect", OP_SOURCE_COLLECT, ON_SOURCE,
	    .why = "inventory and archive of every file system that is not "
	    "excluded" },
	{ "collect", "data", OP_SOURCE_SAVE, ON_SOURCE, .each = EACH_DATA,
	    .why = "relative paths: nobody can unpack it over the wrong "
	    "machine's data" },
	{ "collect", "sums", OP_SUMS_TAKE, ON_SOURCE, .each = EACH_DATA,
	    .why = "what is compared in the guest" },
	{ .name = NULL },
};

static const struct procedure_step prepare[] = {
	{ "prepare", "suspend", OP_GROUP_SUSPEND, ON_HOME,
	    .why = "no agent guards the guest yet: a failover would pull the "
	    "pool from under it" },
	{ "prepare", "description", OP_GROUP_SET, ON_HOME,
	    .value = "RG_description=p2v-of-%s-do-not-move",
	    .why = "so that colleagues see it" },
	{ "prepare", "conf", OP_FILE_WRITE, ON_HOME,
	    .why = "which services and which pool ldmp2v takes" },
	{ "prepare", "prepare", OP_P2V_PREPARE, ON_HOME,
	    .why = "disks, file systems, archive restored, image edited, "
	    "domain defined" },
	{ "prepare", "vnet", OP_GUEST_VNET_SET, ON_HOME,
	    .each = EACH_OTHER_NET,
	    .why = "ldmp2v puts every net on one switch: right address, "
	    "wrong wire" },
	{ "prepare", "master", OP_GUEST_MASTER, ON_HOME, .value = "primary",
	    .why = "the control domain's failure policy reaches the guest" },
	{ "prepare", "crypto", OP_GUEST_CRYPTO, ON_HOME, .when = WHEN_CRYPTO,
	    .why = "as declared: units of its CPUs' cores" },
	{ "prepare", "auto-boot-off", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "auto-boot?=false",
	    .why = "nothing boots by itself while the source runs" },
	{ "prepare", "disk", OP_DISK_CREATE, ON_HOME,
	    .each = EACH_DATA_DISK,
	    .why = "what was excluded needs a disk" },
	{ "prepare", "volume", OP_VOLUME_ADD, ON_HOME,
	    .each = EACH_DATA_DISK, .at_node = true,
	    .why = "the disk server offers the file" },
	{ "prepare", "vdisk", OP_GUEST_VDISK, ON_HOME,
	    .each = EACH_DATA_DISK,
	    .why = "an explicit id keeps the boot path true" },
	{ "prepare", "image", OP_NONE, ON_HOME, .asks = ASKS_IMAGE,
	    .why = "one bad line in it would fail the upgrade, hours later" },
	{ .name = NULL },
};

static const struct procedure_step convert[] = {
	{ "convert", "fresh", OP_NONE, ON_NONE, .asks = ASKS_FRESH,
	    .why = "the proof that nothing will be lost" },
	{ "convert", "source-stop", OP_SOURCE_STOP, ON_SOURCE,
	    .why = "its addresses must not be there twice" },
	{ "convert", "source-off", OP_SOURCE_OFF, ON_NONE,
	    .why = "off, and unable to come back by itself" },
	{ "convert", "convert", OP_P2V_CONVERT, ON_HOME, .of = OF_MEDIUM,
	    .why = "boots the guest from the install medium" },
	{ "convert", "upgrade", OP_GUEST_UPGRADE, ON_HOME,
	    .savepoint = true,
	    .why = "Upgrade, never Initial: sun4u becomes sun4v, and the "
	    "system keeps its own identity" },
	{ "convert", "stop-upgraded", OP_GUEST_STOP, ON_HOME,
	    .savepoint = true,
	    .why = "the medium can only go while the guest is down" },
	{ "convert", "iso-disk", OP_GUEST_VDISK_REMOVE, ON_HOME,
	    .of = OF_MEDIUM, .when = WHEN_NO_ISO,
	    .why = "a medium that stays is needed at every bind, on every "
	    "node" },
	{ "convert", "iso-volume", OP_VOLUME_REMOVE, ON_HOME,
	    .of = OF_MEDIUM, .when = WHEN_NO_ISO, .value = "ro",
	    .why = "nobody else uses it" },
	{ "convert", "boot-device", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "boot-device=disk0:a",
	    .why = "the disk only, never \"disk net\"" },
	{ "convert", "auto-boot", OP_GUEST_VARIABLE, ON_HOME,
	    .value = "auto-boot?=true",
	    .why = "or the agent starts it and it sits at the ok prompt" },
	{ "convert", "unbind-upgraded", OP_GUEST_UNBIND, ON_HOME,
	    .why = "bound anew, it opens only the disks that it keeps" },
	{ "convert", "bind-upgraded", OP_GUEST_BIND, ON_HOME,
	    .why = "takes CPUs, memory, a console port; opens the disks" },
	{ "convert", "start-upgraded", OP_GUEST_START, ON_HOME,
	    .why = "for the first time from its own disk" },
	{ "convert", "up-upgraded", OP_NONE, ON_GUEST, .savepoint = true,
	    .why = "active is not up: the operating system has to run" },
	{ "convert", "share@guest", OP_SHARE_MOUNT, ON_INSIDE,
	    .why = "the data are unpacked inside the guest, and nowhere "
	    "else" },
	{ "convert", "data-filesystem", OP_DATA_FILESYSTEM, ON_GUEST,
	    .each = EACH_DATA, .why = "label, file system, vfstab, mount" },
	{ "convert", "restore", OP_DATA_RESTORE, ON_GUEST,
	    .each = EACH_DATA,
	    .why = "every checksum has to be what it was on the source" },
	{ "convert", "share-off@guest", OP_SHARE_UNMOUNT, ON_INSIDE,
	    .why = "a guest does not depend on the archive server" },
	{ .name = NULL },
};

static const struct procedure_step down[] = {
	{ "cluster", "halt", OP_GUEST_HALT, ON_GUEST,
	    .why = "down by its own hand" },
	{ "cluster", "stop", OP_GUEST_STOP, ON_GUEST,
	    .why = "from the ok prompt to bound" },
	{ "cluster", "unbind", OP_GUEST_UNBIND, ON_GUEST,
	    .why = "a bound domain holds its disks open" },
	{ .name = NULL },
};

static const struct procedure_step up[] = {
	{ "cluster", "bind", OP_GUEST_BIND, ON_GUEST, .why = "as before" },
	{ "cluster", "start", OP_GUEST_START, ON_GUEST, .why = "as before" },
	{ "cluster", "up", OP_NONE, ON_GUEST,
	    .why = "up again where it began" },
	{ .name = NULL },
};

static const struct procedure_step resume[] = {
	{ "cluster", "resume", OP_GROUP_RESUME, ON_HOME, .always = true,
	    .why = "the cluster looks after the group again" },
	{ "cluster", "description-off", OP_GROUP_SET, ON_HOME,
	    .always = true, .value = "RG_description=",
	    .why = "and may move it" },
	{ .name = NULL },
};

static const struct procedure_step accept[] = {
	{ "cluster", "share-off", OP_SHARE_UNMOUNT, ON_HOME, .at_node = true,
	    .why = "nothing here looks at the archive any more" },
	{ "cluster", "accept", OP_ASK, ON_NONE, .value = "accept",
	    .no_return = true,
	    .why = "the first user is let in: from here going back would "
	    "lose what users write" },
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
	{ accept, NULL },
	{ NULL, NULL },
};

const struct procedure procedure_p2v = {
	.name = "p2v",
	.operands = "SOURCE [--phase PHASE]... [--keep-iso]",
	.about = "convert a physical machine into a failover guest domain",
	.takes_source = true,
	.options = OPTION_PHASE | OPTION_KEEP_ISO | OPTION_JUMPSTART,
	.begin = SITE_READY,
	.guest_begin = NOW_ABSENT,
	.checks = CHECK_P2V,
	.stays_clustered = true,
	.phases = phases,
	.parts = parts,
};
