/*
 * What the earlier phases must have left, for a job that begins with a later
 * one.
 */
#include "core/base/arena.h"
#include "core/plan/checking.h"

/* Does an earlier step decide that question?  The question about newer files is
 * the only one that no step decides: it needs the step that writes its file,
 * the mark of the freeze. */
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

/* The states that are wanted: "stopped or off". */
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
check_precondition(struct checking *checking, const struct fact *fact)
{
	enum kind kind;
	uint32_t name = op_object(&fact->ask, &kind);

	check_add(checking, "hand-over", arena_format(checking->arena,
	    "%s of %s is %s", op_table[fact->ask.kind].name,
	    check_text(checking, kind, name),
	    states_text(checking, fact->want.states)), ERR_WRONG_STATE,
	    *fact);
}

static bool
is_listed(const struct plan *plan, const struct op *ask)
{
	for (uint32_t i = 0; i < plan->check_count; i++)
		if (op_equal(&plan->checks[i].fact.ask, ask))
			return true;
	return false;
}

/* A precondition that no earlier step of this job decides must come from an
 * earlier phase: it is checked before the first change. */
void
check_handover(struct checking *checking)
{
	const struct plan *plan = checking->plan;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct span *proofs = &plan->steps[i].preconditions;

		for (uint32_t n = 0; n < proofs->count; n++) {
			const struct fact *fact =
			    &plan->proofs[proofs->first + n];

			if (plan->steps[i].kind == STEP_CHANGE &&
			    !is_made(plan, &fact->ask, i) &&
			    !is_listed(plan, &fact->ask))
				check_precondition(checking, fact);
		}
	}
}
