/*
 * What the earlier phases of a job have to have left, when it begins with a
 * later one.
 */
#include "core/base/arena.h"
#include "core/plan/checking.h"

/* Has a step before this one made it so, or the file that it is about? */
static bool
is_made(const struct plan *plan, const struct op *ask, uint32_t before)
{
	for (uint32_t i = 0; i < plan->fact_count; i++)
		if (plan->facts[i].step < before &&
		    op_equal(&plan->facts[i].fact.ask, ask))
			return true;
	for (uint32_t i = 0; ask->kind == OP_FRESH_STATE && i < before; i++)
		if (plan->steps[i].op.file == ask->file)
			return true;
	return false;
}

/* "stopped or off": whichever of them is wanted. */
static const char *
states_text(const struct checking *checking, uint64_t states)
{
	const char *text = NULL;

	for (uint32_t i = 0; i < STATES; i++)
		if ((states >> i & 1) != 0)
			text = arena_format(checking->arena, "%s%s%s",
			    text != NULL ? text : "", text != NULL ? " or " :
			    "", state_name((enum state)i));
	return text != NULL ? text : "as declared";
}

static void
check_precondition(struct checking *checking, const struct fact *need)
{
	enum kind kind;
	uint32_t name = op_object(&need->ask, &kind);

	check_add(checking, "hand-over", arena_format(checking->arena,
	    "%s of %s is %s", op_table[need->ask.kind].name,
	    check_text(checking, kind, name),
	    states_text(checking, need->want.states)), ERR_WRONG_STATE,
	    need->ask, need->want);
}

static bool
is_listed(const struct plan *plan, const struct op *ask)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (op_equal(&plan->checks[i].fact.ask, ask))
			return true;
	return false;
}

/* What a step will have to prove and no step of this job brings about, an
 * earlier phase has to have left: better to know before the first change. */
void
check_handover(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (uint32_t i = 0; i < plan->step_count; i++)
		for (uint32_t n = 0; n < plan->steps[i].preconditions.count;
		     n++) {
			const struct fact *need = &plan->proofs[
			    plan->steps[i].preconditions.first + n];

			if (plan->steps[i].kind == STEP_CHANGE &&
			    !is_made(plan, &need->ask, i) &&
			    !is_listed(plan, &need->ask))
				check_precondition(checking, need);
		}
}
