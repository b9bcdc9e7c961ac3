#include "tools/whatif/single.h"

#include <stdlib.h>

#include "core/base/arena.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/whatif/why.h"

enum { FATE_COLUMN = 16, NODE_COLUMN = 27, NAMES_COLUMN = 2,
    NAMES_SHOWN = 12 };

/* Who does not come back, then who is down longest. */
static int
fates_order(const void *one, const void *other)
{
	const struct fate *a = one, *b = other;

	if ((a->on == 0) != (b->on == 0))
		return a->on == 0 ? -1 : 1;
	if (a->on != 0 && a->down_ms != b->down_ms)
		return a->down_ms > b->down_ms ? -1 : 1;
	return a->guest < b->guest ? -1 : 1;
}

void
single_make(struct single *single, struct course *course, struct arena *arena,
    const struct fault *event, int event_count)
{
	const struct site *site = course->site;

	*single = (struct single){ .course = course, .arena = arena,
	    .event = event, .event_count = event_count };
	single->fate = arena_take(arena, course->hurt_count + (size_t)1,
	    sizeof(*single->fate));
	for (uint32_t i = 0; i < course->hurt_count; i++) {
		single->fate[i] = course_fate(course, i);
		single->lost += single->fate[i].on == 0;
		single->missed += single->fate[i].missed;
	}
	qsort(single->fate, course->hurt_count, sizeof(*single->fate),
	    fates_order);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		single->up += course->was_on[g] != 0 && !course->is_hurt[g];
}

static const char *
guest_name(const struct single *single, uint32_t guest)
{
	return names_text(single->course->site->names, KIND_GUEST, guest);
}

static const char *
node_name(const struct single *single, uint32_t node)
{
	return names_text(single->course->site->names, KIND_NODE, node);
}

static void
below(const char *words)
{
	text_column(words, text_to_column(0, FATE_COLUMN), FATE_COLUMN);
}

static void
objective_print(const struct single *single, const struct fate *fate)
{
	const struct site_guest *row =
	    &single->course->site->guests[fate->guest];
	char most[TEXT_ROOM], over[TEXT_ROOM];

	if (!row->objective)
		return;
	text_span(row->objective_ms, most, sizeof(most));
	below(!fate->missed ? arena_format(single->arena, "at most %s: the "
	    "objective is kept", most) : fate->on == 0 ?
	    arena_format(single->arena, "at most %s: THE OBJECTIVE IS NOT KEPT",
	    most) : arena_format(single->arena, "at most %s: THE OBJECTIVE IS "
	    "NOT KEPT, by %s", most, text_span(fate->over_ms, over,
	    sizeof(over))));
}

static void
nodes_print(const struct single *single, const struct why *why)
{
	for (uint32_t i = 0; i < why->node_count; i++)
		text_column(why->node[i].text, say("%*s%-10s ", FATE_COLUMN,
		    "", node_name(single, why->node[i].node)), NODE_COLUMN);
}

static void
lost_print(const struct single *single, const struct fate *fate)
{
	struct why why;

	why_make(&why, single->arena, single->course->simulated, fate->guest);
	text_column(arena_format(single->arena, "was up on %s; %s",
	    node_name(single, fate->was_on), why.text), say("  %-12s ",
	    guest_name(single, fate->guest)), FATE_COLUMN);
	nodes_print(single, &why);
	objective_print(single, fate);
}

static void
back_print(const struct single *single, const struct fate *fate)
{
	char at[TEXT_ROOM], span[TEXT_ROOM], parts[TEXT_ROOM];

	text_column(arena_format(single->arena, "%s -> %s, up from %s: down %s "
	    "(%s)", node_name(single, fate->was_on), node_name(single,
	    fate->on), text_clock(fate->up_ms, at, sizeof(at)),
	    text_span(fate->down_ms, span, sizeof(span)),
	    downtime_parts_of(fate->part_ms, parts, sizeof(parts))),
	    say("  %-12s ", guest_name(single, fate->guest)), FATE_COLUMN);
	objective_print(single, fate);
}

