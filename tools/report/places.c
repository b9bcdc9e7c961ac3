#include "tools/report/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/procedures/procedure.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"

enum { LINE_BYTES = 16384, QUESTION_LIMIT_MS = 30000 };

static bool
answer_of(struct backend *asked, struct op op, struct answer *answer)
{
	struct result res;

	backend_execute(asked, &op, QUESTION_LIMIT_MS, &res);
	*answer = res.answer;
	return res.outcome == DONE;
}

static void
item(char *line, const char *kind, const char *name, const char *more)
{
	size_t n = strlen(line);

	snprintf(line + n, LINE_BYTES - n, "%s%s %s%s%s", n != 0 ? ", " : "",
	    kind, name, *more != '\0' ? " " : "", more);
}

static void
guest_add(struct backend *asked, const struct site *site, uint32_t guest,
    uint32_t node, char *line)
{
	const struct site_guest *row = &site->guests[guest];
	struct answer answer;

	if (answer_of(asked, (struct op){ .kind = OP_POOL_STATE,
	    .pool = row->pool }, &answer) && answer.on == node &&
	    answer.state == STATE_IMPORTED)
		item(line, "pool", names_text(site->names, KIND_POOL,
		    row->pool), "");
	if (answer_of(asked, (struct op){ .kind = OP_GROUP_STATE,
	    .group = row->group }, &answer) && answer.on == node)
		item(line, "group", names_text(site->names, KIND_GROUP,
		    row->group), state_name((enum state)answer.state));
	if (answer_of(asked, (struct op){ .kind = OP_GUEST_STATE, .on = node,
	    .guest = guest }, &answer) && answer.state != STATE_ABSENT)
		item(line, "guest", names_text(site->names, KIND_GUEST,
		    guest), state_name((enum state)answer.state));
}

static void
node_print(struct backend *asked, const struct site *site, uint32_t node)
{
	char line[LINE_BYTES] = "";
	struct answer answer;

	printf("  %-12s ", names_text(site->names, KIND_NODE, node));
	if (!answer_of(asked, (struct op){ .kind = OP_NODE_STATE, .on = node },
	    &answer)) {
		printf("does not answer\n");
		return;
	}
	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_add(asked, site, g, node, line);
	text_wrap(*line != '\0' ? line : "up; no pool, no guest", 15, 15);
}

static bool
any_guest(const struct downtime *downtime)
{
	for (uint32_t g = 1; g <= downtime->count; g++)
		if (downtime->guest[g].ever)
			return true;
	return false;
}

static void
downtime_print(const struct site *site, uint32_t guest, int64_t down_ms)
{
	const struct site_guest *row = &site->guests[guest];
	char span[TEXT_ROOM];

	printf("  %-12s %s", names_text(site->names, KIND_GUEST, guest),
	    text_span(down_ms, span, sizeof(span)));
	if (row->objective)
		printf(", at most %s: %s", text_span(row->objective_ms, span,
		    sizeof(span)), down_ms <= row->objective_ms ?
		    "the objective is kept" : "THE OBJECTIVE IS NOT KEPT");
	putchar('\n');
}

void
places_print(struct backend *asked, const struct site *site,
    const struct downtime *downtime)
{
	printf("what runs where\n");
	for (uint32_t n = 1; n <= site->node_count; n++)
		node_print(asked, site, n);
	printf("downtime\n");
	if (!any_guest(downtime))
		printf("  no guest was up\n");
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (downtime->guest[g].ever)
			downtime_print(site, g, downtime_of(downtime, g,
			    backend_now_ms(asked)));
}

/* What is true until this operation closes the debt. */
static const char *
op_leaves_open(const struct op *closing)
{
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (op_table[kind].closed_by == closing->kind)
			return op_table[kind].open_text;
	return "has a debt open";
}

/* What is typed by hand stands at the beginning of its lines: PLACE, a tab,
 * and the command. */
static void
op_print(const struct site *site, const struct op *op)
{
	struct arena arena = { 0 };
	struct printed printed;

	printed_op(&arena, site, op, &printed);
	printed_put(stdout, &printed, "");
	arena_drop(&arena);
}

