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
#include "core/op/answer.h"

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
	OP_GUEST_CRYPTO,
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
	uint32_t	forced;		/* -f: needs a proof; of a question: it
					   is that proof, and asked anew */
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

/* A question and the answer that is wanted of it. */
struct fact {
	struct op	ask;
	struct want	want;
};

/* Questions are asked as often as one likes. */
enum again { AGAIN_SAFELY, AGAIN_NEVER };
/* What killing an operation's client does. */
enum killed { KILLED_ON, KILLED_OFF };

/* Who answers a question, beside the node that stands in its "on". */
enum asked {
	ASKED_ON,
	ASKED_IN_GUEST,
	ASKED_OF_DISK,		/* in the guest, if it is about one's disk */
	ASKED_ON_SOURCE,
	ASKED_OF_PART,		/* on the source, if about a part of it */
	ASKED_OF_CLUSTER,	/* any member; "on" may say which one */
};

/* What other questions need from this one: without it nobody can answer. */
enum carries { CARRIES_NOTHING, CARRIES_POOL, CARRIES_SHARE, CARRIES_GUEST,
    CARRIES_SOURCE };

/* How an undo differs from the operation, beside its kind. */
enum back {
	BACK_AS_FOUND,		/* of the same kind: the value it had */
	BACK_SWAPPED,		/* "on" and "to" change places */
	BACK_WHERE_FOUND,	/* to the node where it was; offline, if it was
				   on none */
	BACK_NO_VALUE,		/* its value means something else there */
	BACK_CONTENT,		/* what was in it; it goes, if there was none */
};

/* What is down when the change has taken effect. */
enum downs {
	DOWNS_NOTHING,
	DOWNS_GUEST,		/* the guest's service */
	DOWNS_GUARDED,		/* the same, if the agent has the guest */
	DOWNS_MACHINE,		/* the machine where it is typed */
};

/* What a change takes beside its own time; a set. */
enum { TIME_GUEST_BOOT = 1,	/* instead: that of a boot */
    TIME_IF_DOWN = 2,		/* a call, if the guest is down already */
    TIME_EXPORT = 4, TIME_IMPORT = 8, /* of the group's pool */
    TIME_AGENT = 16,		/* the agent's calls, if it has the guest */
    TIME_MEDIA_BOOT = 32,	/* the install medium's system boots */
    TIME_MEDIUM = 64,		/* it is waited for, as the site says */
};

/* What the way back leaves in place; a set. */
enum { STAYS_HARMLESS = 1,	/* nobody is harmed by it */
    STAYS_ON_DISK = 2,		/* it goes with the guest's disks */
    STAYS_WITHIN = 4,		/* it goes with what it is a part of */
    STAYS_OF_ALL = 8,		/* it is no guest's: others may use it */
    MAKES_DISK = 16,		/* and its undo removes the disk */
};

enum { OP_UNDOS = 4 };

struct op_info {
	const char	*name;
	uint32_t	 takes;		/* set of TAKES(field) */
	uint32_t	 may;		/* fields that may be left out */
	enum number	 number;
	enum kind	 value;		/* of op.value, and of answer.value */
	bool		 question;
	enum field	 all;		/* that a question leaves out to ask
					   about all objects; F_ON: it is
					   always about one */
	bool		 destroys;	/* something older may be lost */
	enum again	 again;
	enum killed	 killed;
	enum op_kind	 decides;	/* the question that settles it */
	uint32_t	 late_ms;	/* how late a lost effect may come */
	enum op_kind	 undo[OP_UNDOS]; /* carried out in this order */
	enum back	 back;		/* how the undo differs */
	uint64_t	 partial;	/* states that half of it leaves */
	enum op_kind	 closed_by;	/* debt: this operation closes it */
	const char	*open_text;	/* what stands while it is open */
	enum op_kind	 within;	/* goes with what that one made */
	enum op_kind	 makes;		/* it does the work of that one, too */
	bool		 inside;	/* typed inside the guest */
	uint32_t	 places;	/* beside nodes: PLACE_SOURCE, _GUEST */
	bool		 person;	/* nothing is typed: a person acts */
	bool		 at_console;	/* a person answers the guest's */
	bool		 compound;	/* some of its facts met, others as
					   found: it came half the way */
	bool		 fresh_proof;	/* what is proved before it has to hold
					   when it takes effect: one that took
					   effect at an unknown time is taken
					   back */
	bool		 adds;		/* the real command adds to what there
					   is, unless "set" */
	bool		 in_pool;	/* its question is about the pool's
					   files: asked where that is */
	bool		 beside;	/* not of the way: it can be taken back
					   from anywhere */
	enum downs	 downs;		/* what is down afterwards */
	unsigned	 time;		/* set of TIME_ */
	unsigned	 stays;		/* set of STAYS_, MAKES_DISK */
	bool		 lost_by_reboot; /* of its place */
	bool		 long_value;	/* too long for a line of a report */
	/* of questions */
	enum asked	 asked;
	enum carries	 carries;
	bool		 has_parts;	/* it may be about one value, disk or
					   net of what it asks of */
	bool		 passed_on_return; /* not verified on the way back */
};

#define TAKES(f)	(1u << (f))

extern const struct op_info op_table[OP_KINDS];
/* One sentence of each, for `explain`. */
extern const char *const op_manual[OP_KINDS];
extern const char *const field_name[FIELDS];
extern const enum kind field_kind[FIELDS];
/*
 * The fields that name an object, in the order in which a person would say
 * what an operation is about: all but its places.
 */
enum { OBJECT_FIELDS = FIELDS - 2 };
extern const enum field object_fields[OBJECT_FIELDS];

/* The kind of that name, or OP_NONE. */
enum op_kind	 op_find(const char *name);
/* Has it all the fields that its row asks for, and no other? */
bool		 op_valid(const struct op *);
bool		 op_equal(const struct op *, const struct op *);
/* Does it change something: no question, and not only a pause? */
bool		 op_is_change(enum op_kind);
/*
 * The n-th operation (from 0) that brings back what was found; false when
 * there are no more.  found is the answer that its question had before.
 */
bool		 op_undo(const struct op *, unsigned n,
		    const struct answer *found, struct op *undo);
/* The operation that closes the debt that this one leaves; false if none. */
bool		 op_closing(const struct op *, struct op *closing);
/* Does the real command add to what there is, unless "set"? */
bool		 op_adds(const struct op *);
/* Does this operation close the debt that the other one would close?  A
 * machine that goes down takes its mounts with it. */
bool		 op_closes(const struct op *, const struct op *closing);
/* The place where it is typed: a node, or inside the guest. */
uint32_t	 op_place(const struct op *);
/* Where a question is asked: what is only about a source, there. */
uint32_t	 op_asked_at(const struct op *);
/* Does only a system inside a guest, or a source, answer that question? */
bool		 op_asked_inside(const struct op *ask);
bool		 op_asked_on_source(const struct op *ask);
/* Is the question about a value, a disk or a net of what it asks of? */
bool		 op_asks_part(const struct op *ask);
/* What it is done to: the number of its first object, and that one's kind. */
uint32_t	 op_object(const struct op *, enum kind *);
/* The fact that decides it: its question, and the answer that means done. */
void		 op_fact(const struct names *, const struct op *,
		    struct fact *);

#endif
