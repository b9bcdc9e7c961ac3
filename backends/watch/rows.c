/*
 * The table of what the watch finds.
 */
#include <stddef.h>
#include <string.h>

#include "backends/watch/expected.h"
#include "backends/watch/groups.h"
#include "backends/watch/guests.h"
#include "backends/watch/nodes.h"

static const struct watch_row rows[] = {
	{ "no-quorum", OF_CLUSTER, WATCH_BROKEN, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, quorum_lost,
	    "fewer votes are present than are needed: the cluster starts "
	    "nothing, and nobody else may",
	    "bring a node or a quorum device back: clquorum status" },
	{ "last-vote", OF_CLUSTER, WATCH_RISK, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, quorum_edge,
	    "as many votes are present as are needed: the next one that is "
	    "lost stops the whole cluster",
	    "bring back what is not online: clquorum status" },
	{ "quorum-device", OF_CLUSTER, WATCH_RISK, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, quorum_device,
	    "a quorum device is not online, and does not vote",
	    "cldevice status, and clquorum enable DEVICE once it is there" },

	{ "members-differ", OF_NODE, WATCH_BROKEN, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, members_differ,
	    "nodes do not agree on who is a member: the cluster may have come "
	    "apart",
	    "look at the private links: clinterconnect status; start nothing "
	    "by hand" },
	{ "node-gone", OF_NODE, WATCH_BROKEN, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, node_gone,
	    "the members of the cluster say that the node is offline; guests "
	    "with an agent are started elsewhere",
	    "look at its service processor; when it may come back: domferry "
	    "apply rejoin {node}" },
	{ "node-sick", OF_NODE, WATCH_BROKEN, 2, UNTIL_NOTICED, true,
	    WHO_PERSON, false, expected_death, node_sick,
	    "the node is a member, and does not answer, or its ldmd, its root "
	    "disk, its pools or the cluster's programs do not: the cluster "
	    "moves nothing away from it, and its methods hang there",
	    "type no second zpool there; a person decides, then it is "
	    "switched off by its service processor: guests {guests}" },
	{ "node-silent", OF_NODE, WATCH_BROKEN, 2, UNTIL_NOTICED, true,
	    WHO_PERSON, false, expected_death, node_silent,
	    "the node does not answer, and nobody says whether it is a member",
	    "look at the net from here, then at its service processor" },

	{ "two-running", OF_GUEST, WATCH_BROKEN, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, two_running,
	    "the guest runs on two nodes, and both may write",
	    "a person, now: stop the one that has not the pool: ldm stop -f "
	    "{guest} at {twin}, if the pool is at {at}" },
	{ "two-imports", OF_GUEST, WATCH_BROKEN, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, two_imports,
	    "the pool of the guest is imported on two nodes: it is being "
	    "damaged",
	    "a person, now: stop {guest}; nothing may write until somebody "
	    "has looked at both nodes" },
	{ "guest-gone", OF_GUEST, WATCH_BROKEN, 2, UNTIL_FAILOVER, false,
	    WHO_AGENT, true, expected_start, guest_gone,
	    "no member of the cluster has the guest, although its group is "
	    "online",
	    "domferry apply recover {guest}" },
	{ "guest-stopped", OF_GUEST, WATCH_BROKEN, 2, UNTIL_FAILOVER, false,
	    WHO_AGENT, true, NULL, guest_stopped,
	    "the guest is defined and does not run, although its group is "
	    "online",
	    "domferry apply recover {guest}" },
	{ "guest-at-ok", OF_GUEST, WATCH_BROKEN, 2, UNTIL_BOOT, true,
	    WHO_PERSON, false, NULL, guest_at_ok,
	    "the guest is at the prompt of its firmware, and its group is "
	    "online all the same: neither the cluster nor its agent boots it",
	    "domferry apply unstick {group}" },
	{ "guest-booting", OF_GUEST, WATCH_BROKEN, 2, UNTIL_BOOT, true,
	    WHO_PERSON, false, NULL, guest_booting,
	    "the guest boots, or shuts down, for longer than that takes",
	    "look at its console at {at}" },
	{ "guest-hung", OF_GUEST, WATCH_BROKEN, 3, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, guest_hung,
	    "the hypervisor says that the guest runs, and it does not answer "
	    "on its net",
	    "look at its console at {at}, and at the disks of {pool}" },
	{ "guest-probe", OF_GUEST, WATCH_BROKEN, 2, UNTIL_STOP, false,
	    WHO_AGENT, false, NULL, guest_probe,
	    "a probe of the cluster says that the guest is not well: its root "
	    "may be read-only",
	    "look at its console at {at}" },
	{ "guest-astray", OF_GUEST, WATCH_BROKEN, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, guest_astray,
	    "the guest runs at another node than that of its group: if its "
	    "pool is moved, it loses its disks",
	    "domferry apply unstick {group}" },
	{ "guest-twin", OF_GUEST, WATCH_RISK, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, guest_twin,
	    "a second node has a definition of the guest: at the next switch "
	    "the agent may take it for the guest",
	    "domferry apply rejoin {twin}" },

	{ "group-failed", OF_GUEST, WATCH_BROKEN, 1, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, group_failed,
	    "the group, or a resource of it, has failed to start or to stop: "
	    "the cluster does nothing more with it",
	    "domferry apply unstick {group}" },
	{ "group-offline", OF_GUEST, WATCH_BROKEN, 2, UNTIL_FAILOVER, false,
	    WHO_CLUSTER, false, expected_start, group_offline,
	    "the group is offline at all its nodes, so the guest is down; what "
	    "is to stay down is unmanaged: clrg unmanage",
	    "domferry apply unstick {group}" },
	{ "group-pending", OF_GUEST, WATCH_BROKEN, 2, UNTIL_STOP, true,
	    WHO_CLUSTER, false, NULL, group_pending,
	    "the cluster stops or starts the group for longer than that may "
	    "take",
	    "domferry apply unstick {group}" },
	{ "group-suspended", OF_GUEST, WATCH_RISK, 1, UNTIL_RESUME, true,
	    WHO_PERSON, false, NULL, group_suspended,
	    "the group is suspended for longer than it may be: if its node "
	    "dies, nothing is started elsewhere",
	    "ask who suspended it; then clrg resume {group}" },
	{ "pool-faulted", OF_GUEST, WATCH_BROKEN, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, pool_faulted,
	    "the pool of the guest cannot be read or written",
	    "zpool status -v {pool} at its node; type nothing else there" },
	{ "pool-degraded", OF_GUEST, WATCH_RISK, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, pool_degraded,
	    "a device of the pool is missing, and the others do without it",
	    "zpool status -v {pool} at its node" },

	{ "drift", OF_DRIFT, WATCH_NOTE, 2, UNTIL_NEVER, false,
	    WHO_PERSON, false, NULL, NULL,
	    "a node differs from the others or from the site file, or what "
	    "runs is not what a power cycle loads",
	    "domferry drift" },
};

const char *const watch_severities[WATCH_SEVERITIES] = { "broken", "risk",
    "note" };

const struct watch_row *
watch_row(unsigned n)
{
	return n < sizeof(rows) / sizeof(rows[0]) ? &rows[n] : NULL;
}

const struct watch_row *
watch_find(const char *id)
{
	for (unsigned n = 0; n < sizeof(rows) / sizeof(rows[0]); n++)
		if (strcmp(rows[n].id, id) == 0)
			return &rows[n];
	return NULL;
}
