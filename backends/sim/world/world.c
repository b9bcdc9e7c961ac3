#include "backends/sim/world/world.h"

#include <assert.h>
#include <string.h>

#define WHOLE(row)	static_assert(sizeof(struct row) % 8 == 0, #row)

WHOLE(node_row);
WHOLE(device_row);
WHOLE(pool_row);
WHOLE(file_row);
WHOLE(service_row);
WHOLE(volume_row);
WHOLE(config_row);
WHOLE(kind_row);
WHOLE(export_row);
WHOLE(group_row);
WHOLE(resource_row);
WHOLE(guest_row);
WHOLE(domain_row);
WHOLE(part_row);
WHOLE(work_row);
WHOLE(queue_row);
WHOLE(saved_row);
WHOLE(source_row);
WHOLE(archive_row);
WHOLE(log_row);
WHOLE(console_row);
WHOLE(world);
static_assert(sizeof(struct node_row) == 6 * 8 + (22 + LOADS) * 4,
    "no padding");
static_assert(sizeof(struct device_row) == 2 * 8 + 4 * 4, "no padding");
static_assert(sizeof(struct pool_row) == 4 * 8 + 5 * 4 + 4, "no padding");
static_assert(sizeof(struct file_row) == 4 * 8 + 2 * 4, "no padding");
static_assert(sizeof(struct group_row) == 2 * 8 + 11 * 4 + 4, "no padding");
static_assert(sizeof(struct resource_row) == 3 * 8 + 11 * 4 + 4, "no padding");
static_assert(sizeof(struct guest_row) == 8 + 2 * 4 + 2 + 2 + 4, "no padding");
static_assert(sizeof(struct domain_row) == 3 * 8 + 12 * 4, "no padding");
static_assert(sizeof(struct work_row) == sizeof(struct op) + 8 + 16 * 4,
    "no padding");
static_assert(sizeof(struct console_row) == 2 * 8 + 2 * 4 + 16 +
    CONSOLE_LINE + 24 + 5 * 32, "no padding");
static_assert(sizeof(struct world) == 3 * 8 + 8 * 4 +
    TABLES * sizeof(struct table_at), "no padding");

const uint32_t world_row_size[TABLES] = {
	[T_NODE] = sizeof(struct node_row),
	[T_DEVICE] = sizeof(struct device_row),
	[T_POOL] = sizeof(struct pool_row),
	[T_FILE] = sizeof(struct file_row),
	[T_SERVICE] = sizeof(struct service_row),
	[T_KIND] = sizeof(struct kind_row),
	[T_VOLUME] = sizeof(struct volume_row),
	[T_EXPORT] = sizeof(struct export_row),
	[T_GROUP] = sizeof(struct group_row),
	[T_RESOURCE] = sizeof(struct resource_row),
	[T_GUEST] = sizeof(struct guest_row),
	[T_DOMAIN] = sizeof(struct domain_row),
	[T_PART] = sizeof(struct part_row),
	[T_CONFIG] = sizeof(struct config_row),
	[T_WORK] = sizeof(struct work_row),
	[T_QUEUE] = sizeof(struct queue_row),
	[T_PORT] = sizeof(struct port_row),
	[T_SAVED] = sizeof(struct saved_row),
	[T_SOURCE] = sizeof(struct source_row),
	[T_ARCHIVE] = sizeof(struct archive_row),
	[T_LOG] = sizeof(struct log_row),
	[T_CONSOLE] = sizeof(struct console_row),
};

static const bool sparse[TABLES] = {
	[T_EXPORT] = true, [T_DOMAIN] = true, [T_PART] = true,
	[T_WORK] = true, [T_SAVED] = true,
	[T_CONSOLE] = true,
};

uint64_t
bit(uint32_t n)
{
	assert(n < 64);
	return (uint64_t)1 << n;
}

int64_t
world_now_ms(const struct world *world)
{
	return world->now_ns / MS;
}

bool
world_is_sparse(enum table_id id)
{
	return sparse[id];
}

void *
world_row(struct world *world, enum table_id id, uint32_t n)
{
	const struct table_at *at = &world->table[id];

	assert(n <= at->capacity);
	return (char *)world + at->offset + (size_t)n * world_row_size[id];
}

struct node_row *
world_node(struct world *world, uint32_t node)
{
	return world_row(world, T_NODE, node);
}

struct device_row *
world_device(struct world *world, uint32_t device)
{
	return world_row(world, T_DEVICE, device);
}

struct pool_row *
world_pool(struct world *world, uint32_t pool)
{
	return world_row(world, T_POOL, pool);
}

struct file_row *
world_file(struct world *world, uint32_t file)
{
	return world_row(world, T_FILE, file);
}

struct service_row *
world_service(struct world *world, uint32_t service, uint32_t node)
{
	uint32_t nodes = world->table[T_NODE].count + 1;

	assert(service <= world->table[T_KIND].count && node < nodes);
	return world_row(world, T_SERVICE, service * nodes + node);
}

