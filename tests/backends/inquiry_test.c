/*
 * Outputs are shared by the questions of one request, and by nobody after a
 * change, a pause, or what else makes them old.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/real.h"
#include "core/stack/requests.h"
#include "tests/posts_fixture.h"

#define PRIMARY	"VERSION 1.6\nDOMAIN|name=primary|state=active|flags=normal," \
	"control,vio-service|cons=SP|ncpu=16|mem=1024|util=0.2|uptime=0\n"

/* A way to machines that say that there are no guests. */
struct rig {
	struct reach	 reach;		/* first */
	struct arena	 arena;
	struct site	*site;
	struct real	 real;
	struct requests	 requests;
	unsigned	 typed;		/* commands */
	unsigned	 waited;	/* for commands */
	unsigned	 left;		/* while they were under way */
	bool		 silent;	/* nobody answers */
	bool		 slow;		/* a command ends when it is waited
					   for */
	int64_t		 takes_ms;	/* and takes so long then */
	int64_t		 now_ms;
	const char	*line[40];	/* of the commands */
	struct ahead	 ahead;
	const struct op	*next[3];	/* what will be asked */
};

static int64_t
now_ms(struct reach *reach)
{
	return ((struct rig *)reach)->now_ms;
}

static void
hear(const struct rig *rig, const char *line, struct heard *heard)
{
	*heard = (struct heard){ .lost = rig->silent, .ended = {
	    .out = "", .err = "" } };
	if (strcmp(line, "ldm list-bindings -p") == 0)
		heard->ended = (struct ended){ 0, PRIMARY, "",
		    sizeof(PRIMARY) - 1, 0 };
	else if (strncmp(line, "ldm list-domain -p ", 19) == 0)
		heard->ended = (struct ended){ 1, "", "LDom ldom1 not found\n",
		    0, 21 };
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct rig *rig = (struct rig *)reach;

	assert_true(rig->typed < sizeof(rig->line) / sizeof(rig->line[0]));
	rig->line[rig->typed++] = arena_format(&rig->arena, "%s",
	    order->line);
	if (rig->slow)
		return rig->typed;
	hear(rig, order->line, heard);
	return HANDLE_OVER;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct rig *rig = (struct rig *)reach;

	assert_true(handle != HANDLE_OVER && handle <= rig->typed);
	if (until_ms == 0)
		return false;
	rig->now_ms += rig->takes_ms;
	rig->waited++;
	hear(rig, rig->line[handle - 1], heard);
	return true;
}

static void
leave(struct reach *reach, uint64_t handle)
{
	assert_int_not_equal(handle, HANDLE_OVER);
	((struct rig *)reach)->left++;
}

static uint32_t
asks(const struct ahead *ahead, struct op *list, uint32_t most)
{
	const struct rig *rig = (const struct rig *)((const char *)ahead -
	    offsetof(struct rig, ahead));
	uint32_t count = 0;

	while (count < most && count < 3 && rig->next[count] != NULL) {
		list[count] = *rig->next[count];
		count++;
	}
	return count;
}

static uint64_t
pause(struct reach *reach, int64_t ms)
{
	(void)reach;
	(void)ms;
	return HANDLE_OVER;
}

static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));

	rig->site = posts_site(&rig->arena);
	rig->reach = (struct reach){ .now_ms = now_ms, .begin = begin,
	    .pause = pause, .wait = wait, .leave = leave };
	rig->ahead.asks = asks;
	real_make(&rig->real, rig->site, rig->site->names, &rig->reach);
	requests_make(&rig->requests, &rig->real.backend, rig->site->names,
	    0);
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	real_drop(&rig->real);
	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static const struct op is_there = { .kind = OP_GUEST_STATE, .on = 1,
    .guest = 1 };
static const struct op has_vcpus = { .kind = OP_GUEST_STATE, .on = 1,
    .guest = 1, .value = TEXT_VCPUS };
static const struct op on_another = { .kind = OP_GUEST_STATE, .on = 2,
    .guest = 1 };

/* How many commands that takes. */
static unsigned
takes(struct rig *rig, struct backend *backend, const struct op *op)
{
	struct result res;
	unsigned typed = rig->typed;

	result_clear(&res);
	assert_int_equal(backend_begin(backend, op, &res), HANDLE_OVER);
	return rig->typed - typed;
}

