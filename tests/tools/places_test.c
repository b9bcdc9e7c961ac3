/*
 * What runs where: each question that is asked for it was known before, so that
 * a place far away is asked all of them together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/posts_fixture.h"
#include "tools/report/places.h"

enum { MOST = 64 };

/* Answers everything, and keeps what it was asked. */
struct listener {
	struct backend	 backend;	/* first */
	struct op	 op[MOST];
	uint32_t	 count;
};

static int64_t
now_ms(struct backend *backend)
{
	(void)backend;
	return 0;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct listener *asked = (struct listener *)backend;

	assert_true(asked->count < MOST);
	asked->op[asked->count++] = *op;
	memset(res, 0, sizeof(*res));
	res->outcome = DONE;
	res->answer.state = STATE_UP;
	return HANDLE_OVER;
}

static void
all_that_is_asked_at_the_end_is_known_before(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct listener asked = { .backend = { .name = "asked",
	    .now_ms = now_ms, .begin = begin } };
	struct op ahead[MOST];
	struct downtime downtime;
	uint32_t count = places_ahead(site, ahead, MOST);
	bool found;

	(void)state;
	downtime_make(&arena, &downtime, site->guest_count);
	places_print(&asked.backend, site, &downtime);
	assert_int_equal(count, 2 + 2 * 2 * 3);
	assert_int_equal(asked.count, count);
	for (uint32_t i = 0; i < asked.count; i++) {
		found = false;
		for (uint32_t n = 0; n < count; n++)
			found |= op_equal(&asked.op[i], &ahead[n]);
		assert_true(found);
	}
	assert_int_equal(places_ahead(site, ahead, 5), 5);
	assert_int_equal(places_ahead(site, ahead, 1), 1);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_that_is_asked_at_the_end_is_known_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
