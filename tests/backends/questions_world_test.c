/*
 * What the engine asks is answered from the outputs of programs as the
 * simulator answers it from its world: in random lives of random sites, every
 * question that a site has, at every node.
 *
 * LIVES=N says how many; FIRST=N where to begin.
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
#include "backends/real/questions/answering.h"
#include "backends/sim/kernel/place.h"
#include "core/plan/plan.h"
#include "core/site/naming.h"
#include "tests/life_fixture.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"

enum { LIVES = SPARSE == 1 ? 20 : 1, CONVERSIONS = SPARSE == 1 ? 10 : 1,
    KEPT = 16 << 20, CUTS = 4, LEFT_OUT = 20 };

struct tally {
	unsigned	 asked, answered, differ;
};

/* How much of an output comes; all of it without a draw. */
static size_t
part_of(const struct draw *draw, const struct output *output, size_t size)
{
	return draw == NULL ? size : draw_of(draw_part(*draw, output->line,
	    output->place), "cut", (unsigned)size + 1);
}

/* Is the line one of the commands of the question? */
static bool
is_of(struct life *life, const struct op *ask, const char *typed)
{
	for (enum ask_line line = LINE_END + 1; line < ASK_LINES; line++) {
		const char *text = !asked_has(ask, line) ? NULL : asked_line(
		    &life->arena, life->site, line, ask);

		if (text != NULL && strcmp(text, typed) == 0)
			return true;
	}
	return false;
}

/* What is typed is what -v shows, or what one of these outputs calls for. */
static void
line_judge(struct life *life, const struct op *ask, const char *typed,
    bool first)
{
	const char *shown = command_question(&life->arena, life->site, ask);

	if (is_of(life, ask, typed) &&
	    (!first || strncmp(shown, typed, strlen(typed)) == 0))
		return;
	fail_msg("life %llu: %s: %s is typed, and %s is shown",
	    (unsigned long long)life->seed, op_table[ask->kind].name, typed,
	    shown);
}

/* Carry the wanted commands out until the question is answered, or cannot be;
 * with a draw each output is cut off somewhere. */
static bool
question_play(struct life *life, struct asking *asking, const struct op *ask,
    const struct draw *draw, struct answer *answer)
{
	struct caller *caller = &life->prompt.caller;
	struct output *output;

	asking_begin(asking, &life->arena, life->site, life->site->names);
	while (!question_answer(asking, ask, answer)) {
		output = asking_wanted(asking);
		if (output == NULL)
			return false;
		line_judge(life, ask, output->line, asking->count == 1);
		caller->place = output->place;
		prompt_call(&life->prompt, output->line);
		if (caller->status == STATUS_NO_ANSWER)
			output_lost(asking->arena, output, NULL);
		else
			output_heard(asking->arena, output, &(struct ended){
			    caller->status, buffer_text(&caller->out),
			    buffer_text(&caller->err), part_of(draw, output,
			    caller->out.size), caller->err.size });
	}
	return true;
}

/*
 * Where programs tell less than the world, or later.
 *   - of a pool that nobody has imported, the last machine that had it is only
 *     known if it answers, or is the only one that is gone;
 *   - a guest that runs the system of a medium which it has no more answers
 *     nobody: it hangs.
 */
static bool
is_told_otherwise(const struct life *life, const struct op *ask,
    const struct answer *told, const struct answer *truth)
{
	struct answer same = *truth;

	if (ask->kind == OP_POOL_STATE && truth->state == STATE_EXPORTED)
		same.on = told->on;
	if (ask->kind == OP_GUEST_STATE && truth->state == STATE_RUNNING &&
	    told->state == STATE_HUNG &&
	    !place_runs(life->sim, ask->guest, ask->on))
		same.state = told->state;
	return memcmp(&same, told, sizeof(same)) == 0;
}

static void
answer_compare(const struct life *life, const struct op *ask,
    const struct answer *told, const struct result *truth)
{
	const struct names *names = life->site->names;
	enum kind kind = op_answer_kind(ask), object;
	uint32_t number = op_object(ask, &object);

	if (truth->outcome == DONE && (memcmp(told, &truth->answer,
	    sizeof(*told)) == 0 || is_told_otherwise(life, ask,
	    told, &truth->answer)))
		return;
	fail_msg("life %llu: %s on %u, %s \"%s\", part \"%s\": told %s on %u "
	    "\"%s\" %lld, true %s on %u \"%s\" %lld (%s)",
	    (unsigned long long)life->seed, op_table[ask->kind].name,
	    (unsigned)ask->on, kind_name(object), names_text(names, object,
	    number), names_text(names, KIND_TEXT, ask->value),
	    state_name((enum state)told->state), (unsigned)told->on,
	    names_text(names, kind, told->value), (long long)told->number,
	    state_name((enum state)truth->answer.state),
	    (unsigned)truth->answer.on, names_text(names, kind,
	    truth->answer.value), (long long)truth->answer.number,
	    truth->outcome == DONE ? "answered" : truth->err.text);
}

