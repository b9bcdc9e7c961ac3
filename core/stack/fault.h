/*
 * fault.h: what goes wrong, and when.
 *
 * A fault strikes the engine's operations (FAULT_OPERATION), the world
 * (FAULT_WORLD) or domferry itself (FAULT_CRASH).  Conditions and faults of the
 * world are rows of tables of the backend that plays them; here they are the
 * numbers of those rows.
 */
#ifndef CORE_STACK_FAULT_H
#define CORE_STACK_FAULT_H

#include "core/op/op.h"

/* "pool zpool_ldom1 imported on node1" */
struct condition {
	unsigned	 state;		/* row of the vocabulary's states */
	uint32_t	 name;		/* of the kind that the row says */
	uint32_t	 on;		/* a node, or 0: any */
};

/* What a fault does to the operation that it strikes: rows of strike_table. */
enum strike { STRIKE_REFUSE, STRIKE_LOSE, STRIKE_LATE, STRIKE_LIE,
    STRIKE_HANG, STRIKE_PARTIAL, STRIKE_GARBLE, STRIKE_STALE,
    STRIKE_DENY, STRIKES };

struct fault;
struct faults;
struct result;

/*
 * All that is known about one of them.  change and question begin an operation
 * that is struck, and return what a backend's begin returns; NULL: it cannot
 * strike a change, or a question.  A row with neither is a reserved word.
 */
struct strike_info {
	const char	*word;		/* in a fault's phrase: "lose" */
	uint64_t	(*change)(struct faults *, const struct fault *,
			    const struct op *, struct result *);
	uint64_t	(*question)(struct faults *, const struct fault *,
			    const struct op *, struct result *);
	bool		 delayed;	/* a duration follows the word */
	bool		 printed;	/* it strikes what commands print, where
					   operations are commands */
	enum op_kind	 only;		/* strikes this operation only; OP_NONE:
					   any */
};

enum fault_class { FAULT_OPERATION, FAULT_WORLD, FAULT_CRASH };

struct fault {
	enum fault_class class;
	const char	*text;		/* as given, with its keys */
	enum strike	 strike;		/* FAULT_OPERATION */
	unsigned	 world;		/* FAULT_WORLD: row of the vocabulary's
					   faults of the world */
	enum op_kind	 op;		/* OP_NONE: any; not of the world */
	enum kind	 kind;		/* of object; KIND_NONE: any object */
	uint32_t	 object;	/* strikes operations with this name in
					   any field of that kind */
	uint32_t	 other;		/* same kind: split FROM, misname AS */
	uint32_t	 on;		/* a place; 0: anywhere */
	int64_t		 amount;	/* late, slow: ms; take: vcpus, bytes */
	bool		 before;	/* crash before, else after */
	int64_t		 record;	/* crash at that record; -1: none */
	/* keys */
	int64_t		 at_ms;		/* armed then; -1: from the start */
	int64_t		 times;		/* 0: always */
	int64_t		 nth, every;	/* from 1 */
	bool		 has_when;
	struct condition when;		/* strikes only while this holds */
	bool		 may;		/* need not strike */
};

/* One row for each; in core/stack/faults.c. */
extern const struct strike_info strike_table[STRIKES];

/* Is it implemented, so that it can strike something? */
bool	 strike_is_played(enum strike);

/* Does it strike what commands print, and nothing where none are typed? */
bool	 fault_needs_commands(const struct fault *);

/* Can it strike that kind of operation?  OP_NONE is any change. */
bool	 strike_fits(enum strike, enum op_kind);

#endif
