#include "tools/plan_campaign.h"

#include <stdio.h>

#include "tools/campaign/played.h"
#include "tools/campaign/table.h"
#include "tools/report/printed.h"
#include "tools/say.h"
#include "tools/twinned.h"

struct planning {
	struct rehearsal *rehearsal;
	struct played	 played;
	const struct plan **plans;	/* of the moves, in order */
	uint32_t	 count;
};

/* A plan is a straight line that is made once, and can be saved; of a campaign
 * only the first job is known. */
static bool
options_fit(const struct options *options, struct err *err)
{
	if (options->write != NULL)
		return err_set(err, ERR_UNSUPPORTED, "-w: a campaign has no "
		    "plan that could be saved: each of its jobs is planned "
		    "when the one before it has ended");
	return !options->markdown || err_set(err, ERR_UNSUPPORTED,
	    "--markdown: a campaign has no plan of its own; print those of its "
	    "jobs");
}

static bool
plan_keep(void *with, const struct campaign_move *move, struct plan *plan)
{
	struct planning *planning = with;

	(void)move;
	planning->plans[planning->count++] = plan;
	return true;
}

static void
lock_print(const struct planning *planning, bool take)
{
	struct execution *execution = planning->rehearsal->execution;
	const struct site *site = execution->site.site;
	struct op op = { .kind = take ? OP_LOCK_TAKE : OP_LOCK_DROP,
	    .file = planning->played.campaigning.held.file };
	struct printed printed;

	for (uint32_t n = 1; execution->job.locks && n <= site->node_count;
	    n++) {
		op.on = take ? n : site->node_count + 1 - n;
		printed_op(&execution->arena, site, &op, &printed);
		printed_put(stdout, &printed, "");
	}
}

static void
commands_print(const struct planning *planning)
{
	struct arena *arena = &planning->rehearsal->execution->arena;
	struct printed printed;

	lock_print(planning, true);
	for (uint32_t i = 0; i < planning->count; i++) {
		const struct plan *plan = planning->plans[i];

		say("%s\n", printed_comment(arena, arena_format(arena, "%s: "
		    "%s", campaigning_name(arena, plan->site,
		    &planning->played.campaigning.moves[i], i + 1),
		    plan->job)));
		for (uint32_t step = 0; step < plan->step_count; step++) {
			printed_step(arena, plan, step, NUMBER_OPEN, &printed);
			printed_put(stdout, &printed, "");
		}
	}
	lock_print(planning, false);
}

static json_t *
move_json(const struct site *site, const struct campaign_move *move,
    const char *name)
{
	const struct names *names = site->names;

	json_t *object = json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:I}", "type",
	    "move", "run", name, "job", move->job, "from",
	    names_text(names, KIND_NODE, move->from), "why", move->why,
	    "expected_ms", (json_int_t)move->expected_ms, "downtime_ms",
	    (json_int_t)move->expected_down_ms);

	if (move->guest == 0)
		return object;
	json_object_set_new(object, "guest", json_string(names_text(names,
	    KIND_GUEST, move->guest)));
	json_object_set_new(object, "to", json_string(names_text(names,
	    KIND_NODE, move->to)));
	return object;
}

static void
stream_print(const struct planning *planning)
{
	const struct campaigning *campaigning = &planning->played.campaigning;
	struct execution *execution = planning->rehearsal->execution;
	int64_t took_ms = 0, down_ms = 0;

	lines_version("plan");
	lines_print(json_pack("{s:s,s:s,s:s,s:s}", "type", "campaign", "job",
	    execution->job.text, "site", execution->site.site->name,
	    "site_digest", execution->site.digest));
	for (uint32_t i = 0; i < campaigning->count; i++) {
		const struct campaign_move *move = &campaigning->moves[i];

		lines_print(move_json(execution->site.site, move,
		    campaigning_name(&execution->arena, execution->site.site,
		    move, i + 1)));
		took_ms += move->expected_ms;
		down_ms += move->expected_down_ms;
	}
	lines_print(json_pack("{s:s,s:I,s:I,s:I}", "type", "planned", "moves",
	    (json_int_t)campaigning->count, "expected_ms",
	    (json_int_t)took_ms, "downtime_ms", (json_int_t)down_ms));
}

static void
show(const struct planning *planning)
{
	const struct campaigning *campaigning = &planning->played.campaigning;
	const struct execution *execution = planning->rehearsal->execution;

	if (execution->options->json) {
		stream_print(planning);
	} else if (execution->options->commands) {
		commands_print(planning);
	} else {
		say("%s on site %s: %u move%s, as the simulated site plays "
		    "it\n\n", execution->job.text,
		    execution->site.site->name, (unsigned)campaigning->count,
		    plural(campaigning->count));
		table_foreseen(execution->site.site, &campaigning->goal,
		    campaigning->moves, campaigning->count);
	}
}

int
plan_campaign(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	struct arena *arena = &execution->arena;
	struct planning *planning = arena_take(arena, 1, sizeof(*planning));
	struct err err = { 0 };
	bool arrived;

	planning->rehearsal = rehearsal;
	planning->plans = arena_take(arena, CAMPAIGN_MOVES,
	    sizeof(*planning->plans));
	execution->opening.seed = 1;
	if (!options_fit(execution->options, &err) ||
	    !twinned_site(rehearsal, &err))
		return err_print(&err);
	planning->played.session = &rehearsal->sandbox.session;
	planning->played.left = &rehearsal->sandbox.left;
	planning->played.job = plan_keep;
	planning->played.with = planning;
	arrived = played_go(&planning->played, &execution->job, &err);
	if (planning->played.campaigning.count != 0 || arrived)
		show(planning);
	if (!arrived) {
		err_print(&err);
		return planning->played.campaigning.exit;
	}
	return execution->options->exit_code && planning->count != 0 ?
	    EXIT_DIFFERS : EXIT_OK;
}
