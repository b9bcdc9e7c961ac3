#include "tools/report/markdown.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/report/planned.h"
#include "tools/report/printed.h"
#include "tools/report/text.h"
#include "tools/say.h"

/* What means something to Markdown is shown as it is. */
static const char *
plain(struct arena *arena, const char *text)
{
	char *copy = arena_take(arena, 2 * strlen(text) + 1, 1), *to = copy;

	for (; *text != '\0'; text++) {
		if (strchr("\\`*_{}[]<>|~&", *text) != NULL)
			*to++ = '\\';
		*to++ = *text;
	}
	*to = '\0';
	return copy;
}

static void
row(struct arena *arena, const char *name, const char *text)
{
	say("| %s | %s |\n", name, plain(arena, text));
}

static void
head_put(struct arena *arena, const struct plan *plan, const char *digest)
{
	const struct names *names = plan->site->names;
	char span[TEXT_ROOM];

	say("# %s\n\n| | |\n|---|---|\n", plain(arena, plan->job));
	row(arena, "site", plan->site->name);
	row(arena, "digest", digest);
	if (plan->from != 0)
		row(arena, "from", names_text(names, KIND_NODE, plan->from));
	if (plan->to != 0)
		row(arena, "to", names_text(names, KIND_NODE, plan->to));
	row(arena, "expected", arena_format(arena, "%s, %u command%s",
	    text_span(plan->expected_ms, span, sizeof(span)),
	    (unsigned)plan->changes, plural(plan->changes)));
	if (plan->guest != 0)
		row(arena, "downtime", arena_format(arena, "%s of %s",
		    text_span(plan->downtime_ms, span, sizeof(span)),
		    names_text(names, KIND_GUEST, plan->guest)));
	row(arena, "no return", plan->no_return_step < plan->step_count ?
	    plan->steps[plan->no_return_step].name :
	    "none: every failure leads back to the beginning of its phase");
	row(arena, "locks", plan->lock_steps != 0 ? "taken" :
	    "none: it cannot be applied");
}

static void
checks_put(struct arena *arena, const struct plan *plan)
{
	char place[TEXT_ROOM];

	say("\n## Checks, before the first change\n\n");
	for (uint32_t i = 0; i < plan->check_count; i++) {
		const struct check *check = &plan->checks[i];
		uint32_t on = op_asked_at(&check->fact.ask);

		say("- %s on %s: %s%s\n", plain(arena, check->name),
		    plain(arena, on != 0 ? site_place(plan->site->names, on,
		    place, sizeof(place)) : "the cluster"), plain(arena,
		    check->expect), check->warns ? " (else a warning)" : "");
	}
}

static void
marks_put(const struct step *step)
{
	struct op closing;

	if (step->destroys)
		say("\n**Destroys what was there before.**\n");
	if (step->no_return)
		say("\n**The point of no return.**\n");
	if (step->kind == STEP_CHANGE && op_closing(&step->op, &closing))
		say("\nA debt until %s: it %s.\n",
		    op_table[closing.kind].name,
		    op_table[step->op.kind].open_text);
}

static void
step_put(struct arena *arena, const struct plan *plan, uint32_t index)
{
	const struct step *step = &plan->steps[index];
	struct printed printed;
	char span[TEXT_ROOM];

	say("\n### %u. %s\n\n%s; %s%s.\n\n", (unsigned)index + 1,
	    plain(arena, step->name), plain(arena, step->why),
	    text_span(step->expected_ms, span, sizeof(span)),
	    step->downtime_ms != 0 ? ", the guest is down" : "");
	printed_step(arena, plan, index, NUMBER_OPEN, &printed);
	printed_put(stdout, &printed, "    ");
	marks_put(step);
}

void
markdown_print(struct arena *arena, const struct plan *plan,
    const char *digest, const char *const *skipped)
{
	head_put(arena, plan, digest);
	checks_put(arena, plan);
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct phase *phase =
		    &plan->phases[plan->steps[i].phase];

		if (phase->first == i)
			say("\n## %s: %s\n", plain(arena, phase->name),
			    plain(arena, phase->why));
		step_put(arena, plan, i);
		if (skipped != NULL && skipped[i] != NULL)
			say("\n**%s**\n", plain(arena, planned_mark(arena,
			    skipped[i])));
	}
}
