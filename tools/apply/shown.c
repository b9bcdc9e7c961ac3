#include "tools/apply/shown.h"

#include "core/run/drive.h"
#include "tools/report/planned.h"
#include "tools/say.h"

/* Each stop that may cost more than the guest. */
static void
costs_print(struct apply *apply)
{
	const struct plan *plan = apply->execution->plan;
	const char *text;

	for (uint32_t i = 0; i < plan->step_count; i++) {
		text = costs_text(&apply->costs, &apply->execution->arena, plan,
		    &plan->steps[i], &apply->session);
		if (text != NULL)
			say("costs      step %s: %s\n", plan->steps[i].name,
			    text);
	}
	if (!apply->costs.known)
		say("costs      not known for a stop that fails: nobody has "
		    "answered clrs show -v\n");
	if (apply->costs.nodes_known == 0)
		say("costs      not known for a path that is lost "
		    "(reboot_on_path_failure): clnode show -v was not "
		    "understood\n");
}

void
shown_plan(struct apply *apply)
{
	struct execution *execution = apply->execution;
	struct arena *arena = &execution->arena;

	planned_print(arena, execution->plan, NULL);
	say("\ndigest     %s\n", execution->plan_digest);
	costs_print(apply);
	if (execution->site.site->simulated)
		say("\nSIMULATED: the nodes of this site are no machines\n");
	for (unsigned i = 0; i < apply->consents.count; i++) {
		const struct consent *consent = &apply->consents.list[i];

		if (i == 0)
			say("\n");
		say("needs %s: step %s: %s%s\n", consent_option(arena, consent),
		    execution->plan->steps[consent->step].name,
		    consent_text(arena, consent),
		    consent->by == BY_OPTION ? " (given)" : "");
	}
	say("\n");
}

/* The checks of a run that is not begun: its steps are not shown. */
struct checks {
	struct sink	 sink;		/* first */
	struct sink	*next;
};

static void
checks_on_event(struct sink *sink, const struct event *event)
{
	if (event->type != EVENT_PHASE && event->type != EVENT_STEP)
		sink_emit(((struct checks *)sink)->next, event);
}

/* It would go on from here. */
static void
going_emit(struct execution *execution, const struct run *run,
    struct sink *sink)
{
	const struct err none = { 0 };

	sink_emit(sink, &(struct event){ .type = EVENT_END,
	    .plan = execution->plan, .at_ms = run->at_ms, .ending = GOING,
	    .exit = EXIT_OK, .err = &none,
	    .took_ms = run->at_ms - run->begun_ms });
}

int
shown_checks(struct apply *apply)
{
	struct execution *execution = apply->execution;
	struct run *run = arena_take(&execution->arena, 1, sizeof(*run));
	struct session *session = &apply->session;
	struct checks checks = { { checks_on_event }, NULL };
	bool json = execution->options->json;

	if (json && !execution->options->dry_run)
		return EXIT_OK;
	execution_shown(execution);
	checks.next = execution->tee.one;
	drive_begin(execution->plan, run, session_now_ms(session),
	    json ? &checks.sink : NULL);
	session->following.plan = execution->plan;
	session->following.run = run;
	while (run->ending == GOING && run->way == WAY_CHECK &&
	    drive_step(execution->plan, run, session->top, &checks.sink))
		continue;
	session->following.run = NULL;
	session_forget(session);
	if (run->ending == GOING && json)
		going_emit(execution, run, checks.next);
	return run->ending == GOING ? EXIT_OK : (int)run->exit;
}
