/*
 * rows.h: the rows of the world's tables.
 *
 * Fixed sizes, no pointers, no padding; what is not in use is zero.  A number
 * names a thing (core/base/names.h) or is that of a row, and 0 is none.
 */
#ifndef SIM_ROWS_H
#define SIM_ROWS_H

#include <stdint.h>

#include "core/op/op.h"
#include "core/site/load.h"

enum { MS = 1000000 };		/* nanoseconds */
enum { CONFIG_SLOTS = 7,	/* beside factory-default and an autosave */
    SLOT_AUTOSAVE = CONFIG_SLOTS };
enum { PARTS_OF_ONE = 64 };	/* disks, nets and variables of a domain */

/* A booting node has power, and its control domain does not answer yet. */
enum node_power { NODE_DOWN, NODE_UP, NODE_HUNG, NODE_BOOTING };

enum keyswitch { KEY_NORMAL, KEY_STANDBY, KEY_DIAG, KEY_LOCKED };

struct node_row {
	int64_t		free_memory;	/* not bound, not reserved */
	int64_t		up_ns;		/* since when */
	int64_t		served_ns[2];	/* since when ldmd and vntsd run */
	int64_t		bootmode_ns;	/* when the next was set */
	uint64_t	apart;		/* bit n: no private link to node n */
	uint32_t	power;		/* enum node_power */
	uint32_t	member;		/* of the cluster */
	uint32_t	free_vcpus;
	uint32_t	policy;		/* TEXT failure-policy=… */
	uint32_t	bound;		/* guests bound or active here */
	uint32_t	mark;		/* of services, volumes and policy */
	uint32_t	next;		/* TEXT: the configuration of the next
					   power-on; 0: factory-default */
	uint32_t	current;	/* TEXT: loaded or saved last, or 0 */
	uint32_t	bootmode;	/* TEXT: for one power-on instead of
					   next, or 0 */
	uint32_t	keyswitch;	/* enum keyswitch, of its service
					   processor */
	uint32_t	share;		/* archive that is mounted, or 0 */
	uint32_t	ldm;		/* release of ldm: 201 is 2.1 */
	uint32_t	free_crypto;	/* units of free cores */
	uint32_t	degraded;	/* booted without a part of "current" */
	uint32_t	recovers;	/* its autorecovery policy is 3 */
	uint32_t	autosaved;	/* there is an autosave, with */
	uint32_t	auto_mark, auto_policy;
	uint32_t	limit[LOADS];	/* TEXT "guests=2:3": load limits */
	uint32_t	trouble;	/* a set of enum trouble */
	uint32_t	server;		/* guest that serves names to it, or
					   0 */
	uint32_t	maintenance;	/* without a vote in the quorum */
	uint32_t	left;		/* others went on without it */
};

struct device_row {
	int64_t		size;
	uint64_t	nodes;		/* bit n: node n sees it */
	uint32_t	label;		/* TEXT: the partition table */
	uint32_t	pool;		/* the pool whose label is on it */
	uint16_t	quorum;
	uint16_t	fencing;	/* enum fencing */
	uint32_t	handles;	/* open handles of files in its pool */
};

/* A host outside the cluster, beside the numbers of the nodes. */
enum { HOST_OUTSIDE = 64 };
enum scrub { SCRUB_NONE, SCRUB_BEGUN, SCRUB_STOPPED };
enum pool_copy { COPY_NONE, COPY_OWN, COPY_STALE };
struct pool_row {
	uint64_t	imported;	/* bit n: imported on node n */
	uint64_t	busy;		/* bit n: a process on node n uses it */
	uint64_t	cached;		/* bit n: in zpool.cache of node n */
	int64_t		used;
	uint32_t	altroot;	/* bit n - 1: by HAStoragePlus there */
	int32_t		left_s;		/* when the last host failed with it */
	int32_t		scrub_at_s;	/* when the last scrub began */
	unsigned int	scrub_s : 30,	/* that it takes, or has taken */
			scrub : 2;	/* enum scrub */
	uint32_t	device;
	unsigned int	exists : 4, damaged : 4; /* written from two hosts */
	unsigned int	outside : 8;	/* imported on a host that is none of
					   the cluster's */
	unsigned int	last_host : 8;	/* of the last import, or HOST_OUTSIDE;
					   0: exported */
	unsigned int	copy : 8;	/* the cluster's, perhaps an old one */
};

