/*
 * Questions.  They take no time, draw nothing and change nothing.
 *
 * A node answers the questions that are put to it; any member answers one about
 * the cluster.
 */
#include "backends/sim/questions/ask.h"

#include <assert.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/locks.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/guest.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/share_use.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/p2v/upgrade.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/pool.h"
#include "backends/sim/world/declared.h"

/* The name of what the next power-on loads. */
static uint32_t
next_name(struct sim *sim, uint32_t node)
{
	uint32_t next = world_node(sim->world, node)->next;

	return next != 0 ? next : (uint32_t)TEXT_FACTORY;
}

/* What the next power-on loads, and whether that is what runs now. */
static void
answer_config(struct sim *sim, uint32_t node, struct answer *answer)
{
	const struct node_row *row = world_node(sim->world, node);

	answer->value = next_name(sim, node);
	answer->state = row->degraded != 0 ? STATE_DEGRADED :
	    row->next == 0 ? STATE_ABSENT :
	    config_runs(sim, node, row->next) ? STATE_SAVED : STATE_OLDER;
}

/* The service processor answers whether the machine has power, even when the
 * node is down. */
static bool
ask_node(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct node_row *node = world_node(sim->world, op->on);
	const struct domain_row *own = world_domain(sim->world,
	    op->guest == 0 ? 0 : world_domain_of(sim->world, op->guest,
	    op->on));

	answer->on = op->on;
	answer->state = node->power == NODE_UP && node->member != 0 ?
	    STATE_UP : STATE_DOWN;
	if (op->value == TEXT_POWER) {
		answer->state = node->power != NODE_DOWN ? STATE_UP :
		    STATE_DOWN;
		return true;
	}
	if (!world_is_bound(own))
		own = world_domain(sim->world, 0);
	if (op->value == TEXT_POLICY)
		answer->value = node->policy;
	else if (op->value == TEXT_CONFIG)
		answer_config(sim, op->on, answer);
	else if (op->value == TEXT_SLOTS)
		answer->number = config_slots_free(sim, op->on);
	else if (op->value == TEXT_VCPUS)
		answer->number = (int64_t)node->free_vcpus + own->vcpus;
	else if (op->value == TEXT_CRYPTO)
		answer->number = (int64_t)node->free_crypto + own->crypto;
	else if (op->value == TEXT_MEMORY)
		answer->number = node->free_memory + own->memory;
	else if (op->value == TEXT_ADDRESSES && op->guest != 0)
		answer->number = address_taken(sim, op->guest, op->on);
	return node->power == NODE_UP;
}

/* What the others say of a node. */
static bool
ask_member(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->to;
	answer->state = world_node(sim->world, op->to)->member != 0 ?
	    STATE_UP : STATE_DOWN;
	return node_any_member(sim);
}

static bool
ask_service(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct service_row *row = world_service(sim->world, op->service,
	    op->on);

	if (row->present != 0)
		answer->state = STATE_PRESENT;
	answer->on = op->on;
	answer->value = row->value;
	return true;
}

/* The number of the answer: failover guests that are bound there now.  The
 * value: what the next power-on loads, this one or another. */
static bool
ask_config(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->on;
	answer->number = world_node(sim->world, op->on)->bound;
	answer->value = next_name(sim, op->on);
	if (op->value == TEXT_FACTORY)
		answer->state = STATE_OLDER;
	else if (op->value != 0 &&
	    config_slot(sim, op->on, op->value) != CONFIG_SLOTS)
		answer->state = config_runs(sim, op->on, op->value) ?
		    STATE_SAVED : STATE_OLDER;
	return true;
}

static bool
ask_command(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->state = STATE_NONE;
	answer->on = op->on <= SITE_NODES ? op->on : 0;
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if ((work->handle == ASKER_ENGINE ||
		    work->handle == ASKER_LEFT) && work->ended == 0 &&
		    work->place == op->on)
			answer->state = STATE_AT_WORK;
	}
	return true;
}

/* The number of the answer: 0 free, 1 part of a pool, 2 the quorum device, 3
 * part of a pool that a resource uses.  The pool that the question names
 * counts as free. */