/* Where does it run, who has the pool, which node is a member; is the archive
 * whole, is nothing newer, are the data equal, does the source run: what
 * follows from a wrong answer to these cannot be mended. */
static bool
is_of_safety(const struct op *ask)
{
	static const enum op_kind kinds[] = { OP_ARCHIVE_STATE,
	    OP_SOURCE_STATE, OP_FRESH_STATE, OP_IMAGE_STATE, OP_SUMS_STATE,
	    OP_SHARE_STATE, OP_LOAD_STATE };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i] == (enum op_kind)ask->kind)
			return true;
	if (ask->kind == OP_FILESYSTEM_STATE && ask->disk != 0)
		return true;
	return ask->value == TEXT_NONE && ask->disk == 0 && ask->net == 0 &&
	    (ask->kind == OP_GUEST_STATE || ask->kind == OP_POOL_STATE ||
	    ask->kind == OP_GROUP_STATE || ask->kind == OP_MEMBER_STATE);
}

/* Of outputs that are cut off there is the same answer, or none. */
static void
cut_judge(struct life *life, struct asking *asking, const struct op *ask,
    const struct answer *told)
{
	struct answer cut;

	for (uint64_t n = 0; n < CUTS; n++) {
		struct draw draw = draw_part(life->draw, "cut", n);

		if (question_play(life, asking, ask, &draw, &cut) &&
		    (cut.state != told->state || cut.on != told->on ||
		    (ask->kind == OP_LOAD_STATE &&
		    cut.number != told->number)))
			fail_msg("life %llu: %s on %u, cut %llu: %s on %u "
			    "becomes %s on %u", (unsigned long long)life->seed,
			    op_table[ask->kind].name, (unsigned)ask->on,
			    (unsigned long long)n, state_name((enum state)
			    told->state), (unsigned)told->on, state_name(
			    (enum state)cut.state), (unsigned)cut.on);
	}
}

static void
question_judge(struct life *life, struct tally *tally, struct op ask)
{
	struct asking *asking = test_calloc(1, sizeof(*asking));
	struct answer told;
	struct result truth;
	bool answered = question_play(life, asking, &ask, NULL, &told);

	simulated_ask(&life->prompt.stage.sandbox->simulated, &ask, &truth);
	tally->asked += truth.outcome == DONE;
	tally->answered += answered;
	if (answered)
		answer_compare(life, &ask, &told, &truth);
	else
		assert_true(asking->err.code == ERR_NO_ANSWER &&
		    asking->err.text[0] != '\0');
	if (answered && is_of_safety(&ask))
		cut_judge(life, asking, &ask, &told);
	test_free(asking);
}

/* The same question about some parts of its object. */
static void
parts_judge(struct life *life, struct tally *tally, struct op ask,
    const uint32_t *part)
{
	do {
		ask.value = *part;
		question_judge(life, tally, ask);
	} while (*part++ != TEXT_NONE);
}

static const uint32_t node_parts[] = { TEXT_VCPUS, TEXT_MEMORY, TEXT_CRYPTO,
    TEXT_POLICY, TEXT_CONFIG, TEXT_SLOTS, TEXT_NONE },
    own_parts[] = { TEXT_ADDRESSES, TEXT_VCPUS, TEXT_MEMORY, TEXT_CRYPTO,
    TEXT_NONE },
    guest_parts[] = { TEXT_VCPUS, TEXT_MEMORY, TEXT_CRYPTO, TEXT_HOSTID,
    TEXT_MASTER, TEXT_NONE },
    group_parts[] = { TEXT_SUSPENDED, TEXT_NONE },
    resource_parts[] = { TEXT_MONITORED, TEXT_NONE },
    device_parts[] = { TEXT_LABEL, TEXT_NONE };

