#include "tools/together.h"


#include "core/base/visible.h"
#include "tools/explore/beside.h"
#include "tools/report/lines.h"
#include "tools/report/printed.h"
#include "tools/say.h"
#include "tools/session/stop.h"

static const char *const who_text[BESIDE] = { "first", "second" };

static bool
go_on(struct beside *beside)
{
	(void)beside;
	return !stop_asked();
}

/* What goes wrong with one run has no place beside another one. */
static bool
is_alone(const struct options *options, struct err *err)
{
	static const char *const names[] = { "faults", "seeds", "shard",
	    "write", "first", "random-site" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (options_given(options, names[i]))
			return err_set(err, ERR_USAGE, "--beside takes every "
			    "order of two jobs: --%s has no effect with it",
			    names[i]);
	return true;
}

static struct plan *
other_plan(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	struct job *job = arena_take(&execution->arena, 1, sizeof(*job));

	return job_read_line(&execution->arena, execution->site.site,
	    execution->options->beside, job, err) ? session_plan(
	    &rehearsal->sandbox.session, job, err) : NULL;
}

struct telling {
	struct rehearsal *rehearsal;
	json_t		*changes;
};

static void
change_tell(void *with, unsigned who, const struct op *op, int64_t at_ms)
{
	struct telling *telling = with;
	struct execution *execution = telling->rehearsal->execution;

	if (telling->changes != NULL)
		json_array_append_new(telling->changes, json_pack(
		    "{s:s,s:I,s:s}", "run", who_text[who], "at_ms",
		    (json_int_t)at_ms, "op", op_table[op->kind].name));
	else
		say("  %8.1f s  %-6s  %s\n", (double)at_ms / 1000.0,
		    who_text[who], printed_brief(&execution->arena,
		    execution->site.site, op));
}

static void
finding_tell(struct rehearsal *rehearsal, struct beside *beside,
    const struct beside_finding *finding)
{
	bool json = rehearsal->execution->options->json;
	struct telling telling = { rehearsal, json ? json_array() : NULL };

	if (!json)
		say("VIOLATED %s: %s\n", finding->invariant, finding->text);
	beside_replay(beside, finding, change_tell, &telling);
	if (json)
		lines_print(json_pack("{s:s,s:s,s:s,s:o}", "type", "order",
		    "invariant", finding->invariant, "text", visible_text(
		    &rehearsal->execution->arena, finding->text), "changes",
		    telling.changes));
}

static void
sum_tell(const struct rehearsal *rehearsal, const struct beside *beside)
{
	if (rehearsal->execution->options->json) {
		lines_print(json_pack("{s:s,s:s,s:s,s:I,s:I,s:I,s:b}", "type",
		    "orders", "job", beside->plan[0]->job, "beside",
		    beside->plan[1]->job, "ends", (json_int_t)beside->orders,
		    "states", (json_int_t)beside->states, "violations",
		    (json_int_t)beside->violations, "interrupted",
		    (int)beside->interrupted));
		return;
	}
	for (unsigned who = 0; who < BESIDE; who++)
		say("%-6s  %s\n        %llu arrived, %llu returned, %llu "
		    "refused, %llu stuck\n", who_text[who],
		    beside->plan[who]->job,
		    (unsigned long long)beside->endings[who][ARRIVED],
		    (unsigned long long)beside->endings[who][RETURNED],
		    (unsigned long long)beside->endings[who][REFUSED],
		    (unsigned long long)beside->endings[who][STUCK]);
	say("%llu different end%s in every order, %llu distinct state%s\n"
	    "%llu violation%s\n", (unsigned long long)beside->orders,
	    plural(beside->orders), (unsigned long long)beside->states,
	    plural(beside->states), (unsigned long long)beside->violations,
	    plural(beside->violations));
	if (beside->violations != 0 && (beside->plan[0]->lock_steps == 0 ||
	    beside->plan[1]->lock_steps == 0))
		say("a real run takes locks: add --locks to both jobs\n");
	if (beside->interrupted)
		say("interrupted: not every order was taken\n");
}

int
together_play(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	struct beside *beside_of = arena_take(&execution->arena, 1,
	    sizeof(*beside_of));
	struct err err = { 0 };
	int status;

	*beside_of = (struct beside){ .sandbox = &rehearsal->sandbox,
	    .plan = { execution->plan, NULL }, .go_on = go_on };
	if (!is_alone(execution->options, &err) ||
	    (beside_of->plan[1] = other_plan(rehearsal, &err)) == NULL)
		return err_print(&err);
	stop_listen();
	if (execution->options->json)
		lines_version("explore");
	beside(beside_of);
	for (unsigned i = 0; i < beside_of->finding_count; i++)
		finding_tell(rehearsal, beside_of, &beside_of->finding[i]);
	sum_tell(rehearsal, beside_of);
	status = beside_of->violations != 0 ? EXIT_NOT_MET :
	    beside_of->interrupted ? EXIT_STUCK : EXIT_OK;
	beside_drop(beside_of);
	return status;
}