static void
questions_of_one_request_are_answered_by_its_outputs(void **state)
{
	struct rig *rig = *state;
	struct backend *top = &rig->requests.backend;

	assert_int_equal(takes(rig, top, &is_there), 2);
	assert_int_equal(takes(rig, top, &has_vcpus), 0);
	assert_int_equal(takes(rig, top, &on_another), 2);
	assert_int_equal(takes(rig, top, &is_there), 0);
}

static void
outputs_are_shared_across_no_pause_and_no_change(void **state)
{
	const struct op pauses = { .kind = OP_PAUSE, .number = 1 };
	const struct op adds = { .kind = OP_GUEST_DEFINE, .on = 2,
	    .guest = 1 };
	struct rig *rig = *state;
	struct backend *bottom = &rig->real.backend;

	assert_int_equal(takes(rig, bottom, &is_there), 2);
	assert_int_equal(takes(rig, bottom, &pauses), 0);
	assert_int_equal(takes(rig, bottom, &has_vcpus), 2);
	assert_int_equal(takes(rig, bottom, &adds), 1);
	assert_int_equal(takes(rig, bottom, &has_vcpus), 2);
}

static void
a_proof_of_force_is_asked_anew(void **state)
{
	struct rig *rig = *state;
	struct backend *top = &rig->requests.backend;
	struct op proof = is_there;

	proof.forced = 1;
	assert_int_equal(takes(rig, top, &is_there), 2);
	assert_int_equal(takes(rig, top, &proof), 2);
	assert_int_equal(takes(rig, top, &proof), 2);
}

static void
what_has_not_answered_is_asked_anew(void **state)
{
	struct rig *rig = *state;
	struct backend *top = &rig->requests.backend;

	rig->silent = true;
	assert_int_equal(takes(rig, top, &is_there), 1);
	assert_int_equal(takes(rig, top, &is_there), 1);
	rig->silent = false;
	assert_int_equal(takes(rig, top, &is_there), 2);
}

/* Time may have passed, of which nobody here has heard. */
static void
a_resume_forgets_all_outputs(void **state)
{
	struct rig *rig = *state;
	struct backend *top = &rig->requests.backend;

	assert_int_equal(takes(rig, top, &is_there), 2);
	requests_forget(&rig->requests);
	assert_int_equal(takes(rig, top, &is_there), 2);
}

/* What it takes, under way, until then. */
static bool
waits(struct rig *rig, const struct op *op, int64_t until_ms)
{
	struct backend *bottom = &rig->real.backend;
	struct result res;
	uint64_t handle;

	result_clear(&res);
	handle = backend_begin(bottom, op, &res);
	if (handle == HANDLE_OVER)
		return true;
	if (backend_wait(bottom, handle, until_ms, &res))
		return true;
	backend_leave(bottom, handle);
	return false;
}

static const struct op free_there = { .kind = OP_NODE_STATE, .on = 2,
    .value = TEXT_MEMORY };

static void
what_comes_next_is_typed_with_the_first_question(void **state)
{
	struct rig *rig = *state;

	rig->slow = true;
	rig->next[0] = &is_there;
	rig->next[1] = &on_another;
	rig->next[2] = &free_there;
	backend_follow(&rig->real.backend, &rig->ahead);
	/* One is asked; of each there is what it will need first. */
	assert_true(waits(rig, &is_there, 1));
	assert_int_equal(rig->typed, 5);
	assert_int_equal(rig->waited, 2);
	assert_string_equal(rig->line[0], "ldm list-bindings -p");
	assert_string_equal(rig->line[1], "ldm list-bindings -p");
	assert_string_equal(rig->line[2], "ldm list-devices -p");
	assert_string_equal(rig->line[3],
	    "cluster status -t node,rg,rs");
	/* That it is absent is asked by name. */
	assert_string_equal(rig->line[4], "ldm list-domain -p ldom1");
	assert_true(waits(rig, &on_another, 1));
	assert_int_equal(rig->typed, 6);
	assert_int_equal(rig->waited, 4);
}

