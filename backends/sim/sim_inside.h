/*
 * sim_inside.h: what the files of the simulator share.
 *
 * Objects are held by number; a row is held within one event only.  Every
 * change of an object that an invariant speaks of is touched, and what was
 * touched is checked when the event is over.
 */
#ifndef SIM_INSIDE_H
#define SIM_INSIDE_H

#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"

enum { MS = 1000000 };			/* nanoseconds */
enum { ASKER_NONE, ASKER_ENGINE, ASKER_PERSON };
enum { WORK_HANGS = 99 };		/* phase: the share's server is down */
enum { TOUCHES = 32, BROKEN = 64, PARTS_OF_ONE = 64, TEXT_ROOM = 200 };

enum work_kind {
	WORK_NONE,
	WORK_OP,		/* an operation that was asked for */
	WORK_MOVE,		/* of a group, or of a resource of one */
	WORK_BOOT,		/* a guest boots */
	WORK_HALT,		/* a guest that nobody waits for goes down */
	WORK_PROBE,		/* an agent is going to find its guest down */
	WORK_DEATH,		/* a node's heartbeat has been missed */
	WORK_FAILFAST,		/* a fenced node finds out and panics */
	WORK_BIRTH,		/* a node boots and joins the others */
	WORK_KINDS
};

/* In the order in which they come. */
enum move_phase {
	MOVE_DECIDE,
	MOVE_SAVE,
	MOVE_STOP,
	MOVE_UNBIND,
	MOVE_REMOVE,
	MOVE_EXPORT,
	MOVE_AWAY,		/* nobody has anything */
	MOVE_IMPORT,
	MOVE_DEFINE,
	MOVE_BIND,
	MOVE_START,
	MOVE_END,
	MOVE_PHASES
};

/* What a path is by its name: "/POOL/FILESYSTEM/…", "POOL/FILESYSTEM". */
struct path {
	uint32_t	pool;
	uint32_t	filesystem;	/* its directory, if that is one */
	uint32_t	share;		/* archive under whose mount it lies */
};

/* Made from site and names; the world is needed for none of it. */
struct index {
	struct path	*path;		/* by file */
	uint32_t	*guest_of_pool;
	uint32_t	*guest_of_group;
	uint32_t	*mac;		/* by guest: the low three bytes */
	uint32_t	 paths, pools, groups;
	uint32_t	 failback, description, auto_boot; /* keys */
	uint32_t	 failback_off;	/* what a group is born with */
	uint32_t	 description_none;
	uint32_t	 ignore;	/* failure policy of a new machine */
	uint32_t	 whole;		/* the label that a LUN comes with */
	uint32_t	 auto_boot_false, auto_boot_true, primary, reset;
	uint32_t	 iso;		/* DISK: the medium's */
	uint32_t	 boot_disk;	/* TEXT boot-device=disk0:a */
	uint32_t	 boot_device;	/* its key */
	uint32_t	 initial;	/* TEXT: overwrite the disks */
	uint32_t	 conf;		/* FILE /etc/ldmp2v.conf */
};

struct touched {
	uint32_t	kind;		/* enum kind */
	uint32_t	name;
};

struct broken {
	uint32_t	invariant;
	uint32_t	name;
};

struct sim {
	struct backend	 door;		/* first */
	const struct site *site;
	struct names	*names;		/* of the site: texts are added */
	struct world	*world;
	struct sink	*sink;
	struct index	 index;
	enum cause	 cause;		/* of what happens now */
	uint32_t	 touches;
	bool		 touched_all;
	struct touched	 touched[TOUCHES];
	struct broken	 broken[BROKEN];	/* told already */
	uint32_t	 broken_count;
	uint32_t	 violations;
	uint32_t	 violated;	/* bit n: the n-th invariant, ever */
	const char	*violation;
	char		 violation_text[TEXT_ROOM];
	struct answers	 all;		/* of the last question about all */
	struct found	*found;		/* all.list, malloc'd */
	uint32_t	 found_capacity;
};

