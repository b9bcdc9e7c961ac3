/*
 * What a node answers about itself: its power and membership, its services, its
 * configurations, and the commands that are at work there.
 */
#include "backends/sim/cluster/evacuation.h"
#include "backends/sim/cluster/votes.h"
#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/questions/asked.h"

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
bool
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
	/* Nobody turns it, and no boot is told anything here. */
	if (op->value == TEXT_KEYSWITCH || op->value == TEXT_BOOTMODE) {
		answer->state = op->value == TEXT_KEYSWITCH ? STATE_PRESENT :
		    STATE_ABSENT;
		answer->value = op->value == TEXT_KEYSWITCH ? TEXT_NORMAL : 0;
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

/* How many groups are there. */
static void
answer_groups(struct sim *sim, uint32_t node, struct answer *answer)
{
	bool busy;

	answer->number = evacuation_left(sim, node, &busy);
	answer->state = busy ? STATE_PENDING : answer->number != 0 ?
	    STATE_PRESENT : STATE_ABSENT;
}

static void
answer_votes(struct sim *sim, uint32_t node, struct answer *answer)
{
	answer->number = votes_of_node(sim, node);
	answer->state = answer->number != 0 ? STATE_PRESENT : STATE_ABSENT;
}

/* What the others say of a node. */
bool
ask_member(struct sim *sim, const struct op *op, struct answer *answer)
{
	answer->on = op->to;
	if (op->value == TEXT_GROUPS)
		answer_groups(sim, op->to, answer);
	else if (op->value == TEXT_VOTES)
		answer_votes(sim, op->to, answer);
	else if (op->value == TEXT_QUORUM)
		answer->number = votes_without(sim, op->to);
	else
		answer->state = world_node(sim->world, op->to)->member != 0 ?
	    STATE_UP : STATE_DOWN;
	return node_any_member(sim);
}

bool
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
bool
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

bool
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
