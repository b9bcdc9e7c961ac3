/*
 * world.h: the state of the simulated site, as one block of memory.
 *
 * Tables of rows and indexes: no pointers, no padding, unused rows zero.  A
 * snapshot is therefore a memcpy, and equal worlds have equal bytes.  Row 0 of
 * every table is empty: 0 is "none".  Dense tables are indexed by the number of
 * a name (core/base/names.h); sparse tables have chains that begin in a dense
 * row.  Times are virtual nanoseconds.  A row may be held within one event;
 * only growth.c rebuilds the block and moves rows, between two events.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "backends/sim/world/rows.h"

enum table_id {
	T_NODE,			/* dense by node */
	T_DEVICE,		/* dense by device */
	T_POOL,			/* dense by pool */
	T_FILE,			/* dense by file */
	T_SERVICE,		/* dense by service x node: world_service */
	T_KIND,			/* dense by service: what it is */
	T_VOLUME,		/* dense by volume: head of a chain */
	T_EXPORT,		/* sparse: a volume on a node */
	T_GROUP,		/* dense by group */
	T_RESOURCE,		/* dense by resource */
	T_GUEST,		/* dense by guest: head of a chain */
	T_DOMAIN,		/* sparse: a guest's definition on a node */
	T_PART,			/* sparse: a disk, net or variable of one */
	T_CONFIG,		/* CONFIG_SLOTS for each node */
	T_WORK,			/* sparse: activities that take time */
	T_QUEUE,		/* binary heap of future events */
	T_PORT,			/* dense by node: console ports taken */
	T_SAVED,		/* sparse: what a power cycle restores */
	T_SOURCE,		/* dense by source */
	T_ARCHIVE,		/* dense by archive */
	T_LOG,			/* the last LOG_ROWS, in a circle */
	T_CONSOLE,		/* sparse: consoles at which somebody was */
	TABLES
};

struct table_at {
	uint32_t	offset;		/* bytes from the world's beginning */
	uint32_t	size;		/* bytes a row */
	uint32_t	count;		/* rows in use or, dense, that exist */
	uint32_t	capacity;	/* rows that fit, without row 0 */
	uint32_t	free;		/* sparse: the lowest free row */
	uint32_t	high;		/* sparse: the highest row in use */
	uint32_t	map;		/* sparse: offset of a bit per row */
	uint32_t	spare;
};

struct world {
	int64_t		now_ns;
	uint64_t	seed;
	uint64_t	bytes;		/* of the whole block */
	uint32_t	seq;		/* the number of the newest event */
	uint32_t	types;		/* bit: TYPE_ registered */
	uint32_t	loaded;		/* groups that have load factors */
	uint32_t	addresses;	/* some hostid or MAC was set by hand */
	uint32_t	affine;		/* groups that have affinities */
	uint32_t	placing;	/* T_WORK: who looks at them, or 0 */
	uint32_t	logged;		/* rows of T_LOG, lost ones too */
	uint32_t	spare;
	struct table_at	table[TABLES];
};

extern const uint32_t world_row_size[TABLES];
/* Is it a sparse table? */
bool	 world_is_sparse(enum table_id);
/* The set with the one member n. */
uint64_t bit(uint32_t n);
/* Virtual time. */
int64_t	 world_now_ms(const struct world *);

/* Row n of a table; asserts that it exists.  Row 0 is zero and may be read, so
 * that a search that finds nothing needs no test. */
void	*world_row(struct world *, enum table_id, uint32_t n);
/* world_row for each table; service and node, or node and slot, give the row
 * of the tables that have both. */
struct node_row		*world_node(struct world *, uint32_t node);
struct device_row	*world_device(struct world *, uint32_t device);
struct pool_row		*world_pool(struct world *, uint32_t pool);
struct file_row		*world_file(struct world *, uint32_t file);
struct service_row	*world_service(struct world *, uint32_t service,
			    uint32_t node);
struct kind_row		*world_kind(struct world *, uint32_t service);
struct volume_row	*world_volume(struct world *, uint32_t volume);
struct export_row	*world_export(struct world *, uint32_t row);
struct group_row	*world_group(struct world *, uint32_t group);
struct resource_row	*world_resource(struct world *, uint32_t resource);
struct guest_row	*world_guest(struct world *, uint32_t guest);
struct domain_row	*world_domain(struct world *, uint32_t row);
struct part_row		*world_part(struct world *, uint32_t row);
struct config_row	*world_config(struct world *, uint32_t node,
			    uint32_t slot);
struct work_row		*world_work(struct world *, uint32_t row);
struct port_row		*world_port(struct world *, uint32_t node);
struct source_row	*world_source(struct world *, uint32_t source);
struct archive_row	*world_archive(struct world *, uint32_t archive);
struct saved_row	*world_saved(struct world *, uint32_t row);
/* Take the lowest free row of a sparse table; there must be one (growth.h). */
uint32_t	 world_alloc(struct world *, enum table_id);
/* Free a row; it is zeroed. */
void		 world_free(struct world *, enum table_id, uint32_t row);

/* The export of a volume on a node, or 0; the domain of a guest, or 0. */
uint32_t	 world_export_of(struct world *, uint32_t volume,
		    uint32_t node);
uint32_t	 world_domain_of(struct world *, uint32_t guest,
		    uint32_t node);
/* Bound or active. */
bool		 world_is_bound(const struct domain_row *);
/* The part of a domain of that kind and name, or 0. */
uint32_t	 world_part_of(struct world *, uint32_t domain,
		    enum part_kind, uint32_t name);

#endif
