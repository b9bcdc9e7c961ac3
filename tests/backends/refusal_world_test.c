/*
 * A change means the same both ways.  In random lives of random sites, changes
 * of a random job, what would undo them, and changes of wrong things are each
 * tried twice from the same moment: as the engine's operation, and as its
 * command, typed where it is typed.  What is read from the ending of the
 * command is the outcome and the code of the operation, and both leave the same
 * world at the same time.  Cut off anywhere, what the command has printed says
 * the same, or is not understood.
 *
 * LIVES=N says how many lives; FIRST=N where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/real/answers/refusal.h"
#include "backends/sim/changes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"
#include "core/plan/plan.h"
#include "tests/life_fixture.h"
#include "tests/sparse.h"
#include "tools/swarm/random_job.h"

enum { LIVES = SPARSE == 1 ? 300 : 10, KEPT = 16 << 20, CUT_BYTES = 2000,
    PATIENCE_MS = 40 * 3600 * 1000 };

/* A change that is tried. */
struct trial {
	struct life	*life;
	struct op	 op;
	struct draw	 draw;
	bool		 spoiled;	/* no plan has it */
	const char	*meanwhile;	/* somebody else types it, or NULL */
	uint32_t	 where;
	int64_t		 after_ms;
};

/* How it has ended, and the world after it. */
struct after {
	enum outcome	 outcome;
	enum err_code	 code;
	bool		 at_once;
	bool		 over;		/* else nobody waits any more */
	struct key	 key;
	int64_t		 at_ms;
};

static const char *const outcome_name[] = { "done", "failed", "unknown" };

/* Where words say less than the engine knows, or something else. */
static const struct alike {
	enum op_kind	 op;
	enum outcome	 outcome;	/* of the operation */
	enum err_code	 code;		/* ERR_NONE: any */
	enum outcome	 read;		/* from the ending of its command */
	enum err_code	 read_code;
	bool		 apart;		/* it leaves another world at another
					   time; not with "-n NODE" */
	const char	*why;
} alike[] = {
	{ OP_GROUP_SWITCH, UNKNOWN, ERR_START_FAILED, FAILED,
	    ERR_START_FAILED, false, "its words do not say whether the group "
	    "is back where it was, or on a third node" },
	{ OP_NODE_EVACUATE, UNKNOWN, ERR_START_FAILED, FAILED,
	    ERR_START_FAILED, false, "the same, of each of its groups" },
	{ OP_GROUP_ONLINE, DONE, ERR_NONE, DONE, ERR_NONE, true,
	    "without -n it prefers nodes by affinities and loads" },
	{ OP_GROUP_ONLINE, DONE, ERR_NONE, FAILED, ERR_START_FAILED, true,
	    "without -n a group that +++ names is taken along only to the "
	    "node that it prefers itself" },
	{ OP_GROUP_ONLINE, FAILED, ERR_NONE, DONE, ERR_NONE, true,
	    "without -n any node of its list will do" },
	{ OP_GROUP_ONLINE, FAILED, ERR_NONE, FAILED, ERR_START_FAILED, true,
	    "without -n it tries the other nodes of its list, too" },
	{ OP_SOURCE_COLLECT, DONE, ERR_NONE, FAILED, ERR_PATH_MISSING, true,
	    "ldmp2v lies on the share: without its mount it is not there, and "
	    "the operation does not look for it" },
	{ OP_SOURCE_COLLECT, UNKNOWN, ERR_NONE, FAILED, ERR_PATH_MISSING,
	    true, "the same" },
	{ OP_SOURCE_COLLECT, FAILED, ERR_NONE, FAILED, ERR_PATH_MISSING, true,
	    "the same" },
	{ OP_DISK_CREATE, DONE, ERR_NONE, FAILED, ERR_PATH_MISSING, true,
	    "whether a folder in no pool is there, the operation does not "
	    "ask" },
	{ OP_RESOURCE_CREATE, FAILED, ERR_NOT_FOUND, FAILED, ERR_EXISTS,
	    false, "there is no such group, and the resource is there: which "
	    "is said first is not known" },
	{ OP_POOL_CREATE, FAILED, ERR_EXISTS, FAILED, ERR_UNSUPPORTED, false,
	    "a second pool of a name is not simulated" },
};

