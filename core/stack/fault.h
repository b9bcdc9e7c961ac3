/*
 * fault.h: what goes wrong, and when.
 *
 * A fault strikes the engine's operations (FAULT_OPERATION), the world
 * (FAULT_WORLD) or domferry itself (FAULT_CRASH).  Conditions and faults of
 * the world are rows of tables that belong to whatever plays them: here they
 * are numbers of those rows.
 */
#ifndef CORE_STACK_FAULT_H
#define CORE_STACK_FAULT_H

#include "core/op/op.h"

/* "pool zpool_ldom1 imported on node1" */
struct condition {
	unsigned	 state;		/* row of the vocabulary's states */
	uint32_t	 name;		/* of the kind that the row says */
	uint32_t	 on;		/* a node, or 0: wherever */
};

/* What a fault does to an operation that it strikes: a row of strike_table. */
enum strike { STRIKE_REFUSE, STRIKE_LOSE, STRIKE_LATE, STRIKE_LIE,
    STRIKE_HANG, STRIKE_PARTIAL, STRIKE_GARBLE, STRIKE_STALE, STRIKES };

struct fault;
struct faults;
struct result;

/*
 * All that is known of a kind of fault.  change and question say what becomes
 * of an operation that is struck, as a backend's begin does; NULL: none can be
 * struck.  A kind with neither is a word that nobody can play yet.
 */
struct strike_info {
	const char	*word;
	uint64_t	(*change)(struct faults *, const struct fault *,
			    const struct op *, struct result *);
	uint64_t	(*question)(struct faults *, const struct fault *,
			    const struct op *, struct result *);
	bool		 delayed;	/* a duration follows the word */
	enum op_kind	 only;		/* the one operation that can be struck;
					   OP_NONE: any */
};

enum fault_class { FAULT_OPERATION, FAULT_WORLD, FAULT_CRASH };

struct fault {
	enum fault_class class;
	const char	*text;		/* with its keys, as on the command
					   line */
	enum strike	 strike;		/* FAULT_OPERATION */
	unsigned	 world;		/* FAULT_WORLD: row of the vocabulary's
					   faults of the world */
	enum op_kind	 op;		/* OP_NONE: any; not of the world */
	enum kind	 kind;		/* of object; KIND_NONE: any object */
	uint32_t	 object;	/* what is struck: any field of that
					   kind in the operation */
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
	struct condition when;		/* armed once this holds */
	bool		 may;		/* it need not strike */
};

/* core/stack/faults.c */
extern const struct strike_info strike_table[STRIKES];

/* Can anything be struck by that kind? */
bool	 strike_is_played(enum strike);

/* Can a fault of that kind strike the operation?  OP_NONE is any change. */
bool	 strike_fits(enum strike, enum op_kind);

#endif