static bool
ask_device(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct device_row *row = world_device(sim->world, op->device);

	answer->on = op->on;
	answer->state = STATE_MISSING;
	if ((row->nodes & bit(op->on)) == 0)
		return true;
	answer->state = STATE_PRESENT;
	answer->value = row->label;
	if (op->value == TEXT_LABEL) {
		if (label_is_smi(row->label))
			answer->value = TEXT_SMI;
		return true;
	}
	if (row->quorum != 0)
		answer->number = 2;
	else if (row->pool != 0 && row->pool != op->pool)
		answer->number = pool_storage(sim, row->pool) != 0 ? 3 : 1;
	return true;
}

/* The number is 1 without an altroot.  A hung member that may have the pool
 * leaves the question without an answer; one that was given up is fenced. */
static bool
ask_pool(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct pool_row *row = world_pool(sim->world, op->pool);

	if (row->exists == 0)
		return node_any_member(sim);
	answer->state = STATE_EXPORTED;
	for (uint32_t n = sim->world->table[T_NODE].count; n >= 1; n--)
		if ((row->imported >> n & 1) != 0 && node_answers(sim, n)) {
			answer->state = STATE_IMPORTED;
			answer->on = n;
		}
	answer->number = (row->cached & bit(answer->on)) != 0;
	if (answer->state == STATE_IMPORTED)
		return true;
	answer->on = row->last_host != HOST_OUTSIDE ? row->last_host : 0;
	return (row->imported & node_counted(sim)) == 0 &&
	    node_any_member(sim);
}

static bool
ask_filesystem(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->on;
	if (op->guest != 0)
		return ask_data_filesystem(sim, op, answer);
	if (world_file(sim->world, op->file)->type == FILE_FILESYSTEM &&
	    file_visible(sim, op->file, op->on))
		answer->state = STATE_PRESENT;
	return true;
}

static bool
ask_disk(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct file_row *row;

	answer->on = op->on <= SITE_NODES ? op->on : 0;
	if (!file_visible(sim, op->file, op->on))
		return true;
	row = world_file(sim->world, op->file);
	answer->state = STATE_PRESENT;
	answer->number = row->size;
	if (row->type == FILE_WRITTEN || row->type == FILE_SCRIPT)
		answer->value = (uint32_t)row->content;
	return true;
}

static bool
ask_type(struct sim *sim, const struct op *op, struct answer *answer)
{
	if (op->type < TYPES && (sim->world->types & bit(op->type)) != 0)
		answer->state = STATE_REGISTERED;
	return node_any_member(sim);
}

static bool
ask_group(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct group_row *row = world_group(sim->world, op->group);

	if (op->value == 0) {
		answer->state = group_state(sim, op->group, &answer->on);
		answer->value = row->nodes;
	} else if (row->exists != 0 && op->value == TEXT_SUSPENDED) {
		answer->state = row->suspended != 0 ? STATE_SUSPENDED :
		    STATE_RESUMED;
	} else if (row->exists != 0) {
		answer->state = STATE_PRESENT;
		answer->value = group_property(sim, op->group, op->value);
	}
	return node_any_member(sim);
}

static bool
ask_resource(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct resource_row *row = world_resource(sim->world,
	    op->resource);

	if (op->value != TEXT_MONITORED)
		answer->state = resource_state(sim, op->resource,
		    &answer->on);
	else if (row->exists != 0)
		answer->state = row->monitored != 0 ? STATE_MONITORED :
		    STATE_UNMONITORED;
	return node_any_member(sim);
}

static void
ask_part(struct sim *sim, const struct op *op, uint32_t domain,
    struct answer *answer)
{
	const struct part_row *part = world_part(sim->world, op->disk != 0 ?
	    world_part_of(sim->world, domain, PART_DISK, op->disk) :
	    world_part_of(sim->world, domain, PART_NET, op->net));

	answer->state = part->kind != 0 ? STATE_PRESENT : STATE_ABSENT;
	answer->value = part->value;
	answer->number = part->kind == PART_NET ? part_mac(part) : part->id;
}

static void
ask_constraint(struct sim *sim, const struct op *op, uint32_t row,
    struct answer *answer)
{
	const struct domain_row *domain = world_domain(sim->world, row);

