/*
 * op.h: an operation is data.
 *
 * What is done, where, to what, in numbers that name things of the site: never
 * a pointer, a password or a shell line.  Two operations with equal bytes are
 * the same operation.  The table says of each kind all that the engine knows
 * of it; spelling and columns are those of the file formats (domferry.8).
 */
#ifndef CORE_OP_H
#define CORE_OP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/names.h"

/* A place: a node, typed on a source, or typed inside a guest; 0 is none. */
enum { PLACE_SOURCE = 1 << 24, PLACE_GUEST = 2 << 24, PLACE_ID = 0xffffff };

enum op_kind {
	OP_NONE,
	/* changes */
	OP_DEVICE_LABEL,
	OP_VSW_ADD,
	OP_VDS_ADD,
	OP_VCC_ADD,
	OP_VSW_REMOVE,
	OP_VDS_REMOVE,
	OP_VCC_REMOVE,
	OP_NODE_POLICY,
	OP_CONFIG_SAVE,
	OP_CONFIG_REMOVE,
	OP_TYPE_REGISTER,
	OP_POOL_CREATE,
	OP_POOL_DESTROY,
	OP_POOL_IMPORT,
	OP_POOL_EXPORT,
	OP_FILESYSTEM_CREATE,
	OP_FILESYSTEM_DESTROY,
	OP_DISK_CREATE,
	OP_DISK_REMOVE,
	OP_VOLUME_ADD,
	OP_VOLUME_REMOVE,
	OP_GROUP_CREATE,
	OP_GROUP_DELETE,
	OP_GROUP_ONLINE,
	OP_GROUP_OFFLINE,
	OP_GROUP_UNMANAGE,
	OP_GROUP_SWITCH,
	OP_GROUP_SET,
	OP_GROUP_SUSPEND,
	OP_GROUP_RESUME,
	OP_RESOURCE_CREATE,
	OP_RESOURCE_DELETE,
	OP_RESOURCE_DISABLE,
	OP_RESOURCE_ENABLE,
	OP_RESOURCE_UNMONITOR,
	OP_RESOURCE_MONITOR,
	OP_RESOURCE_CLEAR,
	OP_GUEST_DEFINE,
	OP_GUEST_REMOVE,
	OP_GUEST_VCPUS,
	OP_GUEST_MEMORY,
	OP_GUEST_HOSTID,
	OP_GUEST_MASTER,
	OP_GUEST_VARIABLE,
	OP_GUEST_VDISK,
	OP_GUEST_VDISK_REMOVE,
	OP_GUEST_VNET,
	OP_GUEST_VNET_REMOVE,
	OP_GUEST_VNET_SET,
	OP_GUEST_BIND,
	OP_GUEST_UNBIND,
	OP_GUEST_START,
	OP_GUEST_STOP,
	OP_GUEST_HALT,
	OP_GUEST_BOOT,
	OP_GUEST_MIGRATE,
	OP_GUEST_INSTALL,
	OP_GUEST_SAVE,
	OP_SHARE_MOUNT,
	OP_SHARE_UNMOUNT,
	OP_DIRECTORY_MAKE,
	OP_FILE_COPY,
	OP_FILE_WRITE,
	OP_SOURCE_FREEZE,
	OP_SOURCE_THAW,
	OP_SOURCE_MARK,
	OP_SOURCE_COLLECT,
	OP_SOURCE_SAVE,
	OP_SUMS_TAKE,
	OP_ARCHIVE_REMOVE,
	OP_SOURCE_STOP,
	OP_SOURCE_OFF,
	OP_SOURCE_START,
	OP_P2V_PREPARE,
	OP_P2V_CLEAN,
	OP_P2V_CONVERT,
	OP_GUEST_UPGRADE,
	OP_DATA_FILESYSTEM,
	OP_DATA_RESTORE,
	OP_ASK,
	OP_LOCK_TAKE,
	OP_LOCK_DROP,
	OP_PAUSE,		/* time passes: number milliseconds */
	/* questions */
	OP_NODE_STATE,
	OP_SERVICE_STATE,
	OP_DEVICE_STATE,
	OP_POOL_STATE,
	OP_FILESYSTEM_STATE,
	OP_DISK_STATE,
	OP_VOLUME_STATE,
	OP_TYPE_STATE,
	OP_GROUP_STATE,
	OP_RESOURCE_STATE,
	OP_GUEST_STATE,
	OP_CONFIG_STATE,
	OP_COMMAND_STATE,
	OP_LOCK_STATE,
	OP_SHARE_STATE,
	OP_ARCHIVE_STATE,
	OP_SOURCE_STATE,
	OP_FRESH_STATE,
	OP_IMAGE_STATE,
	OP_SUMS_STATE,
	OP_MIGRATION_CHECK,
	OP_WORD_STATE,
	OP_KINDS
};

