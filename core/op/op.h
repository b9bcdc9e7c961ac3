/*
 * op.h: an operation is data.
 *
 * It says what is done, where, and to what, in numbers that name things of the
 * site: never a pointer, a password or a shell line.  Two operations with
 * equal bytes are the same operation.  op_table has one row for each kind,
 * with all that the engine knows about it; names of operations and fields are
 * those of the file formats (domferry.8).
 */
#ifndef CORE_OP_H
#define CORE_OP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/names.h"
#include "core/op/answer.h"
#include "core/op/op_kind.h"

enum field {
	F_ON, F_GUEST, F_GROUP, F_RESOURCE, F_TYPE, F_POOL, F_DEVICE, F_VOLUME,
	F_SERVICE, F_DISK, F_NET, F_SOURCE, F_FILE, F_VALUE, F_TO,
	FIELDS
};

struct op {
	union {
		struct {
			uint32_t	kind;		/* enum op_kind */
			union {
				struct {
					/* in the order of enum field */
					uint32_t	on, guest, group,
							resource, type, pool,
							device, volume,
							service, disk, net,
							source, file, value,
							to;
				};
				uint32_t	field[FIELDS];
			};
		};
		uint32_t	word[1 + FIELDS];	/* kind and fields */
	};
	uint32_t	forced;		/* a change with -f, which needs a
					   proof; or the question of that proof,
					   which is always asked again */
	uint32_t	set;		/* replaces the present value: set-vcpu,
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
	NUMBER_MAC,		/* "value": "0:14:4f:fb:21:7"; 0: given by the
				   hypervisor, and not written */
	NUMBER_TIME,		/* milliseconds, "value": "10s" */
};

/* A question and the answer that is wanted of it. */
struct fact {
	struct op	ask;
	struct want	want;
};

/* May the command be repeated when its outcome is unknown? */
enum again { AGAIN_SAFELY, AGAIN_NEVER };
/* When its client is killed, the operation continues, or ends. */
enum killed { KILLED_ON, KILLED_OFF };

/* Where a question is asked, unless it is the node in "on". */
enum asked {
	ASKED_ON,
	ASKED_IN_GUEST,
	ASKED_OF_DISK,		/* in the guest, if about a guest's disk */
	ASKED_ON_SOURCE,
	ASKED_OF_PART,		/* on the source, if about a part of it */
	ASKED_OF_CLUSTER,	/* any member; "on" may say which one */
};

/* What other questions depend on: a file in a pool can only be asked for where
 * the pool is imported. */
enum carries { CARRIES_NOTHING, CARRIES_POOL, CARRIES_SHARE, CARRIES_GUEST,
    CARRIES_SOURCE };

/* How an undo differs from the operation, apart from its kind. */
enum back {
	BACK_AS_FOUND,		/* the same kind: sets the former value */
	BACK_SWAPPED,		/* "on" and "to" are swapped */
	BACK_WHERE_FOUND,	/* to the node where it was; offline, if it was
				   on none */
	BACK_NO_VALUE,		/* the undo has no value */
	BACK_CONTENT,		/* the former content; removed, if there was
				   none */
	BACK_FORMER,		/* the first undo has the former value, the
				   others that of the operation */
};

/* What is down after the change. */
enum downs {
	DOWNS_NOTHING,
	DOWNS_GUEST,		/* the guest's service */
	DOWNS_GUARDED,		/* the same, if the agent has the guest */
	DOWNS_MACHINE,		/* the machine where it is typed */
};

/* What is added to the expected time of a change; a set. */
enum {
	TIME_GUEST_BOOT = 1,	/* instead of its own: the time of a boot */
	TIME_IF_DOWN = 2,	/* another time, if the guest is already down */
	TIME_EXPORT = 4,	/* of the group's pool */
	TIME_IMPORT = 8,
	TIME_AGENT = 16,	/* the agent's calls, if it has the guest */
	TIME_MEDIA_BOOT = 32,	/* a boot from the install medium */
	TIME_MEDIUM = 64,	/* as long as ldmp2v waits for that boot */
	TIME_FOLLOWERS = 128,	/* of the groups that follow */
};

