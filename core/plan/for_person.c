#include "core/plan/for_person.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/site/site.h"

/* One of the names that a text leaves open. */
static const char *
named(const struct site *site, const struct of_person *of, const char *what)
{
	const struct site_guest *row = &site->guests[of->guest];
	const struct names *names = site->names;

	switch (*what) {
	case 'g':
		return what[1] == 'u' ? names_text(names, KIND_GUEST,
		    of->guest) : names_text(names, KIND_GROUP, row->group);
	case 'p':
		return names_text(names, KIND_POOL, row->pool);
	case 'a':
		return names_text(names, KIND_RESOURCE, row->agent.resource);
	default:
		return names_text(names, KIND_NODE, of->node);
	}
}

const char *
for_person(struct arena *arena, const struct site *site,
    const struct of_person *of, const char *text)
{
	const char *said = "";

	for (const char *at; (at = strchr(text, '{')) != NULL;
	    text = strchr(at, '}') + 1)
		said = arena_format(arena, "%s%.*s%s", said, (int)(at - text),
		    text, named(site, of, at + 1));
	return arena_format(arena, "%s%s", said, text);
}