	switch (op->value) {
	case TEXT_NONE:
		break;
	case TEXT_VCPUS:
		answer->number = domain->vcpus;
		break;
	case TEXT_CRYPTO:
		answer->number = domain->crypto;
		break;
	case TEXT_MEMORY:
		answer->number = domain->memory;
		break;
	case TEXT_HOSTID:
		answer->number = domain->hostid;
		break;
	case TEXT_MASTER:
		answer->value = domain->master;
		break;
	default:
		answer->value = world_part(sim->world, world_part_of(
		    sim->world, row, PART_VARIABLE, op->value))->value;
		break;
	}
}

static bool
ask_guest(struct sim *sim, const struct op *op, struct answer *answer)
{
	uint32_t row = world_domain_of(sim->world, op->guest, op->on);

	answer->on = op->on;
	if (row == 0)
		return true;
	if (op->disk != 0 || op->net != 0) {
		ask_part(sim, op, row, answer);
		return true;
	}
	answer->state = domain_state(sim, world_domain(sim->world, row));
	ask_constraint(sim, op, row, answer);
	return true;
}

static const struct {
	bool	(*ask)(struct sim *, const struct op *, struct answer *);
	bool	 without_node;	/* the node need not be up */
} asks[OP_KINDS] = {
	[OP_NODE_STATE] = { .ask = ask_node, .without_node = true },
	[OP_SERVICE_STATE] = { .ask = ask_service },
	[OP_DEVICE_STATE] = { .ask = ask_device },
	[OP_POOL_STATE] = { .ask = ask_pool },
	[OP_FILESYSTEM_STATE] = { .ask = ask_filesystem },
	[OP_DISK_STATE] = { .ask = ask_disk },
	[OP_VOLUME_STATE] = { .ask = ask_volume },
	[OP_TYPE_STATE] = { .ask = ask_type },
	[OP_GROUP_STATE] = { .ask = ask_group },
	[OP_RESOURCE_STATE] = { .ask = ask_resource },
	[OP_GUEST_STATE] = { .ask = ask_guest },
	[OP_CONFIG_STATE] = { .ask = ask_config },
	[OP_COMMAND_STATE] = { .ask = ask_command },
	[OP_LOCK_STATE] = { .ask = ask_lock },
	[OP_SHARE_STATE] = { .ask = ask_share },
	[OP_ARCHIVE_STATE] = { .ask = ask_archive },
	[OP_SOURCE_STATE] = { .ask = ask_source },
	[OP_FRESH_STATE] = { .ask = ask_fresh },
	[OP_IMAGE_STATE] = { .ask = ask_image },
	[OP_SUMS_STATE] = { .ask = ask_sums },
	[OP_MEMBER_STATE] = { .ask = ask_member },
	[OP_LOAD_STATE] = { .ask = ask_load },
	[OP_WORD_STATE] = { .ask = ask_word },
	[OP_MIGRATION_CHECK] = { .ask = ask_migration },
};

/* A person may name an object that the world does not have. */
bool
ask_known(struct sim *sim, const struct op *op)
{
	const struct table_at *table = sim->world->table;

	return place_known(sim, op->on) && op->to <= table[T_NODE].count &&
	    op->guest <= table[T_GUEST].count &&
	    op->source <= table[T_SOURCE].count &&
	    op->device <= table[T_DEVICE].count &&
	    op->service <= sim->world->table[T_KIND].count;
}

bool
ask_reaches(struct sim *sim, const struct op *op)
{
	if (op_table[op->kind].asked == ASKED_OF_CLUSTER && op->on != 0)
		return node_is_member(sim, op->on);
	return op->on == 0 || asks[op->kind].without_node ||
	    place_answers(sim, op->on);
}

bool
ask(struct sim *sim, const struct op *op, struct answer *answer)
{
	assert(asks[op->kind].ask != NULL);
	*answer = (struct answer){ .state = STATE_ABSENT };
	if (!ask_known(sim, op))
		return true;
	/* Without a file only changes use a share. */
	if (!ask_reaches(sim, op) || (op->file != 0 && share_hangs(sim, op)))
		return false;
	return asks[op->kind].ask(sim, op, answer);
}
