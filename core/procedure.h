/*
 * procedure.h: runbooks as tables.
 *
 * A row says which operation, on which node, for each of what, when, why, in
 * which phase.  Printed for a job, the rows are the commands that an operator
 * would type, in that order (file formats: jobs, phases, steps).  Rows that
 * stand in one block are repeated together for each of its nodes.
 */
#ifndef CORE_PROCEDURE_H
#define CORE_PROCEDURE_H

#include "core/op.h"
#include "core/site.h"

enum where {
	ON_NONE,
	ON_HOME,		/* the first node of the guest's group */
	ON_NODE,		/* the block's node */
	ON_HERE,		/* where the guest's group is now */
	ON_TARGET,		/* of the job */
	ON_GUEST,		/* where the guest is now */
};

enum block {
	BLOCK_ONCE,
	BLOCK_OTHERS,		/* the group's nodes but home */
	BLOCK_NODES,		/* the job's nodes, home last */
};

enum each { EACH_ONE, EACH_VSW, EACH_VDS, EACH_VCC, EACH_DISK, EACH_NET,
    EACH_VARIABLE };

enum when {
	WHEN_ALWAYS,
	WHEN_TEST,		/* there is another node, and no --no-test */
	WHEN_AGENT,
	WHEN_TRY,		/* an agent, and another node */
	WHEN_PLUGIN,
};

/* Which of a guest's resources. */
enum of { OF_NONE, OF_STORAGE, OF_AGENT };

struct procedure_step {
	const char	*phase;
	const char	*name;
	enum op_kind	 op;		/* OP_NONE: wait: is the guest up */
	enum where	 on, to;
	enum block	 block;
	enum each	 each;
	enum when	 when;
	enum of		 of;
	const char	*value;		/* "Failback=FALSE"; else by kind */
	bool		 at_node;	/* its name ends in @NODE */
	bool		 always;
	bool		 no_return;
	bool		 savepoint;	/* its undo would do harm */
	const char	*why;
};

struct procedure_phase {
	const char	*name;
	const char	*why;
};

/* Which guards are asked before the first change: core/check.c. */
enum check_set { CHECK_SERVICES, CHECK_CREATE, CHECK_SWITCH };

struct procedure {
	const char	*name;
	const char	*operands;	/* for help: "GUEST [--to NODE]" */
	const char	*about;
	bool		 takes_guest;
	bool		 takes_nodes;
	bool		 takes_to;
	bool		 takes_no_test;
	enum site_now	 begin;		/* what a rehearsal begins from */
	enum guest_now	 guest_begin;
	enum check_set	 checks;
	const struct procedure_phase *phases;	/* ends with a NULL name */
	/* Its rows, in parts, as procedures share some; NULL at the end, and
	 * each part ends with a NULL name. */
	const struct procedure_step *const *parts;
};

/* The same services on the nodes of the block: part of several procedures. */
extern const struct procedure_step services_part[];

extern const struct procedure procedure_services;
extern const struct procedure procedure_create;
extern const struct procedure procedure_switch;

/* All of them, in order; NULL at the end. */
extern const struct procedure *const procedures[];
/* The one of that name, or NULL. */
const struct procedure *procedure_find(const char *name);

#endif
