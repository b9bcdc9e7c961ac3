/*
 * The table of checks.
 */
#include <stddef.h>

#include "backends/readiness/agent.h"
#include "backends/readiness/cluster.h"
#include "backends/readiness/copies.h"
#include "backends/readiness/disks.h"
#include "backends/readiness/group.h"
#include "backends/readiness/guest.h"
#include "backends/readiness/lun.h"
#include "backends/readiness/machine.h"
#include "backends/readiness/nets.h"
#include "backends/readiness/node.h"
#include "backends/readiness/pool.h"
#include "backends/readiness/processor.h"
#include "backends/readiness/readiness.h"
#include "backends/readiness/room.h"
#include "core/procedures/procedure.h"

/* Jobs, by what they need. */
enum {
	CREATES = 1 << CHECK_CREATE | 1 << CHECK_P2V,
	SWITCHES = 1 << CHECK_SWITCH | 1 << CHECK_MAINTAIN,
	MOVES = 1 << CHECK_SWITCH | 1 << CHECK_MIGRATE,
	OF_GUESTS = MOVES | 1 << CHECK_MAINTAIN | 1 << CHECK_RETIRE,
	ALL = CREATES | OF_GUESTS | 1 << CHECK_SERVICES,
};

static const struct readiness_row rows[] = {
	{ "member", ABOUT_NODE, FOUND_FAIL, ALL, member_judge,
	    "the node is a member of the cluster",
	    "bring {node} back first: boot it, and look at clnode status" },
	{ "quorum", ABOUT_NODE, FOUND_FAIL, ALL, quorum_judge,
	    "the cluster lives on without the node: enough votes are present "
	    "without its own",
	    "clquorum status: bring back what is not online, or add a quorum "
	    "device (clquorum add)" },
	{ "quorum-devices", ABOUT_NODE, FOUND_FAIL, ALL, quorum_devices_judge,
	    "each quorum device is online, as the node's cluster counts the "
	    "votes",
	    "cldevice status, and clquorum enable DEVICE once it is there" },
	{ "interconnect", ABOUT_NODE, FOUND_FAIL, ALL, interconnect_judge,
	    "each private adapter of the node has a path to every other node, "
	    "and there is more than one",
	    "look at cable, port and switch of the path, then clinterconnect "
	    "status" },
	{ "path-failure", ABOUT_NODE, FOUND_WARN, MOVES, path_failure_judge,
	    "a node that loses its disk paths is not rebooted with all guests "
	    "on it",
	    "clnode set -p reboot_on_path_failure=disabled {node}" },

	{ "hostid", ABOUT_NODE, FOUND_FAIL, ALL, hostid_judge,
	    "no two nodes have one hostid, and none has 0: else ZFS lets both "
	    "import one pool",
	    "give {node} a hostid of its own before any pool is moved" },
	{ "ldm-release", ABOUT_NODE, FOUND_WARN, MOVES, release_judge,
	    "all nodes have one release of the manager of domains",
	    "update the older one, or rehearse with these releases in the site "
	    "file" },
	{ "solaris-release", ABOUT_NODE, FOUND_WARN, MOVES, solaris_judge,
	    "all nodes have one release of Solaris",
	    "update the older one, while no guest is there" },
	{ "cluster-release", ABOUT_NODE, FOUND_WARN, MOVES, clusterware_judge,
	    "all nodes have one release of the cluster",
	    "update the older one, while no guest is there" },
	{ "kernel", ABOUT_NODE, FOUND_WARN, MOVES, kernel_judge,
	    "all nodes have one kernel",
	    "patch the older one, while no guest is there" },
	{ "reconfiguration", ABOUT_NODE, FOUND_FAIL, ALL,
	    reconfiguration_judge,
	    "no delayed reconfiguration is pending: it refuses changes of all "
	    "domains there until the control domain is rebooted",
	    "at {node}: ldm cancel-operation reconf primary, or move all "
	    "guests away and reboot it" },
	{ "failure-policy", ABOUT_NODE, FOUND_WARN, MOVES,
	    failure_policy_judge,
	    "guests do not go on without their control domain while the "
	    "cluster starts them elsewhere",
	    "at {node}: ldm set-domain failure-policy=reset primary" },
	{ "saved", ABOUT_NODE, FOUND_WARN, ALL, saved_judge,
	    "what runs is what a power cycle loads",
	    "when no guest of the cluster is bound at {node}: ldm add-spconfig "
	    "NAME there" },
	{ "degraded-config", ABOUT_NODE, FOUND_FAIL, ALL, degraded_judge,
	    "the machine has not left a part of its configuration out when it "
	    "was started",
	    "replace what is broken in {node}; save nothing there before" },
	{ "daemons", ABOUT_NODE, FOUND_FAIL, ALL, daemons_judge,
	    "ldmd and vntsd are online: without the one no domain is stopped "
	    "or started, without the other there are no consoles",
	    "at {node}: svcs -xv, then svcadm clear or enable" },
	{ "space", ABOUT_NODE, FOUND_FAIL, ALL, space_judge,
	    "less than 90 % of / and /var are used: when they are full the "
	    "cluster cannot write what it decides",
	    "at {node}: find what is large there, and remove it" },
	{ "cachefiles", ABOUT_NODE, FOUND_FAIL, CREATES | MOVES,
	    cachefiles_judge,
	    "the folder is there in which HAStoragePlus writes cachefiles of "
	    "pools: else it imports none",
	    "at {node}: look for EC_zfs in eventlog.conf; a folder that is "
	    "made by hand lasts until the next boot" },
	{ "account", ABOUT_NODE, FOUND_WARN, ALL, account_judge,
	    "the password of the account that logs in does not expire within "
	    "14 days: then its keys are refused, too",
	    "change it, or take its aging away (passwd -x -1)" },
	{ "visitors", ABOUT_NODE, FOUND_WARN, ALL, visitors_judge,
	    "nobody else is logged in",
	    "ask them what they do there" },
	{ "at-work", ABOUT_NODE, FOUND_FAIL, ALL, at_work_judge,
	    "nobody else changes domains, pools or the cluster",
	    "wait until it is over, or ask who it is" },
	{ "service-processor", ABOUT_NODE, FOUND_WARN, ALL, processor_judge,
	    "the service processor of the site file answers, and is the "
	    "node's own: after an accident only it says that the node has no "
	    "power",
	    "log in there now, or correct \"sp\" of {node} in the site "
	    "file" },
	{ "services", ABOUT_NODE, FOUND_FAIL, ALL, services_judge,
	    "switches, disk servers and console concentrators have the same "
	    "names on all nodes, and switches the same VLANs and MTU",
	    "domferry plan services, or ldm add-vsw, add-vds, add-vcc by "
	    "hand" },

	{ "one-domain", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, one_domain_judge,
	    "the guest is defined at one node, and absent at all others",
	    "find out which copy lives, keep its definition (ldm "
	    "list-constraints -x {guest}), and remove the other" },
	{ "together", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, together_judge,
	    "domain, pool and group are at the same node",
	    "let the cluster bring the group to where the guest is, or stop "
	    "the guest; import nothing by hand" },
	{ "calm", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, calm_judge,
	    "the guest is not being started, stopped, changed or migrated",
	    "wait until it is over; look with ldm list-domain {guest}" },
	{ "running", ABOUT_GUEST, FOUND_WARN, MOVES | 1 << CHECK_MAINTAIN,
	    running_judge,
	    "the system in the guest runs: a group may be online with its "
	    "guest at the ok prompt",
	    "look at its console at {at}, and boot it" },
	{ "serves", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, serves_judge,
	    "no node asks the guest for names, the time or LDAP, or has "
	    "mounted something from it: such a node hangs while the guest is "
	    "down",
	    "give the nodes another server first" },
	{ "master", ABOUT_GUEST, FOUND_WARN, MOVES, master_judge,
	    "the failure-policy of the control domain is for this guest: it is "
	    "its master",
	    "at {at}: ldm set-domain master=primary {guest}" },
	{ "auto-boot", ABOUT_GUEST, FOUND_FAIL, MOVES, auto_boot_judge,
	    "the guest boots when it is started, and does not stay at ok",
	    "at {at}: ldm set-variable auto-boot\\?=true {guest}" },
	{ "boot-device", ABOUT_GUEST, FOUND_FAIL, MOVES, boot_device_judge,
	    "boot-device names disks of the guest; it warns if it names a "
	    "net, too, or is not set",
	    "at {at}: ldm set-variable boot-device=DISK {guest}" },
	{ "definition", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, definition_judge,
	    "the definition can be read, and has nothing that is not known "
	    "here",
	    "take out what is bound to this machine, or move the guest by "
	    "hand" },

	{ "copies", ABOUT_GUEST, FOUND_WARN, OF_GUESTS, copies_judge,
	    "copies of the definition are at the other nodes of the group, "
	    "and in the pool: with its node the guest would lose it",
	    "at {at}: ldm list-constraints -x {guest} > "
	    "/{pool}/.domferry/{guest}.xml, and that file to each other node "
	    "as /var/domferry/{guest}.xml" },

	{ "group", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, group_judge,
	    "the group is online at one node, and nothing is under way or "
	    "failed",
	    "clrg status {group}; clear what failed (clrs clear -f STOP_FAILED "
	    "RESOURCE) when its cause is known" },
	{ "suspended", ABOUT_GUEST, FOUND_WARN, OF_GUESTS, suspended_judge,
	    "the cluster starts the guest elsewhere when its node dies",
	    "ask who suspended it; then clrg resume {group}" },
	{ "failback", ABOUT_GUEST, FOUND_WARN, MOVES, failback_judge,
	    "a node that comes back does not take the guest back, with an "
	    "outage",
	    "clrg set -p Failback=FALSE {group}" },
	{ "nodelist", ABOUT_GUEST, FOUND_WARN, OF_GUESTS, nodelist_judge,
	    "the nodes of the group are those of the site file, and more than "
	    "one",
	    "correct the site file, or clrg set -n NODE,NODE {group}" },
	{ "resources", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, resources_judge,
	    "storage and agent are online where the group is",
	    "clrs status -g {group}, and the messages at that node" },
	{ "monitored", ABOUT_GUEST, FOUND_WARN, SWITCHES, monitored_judge,
	    "storage and agent are enabled and monitored at every node",
	    "clrs enable RESOURCE, clrs monitor RESOURCE" },
	{ "failover-mode", ABOUT_GUEST, FOUND_WARN, MOVES,
	    failover_mode_judge,
	    "a stop that fails does not cost the node and all its guests",
	    "clrs set -p Failover_mode=SOFT RESOURCE" },
	{ "agent", ABOUT_GUEST, FOUND_FAIL, SWITCHES, agent_judge,
	    "SUNW.ldom stops and starts the guest: without it a switch takes "
	    "the pool from a running guest",
	    "clrg suspend {group} until it has its agent" },
	{ "agent-storage", ABOUT_GUEST, FOUND_FAIL, SWITCHES, depends_judge,
	    "the agent depends on the storage",
	    "clrs set -p Resource_dependencies_offline_restart={storage} "
	    "{agent}" },
	{ "migration-type", ABOUT_GUEST, FOUND_WARN, SWITCHES, migration_judge,
	    "Migration_type is NORMAL: the pool is at one node only, so a live "
	    "migration cannot work",
	    "clrs set -p Migration_type=NORMAL {agent}" },
	{ "stop-timeout", ABOUT_GUEST, FOUND_FAIL, SWITCHES, stop_timeout_judge,
	    "Stop_timeout is twice the longest shutdown: what takes longer "
	    "ends as stop-failed",
	    "clrs set -p Stop_timeout=SECONDS {agent}; measured times go into "
	    "\"timing\" of the site file" },
	{ "password-file", ABOUT_GUEST, FOUND_FAIL, SWITCHES, password_judge,
	    "the agent's password file is at every node, and root's alone",
	    "copy {password} to where it is missing; chown root, chmod 400" },

	{ "altroot", ABOUT_GUEST, FOUND_FAIL, MOVES, altroot_judge,
	    "the cluster has imported the pool, with ALTROOT /: by hand it "
	    "gets into zpool.cache, and is imported again at a boot",
	    "at {at}, with the guest stopped: zpool export {pool}, then clrs "
	    "enable {storage}" },
	{ "pool-cache", ABOUT_GUEST, FOUND_FAIL, MOVES, cached_judge,
	    "no node has the pool in its zpool.cache: it would import it when "
	    "it boots, in use elsewhere or not",
	    "where it is in use: zpool set cachefile=none {pool}; where not, "
	    "take /etc/zfs/zpool.cache away before the next boot" },
	{ "one-pool", ABOUT_GUEST, FOUND_FAIL, OF_GUESTS, one_pool_judge,
	    "the pool is imported at one node only",
	    "stop the guest now; nothing may write until somebody has looked "
	    "at both nodes" },
	{ "pool-health", ABOUT_GUEST, FOUND_FAIL, MOVES, pool_health_judge,
	    "the pool is ONLINE, without data errors",
	    "zpool status -v {pool} at {at}" },
	{ "pool-room", ABOUT_GUEST, FOUND_WARN, OF_GUESTS, pool_room_judge,
	    "less than 80 % of the pool are used",
	    "remove old snapshots, or add a LUN to {pool}" },
	{ "pool-seen", ABOUT_TARGET, FOUND_FAIL, MOVES, pool_seen_judge,
	    "the other node sees the pool on its LUN, and could import it",
	    "at {node}: cldevice status, format; ask who masks the LUNs" },
	{ "device", ABOUT_TARGET, FOUND_FAIL, MOVES | CREATES, device_judge,
	    "the other node has a path to the LUN",
	    "at {node}: cldevice refresh, cldevice status; ask who masks the "
	    "LUNs" },
	{ "fencing", ABOUT_GUEST, FOUND_FAIL, MOVES | CREATES, fencing_judge,
	    "a node that was expelled cannot write to the LUN",
	    "cldevice set -p default_fencing=global {device}" },
	{ "quorum-lun", ABOUT_GUEST, FOUND_FAIL, CREATES, quorum_lun_judge,
	    "the LUN is no quorum device: a pool on it overwrites the keys",
	    "take another LUN, or make another quorum device first" },
	{ "pool-version", ABOUT_TARGET, FOUND_FAIL, MOVES, version_judge,
	    "the other node knows the version of the pool",
	    "update {node} first; a version never goes back" },
	{ "label", ABOUT_GUEST, FOUND_FAIL, CREATES, label_judge,
	    "the LUN has a label of the kind in which slices can be made",
	    "a person labels {device}: format -e" },
	{ "inside", ABOUT_GUEST, FOUND_FAIL, MOVES, inside_judge,
	    "all disks of the guest are in its pool: an ISO image stays behind",
	    "at {at}: ldm remove-vdisk DISK {guest}, if it is not needed" },
	{ "mounted", ABOUT_GUEST, FOUND_FAIL, MOVES, mounted_judge,
	    "the file system with its disks is mounted from the pool, and is "
	    "no folder of the root disk",
	    "at {at}: zfs mount -a, with the guest stopped" },
	{ "disk-files", ABOUT_GUEST, FOUND_FAIL, MOVES, disk_files_judge,
	    "the files behind its disks are there",
	    "look whether the file system of {pool} is mounted at {at}" },
	{ "volumes", ABOUT_TARGET, FOUND_FAIL, MOVES, volumes_judge,
	    "the other node offers the same volumes, with the same paths and "
	    "options",
	    "at {node}: ldm add-vdsdev, with what ldm list-services says at "
	    "{at}" },
	{ "links", ABOUT_TARGET, FOUND_FAIL, MOVES, links_judge,
	    "the links below the switches of its nets are up at the other "
	    "node; whether its VLAN reaches them only the wire shows",
	    "look at cable and port at {node}; snoop -d LINK arp" },
	{ "platform", ABOUT_TARGET, FOUND_WARN, MOVES, platform_judge,
	    "the other node is a machine of the same platform: on CPUs that "
	    "are newer than its Solaris the guest does not boot",
	    "ask Oracle's list which release the CPUs of {node} need; boot a "
	    "guest of that release there first" },
	{ "cpus", ABOUT_TARGET, FOUND_FAIL, MOVES, vcpus_judge,
	    "so many CPUs are free at the other node as the guest has",
	    "free some at {node}, or take some from the guest first" },
	{ "memory", ABOUT_TARGET, FOUND_FAIL, MOVES, memory_judge,
	    "so much memory is free at the other node as the guest has",
	    "free some at {node}, or correct its memory in the site file" },
	{ "crypto", ABOUT_TARGET, FOUND_FAIL, MOVES, crypto_judge,
	    "the crypto units of the guest are free at the other node",
	    "free some at {node}, or take them from the guest" },
	{ "console", ABOUT_TARGET, FOUND_FAIL, MOVES | CREATES, console_judge,
	    "a console port is left at the other node",
	    "at {node}: ldm set-vcc port-range=FROM-TO SERVICE" },
};

const struct readiness_row *
readiness_row(unsigned n)
{
	return n < sizeof(rows) / sizeof(rows[0]) ? &rows[n] : NULL;
}
