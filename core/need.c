#include "core/need.h"

#define S(state)	STATE_BIT(STATE_##state)

enum {
	DEVICE_FREE = 1,	/* nobody else's pool or quorum is on it */
	POOL_HERE = 2,		/* the guest's disks are on this node */
	NOT_ELSEWHERE = 4,	/* the guest runs on no other node */
	UNBOUND = 8,		/* no domain holds the pool's files open */
	TARGET_FREE = 16,	/* the target has no such domain */
};

static const unsigned needs[OP_KINDS] = {
	[OP_DEVICE_LABEL] = DEVICE_FREE,
	[OP_POOL_CREATE] = DEVICE_FREE,
	[OP_POOL_DESTROY] = UNBOUND,
	[OP_POOL_EXPORT] = UNBOUND,
	[OP_FILESYSTEM_DESTROY] = UNBOUND,
	[OP_DISK_REMOVE] = UNBOUND,
	[OP_GROUP_OFFLINE] = UNBOUND,
	[OP_GROUP_SWITCH] = UNBOUND,
	[OP_GUEST_DEFINE] = NOT_ELSEWHERE,
	[OP_GUEST_BIND] = POOL_HERE | NOT_ELSEWHERE,
	[OP_GUEST_START] = POOL_HERE | NOT_ELSEWHERE,
	[OP_GUEST_BOOT] = POOL_HERE | NOT_ELSEWHERE,
	[OP_GUEST_MIGRATE] = TARGET_FREE,
};

static struct fact
guest_is(uint32_t guest, uint32_t node, uint64_t states)
{
	return (struct fact){
		.ask = { .kind = OP_GUEST_STATE, .on = node, .guest = guest },
		.want = { .states = states, .cares = WANT_STATE },
	};
}

static uint32_t
guest_everywhere(const struct site_guest *row, uint32_t guest,
    uint32_t but_node, uint64_t states, struct fact *room)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] != but_node)
			room[n++] = guest_is(guest, row->node[i], states);
	return n;
}

static struct fact
device_free(const struct op *op, uint32_t pool)
{
	return (struct fact){
		.ask = { .kind = OP_DEVICE_STATE, .on = op->on,
		    .device = op->device, .pool = pool },
		.want = { .states = S(PRESENT),
		    .cares = WANT_STATE | WANT_NUMBER },
	};
}

static struct fact
pool_here(uint32_t pool, uint32_t node)
{
	return (struct fact){
		.ask = { .kind = OP_POOL_STATE, .pool = pool },
		.want = { .states = S(IMPORTED), .on = node,
		    .cares = WANT_STATE | WANT_ON },
	};
}

uint32_t
need_list(const struct site *site, uint32_t guest, bool guarded,
    const struct op *op, struct fact *room)
{
	const struct site_guest *row = &site->guests[guest];
	unsigned need = guest != 0 ? needs[op->kind] : 0;
	uint32_t n = 0;

	if ((need & DEVICE_FREE) != 0)
		room[n++] = device_free(op, row->pool);
	if ((need & POOL_HERE) != 0)
		room[n++] = pool_here(row->pool, op->on);
	if ((need & NOT_ELSEWHERE) != 0)
		n += guest_everywhere(row, guest, op->on, S(ABSENT) |
		    S(INACTIVE) | S(BOUND), room + n);
	if ((need & UNBOUND) != 0 && !guarded)
		n += guest_everywhere(row, guest, 0, S(ABSENT) | S(INACTIVE),
		    room + n);
	if ((need & TARGET_FREE) != 0)
		room[n++] = guest_is(guest, op->to, S(ABSENT));
	return n;
}
