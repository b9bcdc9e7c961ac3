/*
 * The checks before a stuck group is cured.
 */
#include "core/base/arena.h"
#include "core/plan/check_stuck.h"
#include "core/plan/stuck_group.h"
#include "core/procedures/procedure.h"

/* What is asked, and what was seen. */
static const char *
expected(struct checking *checking, const struct fact *fact)
{
	const struct names *names = checking->site->names;
	enum kind kind;
	uint32_t name = op_object(&fact->ask, &kind);
	const char *text = arena_format(checking->arena, "%s is",
	    names_text(names, kind, name));
	const char *or = " ";

	for (unsigned s = 0; s < STATES; s++)
		if ((fact->want.states >> s & 1) != 0) {
			text = arena_format(checking->arena, "%s%s%s", text,
			    or, state_name((enum state)s));
			or = " or ";
		}
	return (fact->want.cares & WANT_ON) == 0 ? text :
	    arena_format(checking->arena, "%s on %s", text,
	    names_text(names, KIND_NODE, fact->want.on));
}

static void
seen_add(struct checking *checking)
{
	const struct stuck *seen = &checking->plan->view.seen;
	struct fact fact;
	enum kind kind;

	for (unsigned n = 0; stuck_fact(checking->site, checking->guest, seen,
	    n, &fact); n++) {
		op_object(&fact.ask, &kind);
		check_add(checking, kind_name(kind), expected(checking,
		    &fact), ERR_PLAN_OLD, fact);
	}
}

void
check_stuck(struct checking *checking)
{
	unsigned cure = stuck_find(&checking->plan->view.seen)->cure;

	for (uint32_t i = 0; i < checking->row->node_count; i++) {
		checking->node = checking->row->node[i];
		if ((checking->plan->left_out >> checking->node & 1) == 0)
			check_member(checking);
	}
	seen_add(checking);
	checking->node = checking->plan->to;
	if ((cure & (CURE_ONLINE | CURE_RESTART | CURE_REBIND)) == 0 ||
	    (cure & CURE_KEEP) != 0)
		return;
	check_device(checking);
	check_services(checking, false);
	check_volumes(checking, false);
	check_capacity(checking);
}