static struct simulated *
simulated_of(struct life *life)
{
	return &life->prompt.stage.sandbox->simulated;
}

static const char *
ending_text(const struct after *after)
{
	static char text[2][96];
	static unsigned at;

	at = !at;
	snprintf(text[at], sizeof(text[at]), "%s, %s, at %lld ms",
	    outcome_name[after->outcome], err_table[after->code].name,
	    (long long)after->at_ms);
	return text[at];
}

static void
trial_fails(struct trial *trial, const struct after *one,
    const struct after *other, const char *why)
{
	struct life *life = trial->life;

	fail_msg("life %llu: %s: %s; the operation: %s; \"%s\" at %s with "
	    "status %d: %s: %.2000s%.2000s%s%s", (unsigned long long)
	    life->seed, op_table[trial->op.kind].name, why, ending_text(one),
	    life->command, place_name(life->sim, life->node),
	    life->prompt.caller.status, ending_text(other),
	    buffer_text(&life->prompt.caller.out),
	    buffer_text(&life->prompt.caller.err),
	    trial->meanwhile != NULL ? "meanwhile: " : "",
	    trial->meanwhile != NULL ? trial->meanwhile : "");
}

/* Both ways the same person types the same, at the same time. */
static void
meanwhile_begin(struct trial *trial)
{
	struct simulated *simulated = simulated_of(trial->life);

	simulated->typing_count = 0;
	if (trial->meanwhile != NULL)
		simulated_schedule(simulated, &(struct typing){
		    sim_now_ms(trial->life->sim) + trial->after_ms,
		    trial->where, trial->meanwhile, NULL });
}

static void
after_note(struct life *life, struct after *after)
{
	after->key = (struct key){ 0, 0 };
	sim_key(life->sim, &after->key);
	after->at_ms = sim_now_ms(life->sim);
}

/* The time of the next event; -1: none comes, or it is too late. */
static int64_t
soon(int64_t next_ms, int64_t begun_ms)
{
	return next_ms > begun_ms + PATIENCE_MS ? -1 : next_ms;
}

static void
by_operation(struct trial *trial, struct after *after)
{
	struct simulated *simulated = simulated_of(trial->life);
	int64_t begun_ms = sim_now_ms(trial->life->sim), next_ms = 0;
	struct result res = { .outcome = DONE };
	uint32_t work;

	meanwhile_begin(trial);
	work = simulated_begin(simulated, &trial->op, CAUSE_PERSON, &res);
	after->at_once = work == 0;
	after->over = true;
	while (work != 0 && !sim_ended(trial->life->sim, work, &res)) {
		next_ms = soon(simulated_next_ms(simulated), begun_ms);
		if (next_ms < 0) {
			after->over = false;
			sim_leave(trial->life->sim, work);
			break;
		}
		simulated_moment(simulated, next_ms);
	}
	after->outcome = res.outcome;
	after->code = res.outcome == DONE ? ERR_NONE : res.err.code;
	after_note(trial->life, after);
}

static void
line_call(struct trial *trial, const char *line, struct after *after)
{
	struct stage *stage = &trial->life->prompt.stage;
	struct caller *caller = &trial->life->prompt.caller;
	const struct sink quiet = stage->sink;
	int64_t begun_ms = sim_now_ms(trial->life->sim), next_ms;

	caller_drop(caller);
	caller->place = op_place(&trial->op);
	stage->sink = trial->life->heard;
	after->at_once = stage_call(stage, caller, line, NULL);
	while (caller->waits && (next_ms = soon(stage_next_ms(stage),
	    begun_ms)) >= 0)
		stage_step(stage, next_ms);
	stage->sink = quiet;
	after->over = !caller->waits;
	if (caller->waits)
		stage_leave(stage, caller);
}

/* What a shell would put for "`COMMAND | sed -n 's/.*BEFORE\(…": what stands
 * behind it in the output, up to a bar or a blank. */
