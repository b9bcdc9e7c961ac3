/*
 * The groups that a guest's group likes to be with or without.
 *
 * A group can be named only when it exists.  So affinities have no circle:
 * none of its groups could be the first.
 */
#include "core/formats/site/site_guest.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/site/neighbours.h"

static const struct value *
list_of(const struct value *guest)
{
	const struct value *group = value_get(guest, "group");
	const struct value *list = group != NULL &&
	    group->type == VALUE_OBJECT ? value_get(group, "affinities") :
	    NULL;

	return list != NULL && list->type == VALUE_LIST ? list : NULL;
}

static uint32_t
guest_of(const struct reader *reader, const struct value *guest)
{
	const struct value *name = value_get(guest, "name");

	return name != NULL && name->type == VALUE_TEXT ? names_find(
	    reader->site->names, KIND_GUEST, name->text) : 0;
}

/* May the group of that row have an affinity to this one? */
static bool
affinity_fits(struct reader *reader, const struct site_guest *row,
    uint32_t group, const struct value *value)
{
	bool twice = false;

	for (uint32_t i = 0; i < row->affinity_count; i++)
		twice |= row->affinity[i].group == group;
	if (twice)
		reader_wrong(reader, value, "one affinity to each group");
	else if (group == row->group)
		reader_wrong(reader, value, "an affinity to another group");
	return !twice && group != row->group;
}

static void
affinity(struct reader *reader, struct site_guest *row,
    const struct value *value)
{
	const struct names *names = reader->site->names;
	size_t length;
	enum sign sign = affinity_sign(value->text, &length);
	uint32_t group = names_find(names, KIND_GROUP, value->text + length);

	if (sign == SIGN_NONE)
		reader_wrong(reader, value, "an affinity: + ++ +++ - or -- "
		    "and a name of a group, such as \"++db-rg\"");
	else if (group == 0)
		reader_wrong_in(reader, value, length,
		    mistakes_quote(reader->arena, value->text + length),
		    arena_format(reader->arena, "a name of a guest's group "
		    "(%s)", reader_names(reader->arena, names, KIND_GROUP)));
	else if (row->affinity_count < AFFINITIES &&
	    affinity_fits(reader, row, group, value))
		row->affinity[row->affinity_count++] =
		    (struct affinity){ sign, group };
}

/* The property is written once, as clrg takes it: plans compare it by its
 * number. */
static void
affinities(struct reader *reader, struct site_guest *row,
    const struct value *list)
{
	struct names *names = reader->site->names;
	const char *text = affinity_none;

	row->affinity_count = 0;	/* two guests may have one name */
	for (const struct value *part = list != NULL ? list->first : NULL;
	    part != NULL; part = part->next)
		if (part->type == VALUE_TEXT && *part->text != '\0')
			affinity(reader, row, part);
	for (uint32_t i = 0; i < row->affinity_count; i++)
		text = arena_format(reader->arena, "%s%s%s%s", text,
		    i != 0 ? "," : "", affinity_mark(row->affinity[i].sign),
		    names_text(names, KIND_GROUP, row->affinity[i].group));
	row->affinities = names_put(names, KIND_TEXT, text);
}

/* Two groups whose "now" their affinity rules out. */
static void
now_fits(struct reader *reader, uint32_t guest, const uint32_t *owner,
    const struct value *at)
{
	const struct site *site = reader->site;
	const struct site_guest *row = &site->guests[guest];

	for (uint32_t i = 0; i < row->affinity_count; i++) {
		enum sign sign = row->affinity[i].sign;
		uint32_t other = owner[row->affinity[i].group];
		bool beside = site->guests[other].now_on == row->now_on;

		if (!affinity_is_strong(sign) || row->now == NOW_ABSENT ||
		    site->guests[other].now == NOW_ABSENT ||
		    beside == affinity_is_with(sign))
			continue;
		reader_add(reader, at, "\"now\" has %s %s %s, which "
		    "\"%s%s\" rules out",
		    names_text(site->names, KIND_GUEST, guest),
		    beside ? "beside" : "away from",
		    names_text(site->names, KIND_GUEST, other),
		    affinity_mark(sign), names_text(site->names, KIND_GROUP,
		    row->affinity[i].group));
	}
}

