#include "tools/watch/reported.h"

#include <stdio.h>
#include <time.h>

#include "core/base/visible.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { INDENT = 10, STAMP = 32 };

/* What is said of a finding. */
static const char *const becomes[] = { [BECAME_NOTHING] = "still",
    [BECAME_NEW] = "new", [BECAME_OVERDUE] = "overdue",
    [BECAME_OVER] = "over" };

static const char *
stamp(int64_t ms, const char *form, char room[STAMP])
{
	time_t at = (time_t)(ms / 1000);
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(room, STAMP, form, &tm);
	return room;
}

static const char *
time_of_day(int64_t ms, char room[STAMP])
{
	return stamp(ms, "%H:%M:%SZ", room);
}

static const char *
whole_time(int64_t ms, char room[STAMP])
{
	return stamp(ms, "%Y-%m-%dT%H:%M:%SZ", room);
}

static void
evidence_say(struct arena *arena, const struct watch_finding *watched)
{
	const struct evidence *last = NULL;

	for (const struct evidence *line = watched->evidence; line != NULL;
	    line = line->next) {
		if (last == NULL || last->node != line->node ||
		    last->typed != line->typed)
			say("%*s%s# %s\n", INDENT, "", line->node,
			    visible_text(arena, line->typed));
		say("%*s%s\n", INDENT, "", visible_text(arena, line->printed));
		last = line;
	}
}

/* Whom one waits for, and until when. */
static const char *
wait_text(const struct reporting *reporting, struct arena *arena,
    const struct noted *noted)
{
	char room[STAMP];
	bool waits = noted->until_ms > reporting->now_ms &&
	    noted->row->who != WHO_PERSON;

	return !waits ? "" : arena_format(arena, "wait: the cluster has until "
	    "%s; if it is not over then: ", time_of_day(noted->until_ms,
	    room));
}

/* Of a guest that no agent guards: what of the watch itself? */
static void
decision_say(struct arena *arena, const struct noted *noted)
{
	if (!noted->concerns)
		return;
	say("%*s", INDENT, "");
	text_wrap(noted->against == NULL ? "the watch does it now" :
	    arena_format(arena, "the watch does not do it: %s",
	    noted->against), INDENT + 4, INDENT);
}

static void
advice_say(const struct reporting *reporting, struct arena *arena,
    const struct noted *noted)
{
	const char *wait = wait_text(reporting, arena, noted);

	if (noted->watched != NULL && *noted->watched->expected != '\0') {
		say("%*s", INDENT, "");
		text_wrap(arena_format(arena, "the Resource Group Manager "
		    "decides; expected: %s", noted->watched->expected),
		    INDENT + 4, INDENT);
	}
	say("%*s%s", INDENT, "", *wait == '\0' ? "do: " : "");
	text_wrap(arena_format(arena, "%s%s", wait, noted->advice), INDENT +
	    4, INDENT + (*wait == '\0' ? 4 : 0));
	decision_say(arena, noted);
}

/* "new", or "overdue after 3m". */
static const char *
became_text(const struct reporting *reporting, struct arena *arena,
    const struct noted *noted)
{
	char span[TEXT_ROOM];

	return noted->became != BECAME_OVERDUE && noted->became !=
	    BECAME_OVER ? becomes[noted->became] : arena_format(arena,
	    "%s after %s", becomes[noted->became], text_span(reporting->now_ms -
	    noted->first_ms, span, sizeof(span)));
}

static void
noted_say(const struct reporting *reporting, struct arena *arena,
    const struct noted *noted)
{
	char room[STAMP];
	bool over = noted->became == BECAME_OVER;

	say("%s ", time_of_day(reporting->now_ms, room));
	text_wrap(visible_text(arena, arena_format(arena, "%s %s %s, %s%s%s",
	    watch_severities[noted->row->severity], noted->row->id, noted->on,
	    became_text(reporting, arena, noted), over ? "" : ": ", over ? "" :
	    noted->text)), INDENT, INDENT);
	if (over)
		return;
	if (noted->watched != NULL)
		evidence_say(arena, noted->watched);
	advice_say(reporting, arena, noted);
}

static json_t *
evidence_json(struct arena *arena, const struct watch_finding *watched)
{
	json_t *list = json_array();

	for (const struct evidence *line = watched != NULL ?
	    watched->evidence : NULL; line != NULL; line = line->next)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "node",
		    line->node, "command", visible_text(arena, line->typed),
		    "line", visible_text(arena, line->printed)));
	return list;
}

static void
noted_line(const struct reporting *reporting, struct arena *arena,
    const struct noted *noted)
{
	char at[STAMP], first[STAMP], until[STAMP];
	json_t *json = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o}",
	    "type", "finding", "at", whole_time(reporting->now_ms, at),
	    "finding", noted->row->id, "on", noted->on, "severity",
	    watch_severities[noted->row->severity], "became",
	    becomes[noted->became], "first", whole_time(noted->first_ms,
	    first), "evidence", visible_text(arena, noted->text), "do",
	    visible_text(arena, noted->advice), "lines", evidence_json(arena,
	    noted->watched));

	json_object_set_new(json, "acts", json_string(noted->concerns &&
	    noted->against == NULL ? "watch" : noted->row->who == WHO_PERSON ||
	    noted->until_ms == 0 ? "person" : "cluster"));
	if (noted->concerns && noted->against != NULL)
		json_object_set_new(json, "against", json_string(
		    noted->against));
	if (noted->watched != NULL && *noted->watched->expected != '\0')
		json_object_set_new(json, "expected", json_string(
		    noted->watched->expected));
	if (noted->until_ms != 0)
		json_object_set_new(json, "until", json_string(whole_time(
		    noted->until_ms, until)));
	lines_print(json);
}