struct kind_row *
world_kind(struct world *world, uint32_t service)
{
	return world_row(world, T_KIND, service);
}

struct volume_row *
world_volume(struct world *world, uint32_t volume)
{
	return world_row(world, T_VOLUME, volume);
}

struct export_row *
world_export(struct world *world, uint32_t row)
{
	return world_row(world, T_EXPORT, row);
}

struct source_row *
world_source(struct world *world, uint32_t source)
{
	return world_row(world, T_SOURCE, source);
}

struct archive_row *
world_archive(struct world *world, uint32_t archive)
{
	return world_row(world, T_ARCHIVE, archive);
}

struct group_row *
world_group(struct world *world, uint32_t group)
{
	return world_row(world, T_GROUP, group);
}

struct resource_row *
world_resource(struct world *world, uint32_t resource)
{
	return world_row(world, T_RESOURCE, resource);
}

struct guest_row *
world_guest(struct world *world, uint32_t guest)
{
	return world_row(world, T_GUEST, guest);
}

struct domain_row *
world_domain(struct world *world, uint32_t row)
{
	return world_row(world, T_DOMAIN, row);
}

struct part_row *
world_part(struct world *world, uint32_t row)
{
	return world_row(world, T_PART, row);
}

struct config_row *
world_config(struct world *world, uint32_t node, uint32_t slot)
{
	assert(node <= world->table[T_NODE].count);
	assert(slot < CONFIG_SLOTS);
	return world_row(world, T_CONFIG, node * CONFIG_SLOTS + slot);
}

struct work_row *
world_work(struct world *world, uint32_t row)
{
	return world_row(world, T_WORK, row);
}

struct port_row *
world_port(struct world *world, uint32_t node)
{
	return world_row(world, T_PORT, node);
}

struct saved_row *
world_saved(struct world *world, uint32_t row)
{
	return world_row(world, T_SAVED, row);
}

bool
world_is_bound(const struct domain_row *domain)
{
	return domain->state == STATE_BOUND || domain->state == STATE_AT_OK;
}

static uint64_t *
map_of(struct world *world, enum table_id id)
{
	return (void *)((char *)world + world->table[id].map);
}

/* The lowest free row from that one on; the map has a bit beyond the last. */
static uint32_t
free_from(struct world *world, enum table_id id, uint32_t row)
{
	const uint64_t *map = map_of(world, id);

	while (map[row / 64] == ~(uint64_t)0)
		row += 64 - row % 64;
	while ((map[row / 64] >> row % 64 & 1) != 0)
		row++;
	return row;
}

static uint32_t
used_to(struct world *world, enum table_id id, uint32_t row)
{
	const uint64_t *map = map_of(world, id);

	while (row != 0 && (map[row / 64] >> row % 64 & 1) == 0)
		row--;
	return row;
}

/*
 * Free rows are not chained: which row is taken next depends on which rows are
 * in use, and not on the order in which rows were freed.
 */
uint32_t
world_alloc(struct world *world, enum table_id id)
{
	struct table_at *at = &world->table[id];
	uint32_t row = at->free;

	assert(sparse[id] && at->count < at->capacity && row != 0);
	map_of(world, id)[row / 64] |= bit(row % 64);
	at->free = free_from(world, id, row + 1);
	at->count++;
	if (row > at->high)
		at->high = row;
	return row;
}

void
world_free(struct world *world, enum table_id id, uint32_t row)
{
	struct table_at *at = &world->table[id];

	assert((map_of(world, id)[row / 64] >> row % 64 & 1) != 0);
	assert(row != 0 && row <= at->high);
	memset(world_row(world, id, row), 0, at->size);
	map_of(world, id)[row / 64] &= ~bit(row % 64);
	at->count--;
	if (row < at->free)
		at->free = row;
	if (row == at->high)
		at->high = used_to(world, id, row);
}

uint32_t
world_export_of(struct world *world, uint32_t volume, uint32_t node)
{
	uint32_t row = world_volume(world, volume)->first;

	while (row != 0 && world_export(world, row)->node != node)
		row = world_export(world, row)->next;
	return row;
}

uint32_t
world_domain_of(struct world *world, uint32_t guest, uint32_t node)
{
	uint32_t row = world_guest(world, guest)->first;

	while (row != 0 && world_domain(world, row)->node != node)
		row = world_domain(world, row)->next;
	return row;
}

uint32_t
world_part_of(struct world *world, uint32_t domain, enum part_kind kind,
    uint32_t name)
{
	uint32_t row = world_domain(world, domain)->parts;

	while (row != 0) {
		const struct part_row *part = world_part(world, row);

		if (part->kind == kind && part->name == name)
			break;
		row = part->next;
	}
	return row;
}