/* Why the way back may leave a change in place; a set. */
enum {
	STAYS_HARMLESS = 1,	/* it does no harm */
	STAYS_ON_DISK = 2,	/* it is removed with the guest's disks */
	STAYS_WITHIN = 4,	/* it is removed with what it is a part of */
	STAYS_OF_ALL = 8,	/* other guests may use it */
	MAKES_DISK = 16,	/* not left: its undo removes the disk */
};

enum { OP_UNDOS = 4 };

struct op_info {
	const char	*name;
	uint32_t	 takes;		/* set of TAKES(field): required */
	uint32_t	 optional;	/* set of TAKES(field): allowed */
	enum number	 number;
	enum kind	 value;		/* of op.value, and of answer.value */
	bool		 question;
	enum field	 all;		/* left out in a question about all
					   objects; F_ON: the question is
					   always about one */
	bool		 destroys;	/* existing data may be lost */
	enum again	 again;
	enum killed	 killed;
	enum op_kind	 decides;	/* the question that settles it */
	uint32_t	 late_ms;	/* after a lost answer the effect may
					   come this late */
	enum op_kind	 undo[OP_UNDOS]; /* carried out in this order */
	enum back	 back;		/* how the undo differs */
	uint64_t	 partial;	/* states after a partial effect */
	enum state	 rival;		/* somebody else was faster: the answer
					   to its question then; STRANGE: that
					   cannot be */
	enum op_kind	 closed_by;	/* leaves a debt open, which this
					   operation closes */
	const char	*open_text;	/* what is so while the debt is open */
	enum op_kind	 within;	/* undone together with that one; a
					   question: what it is about goes with
					   what that question is about */
	enum op_kind	 makes;		/* does the work of that one, too */
	bool		 inside;	/* typed inside the guest */
	uint32_t	 places;	/* apart from nodes: PLACE_ bits */
	bool		 person;	/* nothing is typed: a person acts */
	bool		 at_console;	/* a person types at the guest's
					   console */
	bool		 at_sp;		/* at the node's service processor;
					   without one a person acts */
	bool		 cuts_power;	/* the machine has none afterwards */
	bool		 compound;	/* several effects: if some of its facts
					   are met and others as found, it took
					   effect in part */
	bool		 fresh_proof;	/* its preconditions must hold when it
					   takes effect: undone if the time of
					   its effect is unknown */
	bool		 adds;		/* the real command adds to the present
					   value, unless "set" */
	bool		 into_pool;	/* its file may be in the pool: a copy
					   that moves with the guest's disks */
	bool		 in_pool;	/* its question is about a file in the
					   pool: asked where that is imported */
	bool		 beside;	/* no other step depends on it: it can
					   be undone at any time */
	enum downs	 downs;		/* what is down afterwards */
	bool		 of_machine;	/* a job without that machine's lock
					   could undo it */
	bool		 numbered;	/* its value is CONFIG-N, with the
					   next N of the node */
	bool		 stops_own;	/* of an agent: it stops its guest */
	bool		 pooled;	/* it imports the pool, or uses what is
					   in it */
	bool		 makes_pool;
	enum op_kind	 from_bound;	/* does the same for a guest that is
					   bound by now */
	unsigned	 time;		/* set of TIME_ */
	unsigned	 stays;		/* set of STAYS_, MAKES_DISK */
	bool		 lost_by_reboot; /* a reboot of its place undoes it */
	bool		 frames;	/* it stands around what a job does,
					   beyond all verifications: first or
					   last in a plan */
	bool		 closes_own;	/* only what this run itself has left
					   open */
	bool		 long_value;	/* too long for a line of a report */
	bool		 ends_place;	/* its place answers no more afterwards,
					   not even whether it is at work */
	bool		 holds;		/* it also says how it is to be from now
					   on: typed even if it is so already */
	uint32_t	 patience_ms;	/* beside its expected time: others are
					   at work meanwhile */
	bool		 ends_busy;	/* what is under way is what it ends */
	/* of questions */
	enum asked	 asked;
	enum carries	 carries;
	bool		 has_parts;	/* may be about one value, disk or net
					   of its object */
	bool		 passed_on_return; /* not verified on the way back */
	bool		 kept_up;	/* what has gone meanwhile is taken
					   again on resume; before an ending it
					   is not missed */
	bool		 bears_guest;	/* a guest stands on what it is about */
	enum state	 fenced;	/* what is so on a node that the cluster
					   has fenced; STRANGE: not known */
	enum state	 no_power;	/* the same, if it has no power */
};