static const char *
evaluated(struct trial *trial, const char *line)
{
	struct arena *arena = &trial->life->arena;
	const char *begin = strstr(line, "\"`"), *pipe, *before, *end, *at;
	struct after after;

	if (begin == NULL)
		return line;
	pipe = strstr(begin, " | sed -n 's/.*");
	before = pipe + strlen(" | sed -n 's/.*");
	end = strstr(before, "\\(");
	line_call(trial, arena_text(arena, begin + 2, (size_t)(pipe - begin -
	    2)), &after);
	at = strstr(buffer_text(&trial->life->prompt.caller.out),
	    arena_text(arena, before, (size_t)(end - before)));
	at = at == NULL ? "" : at + (end - before);
	return arena_format(arena, "%.*s%.*s%s", (int)(begin - line), line,
	    (int)strcspn(at, "|\n"), at, strstr(end, "`\"") + 2);
}

static void
said(const struct caller *caller, struct ended *ended)
{
	*ended = (struct ended){ .status = caller->status,
	    .out = buffer_text(&caller->out), .out_size = caller->out.size,
	    .err = buffer_text(&caller->err), .err_size = caller->err.size };
}

static void
by_command(struct trial *trial, struct after *after)
{
	struct life *life = trial->life;
	struct ended ended;
	struct err err = { 0 };
	const char *line;

	life->command = command_text(&life->arena, life->site, &trial->op);
	life->node = op_place(&trial->op);
	line = evaluated(trial, life->command);
	meanwhile_begin(trial);
	line_call(trial, line, after);
	said(&life->prompt.caller, &ended);
	after->outcome = refusal_read(&trial->op, &ended, &err);
	after->code = err.code;
	after_note(life, after);
}

/* A cut may take the meaning away, and never makes another one of it. */
static void
cuts_judge(struct trial *trial, const struct after *one,
    const struct after *other)
{
	struct ended whole, cut;
	struct err err;

	said(&trial->life->prompt.caller, &whole);
	if (whole.err_size > CUT_BYTES || other->outcome == DONE)
		return;
	for (size_t n = 0; n <= whole.err_size; n++) {
		cut = whole;
		cut.err_size = n;
		if ((refusal_read(&trial->op, &cut, &err) != other->outcome ||
		    err.code != other->code) && err.code != ERR_REFUSED)
			trial_fails(trial, one, other, "cut off, it says "
			    "something else");
	}
	for (size_t n = 0; n <= whole.out_size && n <= CUT_BYTES; n++) {
		cut = whole;
		cut.out_size = n;
		if ((refusal_read(&trial->op, &cut, &err) != other->outcome ||
		    err.code != other->code) && err.code != ERR_REFUSED)
			trial_fails(trial, one, other, "cut off, it says "
			    "something else");
	}
}

/* From the same moment, with room for the same rows. */
static void
both_ways(struct trial *trial, const struct bygone *before,
    struct after *one, struct after *other)
{
	struct simulated *simulated = simulated_of(trial->life);

	by_command(trial, other);
	bygone_restore(before, simulated);
	growth_names(trial->life->sim);
	by_operation(trial, one);
}

static const struct alike *
alike_find(const struct trial *trial, const struct after *one,
    const struct after *other)
{
	const struct op *op = &trial->op;
	bool names = strstr(trial->life->command, " -n ") != NULL;

	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		if (alike[i].op == op->kind && !(alike[i].apart && names) &&
		    alike[i].outcome == one->outcome &&
		    (alike[i].code == ERR_NONE ||
		    alike[i].code == one->code) &&
		    alike[i].read == other->outcome &&
		    alike[i].read_code == other->code)
			return &alike[i];
	return NULL;
}

/* The engine takes what is so already as done.  Programs refuse it, in words
 * that are understood; or they add once more, or enable resources. */
static bool
is_already(const struct after *one, const struct after *other)
{
	return one->at_once && one->outcome == DONE &&
	    other->outcome != UNKNOWN;
}

static bool
does_more(const struct op *op, const struct after *other)
{
	static const bool enables[OP_KINDS] = { [OP_GROUP_ONLINE] = true };

	return other->outcome == DONE && (op_adds(op) || enables[op->kind]);
}