static void
fates_print(const struct single *single)
{
	uint32_t count = single->course->hurt_count;

	if (single->lost != 0)
		say("does not come back\n");
	for (uint32_t i = 0; i < single->lost; i++)
		lost_print(single, &single->fate[i]);
	if (single->lost < count)
		say("comes back\n");
	for (uint32_t i = single->lost; i < count; i++)
		back_print(single, &single->fate[i]);
}

/* A few names, or how many there are. */
static void
names_print(const struct single *single, const char *what,
    const uint32_t *guest, uint32_t count)
{
	const char *list = "";

	for (uint32_t i = 0; i < count && i < NAMES_SHOWN; i++)
		list = arena_format(single->arena, "%s%s%s", list, i != 0 ?
		    ", " : "", guest_name(single, guest[i]));
	if (count > NAMES_SHOWN)
		list = arena_format(single->arena, "%s and %u more", list,
		    count - NAMES_SHOWN);
	if (count != 0) {
		say("%s\n", what);
		text_column(list, 0, NAMES_COLUMN);
	}
}

/* Why each of its nodes would not take it. */
static void
stranded_print(const struct single *single)
{
	const struct refuge *refuge = single->refuge;

	if (refuge->stranded_count != 0)
		say("up, and without another node\n");
	for (uint32_t i = 0; i < refuge->stranded_count && i < NAMES_SHOWN;
	    i++) {
		uint32_t guest = refuge->stranded[i];
		struct why why;

		why_elsewhere(&why, single->arena, single->course->simulated,
		    guest, single->course->on[guest]);
		text_column(arena_format(single->arena, "on %s",
		    node_name(single, single->course->on[guest])),
		    say("  %-12s ", guest_name(single, guest)), FATE_COLUMN);
		nodes_print(single, &why);
	}
	if (refuge->stranded_count > NAMES_SHOWN)
		say("  and %u more\n", refuge->stranded_count - NAMES_SHOWN);
}

static void
refuge_print(const struct single *single)
{
	const struct refuge *refuge = single->refuge;

	if (refuge == NULL)
		return;
	stranded_print(single);
	names_print(single, "up, and no agent would start it",
	    refuge->unguarded, refuge->unguarded_count);
	names_print(single, "up, and its group is suspended", refuge->suspended,
	    refuge->suspended_count);
}

static void
broken_print(const struct single *single)
{
	const struct course *course = single->course;
	char at[TEXT_ROOM];

	for (uint32_t i = 0; i < course->broken_count; i++)
		text_column(arena_format(single->arena, "%s: %s, at %s",
		    course->broken[i].invariant, course->broken[i].text,
		    text_clock(course->broken[i].at_ms, at, sizeof(at))),
		    say("VIOLATED "), sizeof("VIOLATED ") - 1);
}

static void
sum_print(const struct single *single)
{
	const struct course *course = single->course;
	uint32_t back = course->hurt_count - single->lost;
	char took[TEXT_ROOM];

	say("%u guest%s stay%s up, %u come%s back, %u do%s not", single->up,
	    plural(single->up), single->up == 1 ? "s" : "", back,
	    back == 1 ? "s" : "", single->lost, single->lost == 1 ? "es" : "");
	text_clock(course->end_ms, took, sizeof(took));
	say(course->quiet ? "; quiet from %s\n" : "; not quiet after a day\n",
	    took);
}

void
single_print(const struct single *single)
{
	broken_print(single);
	say("site %s\n", single->course->site->name);
	for (int i = 0; i < single->event_count; i++)
		say("what if  %s\n", single->event[i].text);
	fates_print(single);
	refuge_print(single);
	sum_print(single);
}

int
single_status(const struct single *single)
{
	return single->missed != 0 || single->course->broken_count != 0 ?
	    EXIT_NOT_MET : EXIT_OK;
}
