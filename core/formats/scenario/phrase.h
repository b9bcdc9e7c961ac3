/*
 * phrase.h: conditions, expectations and faults, as people write them.
 *
 * A phrase becomes numbers of the site.  Names are looked up among the kinds
 * that know the state; a source is always written "source NAME", and where two
 * kinds fit the kind must be written.  Volumes, resources and files may be
 * unknown to the site: they are added to its names.  A reader that returns
 * false has said where in the text it is wrong.
 */
#ifndef CORE_FORMATS_PHRASE_H
#define CORE_FORMATS_PHRASE_H

#include "core/run/run.h"
#include "core/site/site.h"

struct arena;

/* Where, by bytes, and what; for "FOUND: expected EXPECTED". */
struct wrong {
	size_t		 at;
	const char	*found;
	const char	*expected;
};

/* The states of a condition; which kinds know them: phrase_states. */
enum condition_state {
	IS_RUNNING, IS_AT_OK, IS_BOOTING, IS_BOUND, IS_INACTIVE, IS_ABSENT,
	IS_SUSPENDED, IS_HUNG, IS_CLUSTERED, IS_STOPPED, IS_UNTOUCHED,
	IS_IMPORTED, IS_EXPORTED, IS_DEGRADED, IS_FAULTED, IS_ONLINE,
	IS_OFFLINE, IS_UNMANAGED, IS_RESUMED, IS_STOP_FAILED,
	IS_START_FAILED, IS_DISABLED, IS_PRESENT, IS_UP, IS_DOWN, IS_MEMBER,
	CONDITION_STATES
};

/* "pool zpool_ldom1 imported on node1" */
struct condition {
	enum kind	kind;		/* guest, source, pool, group,
					   resource, volume or node */
	uint32_t	name;
	enum condition_state	is;
	uint32_t	on;		/* a node, or 0: wherever */
};

enum expect {
	EXPECT_CONDITION,	/* condition, watch, deadline */
	EXPECT_DOWNTIME,	/* of guest, at most limit_ms */
	EXPECT_RUN,		/* ending, because */
	EXPECT_EXIT,		/* number */
	EXPECT_NO_DATA_LOST,
	EXPECT_NOTHING_LEFT,	/* of guest, on */
	EXPECT_SERVICES_EQUAL,
	EXPECT_VIOLATES,	/* quoted: an invariant */
	EXPECT_SAYS,		/* quoted */
	EXPECT_TYPED,		/* quoted, on, number */
	EXPECT_NOT_TYPED,	/* quoted, on */
};

/* When a condition is judged; NEVER and ALWAYS after every event. */
enum watch { WATCH_ONCE, WATCH_NEVER, WATCH_ALWAYS };
/* Within is counted from the first entry of "do" that took effect. */
enum deadline { DEADLINE_END, DEADLINE_WITHIN, DEADLINE_BY };

struct expectation {
	enum expect	 expect;
	const char	*text;		/* as written */
	struct condition condition;
	enum watch	 watch;
	enum deadline	 deadline;
	int64_t		 limit_ms;
	uint32_t	 guest;
	enum ending	 ending;
	enum err_code	 because;	/* ERR_NONE: whatever the reason */
	const char	*quoted;
	uint32_t	 on;		/* a place, or 0 */
	int64_t		 number;	/* exit status; times typed, -1: at
					   least once */
};

/* What a fault at the door does to the operations that it strikes. */
enum door { DOOR_REFUSE, DOOR_LOSE, DOOR_LATE, DOOR_LIE, DOOR_HANG,
    DOOR_PARTIAL, DOOR_GARBLE, DOOR_STALE, DOORS };

enum disaster {
	POWER_OFF, POWER_ON, PANIC, REBOOT, HANG, SPLIT, SLOW_INTERCONNECT,
	CUT, WRONG_DEVICE, DEGRADE, FAULT_POOL, FILL, BUSY, PANIC_GUEST,
	HANG_GUEST, STOP_GUEST, BOOT_LOOP, STOP_LDMD, STOP_VNTSD,
	DELAY_RECONFIGURATION, TAKE_VCPUS, TAKE_MEMORY, FRAGMENT_MEMORY,
	REMOVE_FILE, MISNAME, DROP_SERVICE, ARCHIVE_DOWN, ARCHIVE_FULL,
	TRUNCATE, SOURCE_UP, MIGRATION_LOST, CLEAR_SPCONFIG, OLD_SPCONFIG,
	DISASTERS
};

enum fault_class { FAULT_DOOR, FAULT_WORLD, FAULT_CRASH };

struct fault {
	enum fault_class class;
	const char	*text;		/* with its keys, as on the command
					   line */
	enum door	 door;		/* FAULT_DOOR */
	enum disaster	 disaster;	/* FAULT_WORLD */
	enum op_kind	 op;		/* door, crash; OP_NONE: any */
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

/* "3m", or a condition "within 10m". */
struct wait {
	bool		 has_condition;
	struct condition condition;
	int64_t		 limit_ms;
};

bool	 phrase_condition(struct arena *, struct site *, const char *,
	    struct condition *, struct wrong *);
bool	 phrase_expectation(struct arena *, struct site *, const char *,
	    struct expectation *, struct wrong *);
/* With its keys after commas. */
bool	 phrase_fault(struct arena *, struct site *, const char *,
	    struct fault *, struct wrong *);
/* One more key ("times 2") for a fault that has been read. */
bool	 phrase_fault_key(struct arena *, struct site *, const char *,
	    struct fault *, struct wrong *);
/* What follows "crash": "after record 17". */
bool	 phrase_crash(struct arena *, struct site *, const char *,
	    struct fault *, struct wrong *);
bool	 phrase_wait(struct arena *, struct site *, const char *,
	    struct wait *, struct wrong *);
/* "node1", "guest:ldom1", "source:system1". */
bool	 phrase_place(struct arena *, struct site *, const char *,
	    uint32_t *place, struct wrong *);

const char *condition_state_name(enum condition_state);
const char *door_name(enum door);

#endif
