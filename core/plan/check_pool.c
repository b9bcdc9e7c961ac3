/*
 * Who has imported the guest's pool.
 *
 * A pool that somebody has made anew under its group is fine where it is; but
 * the cluster keeps a copy of the old one's configuration, and can import the
 * new one nowhere, not even where it was.  So every job asks that lets go of
 * the pool, has the cluster import it, or takes a guest down that has its disks
 * there: whatever goes wrong then, the cluster could not bring it back.
 */
#include "core/base/arena.h"
#include "core/plan/checking.h"

#define S(state)	STATE_BIT(STATE_##state)

/* Does the step need the pool, on its way there or back? */
static bool
step_needs(const struct step *step)
{
	const struct op_info *info = &op_table[step->op.kind];

	if (step->kind != STEP_CHANGE)
		return false;
	for (unsigned i = 0; i < OP_UNDOS; i++)
		if (op_table[info->undo[i]].pooled)
			return true;
	return info->pooled;
}

/* It may be there already, from a job before this one: then it was exported
 * before it got its resource. */
static void
add_unless_made(struct checking *checking)
{
	check_add(checking, "pool", arena_format(checking->arena,
	    "if there is a resource %s, %s is not imported by hand (ALTROOT -)",
	    check_text(checking, KIND_RESOURCE, checking->row->storage),
	    check_text(checking, KIND_POOL, checking->row->pool)),
	    ERR_POOL_NOT_HELD, (struct fact){ { .kind = OP_POOL_STATE,
	    .pool = checking->row->pool, .resource = checking->row->storage },
	    { .cares = WANT_NUMBER } });
}

static void
add_imported(struct checking *checking)
{
	const uint32_t from = checking->plan->from;

	check_add(checking, "pool", arena_format(checking->arena,
	    "%s is imported on %s by the cluster (ALTROOT /), and not by hand "
	    "(ALTROOT -)", check_text(checking, KIND_POOL, checking->row->pool),
	    check_text(checking, KIND_NODE, from)), ERR_POOL_NOT_HELD,
	    (struct fact){ { .kind = OP_POOL_STATE,
	    .pool = checking->row->pool }, { .states = S(IMPORTED), .on = from,
	    .cares = WANT_STATE | WANT_ON | WANT_NUMBER } });
}

void
check_pool(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	bool needed = false, made = false;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		needed |= step_needs(&plan->steps[i]);
		made |= op_table[plan->steps[i].op.kind].makes_pool;
	}
	if (made)
		add_unless_made(checking);
	else if (needed)
		add_imported(checking);
}