/* How often each guest's group is named. */
static uint32_t *
named_count(struct reader *reader, const uint32_t *owner)
{
	const struct site *site = reader->site;
	uint32_t *named = arena_take(reader->arena, site->guest_count + 1,
	    sizeof(*named));

	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t i = 0; i < site->guests[g].affinity_count; i++)
			named[owner[site->guests[g].affinity[i].group]]++;
	return named;
}

/* Take away the guests whose group no other names, again and again: named[] of
 * what remains is not 0. */
static void
take_away(struct reader *reader, const uint32_t *owner, uint32_t *named)
{
	const struct site *site = reader->site;
	uint32_t *next = arena_take(reader->arena, site->guest_count + 1,
	    sizeof(*next));
	uint32_t top = 0;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (named[g] == 0)
			next[top++] = g;
	while (top != 0) {
		const struct site_guest *row = &site->guests[next[--top]];

		for (uint32_t i = 0; i < row->affinity_count; i++) {
			uint32_t other = owner[row->affinity[i].group];

			if (--named[other] == 0)
				next[top++] = other;
		}
	}
}

/* What remains is named by something that remains: by[] says by which.  Who
 * goes back far enough is in a circle.  Returns the first of its guests in the
 * file; 0: nothing remains. */
static uint32_t
in_circle(struct reader *reader, const uint32_t *owner, uint32_t *by)
{
	const struct site *site = reader->site;
	uint32_t *named = named_count(reader, owner), at = 0, first;

	take_away(reader, owner, named);
	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t i = 0; named[g] != 0 &&
		    i < site->guests[g].affinity_count; i++)
			by[owner[site->guests[g].affinity[i].group]] = at = g;
	for (uint32_t i = 0; at != 0 && i < site->guest_count; i++)
		at = by[at];
	first = at;
	for (uint32_t i = 0; at != 0 && i < site->guest_count; i++) {
		at = by[at];
		first = at < first ? at : first;
	}
	return first;
}

static void
circle(struct reader *reader, const uint32_t *owner,
    const struct value *guest)
{
	const struct site *site = reader->site;
	uint32_t *by = arena_take(reader->arena, site->guest_count + 1,
	    sizeof(*by));
	uint32_t at = in_circle(reader, owner, by);

	if (at == 0)
		return;
	/* One of the guests with that name has the list. */
	while (guest_of(reader, guest) != at || list_of(guest) == NULL)
		guest = guest->next;
	assert(by[at] != 0);
	reader_add(reader, list_of(guest), "the affinities of \"%s\" lead "
	    "back to it, by \"%s\": a group can be named only when it "
	    "exists; expected an affinity on one side only, that of the group "
	    "which gives way", names_text(site->names, KIND_GROUP,
	    site->guests[at].group), names_text(site->names, KIND_GROUP,
	    site->guests[by[at]].group));
}

/* Affinities of one guest; false: it has none. */
static bool
guest_affinities(struct reader *reader, const struct value *guest)
{
	struct site_guest nobody = { 0 };
	uint32_t number = guest_of(reader, guest);
	struct site_guest *row = number != 0 ?
	    &reader->site->guests[number] : &nobody;

	affinities(reader, row, list_of(guest));
	return row->affinity_count != 0;
}

void
guests_affinities(struct reader *reader, const struct value *guests)
{
	const struct value *part;
	const uint32_t *owner;
	bool any = false;

	for (part = guests->first; part != NULL; part = part->next)
		any |= guest_affinities(reader, part);
	if (!any)
		return;
	owner = neighbours_index(reader->arena, reader->site);
	for (part = guests->first; part != NULL; part = part->next)
		if (guest_of(reader, part) != 0 && list_of(part) != NULL)
			now_fits(reader, guest_of(reader, part), owner,
			    list_of(part));
	circle(reader, owner, guests->first);
}