enum field {
	F_ON, F_GUEST, F_GROUP, F_RESOURCE, F_TYPE, F_POOL, F_DEVICE, F_VOLUME,
	F_SERVICE, F_DISK, F_NET, F_SOURCE, F_FILE, F_VALUE, F_TO,
	FIELDS
};

struct op {
	uint32_t	kind;		/* enum op_kind */
	union {
		struct {
			/* in the order of enum field */
			uint32_t	on, guest, group, resource, type, pool,
					device, volume, service, disk, net,
					source, file, value, to;
		};
		uint32_t	field[FIELDS];
	};
	uint32_t	forced;		/* -f: needs a proof */
	uint32_t	set;		/* what is there is replaced: set-vcpu,
					   where add-vcpu would add */
	int64_t		number;		/* see enum number */
};

/* What an operation's number means, and how it is written. */
enum number {
	NUMBER_NONE,
	NUMBER_SIZE,		/* bytes, "size": "100G" */
	NUMBER_COUNT,		/* "value": "8" */
	NUMBER_MEMORY,		/* bytes, "value": "16G" */
	NUMBER_HOSTID,		/* "value": "82a85641" */
	NUMBER_TIME,		/* milliseconds, "value": "10s" */
};

/* Words of all answers; which question gives which: op_info.states. */
enum state {
	STATE_STRANGE,		/* not understood; equals nothing */
	STATE_ABSENT,
	STATE_PRESENT,
	STATE_MISSING,
	STATE_EXPORTED,
	STATE_IMPORTED,
	STATE_REGISTERED,
	STATE_UNMANAGED,
	STATE_OFFLINE,
	STATE_PENDING,		/* busy */
	STATE_ONLINE,
	STATE_ONLINE_FAULTED,
	STATE_STOP_FAILED,
	STATE_START_FAILED,
	STATE_DISABLED,
	STATE_STARTING,		/* busy */
	STATE_STOPPING,		/* busy */
	STATE_MONITORED,
	STATE_UNMONITORED,
	STATE_SUSPENDED,
	STATE_RESUMED,
	STATE_INACTIVE,
	STATE_BOUND,
	STATE_AT_OK,
	STATE_BOOTING,
	STATE_RUNNING,
	STATE_HALTING,		/* busy */
	STATE_HUNG,
	STATE_MOVING,		/* busy */
	STATE_SAVED,
	STATE_OLDER,
	STATE_UP,
	STATE_DOWN,
	STATE_NONE,		/* no earlier command is at work */
	STATE_AT_WORK,		/* busy */
	STATE_HELD,		/* a lock, by another run */
	STATE_PARTIAL,		/* an archive that is not whole */
	STATE_COMPLETE,
	STATE_STOPPED,		/* a source at the ok prompt */
	STATE_OFF,		/* and without power; cannot start by itself */
	STATE_WRITING,		/* a source's applications are at work */
	STATE_FROZEN,
	STATE_NOTHING_NEWER,
	STATE_NEWER,
	STATE_UPGRADABLE,	/* an image that ldmp2v has prepared */
	STATE_INTERRUPTED,	/* an upgrade of it has been broken off */
	STATE_UPGRADED,
	STATE_EQUAL,
	STATE_DIFFERENT,
	STATE_WOULD_GO,
	STATE_WOULD_FAIL,
	STATES
};

#define STATE_BIT(s)	((uint64_t)1 << (s))

/*
 * What a question was answered.  value is a number of the kind that the
 * question's row says (a file, a text, …); number depends on the question.
 */
struct answer {
	uint32_t	state;
	uint32_t	on;		/* a node, where the answer has one */
	uint32_t	value;
	uint32_t	spare;		/* zero: no padding */
	int64_t		number;
};

/* Which parts of an answer somebody cares for, and what they must be. */
enum { WANT_STATE = 1, WANT_ON = 2, WANT_VALUE = 4, WANT_NUMBER = 8,
    WANT_AT_LEAST = 16, WANT_OR_ABSENT = 32 };

