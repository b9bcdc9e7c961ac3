/*
 * What a real run starts on the machine where it is carried out, what tells the
 * monitoring of it, and who has to approve it.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"
#include "core/procedures/procedure.h"
#include "tools/checked.h"

static bool
has_step(const struct procedure_step *step, const char *name)
{
	size_t n;

	for (; step != NULL && step->name != NULL; step++) {
		n = strlen(step->name);
		if (strncmp(step->name, name, n) == 0 && (name[n] == '\0' ||
		    name[n] == ':' || name[n] == '@'))
			return true;
	}
	return false;
}

/* Of any job. */
static bool
is_step(const char *name)
{
	static const struct procedure_step locks[] = { { .name = "lock" },
	    { .name = "unlock" }, { .name = "blackout-open" },
	    { .name = "blackout-close" }, { .name = NULL } };

	for (size_t i = 0; procedures[i] != NULL; i++)
		for (const struct procedure_part *part = procedures[i]->parts;
		    part->steps != NULL; part++)
			if (has_step(part->steps, name))
				return true;
	return has_step(locks, name);
}

static void
approvals(struct checking *checking)
{
	const char *const *one = checking->site->approvers;

	for (; one != NULL && *one != NULL; one++)
		checked_verdict(checked_as(checking, PASS), "approve", *one,
		    "may approve a plan that another person applies");
}

/* The words of a command, as far as they show which it is. */
static const char *
words_line(struct arena *arena, const char *const *words)
{
	const char *line = words[0];

	for (unsigned n = 1; words[n] != NULL; n++)
		line = arena_format(arena, "%s \"%s\"", line, words[n]);
	return line;
}

static void
blackout(struct checking *checking)
{
	const char *const *const *words = checking->site->blackout;
	struct arena arena = { 0 };

	if (words[BLACKOUT_OPEN] == NULL)
		return;
	checked_verdict(checked_as(checking, PASS), "blackout", "guests",
	    "on a node, with the guest: %s opens it, %s closes it, %s says "
	    "\"open\" or \"closed\"", words_line(&arena,
	    words[BLACKOUT_OPEN]), words_line(&arena, words[BLACKOUT_CLOSE]),
	    words_line(&arena, words[BLACKOUT_STATE]));
	arena_drop(&arena);
}

void
checked_hooks(struct checking *checking)
{
	const struct site_hooks *hooks = &checking->site->hooks;
	char limit[UNITS_BYTES];

	approvals(checking);
	blackout(checking);
	if (checking->site->overrun != 0)
		checked_verdict(checked_as(checking, PASS), "overrun", "step",
		    "after %u times its estimate it is asked whether a run "
		    "goes on", (unsigned)checking->site->overrun);
	if (checking->site->suspended_ms != 0)
		checked_verdict(checked_as(checking, PASS), "suspended",
		    "groups", "for %s, then the watch says so",
		    units_write_duration(checking->site->suspended_ms, limit));
	units_write_duration(hooks->limit_ms, limit);
	for (unsigned i = 0; i < hooks->count; i++) {
		const struct site_hook *hook = &hooks->list[i];
		struct arena arena = { 0 };
		const char *line = words_line(&arena, hook->words);

		if (hook->step != NULL && !is_step(hook->step))
			checked_verdict(checked_as(checking, FAIL), "hook",
			    hook_words[hook->moment], "%s: no job has a step "
			    "of that name", hook->step);
		else
			checked_verdict(checked_as(checking, PASS), "hook",
			    hook_words[hook->moment], "%s%s%s, for at most "
			    "%s: here, when a run is applied", hook->step !=
			    NULL ? hook->step : "", hook->step != NULL ?
			    ": " : "", line, limit);
		arena_drop(&arena);
	}
}
