#include <string.h>

#include "backends/sim/sim.h"
#include "core/base/buffer.h"
#include "tools/report/lines.h"
#include "tools/session/stop.h"
#include "tools/twinned.h"
#include "tools/verbs.h"
#include "tools/whatif/events.h"
#include "tools/whatif/single.h"
#include "tools/whatif/worst.h"

struct whatif {
	struct execution execution;
	struct sandbox	 sandbox;
	struct course	 course;
	struct refuge	 refuge;
	unsigned	 kinds;		/* of failures, with --all */
};

/* A guest of which the site file does not say where it is now, runs where it
 * would be: clustered on the first node of its group.  One that has still to be
 * made from its source is not there. */
static void
guests_put(struct whatif *whatif)
{
	const struct site *site = whatif->execution.site.site;

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct site_guest *guest = &site->guests[g];

		if (guest->now == NOW_ABSENT && guest->source == 0)
			sim_put(whatif->sandbox.simulated.sim, g,
			    guest->agent.present ? NOW_CLUSTERED :
			    NOW_RUNNING, guest->node[0]);
	}
}

static bool
site_start(struct whatif *whatif, struct err *err)
{
	const char *start = whatif->execution.opening.start;
	struct buffer notes = { 0 };
	bool started;

	sandbox_make(&whatif->sandbox, &whatif->execution.arena,
	    whatif->execution.site.site, SITE_READY,
	    whatif->execution.options->seed);
	if (start == NULL) {
		guests_put(whatif);
		sandbox_zero(&whatif->sandbox);
		return true;
	}
	started = sandbox_start(&whatif->sandbox, start, strlen(start),
	    &notes, err);
	if (started)
		twinned_notes(buffer_text(&notes));
	buffer_drop(&notes);
	return started;
}

/* An event that happens to nothing would look like one that hurts nobody. */
static bool
all_struck(const struct whatif *whatif, struct err *err)
{
	const struct fault *idle = sandbox_idle_fault(&whatif->sandbox, 0);

	return idle == NULL || err_set(err, ERR_FAULT_NEVER_STRUCK, "\"%s\" "
	    "strikes nothing here", idle->text);
}

static bool
play(struct whatif *whatif, const struct fault *events, struct err *err)
{
	const struct options *options = whatif->execution.options;

	course_make(&whatif->course, &whatif->execution.arena,
	    &whatif->sandbox);
	refuge_note(&whatif->refuge, &whatif->execution.arena,
	    &whatif->course);
	for (int i = 0; i < options->operand_count; i++)
		if (!course_begin(&whatif->course, &events[i], err))
			return false;
	course_play(&whatif->course);
	refuge_compare(&whatif->refuge, &whatif->course);
	return all_struck(whatif, err);
}

static int
show(struct whatif *whatif, const struct fault *events)
{
	const struct options *options = whatif->execution.options;
	struct single single;

	single_make(&single, &whatif->course, &whatif->execution.arena, events,
	    options->operand_count);
	single.refuge = &whatif->refuge;
	if (options->json) {
		lines_version("whatif");
		single_lines(&single);
	} else {
		single_print(&single);
	}
	return single_status(&single);
}

static int
events_play(struct whatif *whatif)
{
	const struct options *options = whatif->execution.options;
	struct err err = { 0 };
	struct fault *events = events_read(&whatif->execution.arena,
	    whatif->execution.site.site, options->operand,
	    options->operand_count, &err);

	return events != NULL && play(whatif, events, &err) ?
	    show(whatif, events) : err_print(&err);
}

static bool
go_on(struct sweep *sweep)
{
	(void)sweep;
	return !stop_asked();
}

static int
sweep_all(struct whatif *whatif)
{
	const struct options *options = whatif->execution.options;
	struct arena *arena = &whatif->execution.arena;
	struct sweep sweep = { .course = &whatif->course, .arena = arena,
	    .pairs = options->pairs, .go_on = go_on };
	int status;

	course_make(&whatif->course, arena, &whatif->sandbox);
	failures_make(&sweep.failures, arena, whatif->execution.site.site,
	    whatif->kinds);
	stop_listen();
	sweep_play(&sweep);
	if (options->json)
		lines_version("whatif");
	worst_print(&sweep, &(struct worst_form){ options->json,
	    options->parseable, options->no_header, options->fields });
	status = worst_status(&sweep);
	sweep_drop(&sweep);
	return status;
}

/* What belongs to a list has no effect on one course of events. */
static bool
events_alone(const struct options *options, struct err *err)
{
	static const char *const names[] = { "pairs", "parseable",
	    "no-header", "fields" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (options_given(options, names[i]))
			return err_set(err, ERR_USAGE, "--%s has no effect "
			    "without --all", names[i]);
	return options->operand_count != 0 || err_set(err, ERR_USAGE, "what "
	    "happens has to be said, for example \"node1 loses power\"; or "
	    "--all");
}

static bool
options_fit(struct whatif *whatif, struct err *err)
{
	const struct options *options = whatif->execution.options;

	if (!options->all)
		return events_alone(options, err);
	return failures_chosen(options->operand, options->operand_count,
	    &whatif->kinds, err) && (options->fields == NULL ||
	    worst_fields(options->fields, err));
}

static int
begin(struct whatif *whatif)
{
	struct err err = { 0 };

	if (!site_start(whatif, &err))
		return err_print(&err);
	return whatif->execution.options->all ? sweep_all(whatif) :
	    events_play(whatif);
}

int
cmd_whatif(const struct options *options)
{
	struct whatif whatif = { .kinds = 0 };
	struct err err = { 0 };
	int status;

	execution_make(&whatif.execution, options, "whatif", "rehearse");
	if (!options_fit(&whatif, &err))
		return err_print(&err);
	status = twinned_open(&whatif.execution);
	if (status == EXIT_OK)
		status = begin(&whatif);
	if (whatif.sandbox.simulated.sim != NULL)
		sandbox_drop(&whatif.sandbox);
	execution_drop(&whatif.execution);
	return status;
}
