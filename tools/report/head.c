#include "tools/report/head.h"

#include "tools/report/ink.h"
#include "tools/report/text.h"
#include "tools/say.h"

void
head_print(bool colour, bool real, const struct plan *plan)
{
	const struct site_guest *guest = &plan->site->guests[plan->guest];
	char span[TEXT_ROOM];
	const char *what;
	uint32_t node;

	ink_set(colour, BOLD);
	say("%s  %s", real && !plan->site->simulated ? "REAL" : "SIMULATED",
	    plan->job);
	ink_set(colour, PLAIN);
	say("  on site %s: %u step%s, about %s", plan->site->name,
	    (unsigned)plan->step_count, plural(plan->step_count),
	    text_span(plan->expected_ms, span, sizeof(span)));
	if (plan->downtime_ms != 0)
		say(", down about %s",
		    text_span(plan->downtime_ms, span, sizeof(span)));
	say("\n");
	for (unsigned n = 0; (what = plan_owes(plan, n, &node)) != NULL; n++)
		say("  leaves out %s, which is no member of the cluster; owed "
		    "when it is back: %s\n", names_text(plan->site->names,
		    KIND_NODE, node), what);
	if (!guest->objective || plan->downtime_ms <= guest->objective_ms)
		return;
	ink_set(colour, RED);
	say("  the objective for its downtime is %s\n",
	    text_span(guest->objective_ms, span, sizeof(span)));
	ink_set(colour, PLAIN);
}