struct want {
	uint64_t	states;		/* set of STATE_BIT */
	uint32_t	cares;		/* set of WANT_ */
	uint32_t	on;
	uint32_t	value;
	uint32_t	spare;
	int64_t		number;
};

/* A question and the answer that is wanted of it. */
struct fact {
	struct op	ask;
	struct want	want;
};

/* Questions are asked as often as one likes. */
enum again { AGAIN_SAFELY, AGAIN_NEVER };
/* What killing an operation's client does. */
enum killed { KILLED_ON, KILLED_OFF };

enum { OP_UNDOS = 4 };

struct op_info {
	const char	*name;
	uint32_t	 takes;		/* set of TAKES(field) */
	uint32_t	 may;		/* fields that may be left out */
	enum number	 number;
	enum kind	 value;		/* of op.value, and of answer.value */
	bool		 question;
	uint32_t	 all;		/* TAKES(field) that a question leaves
					   out to ask about all objects; 0: it
					   is always about one */
	bool		 cluster;	/* a question that every member of the
					   cluster can answer: "on" may say which
					   one is asked */
	bool		 destroys;	/* something older may be lost */
	enum again	 again;
	enum killed	 killed;
	enum op_kind	 decides;	/* the question that settles it */
	uint32_t	 late_ms;	/* how late a lost effect may come */
	enum op_kind	 undo[OP_UNDOS]; /* carried out in this order */
	uint64_t partial; /* states that half of it leaves */
	enum op_kind closed_by; /* debt: paid by this operation */
	enum op_kind	 within;	/* goes with what that one made */
	bool		 inside;	/* typed inside the guest */
	uint32_t	 places;	/* beside nodes: PLACE_SOURCE, _GUEST */
	bool		 person;	/* nothing is typed: a person acts */
	bool		 compound;	/* some of its facts met, others as
					   found: it came half the way */
	bool		 fresh_proof;	/* what is proved before it has to hold
					   when it comes about: one that came at
					   an unknown time is taken back */
	const char *open_text; /* what stands while it is unpaid */
};

#define TAKES(f)	(1u << (f))

extern const struct op_info op_table[OP_KINDS];
/* One sentence of each, for `explain`. */
extern const char *const op_manual[OP_KINDS];
extern const char *const field_name[FIELDS];
extern const enum kind field_kind[FIELDS];

/* The kind of that name, or OP_NONE. */
enum op_kind	 op_find(const char *name);
/* Has it all the fields that its row asks for, and no other? */
bool		 op_valid(const struct op *);
bool		 op_equal(const struct op *, const struct op *);
/*
 * The n-th operation (from 0) that brings back what was found; false when
 * there are no more.  found is the answer that its question had before.
 */
bool		 op_undo(const struct op *, unsigned n,
		    const struct answer *found, struct op *undo);
/* The operation that pays the debt that this one leaves; false if none. */
bool		 op_closing(const struct op *, struct op *closing);
/* Does the real command add to what there is, unless "set"? */
bool		 op_adds(const struct op *);
/* Is that payment made by this operation?  A machine that goes down takes its
 * mounts with it. */
bool		 op_closes(const struct op *, const struct op *closing);
/* The place where it is typed: a node, or inside the guest. */
uint32_t	 op_place(const struct op *);
/* Where a question is asked: what is only about a source, there. */
uint32_t	 op_asked_at(const struct op *);
/* What it is done to: the number of its first object, and that one's kind. */
uint32_t	 op_object(const struct op *, enum kind *);
/* The fact that decides it: its question, and the answer that means done. */
void		 op_fact(const struct names *, const struct op *,
		    struct fact *);

/* The word for a state ("at-ok"); and is it one that will pass by itself? */
const char	*state_name(enum state);
bool		 state_busy(enum state);

/* It and the states that differ from it only by time, or by how they were come
 * by. */
uint64_t	 states_like(enum state);

bool		 answer_equal(const struct answer *, const struct answer *);
/* Is the answer as wanted? */
bool		 want_met(const struct want *, const struct answer *);
/* Not as wanted yet, and under way to be so, or to something else. */
bool		 want_coming(const struct want *, const struct answer *);
/*
 * What going back has to reach: the answer that was found, in the parts that
 * the forward want cares for.  States that differ only by time (at ok, booting,
 * running) are one, but for those that the forward want takes for done.
 */
struct want	 want_back(const struct want *, const struct answer *found);

#endif
