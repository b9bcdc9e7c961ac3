/*
 * What is said before something is typed at a real site, and a run that is
 * applied, stopped, resumed and rolled back there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"

static int
make(void **state)
{
	*state = test_calloc(1, sizeof(struct stand));
	return 0;
}

static int
drop(void **state)
{
	stand_drop(*state);
	test_free(*state);
	return 0;
}

static struct stand *
stand_of(void **state, const char *begin, const char *first)
{
	stand_make(*state, begin, first);
	return *state;
}

static void
a_job_is_applied_and_leaves_what_a_rehearsal_leaves(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	char was[SANDBOX_DIGEST], is[SANDBOX_DIGEST];

	stand_digest(stand, was);
	assert_int_equal(stand_types(stand, "apply switch ldom1 -y -r RUN"),
	    EXIT_OK);
	stand_printed(stand, "arrived after ");
	stand_printed(stand, "lock@node1: no other run");
	assert_null(strstr(stand->out, "simulated time"));
	assert_string_not_equal(stand_digest(stand, is), was);
	assert_int_equal(stand_records(stand, "\"mode\":\"apply\""), 1);
	assert_int_equal(stand_records(stand, "by the option --yes"), 1);
	assert_int_equal(stand_records(stand, "\"type\":\"intent\""),
	    stand->changes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
	    a_job_is_applied_and_leaves_what_a_rehearsal_leaves, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
