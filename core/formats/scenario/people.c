/*
 * What people type in a scenario, and what is expected to be typed: a command
 * that nobody knows, or a name that nobody has, is never typed, so a
 * scenario that says "not typed" would prove nothing.
 */
#include "core/formats/scenario/people.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/scenario/words.h"
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

/* A thing that the command names, and nobody else does; false: none. */
static bool
stranger(const struct scenario *scenario, const uint32_t known[KINDS],
    const struct op *op, enum kind *kind, const char **name)
{
	for (size_t i = 0; i < OBJECT_FIELDS; i++) {
		uint32_t n = op->field[object_fields[i]];

		*kind = field_kind[object_fields[i]];
		*name = names_text(scenario->people, *kind, n);
		if (*kind != KIND_FILE && *kind != KIND_TEXT && n >
		    known[*kind] && names_find(scenario->site->names, *kind,
		    *name) == 0)
			return true;
	}
	return false;
}

bool
people_may_type(struct arena *arena, struct scenario *scenario,
    const struct expectation *expect, struct wrong *wrong)
{
	const char *name, *near = NULL;
	uint32_t known[KINDS];
	enum kind kind;
	struct op op;

	assert(expect->is_command);
	for (kind = KIND_NONE; kind < KINDS; kind++)
		known[kind] = names_count(scenario->people, kind);
	*wrong = (struct wrong){ expect->quoted_at, mistakes_quote(arena,
	    expect->quoted), "a command that can be typed there; domferry "
	    "plan JOB --commands prints those of a job" };
	if (is_typed(scenario, expect->quoted))
		return true;
	if (!scenario->vocabulary->command(scenario->site, scenario->people,
	    expect->quoted, expect->on, &op))
		return false;
	if (!stranger(scenario, known, &op, &kind, &name))
		return true;
	wrong->found = mistakes_quote(arena, name);
	for (uint32_t i = 1; i <= known[kind]; i++)
		mistakes_nearer(name, names_text(scenario->people, kind, i),
		    &near);
	wrong->expected = near == NULL ? arena_format(arena,
	    "a name of a %s in the command", kind_name(kind)) :
	    arena_format(arena, "a name of a %s in the command; did you mean "
	    "\"%s\"?", kind_name(kind), near);
	return false;
}
