/*
 * procedure.h: runbooks as tables.
 *
 * A row says which operation is executed, on which node, for which objects,
 * when, why, and in which phase.  Printed for a job, the rows are the commands
 * that an operator would type, in that order (file formats: jobs, phases,
 * steps).  The rows of one block are repeated together for each of its nodes.
 */
#ifndef CORE_PROCEDURE_H
#define CORE_PROCEDURE_H

#include "core/op/op.h"
#include "core/site/site.h"

/* The place of an operation. */
enum where {
	ON_NONE,
	ON_HOME,		/* the first node of the guest's group */
	ON_NODE,		/* the block's node */
	ON_HERE,		/* where the guest's group is now */
	ON_TARGET,		/* of the job */
	ON_GUEST,		/* where the guest is now */
	ON_INSIDE,		/* typed inside the guest */
	ON_SOURCE,		/* typed on the source */
	ON_MEMBER,		/* a node that is not the job's */
	ON_DEAD,		/* the node that is gone */
	ON_OTHER,		/* the other end of a migration */
};

/* The nodes for which a row is repeated. */
enum block {
	BLOCK_ONCE,
	BLOCK_OTHERS,		/* the group's nodes except the first */
	BLOCK_NODES,		/* the job's nodes, the first one last */
	BLOCK_REST,		/* the group's nodes except the present one;
				   the group moves from node to node */
};

/* The objects for which a row is repeated. */
enum each {
	EACH_ONE,
	EACH_VSW,
	EACH_VDS,
	EACH_VCC,
	EACH_DISK,
	EACH_NET,
	EACH_VARIABLE,
	EACH_DATA,		/* excluded file systems, named by mount */
	EACH_DATA_DISK,		/* their disks, named by disk */
	EACH_SCRIPT,		/* scripts for them, named by file */
	EACH_OTHER_NET,		/* nets not on the switch that ldmp2v uses */
	EACH_MISSING,		/* volumes that the block's node lacks */
	EACH_TWIN,		/* guests on it that run elsewhere by now */
};

/* The condition of a row. */
enum when {
	WHEN_ALWAYS,
	WHEN_TEST,		/* there is another node, and no --no-test */
	WHEN_AGENT,
	WHEN_TRY,		/* an agent, and another node */
	WHEN_STAYS,		/* not both: the guest is never away from its
				   home when a configuration is saved */
	WHEN_PLUGIN,
	WHEN_FAILBACK,		/* the site declares it */
	WHEN_NO_FAILBACK,
	WHEN_OWN_HOSTID,	/* the site declares one */
	WHEN_NO_AGENT,
	WHEN_NO_ISO,		/* no --keep-iso */
	WHEN_ISO,
	WHEN_HOSTID,		/* the job changes it */
	WHEN_VCPUS,
	WHEN_MEMORY,
	WHEN_CRYPTO,		/* the guest has crypto units */
	WHEN_CRYPTO_FIRST,	/* the job sets them, and has fewer CPUs */
	WHEN_CRYPTO_LAST,	/* it sets them, and has as many or more */
	WHEN_STOPPED,		/* the change needs a stopped guest */
	WHEN_UNBOUND,		/* it needs an unbound guest */
	WHEN_LIVE,		/* the change is made while it runs */
	WHEN_DESTROY,		/* --destroy-data */
	WHEN_AFFINITIES,	/* the guest's group has affinities */
	WHEN_LOADS,		/* it has load factors */
	WHEN_QUICK,		/* its node's ldm knows add-vdsdev -q */
	WHEN_NO_QUICK,
	WHEN_DOWN,		/* the job takes the node down, to stay so */
	WHEN_REBOOT,		/* it comes back at once */
	WHEN_FIRMWARE,		/* it is to have no power */
	WHEN_LONG,		/* the same, and there are nodes enough for a
				   quorum of the others */
	WHEN_MANY,		/* there are more than two nodes */
	WHEN_LAST_SLOT,		/* its node's service processor has one free
				   slot, and a configuration that may go */
	WHEN_NEEDED,		/* the decision table says so: "need" */
	WHEN_OFF,		/* the node that comes back has no power */
	WHEN_BACK,		/* it is a member again */
	WHEN_CURE,		/* it is part of the cure of what was seen: the
				   row's "cure" */
};

/* Parts of a cure of a group; core/plan/stuck_group.c says which of them what
 * is seen needs. */
enum cure {
	CURE_SAVE = 1, CURE_STOP = 2, CURE_UNBIND = 4, CURE_EXPORT = 8,
	CURE_CLEAR = 16, CURE_ONLINE = 32, CURE_REBIND = 64, CURE_BOOT = 128,
	CURE_RESTART = 256, CURE_QUIESCE = 512,
	CURE_KEEP = 1024,	/* the guest goes on running meanwhile */
	CURE_UP = 2048,
};

/* What a step without a command asks. */
enum asks {
	ASKS_UP,		/* a wait: the guest's system runs */
	ASKS_IMAGE,		/* a check: the installer can upgrade it */
	ASKS_FRESH,		/* nothing is newer than the freeze */
	ASKS_GO,		/* the other node would accept it */
	ASKS_MEMBER,		/* a wait: the block's node is a member */
	ASKS_EMPTY,		/* a check: the block's node has no group, no
				   pool and no guest of ours */
	ASKS_FENCE,		/* the node that is gone has no power */
	ASKS_COPY,		/* the saved definition is there */
	ASKS_PATHS,		/* it has the path to the LUN of each guest that
				   it can have */
	ASKS_SEEN,		/* the group is still as the plan has seen it */
};

