/*
 * A node is empty: it has no group, and of each guest of ours that it could
 * have neither a domain that is bound nor the pool.
 */
#include "core/plan/emptied.h"

#include <assert.h>

#include "core/site/neighbours.h"

#define S(state)	STATE_BIT(STATE_##state)

struct fact
emptied_member(uint32_t node)
{
	assert(node != 0);
	return (struct fact){ { .kind = OP_MEMBER_STATE, .to = node },
	    { .cares = WANT_STATE, .states = S(UP) } };
}

struct fact
emptied_groups(uint32_t node)
{
	assert(node != 0);
	return (struct fact){ { .kind = OP_MEMBER_STATE, .to = node,
	    .value = TEXT_GROUPS },
	    { .cares = WANT_STATE, .states = S(ABSENT) } };
}

struct fact
emptied_domains(uint32_t node, int64_t others)
{
	return (struct fact){ { .kind = OP_CONFIG_STATE, .on = node,
	    .value = TEXT_FACTORY },
	    { .cares = WANT_AT_MOST, .number = others } };
}

struct fact
emptied_saved(uint32_t node)
{
	return (struct fact){ { .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_CONFIG },
	    { .cares = WANT_STATE, .states = S(SAVED) } };
}

struct fact
emptied_quorum(uint32_t node)
{
	assert(node != 0);
	return (struct fact){ { .kind = OP_MEMBER_STATE, .to = node,
	    .value = TEXT_QUORUM }, { .cares = WANT_AT_LEAST } };
}

struct fact
emptied_of(uint32_t guest, uint32_t node)
{
	return (struct fact){ { .kind = OP_GUEST_STATE, .on = node,
	    .guest = guest },
	    { .cares = WANT_STATE, .states = S(ABSENT) | S(INACTIVE) } };
}

static struct fact
pool_elsewhere(uint32_t pool, uint32_t node)
{
	return (struct fact){ { .kind = OP_POOL_STATE, .pool = pool },
	    { .cares = WANT_STATE | WANT_ELSEWHERE, .on = node,
	    .states = S(ABSENT) | S(EXPORTED) | S(IMPORTED) } };
}

bool
emptied_guest(const struct site *site, uint32_t guest, uint32_t node,
    unsigned n, struct fact *fact)
{
	const struct site_guest *row = &site->guests[guest];

	assert(guest != 0 && guest <= site->guest_count);
	if (row->foreign || !neighbours_listed(row, node))
		return false;
	*fact = n == 0 ? emptied_of(guest, node) :
	    pool_elsewhere(row->pool, node);
	return n == 0 || (n == 1 && row->pool != 0);
}