enum file_type { FILE_NONE, FILE_OTHER, FILE_DISK, FILE_FILESYSTEM,
    FILE_LOCK,
    FILE_WRITTEN,		/* its content is a TEXT */
    FILE_SHARED,		/* on an archive server, complete */
    FILE_SCRIPT,		/* the same; its content is a TEXT */
    FILE_PARTIAL,		/* on an archive server, incomplete */
    FILE_PREPARED,		/* a disk with a source's system restored */
    FILE_INTERRUPTED,		/* its upgrade was interrupted */
    FILE_UPGRADED,
    FILE_DATA };		/* a disk with a file system, for data */

struct file_row {
	union {
		uint64_t nodes;		/* in no pool; bit n: is on node n */
		int64_t	 written_ns;	/* in a pool: when, last */
	};
	int64_t		size;
	uint64_t	content;	/* token of its content */
	uint64_t	expected;	/* the content it must have, 0: any */
	uint32_t	pool;		/* in a pool, or 0 */
	uint16_t	type;		/* enum file_type */
	uint16_t	fresh;		/* filled since time zero: who filled
					   it may take it away again */
};

struct service_row {
	uint32_t	present;
	uint32_t	value;		/* TEXT: net-dev, ports */
	uint32_t	saved;		/* bit of each slot that has it, with */
	uint32_t	saved_value[CONFIG_SLOTS + 1];
	uint32_t	spare;
};

/* What kind a service is: of the site, or of the command that made it. */
struct kind_row {
	uint32_t	known;
	uint32_t	kind;		/* enum service_kind */
};

struct volume_row {
	uint32_t	first;		/* T_EXPORT */
	uint32_t	spare;
};

struct export_row {
	uint32_t	volume;
	uint16_t	node;
	uint16_t	slots;		/* bit of each saved configuration of
					   the node that has it so */
	uint32_t	service;
	uint32_t	file;
	uint32_t	options;	/* TEXT or 0 */
	uint32_t	next;
};

struct group_row {
	uint64_t	online;		/* bit n */
	uint64_t	stop_failed;	/* bit n */
	uint32_t	start_failed;	/* bit n - 1: since an operator's last
					   command; those */
	uint32_t	failed_again;	/* where it has failed twice */
	uint8_t		exists;
	uint8_t		managed;
	uint8_t		suspended;
	uint8_t		moved;		/* others have not been looked at */
	uint32_t	storage;	/* its resource of TYPE_STORAGE, or 0 */
	uint32_t	guest;		/* which its agent has, or had last */
	uint32_t	nodes;		/* TEXT "node1,node2" */
	uint32_t	failback;	/* TEXT "Failback=FALSE" or 0 */
	uint32_t	description;	/* TEXT "RG_description=…" or 0 */
	uint32_t	work;		/* T_WORK: in transition, or 0 */
	uint32_t	affinities;	/* TEXT "RG_affinities=…"; 0: none */
	uint32_t	loads;		/* TEXT "Load_factors=…"; 0: none */
	int32_t		failed_s;	/* when a start failed last */
};

struct resource_row {
	int64_t		stop_timeout_ns;
	int64_t		window_ns;	/* of the first restart that counts */
	int64_t		online_ns;	/* since when; probes count from it */
	uint8_t		exists;
	uint8_t		enabled;
	uint8_t		monitored;
	uint8_t		failed;		/* STATE_STOP_ or START_FAILED */
	uint32_t	left;		/* bit n - 1: stopped on node n */
	uint32_t	group;
	uint32_t	type;		/* TYPE_STORAGE, TYPE_AGENT */
	uint32_t	pool;		/* of TYPE_STORAGE */
	uint32_t	guest;		/* of TYPE_AGENT */
	uint32_t	password_file;
	uint32_t	migration_type;	/* enum migration_type */
	uint32_t	properties;	/* TEXT, as given */
	uint32_t	restarts;	/* in the window */
	uint32_t	copy;		/* T_DOMAIN: the cluster's, node 0 */
	uint32_t	probe;		/* T_WORK that will find it down */
};