static void
debts_print(const struct plan *plan, const struct run *run)
{
	struct op closing;
	enum kind kind;

	for (unsigned n = 0; run_debt(plan, run, n, &closing); n++) {
		uint32_t name = op_object(&closing, &kind);

		printf("  %s %s, until:\n", names_text(plan->site->names,
		    kind, name), op_leaves_open(&closing));
		op_print(plan->site, &closing);
	}
}

/* Where the run stopped, and the way back by hand. */
static void
stuck_print(const struct plan *plan, const struct run *run,
    const char *run_path)
{
	struct op op;
	uint32_t last = run->step < plan->step_count ? run->step :
	    plan->step_count - 1;

	debts_print(plan, run);
	if (run->why.code == ERR_NO_WAY_BACK) {
		printf("  domferry %s %s\n", run_path != NULL ? "resume" :
		    "explain", run_path != NULL ? run_path :
		    err_table[run->why.code].name);
		return;
	}
	printf("  the run stopped %s %s; first find out the state there\n",
	    run->way == WAY_BACK ? "on its way back, at" : "at",
	    run->step < plan->step_count ? plan->steps[run->step].name :
	    "the last verification");
	if (run_path != NULL)
		printf("  then domferry resume %s, or domferry rollback %s; "
		    "or\n", run_path, run_path);
	printf("  then go back to the beginning of phase %s by hand:\n",
	    plan->phases[plan->steps[last].phase].name);
	for (unsigned n = 0; run_undo_phase(plan, run, n, &op); n++)
		op_print(plan->site, &op);
}

/* How much of the job is not about its phases. */
static size_t
job_length(const struct plan *plan)
{
	const char *phases = strstr(plan->job, " --phase");

	return phases != NULL ? (size_t)(phases - plan->job) :
	    strlen(plan->job);
}

static bool
has_phase(const struct plan *plan, const char *name)
{
	for (uint32_t i = 0; i < plan->phase_count; i++)
		if (strcmp(plan->phases[i].name, name) == 0)
			return true;
	return false;
}

/* The phase of the procedure after the plan's last one, where phases were
 * named.  A plan also has phases that no procedure has: its locks. */
static const char *
phase_next(const struct plan *plan)
{
	const char *next = NULL;

	if (plan->job[job_length(plan)] == '\0')
		return NULL;
	for (const struct procedure_phase *phase = plan->procedure->phases;
	    phase->name != NULL; phase++)
		if (has_phase(plan, phase->name))
			next = phase[1].name;
	return next;
}

void
next_print(const struct plan *plan, const struct run *run,
    const char *site_path, const char *run_path)
{
	const char *guest = names_text(plan->site->names, KIND_GUEST,
	    plan->guest);

	printf("next\n");
	switch ((enum ending)run->ending) {
	case STUCK:
		stuck_print(plan, run, run_path);
		break;
	case REFUSED:
		printf("  domferry plan %s -s %s\n", plan->job, site_path);
		printf("  domferry explain %s\n",
		    err_table[run->why.code].name);
		break;
	case RETURNED:
		printf("  domferry explain %s\n",
		    err_table[run->why.code].name);
		if (run_path != NULL)
			printf("  domferry resume %s\n", run_path);
		else
			printf("  domferry rehearse %s -s %s -v\n",
			    plan->job, site_path);
		break;
	case ARRIVED:
	case GOING:
		printf("  domferry plan %s -s %s --commands\n", plan->job,
		    site_path);
		if (phase_next(plan) != NULL)
			printf("  domferry plan %s %s --phase %s -s %s\n",
			    plan->procedure->name, guest, phase_next(plan),
			    site_path);
		else if (plan->guest != 0 && plan->procedure->stays_clustered)
			printf("  domferry rehearse switch %s -s %s "
			    "--begin '%.*s'\n", guest, site_path,
			    (int)job_length(plan), plan->job);
		else
			printf("  domferry check %s\n", site_path);
		break;
	}
}