/* Which of a guest's resources, the install medium, which property of its
 * group, or the saved definition in its pool. */
enum of { OF_NONE, OF_STORAGE, OF_AGENT, OF_MEDIUM, OF_LOAD, OF_COPY,
    OF_FAILED };		/* the resource that could not be stopped */

struct procedure_step {
	const char	*phase;
	const char	*name;
	enum op_kind	 op;		/* OP_NONE: nothing is typed: asks */
	enum where	 on, to;
	enum block	 block;
	enum each	 each;
	enum when	 when;
	enum of		 of;
	enum asks	 asks;
	unsigned	 cure;		/* WHEN_CURE: set of CURE_, for any of
					   which it is needed */
	enum op_kind	 unless;	/* skipped if what this later operation
					   does is done: the job is run again */
	unsigned	 need;		/* one NEED_ of WHEN_NEEDED */
	const char	*value;		/* "Failback=FALSE", %s is the source;
					   NULL: see building_fill.c */
	bool		 at_node;	/* its name ends in @NODE */
	bool		 always;	/* closes a debt */
	bool		 force;		/* with -f, which needs its proof */
	bool		 no_return;	/* the point of no return */
	bool		 savepoint;	/* its undo would do harm */
	const char	*why;
};

struct procedure_phase {
	const char	*name;
	const char	*why;
};

/* Rows that several procedures share belong to the phase of the part; NULL:
 * each row has its own phase. */
struct procedure_part {
	const struct procedure_step *steps;	/* ends with a NULL name */
	const char	*phase;
};

/* Which checks come before the first change: core/plan/check.c. */
enum check_set { CHECK_SERVICES, CHECK_CREATE, CHECK_SWITCH, CHECK_P2V,
    CHECK_MIGRATE, CHECK_MAINTAIN, CHECK_RETIRE, CHECK_SWEEP,
    CHECK_RECOVER, CHECK_BOOT, CHECK_UNSTICK, CHECK_REJOIN };

/* Options of a job, beside --locks. */
enum { OPTION_TO = 1, OPTION_NO_TEST = 2, OPTION_PHASE = 4,
    OPTION_KEEP_ISO = 8, OPTION_JUMPSTART = 16, OPTION_KIND = 32,
    OPTION_SET = 64, OPTION_DESTROY_DATA = 128, OPTION_PLACES = 256,
    OPTION_FOR = 512, OPTION_POWER_OFF = 1024 };

/* A procedure that has no steps: it chooses one job after the other. */
enum campaign { CAMPAIGN_NONE, CAMPAIGN_EVACUATE, CAMPAIGN_RETURN };

struct procedure {
	const char	*name;
	const char	*operands;	/* for help: "GUEST [--to NODE]" */
	const char	*about;
	const char	*owes;		/* what a node is owed that was left
					   out; or NULL */
	bool		 takes_guest;
	bool		 takes_source;	/* whose guest is converted from it */
	bool		 takes_nodes;
	bool		 takes_node;	/* exactly one of them */
	bool		 comes_back;	/* that had failed */
	enum campaign	 campaign;	/* of one node; it has no plan */
	bool		 finds_down;	/* it may be down: it is not asked */
	bool		 takes_group;	/* or the guest of that group */
	bool		 moves;		/* needs another node */
	bool		 recovers;	/* it depends on how the guest is at
					   each end, and proves of a node that
					   is gone that it has no power */
	bool		 stays_clustered; /* the agent has the guest at the
					     end */
	unsigned	 options;	/* set of OPTION_ */
	enum site_now	 begin;		/* state before a rehearsal */
	enum guest_now	 guest_begin;
	const char	*const *happened; /* since then, before a rehearsal:
					     faults of the world as a scenario
					     has them, "power-off %s", with the
					     node of the job or of its guest;
					     ends with NULL; or NULL */
	const char	*const *happened_off; /* instead, with --power-off */
	enum check_set	 checks;
	const struct procedure_phase *phases;	/* ends with a NULL name */
	const struct procedure_part *parts;	/* ends with NULL steps */
};

/* Parts of several procedures, each ends with a row without a name: the
 * services; a pool and its group; the guest's volumes on the other nodes; the
 * agent; a test switch to the other nodes and back under the agent; the
 * affinities of the group. */
extern const struct procedure_step services_part[];
extern const struct procedure_step storage_part[];
extern const struct procedure_step offer_part[];
extern const struct procedure_step agent_part[];
extern const struct procedure_step try_part[];
extern const struct procedure_step affinity_part[];

extern const struct procedure procedure_services;
extern const struct procedure procedure_create;
extern const struct procedure procedure_p2v;
extern const struct procedure procedure_migrate;
extern const struct procedure procedure_switch;
extern const struct procedure procedure_maintain;
extern const struct procedure procedure_retire;
extern const struct procedure procedure_sweep;
extern const struct procedure procedure_recover;
extern const struct procedure procedure_evacuate;
extern const struct procedure procedure_return;
extern const struct procedure procedure_boot;
extern const struct procedure procedure_unstick;
extern const struct procedure procedure_rejoin;

/* All of them, in the order of help; NULL at the end. */
extern const struct procedure *const procedures[];
/* The procedure with that name, or NULL. */
const struct procedure *procedure_find(const char *name);

#endif
