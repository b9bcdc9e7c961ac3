#include "tools/apply/cancel.h"

#include <assert.h>
#include <string.h>

#include "backends/commands/cancel.h"
#include "backends/commands/commands.h"
#include "core/base/visible.h"
#include "tools/apply/apply.h"
#include "tools/say.h"
#include "tools/session/cancelled.h"
#include "tools/session/claim.h"

/* A cancelled migration scrubs its memory: minutes for hundreds of gigabytes
 * (reference: captured). */
enum { LIMIT_MS = 15 * 60 * 1000, SAID_BYTES = 200 };

static const char *
place_text(struct cancel *cancel)
{
	char *place = arena_take(&cancel->arena, 80, 1);

	site_place(cancel->reading.site.site->names, op_place(&cancel->op),
	    place, 80);
	return place;
}

static bool
is_under_way(struct cancel *cancel, bool lost, struct err *err)
{
	const struct plan *plan = cancel->reading.plan;
	const struct run *run = &cancel->run;
	int64_t limit_ms;

	if (run->ending != GOING)
		return err_set(err, ERR_RUN_ENDED, "%.100s: the run has ended "
		    "(%s)", cancel->path, ending_name((enum ending)
		    run->ending));
	cancel->step = run->way != WAY_CHECK && run->step < plan->step_count ?
	    plan->steps[run->step].name : "the checks, or the last "
	    "verification";
	if (!lost || !run_next(plan, run, &cancel->op, &limit_ms))
		return err_set(err, ERR_NO_COMMAND, "%.80s: at %.60s no "
		    "command is under way, the run asks or waits",
		    cancel->path, cancel->step);
	return true;
}

static bool
line_take(struct cancel *cancel, struct err *err)
{
	const struct op *op = &cancel->op;

	cancel->line = cancel_line(&cancel->arena,
	    cancel->reading.site.site->names, op);
	return cancel->line != NULL || err_set(err, ERR_UNSUPPORTED, "no "
	    "command cancels %s: %s", op_table[op->kind].name,
	    cancel_instead((enum op_kind)op->kind));
}

bool
cancel_read(struct cancel *cancel, const char *path, struct err *err)
{
	struct readback *reading = &cancel->reading;
	struct replay replay = { .journal = &reading->journal };

	cancel->path = path;
	holder_ask(&cancel->arena, &cancel->me);
	if (!reading_make(&cancel->arena, path, NULL, reading, err))
		return false;
	if (!execution_is_real(reading->opening.mode))
		return err_set(err, ERR_USAGE, "%.100s is a rehearsal: "
		    "nothing is under way anywhere", path);
	replay.names = reading->site.site->names;
	return journal_replay(&replay, &cancel->run, reading->plan, NULL,
	    err) && is_under_way(cancel, replay.lost, err) &&
	    line_take(cancel, err);
}

/* The command has the name of its run at its place. */
static void
run_name(struct cancel *cancel, struct reach *reach)
{
	const json_t *open = cancel->reading.journal.record[0];
	const char *host = json_string_value(json_object_get(open, "host"));

	reach->run = arena_format(&cancel->arena, "%s.%ld.%s", host != NULL ?
	    host : "", (long)json_integer_value(json_object_get(open, "pid")),
	    claim_time(&cancel->arena, open));
	reach->lock_text = claim_line(&cancel->arena, reach->run, &cancel->me);
}

/* The journal may be older than its place. */
static bool
is_still_there(struct cancel *cancel, struct reach *reach, struct err *err)
{
	struct op ask = { .kind = OP_COMMAND_STATE,
	    .on = op_place(&cancel->op) };
	struct answer answer = { .state = STATE_NONE };

	if (!reach->kept(reach, &ask, &answer))
		return err_set(err, ERR_NO_ANSWER, "%s does not say whether "
		    "the command is still under way", place_text(cancel));
	return answer.state == STATE_AT_WORK || err_set(err, ERR_NO_COMMAND,
	    "%.80s: the command of %.60s has ended on %.60s", cancel->path,
	    cancel->step, place_text(cancel));
}