/* world.c, beside world.h */
extern const uint32_t world_row_size[TABLES];
bool		 world_is_sparse(enum table_id);
uint64_t	 bit(uint32_t n);

/* place.c: where something is typed: a node, a source, inside a guest */
bool		 place_known(struct sim *, uint32_t place);
bool		 place_answers(struct sim *, uint32_t place);
const char	*place_name(struct sim *, uint32_t place);
uint32_t	 place_share(struct sim *, uint32_t place);
void		 place_mount(struct sim *, uint32_t place, uint32_t archive);
bool		 place_runs(struct sim *, uint32_t guest, uint32_t node);

/* share.c */
uint32_t	 share_of(struct sim *, const struct op *);
bool		 share_hangs(struct sim *, const struct op *);
bool		 share_there(struct sim *, uint32_t file, uint32_t place);
bool		 ask_share(struct sim *, const struct op *, struct answer *);
bool		 ask_archive(struct sim *, const struct op *, struct answer *);

/* source.c */
bool		 source_writes(struct sim *, uint32_t source);
uint64_t	 source_image(struct sim *, uint32_t source);
uint64_t	 source_data(struct sim *, uint32_t source, uint32_t mount);
void		 source_touch(struct sim *, uint32_t place);
bool		 ask_source(struct sim *, const struct op *, struct answer *);
bool		 ask_fresh(struct sim *, const struct op *, struct answer *);

