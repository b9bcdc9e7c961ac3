#include <stdio.h>
#include <string.h>

#include "backends/real/real.h"
#include "backends/survey/drift.h"
#include "tools/live/looked.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/session/plan_saved.h"
#include "tools/session/session.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"

enum { SAYS_COLUMN = 38 };

static const char *const menders[] = { [MENDS_SERVICES] = "services",
    [MENDS_PERSON] = "person", [MENDS_UNKNOWN] = "unknown",
    [MENDS_NOTHING] = "nothing" };

static const char *const marks[] = { [MENDS_SERVICES] = "!",
    [MENDS_PERSON] = "!", [MENDS_UNKNOWN] = "?", [MENDS_NOTHING] = "" };

static void
row_print(struct arena *arena, const struct drift_row *row)
{
	const char *key = *row->key != '\0' ? arena_format(arena, "%s: ",
	    row->key) : "";
	const char *text = row->mends == MENDS_UNKNOWN ? arena_format(arena,
	    "%snot known", key) : row->mends == MENDS_NOTHING ?
	    arena_format(arena, "%s%s", key, row->is) :
	    arena_format(arena, "%s%s; %s has %s%s", key, row->is, row->by,
	    *row->wanted != '\0' ? row->wanted : "it",
	    row->mends == MENDS_SERVICES ? " (services adds it)" : "");

	text_column(text, say("%-2s %-8s %-14s %-9s ", marks[row->mends],
	    row->kind, row->name, row->on), SAYS_COLUMN);
}

static void
row_lines(const struct drift_row *row)
{
	lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "type",
	    row->kind, "name", row->name, "on", row->on, "key", row->key, "is",
	    row->is, "wanted", row->wanted, "by", row->by, "mends",
	    menders[row->mends]));
}

static void
drift_print(const struct looked *looked, const struct options *options,
    const struct drift *drift)
{
	uint32_t differ = drift_differs(drift);
	uint32_t unknown = drift_count(drift, MENDS_UNKNOWN);

	if (options->json)
		lines_version("drift");
	else
		say("site %s\n", looked->site.site->name);
	for (uint32_t i = 0; i < drift->count; i++)
		if (options->node != NULL && strcmp(drift->row[i].on,
		    options->node) != 0)
			continue;
		else if (options->json)
			row_lines(&drift->row[i]);
		else
			row_print(drift->arena, &drift->row[i]);
	if (options->json)
		lines_print(json_pack("{s:s,s:I,s:I}", "type", "drift",
		    "items", (json_int_t)differ, "unknown",
		    (json_int_t)unknown));
	else
		say("%u difference%s, %u of them for the job services; %u not "
		    "known\n", (unsigned)differ, plural(differ),
		    (unsigned)drift_count(drift, MENDS_SERVICES),
		    (unsigned)unknown);
	if (!options->json)
		looked_say(looked);
}

/* The job that only adds, planned for what the nodes have now. */
static struct plan *
services_plan(struct looked *looked, struct arena *arena, struct err *err)
{
	static const char *const words[] = { "services", "--locks" };
	struct site *site = looked->site.site;
	struct session *session = arena_take(arena, 1, sizeof(*session));
	struct plan *plan = NULL;
	struct real real;
	struct job job;

	real_make(&real, site, site->names, looked->reach);
	session_make(session, arena, site, &real.backend);
	if (job_read(arena, site, (struct job_words){ words, 2, 0 }, &job,
	    err))
		plan = session_plan(session, &job, err);
	real_drop(&real);
	return plan;
}

/* Save it where -w says. */
static int
services_save(struct looked *looked, const struct options *options)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct plan *plan = services_plan(looked, &arena, &err);
	struct lines lines = { .arena = &arena };
	struct wording wording;
	json_t *whole;
	int status = EXIT_OK;

	if (plan == NULL) {
		arena_drop(&arena);
		return err_print(&err);
	}
	lines_make(&arena, &lines, &(struct stream){
	    .site = looked->site.site, .mode = "plan",
	    .site_digest = looked->site.digest, .seed = 1 });
	wording = lines_wording(&lines);
	whole = plan_json(plan, &wording, looked->site.digest);
	if (!plan_save(plan, options->write, whole, &err))
		status = err_print(&err);
	json_decref(whole);
	arena_drop(&arena);
	return status;
}

int
cmd_drift(const struct options *options)
{
	struct arena arena = { 0 };
	struct looked looked;
	struct drift drift;
	int status;

	stop_outlive_pipe();
	status = looked_open(&looked, options);
	if (status == EXIT_OK)
		status = looked_node(&looked, options);
	if (status == EXIT_OK)
		status = looked_record(&looked, options, "drift");
	if (status == EXIT_OK) {
		looked_ask(&looked, FOR_DRIFT);
		drift_make(&drift, &arena, &looked.survey, looked.site.site);
		drift_print(&looked, options, &drift);
		if (options->write != NULL)
			status = services_save(&looked, options);
		if (status == EXIT_OK && options->exit_code &&
		    drift_differs(&drift) != 0)
			status = EXIT_DIFFERS;
		status = looked_status(&looked, status);
	}
	looked_drop(&looked);
	arena_drop(&arena);
	return status;
}
