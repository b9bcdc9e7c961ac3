#include "tools/explored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/visible.h"
#include "core/procedures/procedure.h"
#include "tools/explore/schedule.h"
#include "tools/exploring.h"
#include "tools/say.h"
#include "tools/scenario/happened.h"

enum { NOW_BYTES = 80, PATH_BYTES = 4096 };

/* The state of the guest if nothing else gives it. */
static const char *
now_of(const struct rehearsal *rehearsal, char buffer[NOW_BYTES])
{
	const struct site *site = rehearsal->execution->site.site;
	enum guest_now now;

	if (!rehearsal_now(rehearsal, &now))
		return NULL;
	snprintf(buffer, NOW_BYTES, "%s on %s", now == NOW_CLUSTERED ?
	    "clustered" : "running", names_text(site->names, KIND_NODE,
	    site->guests[rehearsal->first.guest].node[0]));
	return buffer;
}

static void
finding_print(struct rehearsal *rehearsal, struct explore *explore,
    const struct finding *finding, char *scenario)
{
	struct execution *execution = rehearsal->execution;
	char phrases[CHOICE_PATH][PHRASE_BYTES];
	unsigned count = schedule_phrases(explore, &finding->path, phrases);
	json_t *faults = json_array();

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(faults, json_string(phrases[i]));
	if (execution->options->json) {
		lines_print(json_pack("{s:s,s:s,s:s,s:O,s:s,s:s}", "type",
		    "found", "invariant", finding->invariant, "text",
		    visible_text(&execution->arena, finding->text), "faults",
		    faults, "job", explore->plan->job, "scenario", scenario));
	} else {
		say("VIOLATED %s: %s\n", finding->invariant,
		    finding->text);
		for (unsigned i = 0; i < count; i++)
			say("  %s\n", phrases[i]);
	}
	json_decref(faults);
}

/* A scenario's path of its site is relative to the scenario's folder. */
static const char *
site_path(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	const char *write = execution->options->write;
	const char *path = execution->site.path;
	char here[PATH_BYTES];

	if (write == NULL || strchr(write, '/') == NULL || *path == '/' ||
	    getcwd(here, sizeof(here)) == NULL)
		return path;
	return arena_format(&execution->arena, "%s/%s", here, path);
}

/* The scenario of the first finding. */
static void
reproduction_put(const struct options *options, const char *text)
{
	struct err err = { 0 };

	if (options->write != NULL) {
		if (!file_write(options->write, text, &err))
			err_print(&err);
	} else if (!options->json) {
		say("a scenario that reproduces it:\n");
		say_document(stdout, text);
	}
}

/* A scenario, and a start text, tell it themselves. */
static unsigned
happened_of(const struct rehearsal *rehearsal,
    const char *phrases[HAPPENED_MOST])
{
	struct execution *execution = rehearsal->execution;
	unsigned n = 0;

	while (!rehearsal->ready && execution->opening.start == NULL &&
	    n < HAPPENED_MOST && (phrases[n] = happened_phrase(
	    &execution->arena, execution->site.site, &execution->job, n)) !=
	    NULL)
		n++;
	return n;
}

void
explored_findings(struct rehearsal *rehearsal, struct explore *explore)
{
	struct execution *execution = rehearsal->execution;
	const char *happened[HAPPENED_MOST];
	char now[NOW_BYTES];
	struct schedule_site site = { site_path(rehearsal),
	    exploring_random(execution->options) || execution->options->from !=
	    NULL ? execution->site.text : NULL,
	    execution->opening.seed, execution->opening.begin,
	    execution->opening.begin_count, execution->opening.faults,
	    execution->opening.fault_count, happened, happened_of(rehearsal,
	    happened), execution->opening.start == NULL ? now_of(rehearsal,
	    now) : NULL, rehearsal->first.guest, execution->opening.start };

	for (unsigned i = 0; i < explore->finding_count; i++) {
		struct finding *finding = &explore->finding[i];
		char *text = NULL;
		size_t size;
		FILE *out = open_memstream(&text, &size);

		if (out == NULL)
			abort();
		explore_shrink(explore, finding);
		schedule_write(out, explore, finding, &site);
		if (ferror(out) != 0 || fclose(out) != 0)
			abort();
		finding_print(rehearsal, explore, finding, text);
		if (i == 0)
			reproduction_put(execution->options, text);
		free(text);
	}
}

void
explored_sum(const struct rehearsal *rehearsal, const struct explore *explore,
    long long seconds)
{
	const struct execution *execution = rehearsal->execution;
	if (execution->options->json) {
		lines_print(json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,"
		    "s:s,s:b,s:s,s:s}", "type", "explored", "points",
		    (json_int_t)explore->points, "choices",
		    (json_int_t)explore->choices, "runs",
		    (json_int_t)explore->runs, "executed",
		    (json_int_t)explore->executed, "states",
		    (json_int_t)explore->states, "violations",
		    (json_int_t)explore->violations, "stuck",
		    (json_int_t)explore->stuck, "seconds",
		    (json_int_t)seconds, "undisturbed",
		    ending_name(explore->plain), "interrupted",
		    (int)explore->interrupted, "site",
		    execution->site.site->name, "job", explore->plan->job));
		return;
	}
	say("%s\n  %llu point%s, %llu thing%s that can go wrong at them\n"
	    "  %llu schedule%s covered, %llu executed, %llu distinct state%s\n"
	    "  %llu arrived, %llu returned, %llu stuck, %llu refused\n"
	    "  %llu violation%s\n", explore->plan->job,
	    (unsigned long long)explore->points, plural(explore->points),
	    (unsigned long long)explore->choices, plural(explore->choices),
	    (unsigned long long)explore->runs, plural(explore->runs),
	    (unsigned long long)explore->executed,
	    (unsigned long long)explore->states, plural(explore->states),
	    (unsigned long long)explore->endings[ARRIVED],
	    (unsigned long long)explore->endings[RETURNED],
	    (unsigned long long)explore->endings[STUCK],
	    (unsigned long long)explore->endings[REFUSED],
	    (unsigned long long)explore->violations,
	    plural(explore->violations));
	if (explore->interrupted)
		say("interrupted: the exploration is not complete\n");
}

int
explored_proof(const struct explore *explore)
{
	struct err err = { 0 };

	if (explore->plain != ARRIVED)
		err_set(&err, ERR_NOTHING_EXPLORED, "%s %s%s when nothing more "
		    "goes wrong: %s", explore->plan->job, explore->plain ==
		    GOING ? "does not end" : "ends ", explore->plain == GOING ?
		    "" : ending_name(explore->plain), explore->why.text);
	else if (explore->idle != NULL)
		err_set(&err, ERR_FAULT_NEVER_STRUCK, "the fault \"%s\" does "
		    "not strike when nothing more goes wrong", explore->idle);
	return err.code != ERR_NONE ? err_print(&err) : EXIT_OK;
}