/* Nobody hears of a guest that does not run, or is stopped meanwhile, but that
 * it does not answer. */
static bool
is_inside(const struct trial *trial, const struct after *one,
    const struct after *other)
{
	return (op_place(&trial->op) & PLACE_GUEST) != 0 &&
	    one->outcome != DONE && other->code == ERR_NO_ANSWER;
}

/* What a person does at a console is simulated where the runbooks send him. */
static bool
is_at_console(const struct trial *trial, const struct after *other)
{
	return op_table[trial->op.kind].at_console && other->outcome != DONE;
}

static void
trial_judge(struct trial *trial, const struct after *one,
    const struct after *other)
{
	const struct alike *row;
	bool already;

	/* A real program would take the line. */
	if (trial->spoiled && trial->life->prompt.caller.status ==
	    STATUS_NOT_SIMULATED)
		return;
	if (!one->over || is_inside(trial, one, other) ||
	    is_at_console(trial, other))
		return;
	row = alike_find(trial, one, other);
	already = is_already(one, other);
	if (!already && row == NULL && (one->outcome != other->outcome ||
	    one->code != other->code))
		trial_fails(trial, one, other, "it ends otherwise");
	if (!already && row == NULL && one->at_ms != other->at_ms)
		trial_fails(trial, one, other, "it takes another time");
	if (!(already && does_more(&trial->op, other)) &&
	    (row == NULL || !row->apart) &&
	    (one->key.a != other->key.a || one->key.b != other->key.b))
		trial_fails(trial, one, other, "it leaves another world");
	if (draw_one_in(trial->draw, "cuts", every(8)))
		cuts_judge(trial, one, other);
}

static unsigned long tried, refused;

/* Afterwards the world is as the operation leaves it. */
static void
trial_play(struct trial *trial)
{
	struct simulated *simulated = simulated_of(trial->life);
	struct history history = { .undo_count = 0 };
	struct after one, other;

	history_keep(&history, simulated);
	both_ways(trial, history_last(&history), &one, &other);
	/* A line may name more than the world has room for. */
	if (one.key.a != other.key.a) {
		bygone_restore(history_last(&history), simulated);
		growth_names(trial->life->sim);
		growth_ensure(trial->life->sim);
		history_keep(&history, simulated);
		both_ways(trial, history_last(&history), &one, &other);
	}
	history_drop(&history);
	trial_judge(trial, &one, &other);
	tried++;
	refused += one.outcome != DONE;
}

/* What undoes it, as the world is. */
static bool
undo_find(struct trial *trial, struct op *undo)
{
	struct result res;
	struct fact fact;

	op_fact(trial->life->site->names, &trial->op, &fact);
	simulated_ask(simulated_of(trial->life), &fact.ask, &res);
	return res.outcome == DONE && op_undo(&trial->op, draw_of(trial->draw,
	    "nth", 2), &res.answer, undo);
}

/* Somebody else types something; or the same; or undoes it. */
static void
trial_disturb(struct trial *trial)
{
	/* What others print would stand in its narration. */
	static const bool narrates[OP_KINDS] = { [OP_P2V_PREPARE] = true,
	    [OP_P2V_CONVERT] = true };
	struct life *life = trial->life;
	struct op undo;

	if (narrates[trial->op.kind])
		return;
	trial->after_ms = 1 + draw_of(trial->draw, "after",
	    draw_one_in(trial->draw, "soon", 2) ? 3000 : 60000);
	trial->where = 1 + draw_of(trial->draw, "where",
	    life->site->node_count);
	trial->meanwhile = life_line(life, trial->draw);
	if (draw_one_in(trial->draw, "same", 3))
		undo = trial->op;
	else if (!draw_one_in(trial->draw, "undoes", 2) ||
	    !undo_find(trial, &undo))
		return;
	if (command_is_comment(&undo) || op_table[undo.kind].at_console)
		return;
	trial->where = op_place(&undo);
	trial->meanwhile = command_text(&life->arena, life->site, &undo);
}

