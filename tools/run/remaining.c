#include "tools/run/remaining.h"

#include <stdlib.h>

#include "backends/real/commands.h"

enum { PLACE_ROOM = 80 };

/* A place, a command, and what it is for. */
static void
command_print(FILE *out, const struct plan *plan, const struct op *op,
    const char *note)
{
	struct arena arena = { 0 };
	char place[PLACE_ROOM];

	fprintf(out, "  %-12s %s%s%s\n", site_place(plan->site->names,
	    op_place(op), place, sizeof(place)),
	    command_text(&arena, plan->site, op), *note != '\0' ? "    # " :
	    "", note);
	arena_drop(&arena);
}

static void
head_print(FILE *out, const struct plan *plan, const struct run *run)
{
	static const char *const ways[] = { "asking its checks",
	    "going forward", "going back" };

	fprintf(out, "%s on site %s\n", plan->job, plan->site->name);
	if (run->ending != GOING)
		fprintf(out, "%s", ending_name((enum ending)run->ending));
	else if (run->way != WAY_CHECK && run->step < plan->step_count)
		fprintf(out, "step %u of %u (%s), %s",
		    (unsigned)run->step + 1, (unsigned)plan->step_count,
		    plan->steps[run->step].name, ways[run->way]);
	else
		fprintf(out, "%s", ways[run->way]);
	fprintf(out, "%s%s\n", run->why.code != ERR_NONE ? ": " : "",
	    run->why.code != ERR_NONE ? run->why.text : "");
}

static void
debts_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct op payment;

	for (unsigned n = 0; run_debt(plan, run, n, &payment); n++) {
		if (n == 0)
			fprintf(out, "\nowed, whatever else is done\n");
		command_print(out, plan, &payment, "");
	}
}

/* Begun, and nobody knows what came of it. */
static bool
is_open(const struct plan *plan, const struct run *run)
{
	return run->ending != ARRIVED && run->way == WAY_FORWARD &&
	    run->tries != 0 && run->step < plan->step_count;
}

static void
ahead_print(FILE *out, const struct plan *plan, const struct run *run)
{
	uint32_t first = run->way == WAY_CHECK ? 0 : run->way == WAY_BACK ?
	    run->floor : run->step;

	for (uint32_t i = first; i < plan->step_count; i++) {
		if (i == first)
			fprintf(out, "\nto go on by hand, in this order\n");
		if (plan->steps[i].kind == STEP_CHANGE)
			command_print(out, plan, &plan->steps[i].op,
			    i == run->step && is_open(plan, run) ?
			    "was begun: ask first what came of it" : "");
		else
			fprintf(out, "  %-12s (wait until the guest is up)\n",
			    "");
	}
}

static void
back_print(FILE *out, const struct plan *plan, const struct run *run)
{
	struct run unwound;
	struct op op;

	run_unwind(plan, run, &unwound);
	for (unsigned n = 0; run_whole(plan, &unwound, n, &op); n++) {
		if (n == 0)
			fprintf(out, "\nto take back what is done, in this "
			    "order\n");
		command_print(out, plan, &op, "");
	}
}

void
remaining_print(FILE *out, const struct plan *plan, const struct run *run)
{
	head_print(out, plan, run);
	debts_print(out, plan, run);
	if (run->ending != ARRIVED)
		ahead_print(out, plan, run);
	if (run->step <= plan->point)
		back_print(out, plan, run);
}

void
remaining_write(const struct folder *folder, const struct plan *plan,
    const struct run *run)
{
	size_t size = 0;
	char *text = NULL;
	FILE *out = open_memstream(&text, &size);

	if (out == NULL)
		return;
	remaining_print(out, plan, run);
	if (fclose(out) == 0)
		(void)folder_replace(folder, "remaining.txt", text, size);
	free(text);
}
