#include "tools/watch/watching.h"

#include <stdio.h>

#include "backends/watch/deadline.h"
#include "backends/watch/decision.h"
#include "tools/file.h"
#include "tools/live/live.h"
#include "tools/report/lines.h"
#include "tools/say.h"

static struct watch_of_site
of_site(const struct watching *watching)
{
	return (struct watch_of_site){ &watching->survey, watching->site,
	    watching->without, watching->without_count,
	    watching->site->suspended_ms != 0 ?
	    watching->site->suspended_ms : WATCH_SUSPENDED_MS };
}

static void
survey_anew(struct watching *watching)
{
	const struct site *site = watching->site;
	const char *node[SITE_NODES + 1] = { NULL };

	watch_drop(&watching->watch);
	survey_drop(&watching->survey);
	for (uint32_t n = 1; n <= site->node_count; n++)
		node[n] = names_text(site->names, KIND_NODE, n);
	survey_make(&watching->survey, node, site->node_count, FOR_WATCHING);
	live_ask(&watching->survey, &watching->asks.reach);
}

/* Is a guest down of which it is known when it was up? */
static bool
is_measured(const struct watching *watching)
{
	for (uint32_t g = 1; g <= watching->site->guest_count; g++)
		if (watching->state.absence[g].down &&
		    watching->state.absence[g].again_ms == 0)
			return true;
	return false;
}

static void
outages_take(struct watching *watching, const struct reporting *reporting)
{
	const struct watch_of_site of = of_site(watching);

	for (uint32_t g = 1; g <= watching->site->guest_count; g++) {
		uint32_t node;
		enum guest_stage stage = guest_stage_of(&of, g, &node);

		if (absence_take(&watching->state.absence[g], stage, node,
		    reporting->now_ms))
			reported_outage(reporting, g,
			    &watching->state.absence[g]);
	}
}

/* 0 stands for never; a simulated site may begin then. */
static int64_t
time_now(const struct watching *watching)
{
	int64_t now_ms = watching->now_ms(watching->with);

	return now_ms > 0 ? now_ms : 1;
}

static void
decide(struct watching *watching, const struct watch_of_site *of,
    int64_t now_ms)
{
	struct notes *notes = &watching->state.notes;

	for (uint32_t i = 0; i < notes->count; i++) {
		struct deciding deciding = { of, &notes->list[i],
		    watching->may_act, now_ms };

		notes->list[i].concerns = decision_concerns(&deciding);
		notes->list[i].against = notes->list[i].concerns ?
		    decision_against(&deciding) : NULL;
	}
}

static bool
state_keep(const struct watching *watching, struct err *err)
{
	return watching->state_path == NULL || watch_state_write(
	    &watching->state, watching->state_path, watching->site, err);
}

/* That it has begun is kept before it begins: who is killed meanwhile does not
 * begin it again. */
static bool
act(struct watching *watching, const struct reporting *reporting,
    struct err *err)
{
	struct notes *notes = &watching->state.notes;

	for (uint32_t i = 0; i < notes->count; i++) {
		struct noted *noted = &notes->list[i];

		if (!noted->concerns || noted->against != NULL)
			continue;
		noted->acted_ms = reporting->now_ms;
		noted->acted_status = -1;
		if (!state_keep(watching, err))
			return false;
		reported_begun(reporting, noted);
		noted->acted_status = watching->recover(watching->with,
		    noted->watched->guest);
		reported_ended(reporting, noted);
		return true;
	}
	return true;
}

/* Survey, judge and tell; false: its state cannot be kept. */
static bool
look(struct watching *watching, struct reporting *reporting, struct err *err)
{
	const struct watch_of_site of = of_site(watching);

	survey_anew(watching);
	reporting->now_ms = time_now(watching);
	watch_judge(&watching->watch, &of);
	notes_take(&watching->state.notes, &watching->watch,
	    reporting->now_ms);
	decide(watching, &of, reporting->now_ms);
	reported_findings(reporting, &watching->state.notes);
	outages_take(watching, reporting);
	return act(watching, reporting, err) && state_keep(watching, err);
}

/* What is not sure is looked at again soon, and who is down is measured. */
static int64_t
next_in(const struct watching *watching)
{
	bool soon = notes_wants_look(&watching->state.notes) ||
	    (!watching->once && is_measured(watching));

	return soon && watching->interval_ms > WATCHING_SOON_MS ?
	    WATCHING_SOON_MS : watching->interval_ms;
}

/* One look is over when what was found was found often enough. */
static bool
goes_on(struct watching *watching)
{
	if (watching->once && !notes_wants_look(&watching->state.notes))
		return false;
	return fflush(stdout) == 0 && watching->sleep(watching->with,
	    next_in(watching));
}

static int
status_of(const struct watching *watching)
{
	if (!watching->once)
		return EXIT_OK;
	if (notes_standing(&watching->state.notes) != 0)
		return EXIT_DIFFERS;
	return watch_count(&watching->watch, WATCH_UNKNOWN) != 0 ?
	    EXIT_UNKNOWN : EXIT_OK;
}

static void
begin(const struct watching *watching)
{
	if (watching->json)
		lines_version("watch");
	else
		say("site %s\n", watching->site->name);
}

int
watching_play(struct watching *watching)
{
	struct err err = { 0 };
	struct reporting reporting = { .json = watching->json,
	    .all = true, .log = watching->log, .with = watching->with,
	    .site = watching->site, .every_ms = watching->interval_ms };
	int status;

	watching->state.absence = arena_take(&watching->arena,
	    watching->site->guest_count + 1, sizeof(struct absence));
	only_asks_make(&watching->asks, watching->reach);
	if (watching->state_path != NULL && !watch_state_read(&watching->state,
	    watching->state_path, watching->site, &err))
		return err_print(&err);
	begin(watching);
	do {
		if (!look(watching, &reporting, &err))
			return err_print(&err);
		reporting.all = false;
	} while (goes_on(watching));
	status = status_of(watching);
	if (watching->once)
		reported_sum(&reporting, &watching->state.notes,
		    &watching->watch);
	return status;
}

void
watching_drop(struct watching *watching)
{
	watch_drop(&watching->watch);
	survey_drop(&watching->survey);
	notes_drop(&watching->state.notes);
	arena_drop(&watching->arena);
}
