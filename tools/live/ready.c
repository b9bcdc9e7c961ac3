#include "tools/live/ready.h"

#include <stdio.h>

#include "core/base/visible.h"
#include "core/procedures/procedure.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { EVIDENCE_COLUMN = 39, QUOTE_COLUMN = 8, WIDEST = 9 };

/* The line as it was printed, and before it where it was asked and how. */
static void
quotes_print(struct arena *arena, const struct finding *finding,
    const struct survey *survey)
{
	const struct surveyed *from = NULL;

	for (const struct quote *quote = finding->quote; quote != NULL;
	    quote = quote->next) {
		if (quote->from != from)
			say("%*s%s# %s\n", QUOTE_COLUMN, "", surveyed_where(
			    arena, survey, quote->from), visible_text(arena,
			    quote->from->output.line));
		from = quote->from;
		say("%*s%s\n", QUOTE_COLUMN, "", visible_text(arena,
		    arena_text(arena, quote->text, quote->size)));
	}
}

static void
finding_print(struct arena *arena, const struct finding *finding,
    const struct survey *survey, bool all)
{
	text_column(visible_text(arena, finding->text), say("%-7s %-15s %-14s ",
	    found_words[finding->found], finding->row->id, finding->on),
	    EVIDENCE_COLUMN);
	if (all || finding->found != FOUND_PASS)
		quotes_print(arena, finding, survey);
	if (*finding->remedy != '\0') {
		say("%*sdo: ", QUOTE_COLUMN, "");
		text_wrap(finding->remedy, QUOTE_COLUMN + 4, QUOTE_COLUMN + 4);
	}
}

/* What is in the way of a procedure: what fails, or is not known. */
static const char *
obstacles(struct arena *arena, const struct readiness *readiness,
    const struct procedure *procedure, enum readiness_is found)
{
	const char *text = "";

	for (uint32_t i = 0; i < readiness->count; i++) {
		const struct finding *finding = &readiness->finding[i];

		if (finding->found == found && (finding->row->jobs >>
		    procedure->checks & 1) != 0)
			text = arena_format(arena, "%s%s%s (%s)", text,
			    *text != '\0' ? ", " : "", finding->row->id,
			    finding->on);
	}
	return text;
}

static void
procedure_print(struct arena *arena, const struct readiness *readiness,
    const struct procedure *procedure)
{
	const char *fails = obstacles(arena, readiness, procedure, FOUND_FAIL);
	const char *unknown = obstacles(arena, readiness, procedure,
	    FOUND_UNKNOWN);

	text_column(*fails == '\0' && *unknown == '\0' ? "ready" :
	    arena_format(arena, "%s%s%s%s", *fails != '\0' ? "not ready: " :
	    "", fails, *fails != '\0' && *unknown != '\0' ? "; " : "",
	    *unknown != '\0' ? arena_format(arena, "not known: %s", unknown) :
	    ""), say("%-*s ", WIDEST, procedure->name), WIDEST + 1);
}

static bool
is_of_job(const struct readiness_of *of, const struct procedure *procedure)
{
	return of->job == NULL || of->job->procedure == procedure;
}

void
ready_print(const struct readiness *readiness, const struct readiness_of *of,
    bool all)
{
	static const enum readiness_is order[FOUNDS] = { FOUND_FAIL,
	    FOUND_UNKNOWN, FOUND_WARN, FOUND_PASS };
	struct arena arena = { 0 };

	for (int k = 0; k < FOUNDS; k++)
		for (uint32_t i = 0; i < readiness->count; i++)
			if (readiness->finding[i].found == order[k])
				finding_print(&arena, &readiness->finding[i],
				    of->survey, all);
	for (int p = 0; procedures[p] != NULL; p++)
		if (is_of_job(of, procedures[p]))
			procedure_print(&arena, readiness, procedures[p]);
	arena_drop(&arena);
}

static json_t *
quotes_json(struct arena *arena, const struct finding *finding,
    const struct survey *survey)
{
	json_t *list = json_array();

	for (const struct quote *quote = finding->quote; quote != NULL;
	    quote = quote->next)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "node",
		    surveyed_where(arena, survey, quote->from), "command",
		    visible_text(arena, quote->from->output.line), "line",
		    visible_text(arena, arena_text(arena, quote->text,
		    quote->size))));
	return list;
}

static void
procedure_line(struct arena *arena, const struct readiness *readiness,
    const struct procedure *procedure)
{
	const char *fails = obstacles(arena, readiness, procedure, FOUND_FAIL);
	const char *unknown = obstacles(arena, readiness, procedure,
	    FOUND_UNKNOWN);

	lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s}", "type", "procedure",
	    "procedure", procedure->name, "result", *fails != '\0' ? "fail" :
	    *unknown != '\0' ? "unknown" : "pass", "fails", fails, "unknown",
	    unknown));
}

void
ready_lines(const struct readiness *readiness, const struct readiness_of *of)
{
	struct arena arena = { 0 };

	for (uint32_t i = 0; i < readiness->count; i++) {
		const struct finding *finding = &readiness->finding[i];

		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o}",
		    "type", "check", "check", finding->row->id, "on",
		    finding->on, "result", found_words[finding->found],
		    "severity", found_words[finding->row->severity],
		    "evidence", visible_text(&arena, finding->text), "remedy",
		    finding->remedy, "lines", quotes_json(&arena, finding,
		    of->survey)));
	}
	for (int p = 0; procedures[p] != NULL; p++)
		if (is_of_job(of, procedures[p]))
			procedure_line(&arena, readiness, procedures[p]);
	arena_drop(&arena);
}
