/*
 * Questions.  They take no time, draw nothing and change nothing.
 *
 * A node answers the questions that are put to it; any member answers one about
 * the cluster.
 */
#include "backends/sim/questions/ask.h"

#include <assert.h>

#include "backends/sim/cluster/blackout.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/group_status.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/locks.h"
#include "backends/sim/cluster/relation.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/guest.h"
#include "backends/sim/hypervisor/ldmd.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/share_use.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/p2v/upgrade.h"
#include "backends/sim/questions/asked.h"
#include "backends/sim/world/declared.h"

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
		answer->state = group_status(sim, op->group, &answer->on);
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
	[OP_BLACKOUT_STATE] = { .ask = ask_blackout },
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
	if (!ask_reaches(sim, op) || !ldmd_answers(sim, op) ||
	    (op->file != 0 && share_hangs(sim, op)))
		return false;
	return asks[op->kind].ask(sim, op, answer);
}
