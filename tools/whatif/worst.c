#include "tools/whatif/worst.h"

#include <string.h>

#include "core/base/arena.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { FAILURE_COLUMN = 42, WORST_FIELDS = 8, NAMES_SHOWN = 12 };

static const char *
failure_of(const struct sweep *sweep, const struct damage *damage)
{
	const struct site *site = sweep->course->site;
	const char *one = failure_text(sweep->arena, site, damage->one);

	return damage->other == NULL ? one : arena_format(sweep->arena,
	    "%s; %s", one, failure_text(sweep->arena, site, damage->other));
}

/* As many as that of the guests that do not come back. */
static const char *
names_of(const struct sweep *sweep, const struct damage *damage,
    uint32_t most, const char *between)
{
	const char *list = "";

	for (uint32_t i = 0; i < damage->lost && i < most; i++)
		list = arena_format(sweep->arena, "%s%s%s", list, i != 0 ?
		    between : "", names_text(sweep->course->site->names,
		    KIND_GUEST, damage->guest[i]));
	return list;
}

static const char *
guests_of(const struct sweep *sweep, const struct damage *damage)
{
	return names_of(sweep, damage, damage->lost, ",");
}

static int64_t
lost_of(const struct damage *damage)
{
	return damage->lost;
}

static int64_t
back_of(const struct damage *damage)
{
	return damage->back;
}

static int64_t
down_of(const struct damage *damage)
{
	return damage->down_ms;
}

static int64_t
longest_of(const struct damage *damage)
{
	return damage->longest_ms;
}

static int64_t
missed_of(const struct damage *damage)
{
	return damage->missed;
}

static int64_t
broken_of(const struct damage *damage)
{
	return damage->broken;
}

/* Each is a text or a number. */
static const struct {
	const char	*name, *title;
	const char	*(*text)(const struct sweep *, const struct damage *);
	int64_t		(*number)(const struct damage *);
} fields[WORST_FIELDS] = {
	{ "failure", "FAILURE", failure_of, NULL },
	{ "lost", "LOST", NULL, lost_of },
	{ "back", "BACK", NULL, back_of },
	{ "downtime_ms", "DOWNTIME_MS", NULL, down_of },
	{ "longest_ms", "LONGEST_MS", NULL, longest_of },
	{ "missed", "MISSED", NULL, missed_of },
	{ "violated", "VIOLATED", NULL, broken_of },
	{ "guests", "GUESTS", guests_of, NULL },
};

/* The field that the list begins with, and its length; WORST_FIELDS: none. */
static unsigned
field_find(const char *list, size_t *n)
{
	unsigned i = 0;

	*n = strcspn(list, ",");
	while (i < WORST_FIELDS && (strlen(fields[i].name) != *n ||
	    strncmp(fields[i].name, list, *n) != 0))
		i++;
	return i;
}

bool
worst_fields(const char *list, struct err *err)
{
	size_t n;

	for (;; list += n + 1) {
		if (field_find(list, &n) == WORST_FIELDS)
			return err_set(err, ERR_USAGE, "\"%.*s\" is no field; "
			    "there are failure, lost, back, downtime_ms, "
			    "longest_ms, missed, violated and guests", n < 40 ?
			    (int)n : 40, list);
		if (list[n] == '\0')
			return true;
	}
}

static const char *
field_text(const struct sweep *sweep, const struct damage *damage,
    unsigned field)
{
	return fields[field].text != NULL ? fields[field].text(sweep,
	    damage) : arena_format(sweep->arena, "%lld",
	    (long long)fields[field].number(damage));
}

/* A row, or with NULL the heading, with tabs between. */
static void
fields_row(const struct sweep *sweep, const struct damage *damage,
    const char *list)
{
	size_t n;

	for (;; list += n + 1) {
		unsigned field = field_find(list, &n);

		say("%s", damage == NULL ? fields[field].title :
		    field_text(sweep, damage, field));
		say(list[n] == '\0' ? "\n" : "\t");
		if (list[n] == '\0')
			return;
	}
}

static void
fields_print(const struct sweep *sweep, const struct worst_form *form)
{
	const char *list = form->fields != NULL ? form->fields :
	    "failure,lost,back,downtime_ms,longest_ms,missed,violated,guests";

	if (!form->no_header)
		fields_row(sweep, NULL, list);
	for (uint32_t i = 0; i < sweep->count; i++)
		fields_row(sweep, &sweep->damage[i], list);
}

static void
parseable_print(const struct sweep *sweep)
{
	say("VERSION 1.0\n");
	for (uint32_t i = 0; i < sweep->count; i++) {
		say("FAILURE");
		for (unsigned field = 0; field < WORST_FIELDS; field++)
			say("|%s=%s", fields[field].name, field_text(sweep,
			    &sweep->damage[i], field));
		say("\n");
	}
}

static json_t *
failures_json(const struct sweep *sweep, const struct damage *damage)
{
	const struct site *site = sweep->course->site;
	json_t *list = json_array();

	json_array_append_new(list, json_string(failure_text(sweep->arena,
	    site, damage->one)));
	if (damage->other != NULL)
		json_array_append_new(list, json_string(failure_text(
		    sweep->arena, site, damage->other)));
	return list;
}