static void
guest_judge(struct life *life, struct tally *tally, uint32_t n, uint32_t g)
{
	const struct site_guest *guest = &life->site->guests[g];
	struct op ask = { .kind = OP_GUEST_STATE, .on = n, .guest = g };

	parts_judge(life, tally, ask, guest_parts);
	for (uint32_t v = 0; v < guest->variable_count; v++) {
		ask.value = names_key(life->site->names, guest->variable[v]);
		question_judge(life, tally, ask);
	}
	for (uint32_t d = 0; d < guest->disk_count; d++) {
		const struct site_disk *disk = &guest->disk[d];

		question_judge(life, tally, (struct op){
		    .kind = OP_GUEST_STATE, .on = n, .guest = g,
		    .disk = disk->disk });
		question_judge(life, tally, (struct op){
		    .kind = OP_VOLUME_STATE, .on = n, .volume = disk->volume,
		    .service = disk->vds });
		question_judge(life, tally, (struct op){
		    .kind = OP_DISK_STATE, .on = n, .file = disk->file });
	}
	for (uint32_t i = 0; i < guest->net_count; i++)
		question_judge(life, tally, (struct op){
		    .kind = OP_GUEST_STATE, .on = n, .guest = g,
		    .net = guest->net[i].net });
	parts_judge(life, tally, (struct op){ .kind = OP_NODE_STATE, .on = n,
	    .guest = g }, own_parts);
}

/* What a guest has in the cluster and on disk. */
static void
shared_judge(struct life *life, struct tally *tally, uint32_t n,
    const struct site_guest *guest)
{
	struct op device = { .kind = OP_DEVICE_STATE, .on = n,
	    .device = guest->device, .pool = guest->pool };
	struct op pool = { .kind = OP_POOL_STATE, .on = n,
	    .pool = guest->pool };

	question_judge(life, tally, pool);
	pool.resource = guest->storage;
	question_judge(life, tally, pool);
	question_judge(life, tally, device);
	device.pool = 0;
	parts_judge(life, tally, device, device_parts);
	question_judge(life, tally, (struct op){ .kind = OP_FILESYSTEM_STATE,
	    .on = n, .file = guest->filesystem });
	parts_judge(life, tally, (struct op){ .kind = OP_GROUP_STATE, .on = n,
	    .group = guest->group }, group_parts);
	parts_judge(life, tally, (struct op){ .kind = OP_RESOURCE_STATE,
	    .on = n, .resource = guest->storage }, resource_parts);
	if (guest->agent.present)
		parts_judge(life, tally, (struct op){
		    .kind = OP_RESOURCE_STATE, .on = n,
		    .resource = guest->agent.resource }, resource_parts);
}

/* Of each limit that any node has, with all groups and without one. */
static void
loads_judge(struct life *life, struct tally *tally, uint32_t n)
{
	const struct site *site = life->site;

	for (uint32_t to = 1; to <= site->node_count; to++)
		for (uint32_t i = 0; i < site->nodes[to].load_count; i++)
			for (uint32_t g = 0; g <= 1 && g <= site->guest_count;
			    g++)
				question_judge(life, tally, (struct op){
				    .kind = OP_LOAD_STATE, .on = n,
				    .to = 1 + to % site->node_count,
				    .group = site->guests[g].group,
				    .value = names_key(site->names,
				    site->nodes[to].load_limit[i]) });
}

static void
node_judge(struct life *life, struct tally *tally, uint32_t n)
{
	const struct site *site = life->site;

	parts_judge(life, tally, (struct op){ .kind = OP_NODE_STATE,
	    .on = n }, node_parts);
	question_judge(life, tally, (struct op){ .kind = OP_MEMBER_STATE,
	    .on = n, .to = 1 });
	question_judge(life, tally, (struct op){ .kind = OP_MEMBER_STATE,
	    .on = n, .to = 1, .value = TEXT_GROUPS });
	question_judge(life, tally, (struct op){ .kind = OP_MEMBER_STATE,
	    .on = n, .to = n, .value = TEXT_GROUPS });
	question_judge(life, tally, (struct op){ .kind = OP_MEMBER_STATE,
	    .on = n, .to = 1, .value = TEXT_VOTES });
	question_judge(life, tally, (struct op){ .kind = OP_MEMBER_STATE,
	    .on = n, .to = 1, .value = TEXT_QUORUM });
	for (uint32_t s = 1; s <= site->service_count; s++)
		question_judge(life, tally, (struct op){
		    .kind = OP_SERVICE_STATE, .on = n, .service = s });
	for (uint32_t t = 1; t < TYPES; t++)
		question_judge(life, tally, (struct op){
		    .kind = OP_TYPE_STATE, .on = n, .type = t });
	question_judge(life, tally, (struct op){ .kind = OP_CONFIG_STATE,
	    .on = n, .value = names_put(life->site->names, KIND_TEXT,
	    "one") });
	question_judge(life, tally, (struct op){ .kind = OP_CONFIG_STATE,
	    .on = n, .value = TEXT_FACTORY });
	loads_judge(life, tally, n);
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		guest_judge(life, tally, n, g);
		shared_judge(life, tally, n, &site->guests[g]);
	}
}