#define TAKES(f)	(1u << (f))

extern const struct op_info op_table[OP_KINDS];
/* What each does, in one sentence, for `explain`. */
extern const char *const op_manual[OP_KINDS];
/* What the number of that answer says, if it stands for something: who has
 * imported a pool, what uses a device; or NULL. */
const char *op_number_text(const struct op *ask, const struct answer *);
/* The name of a field in files, and the kind of names it holds. */
extern const char *const field_name[FIELDS];
extern const enum kind field_kind[FIELDS];
/* The fields that name objects, all but "on" and "to"; the first one that is
 * set is the object of the operation. */
enum { OBJECT_FIELDS = FIELDS - 2 };
extern const enum field object_fields[OBJECT_FIELDS];

/* The kind of operation with that name, or OP_NONE. */
enum op_kind	 op_find(const char *name);
/* Has the operation every field that its row requires, and only fields that
 * its row allows? */
bool		 op_valid(const struct op *);
/* Make it an operation of another kind, with those of its fields that the kind
 * has. */
void		 op_become(struct op *, enum op_kind);
/* Are they the same operation, byte by byte? */
bool		 op_equal(const struct op *, const struct op *);
/* Is it a change: neither a question nor a pause? */
bool		 op_is_change(enum op_kind);
/*
 * Write the n-th operation (from 0) of those that undo a change, in the order
 * in which they are carried out.  found is the answer to its question before
 * the change.  false: there are no more.
 */
bool		 op_undo(const struct op *, unsigned n,
		    const struct answer *found, struct op *undo);
/* Write the operation that closes the debt that this one leaves open; false:
 * it leaves none. */
bool		 op_closing(const struct op *, struct op *closing);
/* Does the real command add to the present value, unless "set"? */
bool		 op_adds(const struct op *);
/* Does this operation close the debt that "closing" would close?  The
 * shutdown of a machine ends its mounts, too. */
bool		 op_closes(const struct op *, const struct op *closing);
/* The place where a change is typed: a node, its service processor, a source,
 * or inside the guest. */
uint32_t	 op_place(const struct op *);
/* The place where a question is asked; 0: at any member of the cluster. */
uint32_t	 op_asked_at(const struct op *);
/* Can only the system inside the guest, or the source, answer it? */
bool		 op_asked_inside(const struct op *ask);
bool		 op_asked_on_source(const struct op *ask);
/* Is the question about one value, disk or net of its object? */
bool		 op_asks_part(const struct op *ask);
/* Is it a command to the cluster, which any of its members takes? */
bool		 op_at_any_member(enum op_kind);
/* What the answer of a node that is fenced amounts to, or the same answer if
 * nothing is known. */
struct answer	 op_fenced_answer(const struct op *ask,
		    const struct answer *);
/* The number of the operation's object, and its kind; 0 and KIND_NONE if it
 * has none. */
uint32_t	 op_object(const struct op *, enum kind *);
/* What the value of the answer to that question is a name of. */
enum kind	 op_answer_kind(const struct op *);
/* Write the fact that decides a change: its question, and the answer that means
 * that it is done.  The names are those of the site. */
void		 op_fact(const struct names *, const struct op *,
		    struct fact *);

#endif