/* Another thing of the site in one of its fields. */
static void
trial_spoil(struct trial *trial)
{
	enum field field = draw_of(trial->draw, "field", FIELDS);
	enum kind kind = field_kind[field];
	uint32_t count = names_count(trial->life->site->names, kind);

	if (trial->op.field[field] == 0 || kind == KIND_TEXT ||
	    kind == KIND_NONE || (field == F_ON && trial->op.on >
	    trial->life->site->node_count))
		return;
	trial->spoiled = true;
	trial->op.field[field] = 1 + draw_of(trial->draw, "other", count);
}

/* ssh reaches a guest wherever it is active. */
static bool
is_elsewhere(const struct trial *trial)
{
	struct world *world = trial->life->sim->world;
	const struct op *op = &trial->op;

	if ((op_place(op) & PLACE_GUEST) == 0)
		return false;
	for (uint32_t n = 1; n <= trial->life->site->node_count; n++) {
		uint32_t domain = world_domain_of(world, op->guest, n);

		if (n != op->on &&
		    world_domain(world, domain)->state == STATE_AT_OK)
			return true;
	}
	return false;
}

/* Does its command say all of it? */
static bool
is_typed(struct trial *trial)
{
	struct life *life = trial->life;
	const struct lexicon lexicon = { life->site, life->site->names };
	struct op back = { 0 };
	struct err err;

	if (!op_is_change(trial->op.kind) || !op_valid(&trial->op) ||
	    command_is_comment(&trial->op) || is_elsewhere(trial))
		return false;
	if (op_table[trial->op.kind].at_console)
		return true;
	if (!command_read(&lexicon, command_text(&life->arena, life->site,
	    &trial->op), op_place(&trial->op), &back, &err))
		return false;
	if (op_table[trial->op.kind].inside)
		back.on = trial->op.on;
	if (trial->op.kind == OP_GROUP_ONLINE)
		back.to = trial->op.to;
	return op_equal(&back, &trial->op);
}

/* A step of the plan; or something else, and then the step. */
static void
step_play(struct life *life, const struct op *op, struct draw draw)
{
	struct trial trial = { .life = life, .op = *op, .draw = draw };
	struct history history = { .undo_count = 0 };

	if (draw_one_in(draw, "other", 2)) {
		history_keep(&history, simulated_of(life));
		if (draw_one_in(draw, "undo", 2))
			undo_find(&trial, &trial.op);
		else
			trial_spoil(&trial);
		if (draw_one_in(draw, "meanwhile", 3))
			trial_disturb(&trial);
		if (is_typed(&trial))
			trial_play(&trial);
		bygone_restore(history_last(&history), simulated_of(life));
		history_drop(&history);
	}
	trial = (struct trial){ .life = life, .op = *op, .draw = draw };
	if (draw_one_in(draw, "disturbed", 3))
		trial_disturb(&trial);
	if (is_typed(&trial))
		trial_play(&trial);
}

static void
life_judge(struct life *life)
{
	const char *line = random_job(&life->arena, life->site, draw_seed(
	    life->draw, "job"));
	struct plan *plan;
	struct job job;
	struct err err;

	if (!job_read_line(&life->arena, life->site, line, &job, &err))
		return;
	plan = plan_make(&life->arena, life->site, &job, NULL, &err);
	for (uint32_t i = 0; plan != NULL && i < plan->step_count; i++)
		if (plan->steps[i].kind == STEP_CHANGE)
			step_play(life, &plan->steps[i].op,
			    draw_part(life->draw, "step", i));
}

static void
a_change_means_the_same_as_its_command(void **state)
{
	uint64_t first = life_number("FIRST", 0), lives = life_number("LIVES",
	    LIVES);

	(void)state;
	/* From then on glibc keeps what is freed. */
	free(malloc(KEPT));
	tried = refused = 0;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life *life = test_calloc(1, sizeof(*life));

		life_begin(life, seed);
		life_judge(life);
		life_end(life);
		test_free(life);
	}
	print_message("%llu lives, %lu changes, %lu not done\n",
	    (unsigned long long)lives, tried, refused);
	assert_true(tried > 10 * lives && refused > tried / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_means_the_same_as_its_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