/* Of its first source; NULL: it has none, or none that can be converted. */
static struct plan *
conversion_plan(struct life *life)
{
	struct err err;
	struct job job;

	return life->site->source_count != 0 && job_read_line(&life->arena,
	    life->site, arena_format(&life->arena, "p2v %s", life_name(life,
	    KIND_SOURCE, 1)), &job, &err) ? plan_make(&life->arena,
	    life->site, &job, NULL, &err) : NULL;
}

/* Some of what a conversion does, in its order, and what goes wrong. */
static void
conversion_play(struct life *life, const struct plan *plan)
{
	struct sandbox *sandbox = life->prompt.stage.sandbox;
	struct draw draw = draw_part(life->draw, "conversion", life->seed);
	uint64_t last = draw_of(draw, "last", plan->step_count);
	struct result res;

	for (uint32_t i = 0; i <= last; i++) {
		struct draw step = draw_part(draw, "step", i);

		if (plan->steps[i].kind == STEP_CHANGE &&
		    !draw_one_in(step, "left out", LEFT_OUT))
			backend_execute(&sandbox->simulated.backend,
			    &plan->steps[i].op, draw_one_in(step, "late", 4) ?
			    1000 : 100000000, &res);
	}
	for (uint32_t i = 1; i <= names_count(life->site->names, KIND_FILE);
	    i++)
		if (naming_is_archive(life_name(life, KIND_FILE, i)) &&
		    draw_one_in(draw_part(draw, "truncated", i), "it", 5))
			prompt_line(&life->prompt, arena_format(&life->arena,
			    "fault truncate %s", life_name(life, KIND_FILE,
			    i)));
	if (draw_one_in(draw, "server", 5))
		prompt_line(&life->prompt, arena_format(&life->arena,
		    "fault archive-down %s", life_name(life, KIND_ARCHIVE,
		    1)));
}

/* All that its plan asks, at a member, if any will do. */
static void
conversion_judge(struct life *life, struct tally *tally,
    const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->fact_count; i++) {
		struct op ask = plan->facts[i].fact.ask;

		if (op_table[ask.kind].asked == ASKED_OF_CLUSTER &&
		    ask.on == 0)
			ask.on = 1;
		/* A guest that runs elsewhere is reached there. */
		if (question_is_answered(&ask) && (!op_asked_inside(&ask) ||
		    place_runs(life->sim, ask.guest, ask.on)))
			question_judge(life, tally, ask);
	}
}

static void
outputs_answer_what_a_conversion_asks(void **state)
{
	uint64_t first = life_number("FIRST", 0);
	uint64_t lives = life_number("LIVES", CONVERSIONS);
	struct tally tally = { 0 };

	(void)state;
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life *life = test_calloc(1, sizeof(*life));
		struct plan *plan;

		if (seed % 2 == 0)
			life_begin_at(life, seed, posts_site);
		else
			life_begin(life, seed);
		plan = conversion_plan(life);
		if (plan != NULL) {
			conversion_play(life, plan);
			conversion_judge(life, &tally, plan);
		}
		life_end(life);
		test_free(life);
	}
	print_message("%u questions, %u answered\n", tally.asked,
	    tally.answered);
	assert_true(tally.answered > tally.asked / 2);
}

static void
outputs_answer_the_questions_of_the_engine(void **state)
{
	uint64_t first = life_number("FIRST", 0);
	uint64_t lives = life_number("LIVES", LIVES);
	struct tally tally = { 0 };

	(void)state;
	/* From then on glibc keeps what is freed. */
	free(malloc(KEPT));
	for (uint64_t seed = first; seed < first + lives; seed++) {
		struct life *life = test_calloc(1, sizeof(*life));

		life_begin(life, seed);
		for (uint32_t n = 1; n <= life->site->node_count; n++)
			node_judge(life, &tally, n);
		life_end(life);
		test_free(life);
	}
	print_message("%u questions, %u answered\n", tally.asked,
	    tally.answered);
	assert_true(tally.answered > tally.asked * 9 / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(outputs_answer_the_questions_of_the_engine),
	    cmocka_unit_test(outputs_answer_what_a_conversion_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
