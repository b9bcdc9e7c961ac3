/*
 * The jobs that a guest is for, as their plans would be built.
 *
 * What a job would refuse is said here in the same words.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/procedures/procedure.h"
#include "tools/checked.h"
#include "tools/report/text.h"

static void
check_objective(struct checking *checking, const struct plan *plan)
{
	const struct site_guest *row = &checking->site->guests[plan->guest];
	bool kept = plan->downtime_ms <= row->objective_ms;
	char down[TEXT_ROOM], most[TEXT_ROOM];

	if (row->objective)
		checked_verdict(checked_as(checking, kept ? PASS : WARN),
		    "downtime", checked_name(checking, KIND_GUEST, plan->guest),
		    "%s: about %s, and the objective is %s", plan->job,
		    text_span(plan->downtime_ms, down, sizeof(down)),
		    text_span(row->objective_ms, most, sizeof(most)));
}

static void
check_job(struct checking *checking, uint32_t guest, const char *procedure,
    const char *what)
{
	const char *words[] = { procedure, what };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct plan *plan = NULL;
	struct job job;

	if (job_read(&arena, checking->site,
	    (struct job_words){ .list = words, .count = 2 }, &job, &err))
		plan = plan_make(&arena, checking->site, &job, NULL, &err);
	if (plan == NULL)
		checked_verdict(checked_as(checking, FAIL), "job",
		    checked_name(checking, KIND_GUEST, guest), "%s is refused: "
		    "%s", procedure, err.text);
	else
		check_objective(checking, plan);
	arena_drop(&arena);
}

void
checked_jobs(struct checking *checking, uint32_t guest)
{
	const struct site_guest *row = &checking->site->guests[guest];
	const char *name = checked_name(checking, KIND_GUEST, guest);

	if (row->source != 0)
		check_job(checking, guest, "p2v", checked_name(checking,
		    KIND_SOURCE, row->source));
	else
		check_job(checking, guest, "create", name);
	if (row->node_count > 1)
		check_job(checking, guest, row->agent.present ? "switch" :
		    "migrate", name);
}
