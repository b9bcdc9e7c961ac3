/*
 * Whether the operations of a plan are complete: a run does not ask again.
 */
#include "core/plan/whole.h"

#include "core/op/answers.h"
#include "core/plan/plan.h"

static bool
is_whole(const struct op *op)
{
	return op_valid(op) || op_of_all(op);
}

bool
plan_is_whole(const struct plan *plan)
{
	bool whole = true;

	for (uint32_t i = 0; i < plan->step_count; i++)
		whole &= plan->steps[i].kind != STEP_CHANGE ||
		    is_whole(&plan->steps[i].op);
	for (uint32_t i = 0; i < plan->fact_count; i++)
		whole &= is_whole(&plan->facts[i].fact.ask);
	for (uint32_t i = 0; i < plan->proof_count; i++)
		whole &= is_whole(&plan->proofs[i].ask);
	for (uint32_t i = 0; i < plan->check_count; i++)
		whole &= is_whole(&plan->checks[i].fact.ask);
	return whole;
}