/* A system that loops does not come up: each boot ends in the next one. */
enum installed { INSTALLED_NOT, INSTALLED, INSTALLED_LOOPS };

/* Does the monitoring report it?  If not, who has told it so. */
enum blackout { BLACKOUT_NONE, BLACKOUT_OF_RUN, BLACKOUT_OF_PERSON };

struct guest_row {
	uint64_t	content;	/* what its installed disks hold */
	uint32_t	first;		/* T_DOMAIN chain: one per node */
	uint32_t	agent;		/* the resource that has it, or 0 */
	uint16_t	boots;		/* for draws */
	uint8_t		up_on;		/* service up: the node; else 0 */
	uint8_t		idle;		/* enum idle, observers/online.h */
	unsigned int	installed : 8,	/* enum installed */
			accepted : 4,	/* users are admitted */
			blackout : 4,	/* enum blackout */
			service : 8,	/* 0 never up, 1 up, 2 + enum
					   service_part: down */
			share : 8;	/* archive mounted inside, or 0 */
};

enum source_power { SOURCE_RUNNING, SOURCE_STOPPED, SOURCE_OFF };
/* What is disabled does not start at a boot, there or in the guest. */
enum source_apps { APPS_STARTED, APPS_STOPPED, APPS_DISABLED };

/* A physical machine.  It writes to its disks while it runs and has its
 * applications started; each time that a period of writing ends, its content
 * has a new version. */
struct source_row {
	uint32_t	power;		/* enum source_power */
	uint32_t	frozen;		/* enum source_apps */
	uint32_t	version;
	uint32_t	held;		/* its auto-boot? is false */
	uint32_t	share;		/* archive mounted, or 0 */
	uint32_t	touched;	/* its own disks were written */
	uint32_t	serves;		/* the system in its archive starts the
					   applications when it boots */
	uint32_t	spare;
};

struct archive_row {
	uint32_t	down;		/* every access to its share hangs */
	uint32_t	full;
};

enum soft_state { SOFT_NONE, SOFT_OK, SOFT_BOOTING, SOFT_RUNNING, SOFT_HALTING,
    SOFT_HUNG,
    SOFT_MEDIA,				/* the install medium's system runs */
    SOFT_LOOPING,			/* each boot ends in the next one */
    SOFT_SINGLE };			/* its own, in single-user mode */

struct domain_row {
	int64_t		memory;
	int64_t		active_ns;	/* since when active */
	uint64_t	mac;
	uint32_t	guest;
	uint32_t	node;		/* 0: the cluster's copy */
	uint32_t	next;
	uint32_t	parts;		/* T_PART chain, in order of adding */
	uint32_t	state;		/* STATE_INACTIVE, _BOUND, _AT_OK */
	uint32_t	soft;		/* enum soft_state, when active */
	uint32_t	vcpus;
	uint32_t	hostid;
	uint32_t	master;		/* TEXT or 0 */
	uint16_t	port;		/* console, while bound or active */
	uint16_t	fixed;		/* that it must be, or 0 */
	uint32_t	work;		/* boot, halt or install in progress */
	uint16_t	crypto;		/* units */
	uint16_t	by_node;	/* 1: booted by it, not up since */
};

enum { CONSOLE_LINE = 80 };

/* The console of a domain at which somebody has been: what stands there, and
 * what waits for keys.  What the console room means by its numbers is in
 * backends/sim/console. */
struct console_row {
	int64_t		since_ns;	/* what goes on is printed between */
	int64_t		until_ns;	/* these two */
	uint32_t	domain;		/* T_DOMAIN */
	uint32_t	printed;	/* lines of what goes on */
	uint8_t		soft;		/* as last looked at: enum soft_state,
					   SOFT_NONE if it is not active */
	uint8_t		asks;		/* what waits for keys */
	uint8_t		size;		/* of line */
	uint8_t		escape;		/* of a key of several bytes */
	uint8_t		boot;		/* how the last boot was typed */
	uint8_t		after_cr;	/* the last key was one */
	uint8_t		screen, cursor;	/* of the installer */
	uint8_t		choice;		/* what it will do */
	uint8_t		reboots;	/* when it has done so */
	uint8_t		legend;		/* how it names its keys */
	uint8_t		mode;		/* the screen behind help or exit */
	uint8_t		device;		/* of the last boot: its number */
	uint8_t		resumes;	/* enum soft_state, by "go" */
	uint8_t		goes;		/* what goes on */
	uint8_t		spare;
	char		line[CONSOLE_LINE];
	uint8_t		answer[24];	/* of screens, in their order */
	char		text[5][32];	/* what was typed into them */
};

