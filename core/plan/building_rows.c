/*
 * The tables of a plan.  They grow while it is built: most plans need a small
 * part of what the limits allow.
 */
#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/building.h"

/* Capacity at first; it is doubled whenever it is used up. */
enum { ROWS_FIRST = 128 };
static_assert((ROWS_FIRST & (ROWS_FIRST - 1)) == 0, "a power of two");

/* The table, with capacity for one row more than count. */
static void *
table_grow(struct arena *arena, void *rows, uint32_t count, size_t size)
{
	void *more;

	if (count < ROWS_FIRST || (count & (count - 1)) != 0)
		return rows;
	more = arena_take(arena, 2 * (size_t)count, size);
	memcpy(more, rows, count * size);
	return more;
}

struct known *
building_known(struct arena *arena, struct plan *plan)
{
	assert(plan->fact_count <= PLAN_FACTS);
	if (plan->fact_count == PLAN_FACTS)
		return NULL;
	plan->facts = table_grow(arena, plan->facts, plan->fact_count,
	    sizeof(*plan->facts));
	return &plan->facts[plan->fact_count++];
}

struct fact *
building_proof(struct arena *arena, struct plan *plan)
{
	assert(plan->proof_count <= PLAN_PROOFS);
	if (plan->proof_count == PLAN_PROOFS)
		return NULL;
	plan->proofs = table_grow(arena, plan->proofs, plan->proof_count,
	    sizeof(*plan->proofs));
	return &plan->proofs[plan->proof_count++];
}

struct check *
building_check(struct arena *arena, struct plan *plan)
{
	assert(plan->check_count <= PLAN_CHECKS);
	if (plan->check_count == PLAN_CHECKS)
		return NULL;
	plan->checks = table_grow(arena, plan->checks, plan->check_count,
	    sizeof(*plan->checks));
	return &plan->checks[plan->check_count++];
}

struct plan *
plan_empty(struct arena *arena, const struct site *site)
{
	struct plan *plan = arena_take(arena, 1, sizeof(*plan));

	plan->site = site;
	plan->steps = arena_take(arena, PLAN_STEPS, sizeof(*plan->steps));
	plan->phases = arena_take(arena, PLAN_PHASES, sizeof(*plan->phases));
	plan->facts = arena_take(arena, ROWS_FIRST, sizeof(*plan->facts));
	plan->proofs = arena_take(arena, ROWS_FIRST, sizeof(*plan->proofs));
	plan->checks = arena_take(arena, ROWS_FIRST, sizeof(*plan->checks));
	return plan;
}

const char *
plan_owes(const struct plan *plan, unsigned n, uint32_t *node)
{
	for (*node = 1; *node <= plan->site->node_count; ++*node)
		if (plan->procedure->owes != NULL &&
		    (plan->left_out >> *node & 1) != 0 && n-- == 0)
			return plan->procedure->owes;
	return NULL;
}
