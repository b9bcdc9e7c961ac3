#include "tools/whatif/events.h"

#include <stdio.h>

#include "core/base/arena.h"
#include "tools/say.h"
#include "tools/scenario/scenario.h"

static bool
event_wrong(const char *text, const struct wrong *wrong, struct err *err)
{
	say_to(stderr, "domferry: %s: \"%s\": at byte %u: %s: expected %s\n",
	    err_table[ERR_USAGE].name, text, (unsigned)wrong->at + 1,
	    wrong->found, wrong->expected);
	return err_set(err, ERR_USAGE, "\"%s\" is nothing that can happen to "
	    "the site", text);
}

/* Nobody is at work whose operations could be struck. */
static bool
event_read(const struct language *language, const char *text,
    struct fault *fault, struct err *err)
{
	struct wrong wrong;

	if (!phrase_fault(language, text, fault, &wrong))
		return event_wrong(text, &wrong, err);
	return fault->class == FAULT_WORLD || err_set(err, ERR_USAGE,
	    "\"%s\" strikes a command of a run, and there is none: rehearse "
	    "plays that", text);
}

struct fault *
events_read(struct arena *arena, struct site *site,
    const char *const *phrases, int count, struct err *err)
{
	const struct language language = { arena, site->names,
	    &scenario_vocabulary, site->names };
	struct fault *faults = arena_take(arena, (size_t)count + 1,
	    sizeof(*faults));

	for (int i = 0; i < count; i++)
		if (!event_read(&language, phrases[i], &faults[i], err))
			return NULL;
	return faults;
}