static bool
is_confirmed(struct cancel *cancel, const struct options *options,
    const struct ask *ask, struct err *err)
{
	char word[ASK_WORD];

	if (!ask->can)
		return options->yes || err_set(err, ERR_NOT_CONFIRMED, "nobody "
		    "is asked (standard input and error are no terminal): say "
		    "it by options: -y");
	return (ask_for(ask, arena_format(&cancel->arena, "To cancel step %s, "
	    "type %s:", cancel->step, cancel->step), word) && strcmp(word,
	    cancel->step) == 0) || err_set(err, ERR_NOT_CONFIRMED, "\"%s\" "
	    "was not typed", cancel->step);
}

/* The lock that the run has there. */
static const char *
lock_there(const struct cancel *cancel)
{
	const struct plan *plan = cancel->reading.plan;

	for (uint32_t i = 0; i < plan->lock_steps; i++)
		if (plan->steps[i].op.on == op_place(&cancel->op))
			return names_text(plan->site->names, KIND_FILE,
			    plan->steps[i].op.file);
	return NULL;
}

static void
type(struct cancel *cancel, struct reach *reach, struct heard *heard)
{
	const struct order order = { .place = op_place(&cancel->op),
	    .line = cancel->line, .change = true,
	    .lock = lock_there(cancel) };
	uint64_t handle = reach->begin(reach, &order, heard);

	if (handle == HANDLE_OVER || reach->wait(reach, handle,
	    reach->now_ms(reach) + LIMIT_MS, heard))
		return;
	reach->leave(reach, handle);
	*heard = (struct heard){ .lost = true,
	    .why = "it has not ended for 15 minutes" };
}

/* The first line that it said. */
static const char *
said(struct arena *arena, const struct ended *ended)
{
	bool quiet = ended->err_size == 0;
	const char *text = quiet ? ended->out : ended->err;
	size_t size = quiet ? ended->out_size : ended->err_size, n = 0;

	while (n < size && n < SAID_BYTES && text[n] != '\n')
		n++;
	return n == 0 ? "" : arena_format(arena, ": %s", visible_text(arena,
	    arena_text(arena, text, n)));
}

static const char *
came(struct arena *arena, const struct heard *heard)
{
	if (heard->locked)
		return arena_format(arena, "nothing was typed: %s",
		    heard->why);
	if (heard->lost)
		return arena_format(arena, "nobody knows what came of it%s%s",
		    heard->why != NULL ? ": " : "", heard->why != NULL ?
		    heard->why : "");
	return arena_format(arena, "it ended with status %d%s",
	    heard->ended.status, said(arena, &heard->ended));
}

static int
status_of(const struct heard *heard)
{
	if (heard->locked)
		return EXIT_STUCK;
	if (heard->lost)
		return EXIT_UNKNOWN;
	return heard->ended.status == 0 ? EXIT_OK : EXIT_RETURNED;
}

/* What is typed stands in the folder before, and what came of it after. */
static int
carry_out(struct cancel *cancel, struct reach *reach)
{
	const char *typed = arena_format(&cancel->arena, "typed on %s: %s",
	    place_text(cancel), cancel->line), *what;
	struct heard heard = { .lost = false };
	struct err err = { 0 };

	if (!cancelled_put(cancel->path, &cancel->me, cancel->step, typed,
	    &err))
		return err_print(&err);
	say("%s\n", typed);
	type(cancel, reach, &heard);
	what = came(&cancel->arena, &heard);
	say("%s\n", what);
	if (!cancelled_put(cancel->path, &cancel->me, cancel->step, what,
	    &err))
		err_print(&err);
	say("the run asks what came of step %s; if its process has ended, "
	    "domferry resume does\ndomferry report %s\n", cancel->step,
	    cancel->path);
	return status_of(&heard);
}

int
cancel_play(struct cancel *cancel, const struct options *options,
    const struct around *around)
{
	struct err err = { 0 };

	run_name(cancel, around->reach);
	if (!is_still_there(cancel, around->reach, &err))
		return err_print(&err);
	say("under way on %s: step %s: %s\n", place_text(cancel),
	    cancel->step, command_bare(&cancel->arena,
	    cancel->reading.site.site, &cancel->op));
	if (options->dry_run) {
		say("it is cancelled there by: %s\n", cancel->line);
		return EXIT_OK;
	}
	if (!is_confirmed(cancel, options, &around->ask, &err))
		return err_print(&err);
	return carry_out(cancel, around->reach);
}

void
cancel_drop(struct cancel *cancel)
{
	journal_drop(&cancel->reading.journal);
	arena_drop(&cancel->arena);
}
