#include "tools/session/remaining.h"

#include <assert.h>
#include <stdlib.h>

#include "backends/commands/commands.h"
#include "tools/say.h"

enum { PLACE_ROOM = 80 };

/* What a person who types the command must know in addition. */
static const char *const notes[OP_KINDS] = {
	[OP_GUEST_INSTALL] = "@port: see ldm list",
	[OP_GUEST_UPGRADE] = "@port: see ldm list; F2_Upgrade, never "
	    "F4_Initial",
	[OP_GUEST_VDISK_REMOVE] = "an @name: see ldm list -o disk",
	[OP_P2V_CONVERT] = "if it reports a timeout, see whether the guest "
	    "is active",
	[OP_DATA_RESTORE] = "then compare all checksums with those on the "
	    "share",
};

/* A place, a command, and what has to be known of it. */
static void
command_print(FILE *out, const struct plan *plan, const struct op *op,
    bool begun)
{
	struct arena arena = { 0 };
	const char *note = begun ?
	    "may have been started: find out its outcome first" :
	    notes[op->kind];
	char place[PLACE_ROOM];

	say_to(out, "  %-12s %s%s%s\n", site_place(plan->site->names,
	    op_place(op), place, sizeof(place)),
	    command_text(&arena, plan->site, op), note != NULL ? "    # " :
	    "", note != NULL ? note : "");
	arena_drop(&arena);
}

/* What is checked, or waited for, before whatever comes next. */
static void
check_print(FILE *out, const struct plan *plan, const struct step *step)
{
	char place[PLACE_ROOM];

	if (step->kind == STEP_WAIT)
		say_to(out, "  %-12s (wait until the guest is up)\n", "");
	else
		say_to(out, "  %-12s (check first: %s)\n", site_place(
		    plan->site->names, step_asks(plan, step), place,
		    sizeof(place)), op_manual[plan->proofs[
		    step->preconditions.first].ask.kind]);
}

static void
head_print(FILE *out, const struct plan *plan, const struct run *run)
{
	static const char *const ways[] = { "running its checks",
	    "going forward", "going back" };

	say_to(out, "%s on site %s\n", plan->job, plan->site->name);
	if (run->ending != GOING)
		say_to(out, "%s", ending_name((enum ending)run->ending));
	else if (run->way != WAY_CHECK && run->step < plan->step_count)
		say_to(out, "step %u of %u (%s), %s",
		    (unsigned)run->step + 1, (unsigned)plan->step_count,
		    plan->steps[run->step].name, ways[run->way]);
	else
		say_to(out, "%s", ways[run->way]);
	say_to(out, "%s%s\n", run->why.code != ERR_NONE ? ": " : "",
	    run->why.code != ERR_NONE ? run->why.text : "");
}

static void
debts_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct op closing;

	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++) {
		if (n == 0)
			say_to(out, "\nstill open: close it whatever else "
			    "is done\n");
		command_print(out, plan, &closing, false);
	}
}

/* Begun, with unknown outcome; or about to be begun, when this is
 * written: it is read later. */
static bool
is_open(const struct plan *plan, const struct run *run)
{
	return run->way == WAY_FORWARD && run->step < plan->step_count &&
	    (run->ending == GOING || run->tries != 0);
}

static void
ahead_print(FILE *out, const struct plan *plan, const struct run *run)
{
	uint32_t first = run->way == WAY_CHECK ? 0 : run->way == WAY_BACK ?
	    run->floor : run->step;

	for (uint32_t i = first; i < plan->step_count; i++) {
		if (i == first)
			say_to(out, "\nto continue by hand, in this order\n");
		if (plan->steps[i].kind == STEP_CHANGE)
			command_print(out, plan, &plan->steps[i].op,
			    i == run->step && is_open(plan, run));
		else
			check_print(out, plan, &plan->steps[i]);
	}
}

static void
back_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct run unwound;
	struct op op;

	run_unwind(plan, run, &unwound);
	for (unsigned n = 0; run_undo_plan(plan, &unwound, n, &op); n++) {
		if (n == 0)
			say_to(out, "\nto undo what is done, in this "
			    "order\n");
		command_print(out, plan, &op, false);
	}
}

void
remaining_print(FILE *out, const struct plan *plan, const struct run *run)
{
	/* While checks run, the step is a check. */
	assert(run->step <= (run->way == WAY_CHECK ? plan->check_count :
	    plan->step_count));
	head_print(out, plan, run);
	debts_print(out, plan, run);
	if (run->ending != ARRIVED)
		ahead_print(out, plan, run);
	if (run->step <= plan->no_return_step)
		back_print(out, plan, run);
}

bool
remaining_write(const struct folder *folder, const struct plan *plan,
    const struct run *run)
{
	size_t size = 0;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);
	bool written;

	if (out == NULL)
		return false;
	remaining_print(out, plan, run);
	written = ferror(out) == 0;
	written = fclose(out) == 0 && written &&
	    folder_replace(folder, "remaining.txt", text, size);
	free(text);
	return written;
}