enum part_kind { PART_DISK = 1, PART_NET, PART_VARIABLE };
/* A disk's handle in the virtual disk server: taken at bind, kept through
 * stop, released at unbind. */
enum handle { HANDLE_NONE, HANDLE_OPEN, HANDLE_WAITING, HANDLE_DEAD };

struct part_row {
	uint32_t	kind;
	uint32_t	name;		/* DISK, NET, or a variable's key */
	uint32_t	value;		/* VOLUME, SERVICE, TEXT "key=value" */
	uint32_t	service;	/* of a disk: the vds; of a net: the
					   high bits of its MAC */
	uint32_t	id;		/* of a disk; of a net: the low bits of
					   its MAC, or 0: it may be any */
	uint16_t	handle;		/* enum handle */
	uint16_t	timeout;	/* of a disk, in s; 0: none */
	uint32_t	file;		/* what the handle holds open */
	uint32_t	next;
};

struct config_row {
	uint32_t	name;		/* TEXT, 0: a free slot */
	uint32_t	mark;		/* of the node when it was saved */
	uint32_t	policy;		/* TEXT: in it */
	uint32_t	spare;
};

/* A row of saved configurations: a guest that was bound or active then, or a
 * volume that was removed since. */
struct saved_row {
	uint32_t	node;
	uint32_t	guest;		/* 0: a volume */
	uint32_t	state;		/* of the guest: STATE_BOUND, _AT_OK */
	uint32_t	volume;
	uint32_t	service;
	uint32_t	file;
	uint32_t	options;
	uint32_t	slots;		/* bit of each slot of the node */
};

/* An activity that takes time: see work.h. */
struct work_row {
	struct op	op;
	int64_t		since_ns;
	uint32_t	kind;		/* enum work_kind */
	uint32_t	phase;
	uint32_t	cause;		/* enum cause */
	uint32_t	handle;		/* of the asker: engine or a person */
	uint32_t	ended;		/* the result waits for its asker */
	uint32_t	outcome;	/* enum outcome */
	uint32_t	code;		/* enum err_code */
	uint32_t	from, to;	/* nodes, of a move of a group */
	uint32_t	back;		/* a start failed: on the way back */
	uint32_t	seq;		/* of its event in the queue, 0: none */
	uint32_t	place;		/* place at which it was typed */
	uint32_t	origin;		/* of a move: where it began */
	uint32_t	reason;		/* enum err_code behind the code */
	uint32_t	takes;		/* of a move: it may take along, once,
					   the group to which it delegates */
	uint32_t	evacuation;	/* T_WORK: that has begun the move, or
					   0 */
};

/* What the manager has logged: it is only printed, and the oldest is lost. */
enum { LOG_ROWS = 96 };
enum log_kind { LOG_NONE,
    LOG_GROUP,			/* a group has a new state on a node */
    LOG_BEGUN, LOG_ENDED, LOG_FAILED };	/* a method of a resource */
enum log_state { LOG_PENDING_OFFLINE, LOG_OFFLINE, LOG_PENDING_ONLINE,
    LOG_ONLINE, LOG_ERROR_STOP_FAILED };

struct log_row {
	int64_t		at_ns;
	uint32_t	group;
	uint32_t	resource;	/* of a method; of a group: bit 0, its
					   storage is monitored, 1, its agent */
	uint8_t		kind;		/* enum log_kind */
	uint8_t		what;		/* enum log_state; of a method: it
					   stops (1) or starts (0) */
	uint8_t		node;
	uint8_t		by;		/* the president, who logs states */
	uint32_t	spare;
};

enum { PORT_WORDS = 16 };	/* of 64 console ports each */

struct port_row {
	uint64_t	taken[PORT_WORDS];	/* bit n: first port + n */
};

struct queue_row {
	int64_t		due_ns;
	uint32_t	seq;		/* breaks ties */
	uint32_t	work;
};

#endif