/* What there is to say of it: who, and by how much, unless it is for good. */
static void
worst_add(const struct sweep *sweep, const struct damage *damage,
    json_t *object)
{
	if (damage->worst == 0)
		return;
	json_object_set_new(object, "worst", json_string(names_text(
	    sweep->course->site->names, KIND_GUEST, damage->worst)));
	if (damage->over_ms >= 0)
		json_object_set_new(object, "over_ms",
		    json_integer(damage->over_ms));
}

static json_t *
guests_json(const struct sweep *sweep, const struct damage *damage)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < damage->lost; i++)
		json_array_append_new(list, json_string(names_text(
		    sweep->course->site->names, KIND_GUEST,
		    damage->guest[i])));
	return list;
}

static void
lines_print_all(const struct sweep *sweep)
{
	for (uint32_t i = 0; i < sweep->count; i++) {
		const struct damage *damage = &sweep->damage[i];

		json_t *line = json_pack("{s:s,s:o,s:I,s:I,s:I,s:I,s:I,s:I,"
		    "s:o}",
		    "type", "failure", "events", failures_json(sweep, damage),
		    "lost", (json_int_t)damage->lost, "back",
		    (json_int_t)damage->back, "downtime_ms",
		    (json_int_t)damage->down_ms, "longest_ms",
		    (json_int_t)damage->longest_ms, "missed",
		    (json_int_t)damage->missed, "violated",
		    (json_int_t)damage->broken, "guests", guests_json(sweep,
		    damage));

		worst_add(sweep, damage, line);
		lines_print(line);
	}
	lines_print(json_pack("{s:s,s:I,s:I,s:I,s:b,s:i}", "type", "swept",
	    "schedules", (json_int_t)sweep->schedules, "hurting",
	    (json_int_t)sweep->count, "missed", (json_int_t)sweep->missed,
	    "interrupted", sweep->interrupted, "exit", worst_status(sweep)));
}

/* Whose objective is missed most, and by how much. */
static const char *
missed_text(const struct sweep *sweep, const struct damage *damage)
{
	char over[TEXT_ROOM];

	return arena_format(sweep->arena, "OBJECTIVE NOT KEPT: %s, %s%s%s",
	    names_text(sweep->course->site->names, KIND_GUEST,
	    damage->worst), damage->over_ms < 0 ? "not back" : "by ",
	    damage->over_ms < 0 ? "" : text_span(damage->over_ms, over,
	    sizeof(over)), damage->missed > 1 ? arena_format(sweep->arena,
	    "; and %u more", damage->missed - 1) : "");
}

static void
damage_print(const struct sweep *sweep, const struct damage *damage)
{
	char down[TEXT_ROOM], longest[TEXT_ROOM];

	text_column(failure_of(sweep, damage), say("%5u %5u %8s %8s %6u  ",
	    damage->lost, damage->back, text_span(damage->down_ms, down,
	    sizeof(down)), text_span(damage->longest_ms, longest,
	    sizeof(longest)), damage->missed), FAILURE_COLUMN);
	if (damage->broken != 0)
		text_column("AN INVARIANT IS VIOLATED", 0, FAILURE_COLUMN);
	if (damage->missed != 0)
		text_column(missed_text(sweep, damage), 0, FAILURE_COLUMN);
	if (damage->lost != 0)
		text_column(arena_format(sweep->arena, "not back: %s%s",
		    names_of(sweep, damage, NAMES_SHOWN, ", "), damage->lost >
		    NAMES_SHOWN ? arena_format(sweep->arena, " and %u more",
		    damage->lost - NAMES_SHOWN) : ""), 0, FAILURE_COLUMN);
}

static void
sum_print(const struct sweep *sweep)
{
	uint32_t losing = 0;

	for (uint32_t i = 0; i < sweep->count; i++)
		losing += sweep->damage[i].lost != 0;
	say("%llu schedule%s", (unsigned long long)sweep->schedules,
	    plural(sweep->schedules));
	if (sweep->interrupted)
		say(" of %llu, interrupted", (unsigned long long)sweep->of);
	say(": %u hurt%s a guest, %u lose%s one for good\n", sweep->count,
	    sweep->count == 1 ? "s" : "", losing, losing == 1 ? "s" : "");
	if (sweep->missed != 0)
		say("%u of them MISS AN OBJECTIVE\n", sweep->missed);
}

static void
people_print(const struct sweep *sweep)
{
	say("site %s\n", sweep->course->site->name);
	if (sweep->count != 0)
		say("%5s %5s %8s %8s %6s  %s\n", "LOST", "BACK", "DOWN",
		    "LONGEST", "MISSED", "FAILURE");
	for (uint32_t i = 0; i < sweep->count; i++)
		damage_print(sweep, &sweep->damage[i]);
	sum_print(sweep);
}

void
worst_print(const struct sweep *sweep, const struct worst_form *form)
{
	if (form->json)
		lines_print_all(sweep);
	else if (form->parseable)
		parseable_print(sweep);
	else if (form->fields != NULL || form->no_header)
		fields_print(sweep, form);
	else
		people_print(sweep);
}

int
worst_status(const struct sweep *sweep)
{
	if (sweep->interrupted)
		return EXIT_STUCK;
	return sweep->missed != 0 || (sweep->count != 0 &&
	    sweep->damage[0].broken != 0) ? EXIT_NOT_MET : EXIT_OK;
}