static void
noted_tell(const struct reporting *reporting, const struct noted *noted)
{
	struct arena arena = { 0 };

	if (reporting->json)
		noted_line(reporting, &arena, noted);
	else
		noted_say(reporting, &arena, noted);
	if (reporting->log != NULL && noted->became != BECAME_NOTHING)
		reporting->log(reporting->with, visible_text(&arena,
		    arena_format(&arena, "watch of site %s: %s %s %s, %s: %s; "
		    "do: %s",
		    reporting->site->name,
		    watch_severities[noted->row->severity], noted->row->id,
		    noted->on, becomes[noted->became], noted->text,
		    noted->advice)));
	arena_drop(&arena);
}

static bool
is_worth_a_line(const struct reporting *reporting, const struct noted *noted)
{
	if (noted->became == BECAME_OVER)
		return noted->reported;
	return noted->became != BECAME_NOTHING || (reporting->all &&
	    noted_stands(noted, reporting->now_ms));
}

void
reported_findings(const struct reporting *reporting, const struct notes *notes)
{
	for (enum watch_severity s = 0; s < WATCH_SEVERITIES; s++)
		for (uint32_t i = 0; i < notes->count; i++)
			if (notes->list[i].row->severity == s &&
			    is_worth_a_line(reporting, &notes->list[i]))
				noted_tell(reporting, &notes->list[i]);
}

/* A line of the watch about what it does itself. */
static void
act_tell(const struct reporting *reporting, const struct noted *noted,
    const char *text)
{
	char room[STAMP];

	if (reporting->json) {
		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:i}", "type",
		    "recover", "at", whole_time(reporting->now_ms, room),
		    "guest", noted->on, "text", text, "status",
		    noted->acted_status));
	} else {
		say("%s ", time_of_day(reporting->now_ms, room));
		text_wrap(text, INDENT, INDENT);
	}
	fflush(stdout);
	if (reporting->log != NULL)
		reporting->log(reporting->with, text);
}

void
reported_begun(const struct reporting *reporting, const struct noted *noted)
{
	struct arena arena = { 0 };

	act_tell(reporting, noted, arena_format(&arena, "the watch of site %s "
	    "begins: recover %s", reporting->site->name, noted->on));
	arena_drop(&arena);
}

void
reported_ended(const struct reporting *reporting, const struct noted *noted)
{
	struct arena arena = { 0 };

	act_tell(reporting, noted, arena_format(&arena, "the watch of site %s "
	    "has ended: recover %s, status %d%s", reporting->site->name,
	    noted->on, noted->acted_status, noted->acted_status == 0 ? "" :
	    "; a person goes on, the watch does not begin it again"));
	arena_drop(&arena);
}

static const char *
parts_text(struct arena *arena, const struct absence *absence)
{
	const char *text = "";
	char span[TEXT_ROOM];

	for (int p = 0; p < ABSENCE_PARTS; p++)
		text = arena_format(arena, "%s%s%s %s", text, p == 0 ? "" :
		    ", ", absence_parts[p], text_span(absence_part(absence,
		    (enum absence_part)p), span, sizeof(span)));
	return text;
}

static void
absence_line(const struct reporting *reporting, const char *guest,
    const char *from, const char *to, const struct absence *absence)
{
	char at[STAMP];
	json_t *parts = json_object();

	for (int p = 0; p < ABSENCE_PARTS; p++)
		json_object_set_new(parts, absence_parts[p], json_integer(
		    absence_part(absence, (enum absence_part)p)));
	lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:o,s:I}", "type",
	    "outage", "at", whole_time(absence->again_ms, at), "guest", guest,
	    "from", from, "to", to, "downtime_ms", (json_int_t)
	    (absence->again_ms - absence->at_ms[STAGE_UP]), "parts_ms", parts,
	    "looked_every_ms", (json_int_t)reporting->every_ms));
}

void
reported_outage(const struct reporting *reporting, uint32_t guest,
    const struct absence *absence)
{
	const struct names *names = reporting->site->names;
	const char *name = names_text(names, KIND_GUEST, guest);
	const char *from = names_text(names, KIND_NODE, absence->from);
	const char *to = names_text(names, KIND_NODE, absence->to);
	char room[STAMP], span[TEXT_ROOM];
	struct arena arena = { 0 };
	const char *text = arena_format(&arena, "%s is up again on %s, last "
	    "seen up on %s: down for at most %s (%s)", name, to, from,
	    text_span(absence->again_ms - absence->at_ms[STAGE_UP], span,
	    sizeof(span)), parts_text(&arena, absence));

	if (reporting->json) {
		absence_line(reporting, name, from, to, absence);
	} else {
		say("%s ", time_of_day(reporting->now_ms, room));
		text_wrap(text, INDENT, INDENT);
	}
	if (reporting->log != NULL)
		reporting->log(reporting->with, arena_format(&arena, "watch of "
		    "site %s: %s", reporting->site->name, text));
	arena_drop(&arena);
}

void
reported_sum(const struct reporting *reporting, const struct notes *notes,
    const struct watch_findings *watch)
{
	uint32_t standing = notes_standing(notes);
	uint32_t unknown = watch_count(watch, WATCH_UNKNOWN);

	if (reporting->json)
		lines_print(json_pack("{s:s,s:I,s:I}", "type", "watched",
		    "findings", (json_int_t)standing, "unknown",
		    (json_int_t)unknown));
	else
		say("%u finding%s, %u not known\n", (unsigned)standing,
		    plural(standing), (unsigned)unknown);
}
