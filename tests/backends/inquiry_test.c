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
	bool		 silent;	/* nobody answers */
};

static int64_t
now_ms(struct reach *reach)
{
	(void)reach;
	return 0;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct rig *rig = (struct rig *)reach;

	rig->typed++;
	*heard = (struct heard){ .lost = rig->silent, .ended = {
	    .out = "", .err = "" } };
	if (strcmp(order->line, "ldm list-bindings -p") == 0)
		heard->ended = (struct ended){ 0, PRIMARY, "",
		    sizeof(PRIMARY) - 1, 0 };
	else if (strncmp(order->line, "ldm list-domain -p ", 19) == 0)
		heard->ended = (struct ended){ 1, "", "LDom ldom1 not found\n",
		    0, 21 };
	return HANDLE_OVER;
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
	    .pause = pause };
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