static void
what_is_under_way_is_left_when_the_run_changes_something(void **state)
{
	const struct op pauses = { .kind = OP_PAUSE, .number = 1 };
	struct rig *rig = *state;
	struct result res;

	rig->slow = true;
	rig->next[0] = &is_there;
	rig->next[1] = &on_another;
	backend_follow(&rig->real.backend, &rig->ahead);
	assert_true(waits(rig, &is_there, 1));
	assert_int_equal(rig->left, 0);
	result_clear(&res);
	backend_begin(&rig->real.backend, &pauses, &res);
	assert_int_equal(rig->left, 1);
	rig->next[0] = NULL;
	assert_true(waits(rig, &on_another, 1));
	assert_int_equal(rig->typed, 5);
}

/* It was not answered in time: what else is under way is still waited for. */
static void
a_question_that_is_left_leaves_its_own_commands_only(void **state)
{
	struct rig *rig = *state;

	rig->slow = true;
	rig->next[0] = &is_there;
	rig->next[1] = &on_another;
	backend_follow(&rig->real.backend, &rig->ahead);
	assert_false(waits(rig, &is_there, 0));
	assert_int_equal(rig->typed, 2);
	assert_int_equal(rig->left, 1);
	rig->next[0] = NULL;
	assert_true(waits(rig, &on_another, 1));
	assert_int_equal(rig->typed, 3);
}

/* It may take minutes, or cost the source something. */
static void
what_is_slow_is_typed_when_its_turn_comes(void **state)
{
	static const struct op sums = { .kind = OP_SUMS_STATE, .on = 1,
	    .source = 1, .guest = 1 };
	struct rig *rig = *state;

	rig->slow = true;
	rig->next[0] = &is_there;
	rig->next[1] = &sums;
	backend_follow(&rig->real.backend, &rig->ahead);
	assert_true(waits(rig, &is_there, 1));
	for (unsigned i = 0; i < rig->typed; i++)
		assert_null(strstr(rig->line[i], "sums"));
}

/* It waits for one, and behind that one there are no others. */
static void
a_slow_place_gets_nothing_but_what_is_waited_for(void **state)
{
	const struct op pauses = { .kind = OP_PAUSE, .number = 1 };
	struct rig *rig = *state;
	struct result res;

	rig->slow = true;
	rig->takes_ms = 4000;
	assert_true(waits(rig, &on_another, INT64_MAX));
	rig->next[0] = &on_another;
	rig->next[1] = &free_there;
	backend_follow(&rig->real.backend, &rig->ahead);
	result_clear(&res);
	backend_begin(&rig->real.backend, &pauses, &res);
	rig->typed = 0;
	assert_true(waits(rig, &on_another, INT64_MAX));
	/* One by one: a second would already be too long. */
	assert_int_equal(rig->typed, 2);
	/* A place that is fast again gets them again. */
	rig->takes_ms = 10;
	backend_begin(&rig->real.backend, &pauses, &res);
	assert_true(waits(rig, &on_another, INT64_MAX));
	backend_begin(&rig->real.backend, &pauses, &res);
	rig->typed = 0;
	assert_true(waits(rig, &on_another, INT64_MAX));
}

static enum soon
not_on_second(struct reach *reach, const struct order *order)
{
	(void)reach;
	return order->place == 2 ? SOON_NOT : SOON_IN_TIME;
}

static void
a_person_types_what_is_needed_now(void **state)
{
	struct rig *rig = *state;

	rig->slow = true;
	rig->reach.soon = not_on_second;
	rig->next[0] = &is_there;
	rig->next[1] = &on_another;
	backend_follow(&rig->real.backend, &rig->ahead);
	assert_true(waits(rig, &is_there, 1));
	assert_int_equal(rig->typed, 2);
	assert_string_equal(rig->line[1], "ldm list-domain -p ldom1");
	rig->next[0] = NULL;
	assert_true(waits(rig, &on_another, 1));
	assert_int_equal(rig->typed, 4);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_make, rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(questions_of_one_request_are_answered_by_its_outputs),
	    TEST(outputs_are_shared_across_no_pause_and_no_change),
	    TEST(a_proof_of_force_is_asked_anew),
	    TEST(what_has_not_answered_is_asked_anew),
	    TEST(a_resume_forgets_all_outputs),
	    TEST(what_comes_next_is_typed_with_the_first_question),
	    TEST(what_is_under_way_is_left_when_the_run_changes_something),
	    TEST(a_question_that_is_left_leaves_its_own_commands_only),
	    TEST(what_is_slow_is_typed_when_its_turn_comes),
	    TEST(a_slow_place_gets_nothing_but_what_is_waited_for),
	    TEST(a_person_types_what_is_needed_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