/* p2v.c, upgrade.c, restore.c */
uint32_t	 p2v_disks(const struct sim *, uint32_t guest);
uint64_t	 p2v_expected(struct sim *, uint32_t guest, uint32_t disk);
bool		 ask_image(struct sim *, const struct op *, struct answer *);
bool		 ask_data_filesystem(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_sums(struct sim *, const struct op *, struct answer *);
bool		 ask_word(struct sim *, const struct op *, struct answer *);
bool		 ask_migration(struct sim *, const struct op *,
		    struct answer *);

/* say.c: what a command prints, for whoever listens */
void		 say(struct sim *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
bool		 say_heard(const struct sim *);
void		 say_prepared(struct sim *, const struct op *);
void		 say_converted(struct sim *, const struct op *, bool timeout);
void		 say_upgrade(struct sim *, const struct op *);

/* locks.c */
bool		 ask_lock(struct sim *, const struct op *, struct answer *);
void		 locks_lost(struct sim *, uint32_t node);

/* index.c */
void		 index_make(struct sim *);
void		 index_grow(struct sim *);
void		 index_drop(struct sim *);

/* room.c: rows for what one event may add; rows move here only. */
void		 room_make(struct sim *, const uint32_t sparse[TABLES]);
void		 room_sure(struct sim *);
void		 room_names(struct sim *);
void		 room_for(struct sim *, enum table_id, uint32_t more);

/* queue.c */
void		 queue_push(struct world *, int64_t due_ns, uint32_t work);
uint32_t	 queue_pop(struct world *);
void		 queue_remove(struct world *, uint32_t work);
const struct queue_row *queue_first(struct world *);

/* draw.c */
uint64_t	 draw_mix(uint64_t, uint64_t);
uint64_t	 draw_name(uint64_t about, const char *);
enum draw_what { DRAW_BOOT, DRAW_HALT, DRAW_INSTALL, DRAW_MAC, DRAW_BLANK,
    DRAW_FULL, DRAW_SPOILT, DRAW_MARK, DRAW_IMAGE, DRAW_DATA, DRAW_TORN,
    DRAW_PREPARED, DRAW_UPGRADED, DRAW_RESTORED, DRAW_NEWFS };
uint64_t	 draw(uint64_t seed, enum draw_what, uint32_t whom,
		    uint32_t often);
int64_t		 draw_about(struct sim *, enum draw_what, uint32_t whom,
		    int64_t ms);

/* work.c */
uint32_t	 work_take(struct sim *, const struct op *, enum work_kind,
		    enum cause);
void		 work_after(struct sim *, uint32_t row, int64_t ms);
void		 work_end(struct sim *, uint32_t row, enum outcome,
		    enum err_code);
void		 work_cut(struct sim *, uint32_t row, enum err_code);
uint32_t	 work_begin(struct sim *, const struct op *, enum cause,
		    uint32_t asker, struct result *);
void		 work_taken(struct sim *, uint32_t row, struct result *);
void		 work_answers_take(struct sim *, uint32_t node);

/* settle.c; sim_name is in sim.c */
const char	*sim_name(const struct sim *, enum kind, uint32_t);
void		 sim_touch(struct sim *, enum kind, uint32_t name);
void		 sim_settle(struct sim *);
void		 sim_tell(struct sim *, enum kind, uint32_t name, uint32_t on,
		    enum state was, enum state is);

/* node.c */
bool		 node_answers(struct sim *, uint32_t node);
uint64_t	 node_members(struct sim *);
void		 node_mark(struct sim *, uint32_t node, uint64_t of,
		    uint64_t what);
uint32_t	 config_slot(struct sim *, uint32_t node, uint32_t name);
bool		 node_resets(struct sim *, const struct domain_row *);
void		 node_touch(struct sim *, uint32_t node);

/* saved.c: what a power cycle brings back, and what it does not */
void		 saved_room(struct sim *, uint32_t work);
void		 saved_take(struct sim *, uint32_t node, uint32_t name);
void		 saved_drop(struct sim *, uint32_t node, uint32_t name);
void		 saved_keep(struct sim *, const struct export_row *);
void		 saved_forget(struct sim *, uint32_t node);
bool		 saved_volume(struct sim *, uint32_t node);

/* birth.c */
void		 birth_cut(struct sim *, uint32_t node);
void		 birth_event(struct sim *, uint32_t row);

/* death.c */
void		 death_begin(struct sim *, uint32_t node, enum node_power);
void		 death_event(struct sim *, uint32_t row);
void		 failfast_event(struct sim *, uint32_t row);

/* storage.c */
bool		 pool_agent_may_import(struct sim *, uint32_t pool,
		    uint32_t node, struct err *);
void		 pool_taken(struct sim *, uint32_t pool, uint32_t node,
		    bool by_agent);
void		 pool_given(struct sim *, uint32_t pool, uint32_t node);
void		 pool_spoil(struct sim *, uint32_t pool);

/* files.c */
bool		 file_there(struct sim *, uint32_t file, uint32_t node);
void		 file_lost(struct sim *, uint32_t file);

/* services.c, volumes.c */
void		 service_put(struct sim *, uint32_t service, uint32_t node,
		    uint32_t value);
void		 volume_put(struct sim *, const struct export_row *);

/* domain.c: what the hypervisor's manager does, whoever asks */
enum state	 domain_state(struct sim *, const struct domain_row *);
void		 domain_become(struct sim *, struct domain_row *,
		    enum state, enum soft_state);
uint32_t	 domain_new(struct sim *, uint32_t guest, uint32_t node);
void		 domain_gone(struct sim *, uint32_t domain);
bool		 domain_is_bound(const struct domain_row *);

/* bind.c */
bool		 bind_may(struct sim *, const struct domain_row *,
		    uint32_t node, struct err *);
void		 bind_take(struct sim *, struct domain_row *);
void		 bind_give(struct sim *, struct domain_row *);
bool		 bind_open(struct sim *, struct domain_row *);
void		 bind_handle(struct sim *, struct part_row *, enum handle);
bool		 bind_holds(struct sim *, uint32_t pool, uint32_t node,
		    bool kill);
bool		 bind_uses(struct sim *, uint32_t node, enum part_kind,
		    uint32_t value, uint32_t service);

/* part.c: disks, nets and variables of a definition */
uint32_t	 part_add(struct sim *, uint32_t domain,
		    const struct part_row *);
void		 part_remove(struct sim *, uint32_t domain, uint32_t part);
void		 part_own(struct sim *, uint32_t domain);
void		 part_drop(struct sim *, uint32_t domain);
void		 part_share(struct sim *, uint32_t from, uint32_t domain);

/* define.c: also what the agent does with the cluster's copy */
void		 agent_save(struct sim *, uint32_t guest, uint32_t node);
void		 agent_forget(struct sim *, uint32_t guest);
bool		 define_copied(struct sim *, uint32_t guest, uint32_t node);
void		 define_declared(struct sim *, uint32_t domain,
		    bool installed);
/* The first disks that the site declares. */
void		 define_disks(struct sim *, uint32_t domain, uint32_t count);

/* guest.c, boot.c */
void		 boot_start(struct sim *, struct domain_row *, uint32_t node);
void		 boot_stop(struct sim *, struct domain_row *);
void		 boot_installed(struct sim *, uint32_t guest);
int64_t		 boot_halt_ms(struct sim *, uint32_t guest);
void		 boot_event(struct sim *, uint32_t row);
void		 halt_event(struct sim *, uint32_t row);

/* group.c, resource.c */
enum state	 group_state(struct sim *, uint32_t group, uint32_t *on);
enum state	 resource_state(struct sim *, uint32_t resource,
		    uint32_t *on);
uint32_t	 group_nodes(struct sim *, uint32_t group, uint32_t *nodes);
uint32_t	 group_storage(struct sim *, uint32_t group);
uint32_t	 group_agent(struct sim *, uint32_t group);
uint32_t	 group_next(struct sim *, uint32_t group, uint64_t ruled_out);
void		 group_tell(struct sim *, uint32_t group, enum state was);
void		 resource_made(struct sim *, const struct op *);

/* move.c, phase.c */
void		 move_begin(struct sim *, uint32_t row, uint32_t group,
		    uint32_t from, uint32_t to, int64_t first_ms);
void		 move_event(struct sim *, uint32_t row);
bool		 move_concerns(struct sim *, const struct work_row *,
		    uint32_t type);
bool		 phase_due(struct sim *, const struct work_row *);
int64_t		 phase_begin(struct sim *, uint32_t row);
bool		 phase_end(struct sim *, uint32_t row, struct err *);

/* agent.c */
void		 agent_look(struct sim *, uint32_t guest);
void		 agent_restart(struct sim *, uint32_t guest);
void		 probe_event(struct sim *, uint32_t row);

/* invariants.c, uptime.c */
void		 invariant_check(struct sim *, enum kind, uint32_t name);
bool		 invariant_met(struct sim *, uint32_t invariant, uint32_t name,
		    bool met);
void		 uptime_settle(struct sim *, uint32_t guest);
uint32_t	 uptime_node(struct sim *, uint32_t guest);
void		 uptime_begin(struct sim *, uint32_t guest);

/* ask_all.c: into sim->all; false when nobody answers */
bool		 ask_all(struct sim *, const struct op *);

/* ask.c: false when nobody answers */
bool		 ask(struct sim *, const struct op *, struct answer *);
bool		 ask_known(struct sim *, const struct op *);
bool		 ask_reaches(struct sim *, const struct op *);
bool		 ask_node(struct sim *, const struct op *, struct answer *);
bool		 ask_service(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_config(struct sim *, const struct op *, struct answer *);
bool		 ask_command(struct sim *, const struct op *, struct answer *);
bool		 ask_volume(struct sim *, const struct op *, struct answer *);
bool		 ask_device(struct sim *, const struct op *, struct answer *);
bool		 ask_pool(struct sim *, const struct op *, struct answer *);
bool		 ask_filesystem(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_disk(struct sim *, const struct op *, struct answer *);
bool		 ask_type(struct sim *, const struct op *, struct answer *);
bool		 ask_group(struct sim *, const struct op *, struct answer *);
bool		 ask_resource(struct sim *, const struct op *,
		    struct answer *);
bool		 ask_guest(struct sim *, const struct op *, struct answer *);

#endif
