/*
 * What people type in a scenario, and what is expected to be typed: a command
 * that nobody knows, or a name that nobody has, is never typed, so a
 * scenario that says "not typed" would prove nothing.
 */
#include "core/formats/scenario/people.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/scenario/planned.h"
#include "core/formats/scenario/words.h"
#include "core/plan/plan.h"
#include "core/site/naming.h"

struct names *
people_names(struct arena *arena, const struct site *site)
{
	struct names *names = names_copy(arena, site->names);

	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (site->guests[g].source != 0)
			naming_medium_volume(names, g);
	naming_medium_disk(names);
	return names;
}

void
people_listen(struct scenario *scenario, const struct value *list)
{
	struct names *names = scenario->people;
	struct op op;

	for (list = list->first; list != NULL; list = list->next) {
		const struct value *typed = list->type == VALUE_OBJECT ?
		    value_get(list, "type") : NULL;

		scenario->scripted |= list->type == VALUE_OBJECT &&
		    value_get(list, "script") != NULL;
		if (typed != NULL && typed->type == VALUE_TEXT)
			scenario->vocabulary->command(scenario->site, names,
			    typed->text, 0, &op);
	}
}

/* Does somebody type just this line?  It may be a mistake on purpose. */
static bool
is_typed(const struct scenario *scenario, const char *text)
{
	for (uint32_t i = 0; i < scenario->entry_count; i++)
		if (scenario->entries[i].kind == ENTRY_TYPE &&
		    strcmp(scenario->entries[i].text, text) == 0)
			return true;
	return false;
}

/* A thing or a text that a command has, and neither the site nor somebody who
 * types. */
struct stranger {
	size_t		 next;		/* field that is looked at next */
	enum kind	 kind;
	const char	*name;
};

static bool
stranger_next(const struct scenario *scenario, const struct names *names,
    const struct op *op, struct stranger *stranger)
{
	while (stranger->next < OBJECT_FIELDS) {
		enum field field = object_fields[stranger->next++];
		enum kind kind = field == F_VALUE ? op_table[op->kind].value :
		    field_kind[field];
		uint32_t n = op->field[field];

		stranger->kind = kind;
		stranger->name = names_text(names, kind, n);
		if (n > names_count(scenario->people, kind))
			return true;
	}
	return false;
}

static bool
is_unknown(struct arena *arena, const struct stranger *stranger,
    const char *near, struct wrong *wrong)
{
	const char *what = stranger->kind == KIND_TEXT ? "a value" :
	    arena_format(arena, "a name of a %s", kind_name(stranger->kind));

	wrong->found = mistakes_quote(arena, stranger->name);
	wrong->expected = near == NULL ? arena_format(arena,
	    "%s in the command that a plan of this site or somebody here "
	    "types", what) : arena_format(arena, "%s in the command; did you "
	    "mean %s?", what, mistakes_quote(arena, near));
	return false;
}

/* Most commands have only what the site declares. */
static const struct planned *
planned(struct arena *arena, struct scenario *scenario)
{
	if (scenario->planned == NULL)
		scenario->planned = planned_make(arena, scenario);
	return scenario->planned;
}

/* Files and texts are also what plans have. */
static bool
names_known(struct arena *arena, struct scenario *scenario,
    const struct names *names, const struct op *op, struct wrong *wrong)
{
	struct stranger stranger = { .next = 0 };

	while (stranger_next(scenario, names, op, &stranger)) {
		const struct names *people = scenario->people;
		enum kind kind = stranger.kind;
		const char *near = NULL;

		for (uint32_t i = 1; i <= names_count(people, kind); i++)
			mistakes_nearer(stranger.name, names_text(people,
			    kind, i), &near);
		if (kind != KIND_FILE && kind != KIND_TEXT)
			return is_unknown(arena, &stranger, near, wrong);
		if (!planned_text(planned(arena, scenario), kind,
		    stranger.name, &near))
			return is_unknown(arena, &stranger, near, wrong);
	}
	return true;
}

/* A hostid or a MAC may come from the hypervisor. */
static bool
number_known(struct arena *arena, struct scenario *scenario,
    const struct op *op, struct wrong *wrong)
{
	enum number number = op_table[op->kind].number;
	const struct plan *other = NULL;

	if (op->number == 0 || (number != NUMBER_SIZE &&
	    number != NUMBER_COUNT && number != NUMBER_MEMORY) ||
	    planned_number(planned(arena, scenario), op, &other))
		return true;
	wrong->expected = other == NULL ? "a command with a number that "
	    "somebody here types: no plan of this site has one of its kind" :
	    arena_format(arena, "a command with another number: no plan of "
	    "this site has this one; domferry plan %s --commands prints the "
	    "one that is known", other->job);
	return false;
}

bool
people_may_type(struct arena *arena, struct scenario *scenario,
    const struct expectation *expect, struct wrong *wrong)
{
	struct names *names = names_copy(arena, scenario->people);
	struct op op;

	assert(expect->is_command);
	*wrong = (struct wrong){ expect->quoted_at, mistakes_quote(arena,
	    expect->quoted), "a command that can be typed there; domferry "
	    "plan JOB --commands prints those of a job" };
	if (scenario->scripted || is_typed(scenario, expect->quoted))
		return true;
	return scenario->vocabulary->command(scenario->site, names,
	    expect->quoted, expect->on, &op) &&
	    names_known(arena, scenario, names, &op, wrong) &&
	    number_known(arena, scenario, &op, wrong);
}
