/*
 * A plan that another person has to approve.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/apply_fixture.h"
#include "tools/apply/approval.h"

static const char *const names[] = { "ann", "ben", NULL };

static bool
met(const char *const *approvers, const char *approved, const char *by,
    const char *who, struct err *err)
{
	const struct site site = { .name = "posts", .approvers = approvers };
	const struct options options = { .approved = approved,
	    .approved_by = by };

	*err = (struct err){ 0 };
	return approval_met(&site, &options, who, err);
}

static void
a_plan_is_approved_by_one_of_those_named_who_does_not_apply_it(void **state)
{
	struct err err;

	(void)state;
	assert_true(met(names, "sha256:1", "ann", "carl", &err));
	assert_true(met(names, "sha256:1", "ben", "ann", &err));
	assert_false(met(names, "sha256:1", "ann", "ann", &err));
	assert_int_equal(err.code, ERR_NOT_CONFIRMED);
	assert_non_null(strstr(err.text, "another person"));
	assert_false(met(names, "sha256:1", "dora", "carl", &err));
	assert_non_null(strstr(err.text, "is not among those"));
	assert_false(met(names, "sha256:1", "an", "carl", &err));
	assert_false(met(names, NULL, NULL, "carl", &err));
	assert_non_null(strstr(err.text, "--approved DIGEST --approved-by"));
	assert_false(met(names, "sha256:1", NULL, "carl", &err));
}

static void
where_nobody_has_to_a_name_is_only_kept(void **state)
{
	struct err err;

	(void)state;
	assert_true(met(NULL, NULL, NULL, "carl", &err));
	assert_true(met(NULL, "sha256:1", NULL, "carl", &err));
	assert_true(met(NULL, "sha256:1", "dora", "carl", &err));
	assert_false(met(NULL, "sha256:1", "carl", "carl", &err));
	/* A name without a plan says nothing. */
	assert_false(met(NULL, NULL, "dora", "carl", &err));
	assert_int_equal(err.code, ERR_USAGE);
}

/* "sha256:..." of the plan that was shown. */
static const char *
digest_of(struct stand *stand)
{
	const char *at = strstr(stand->out, "sha256:");

	assert_non_null(at);
	return arena_text(&stand->arena, at, strlen("sha256:") + 64);
}

static void
who_approved_it_is_in_the_journal(void **state)
{
	struct stand *stand = stand_of(state, "create ldom1", NULL);
	const char *site = stand_site(stand, "\"approved_by\": [\"a~nn\"]"),
	    *line = arena_format(&stand->arena, "apply switch ldom1 -s %s",
	    site), *digest;

	/* What would be done may be looked at. */
	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "%s -n", line)), EXIT_OK);
	digest = digest_of(stand);
	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "%s -y -r RUN", line)), EXIT_REFUSED);
	stand_complained(stand, "on site posts another person approves");
	stand_untouched(stand);
	assert_int_equal(stand_types(stand, arena_format(&stand->arena,
	    "%s -y -r RUN --approved %s --approved-by a~nn --pause-before "
	    "switch", line, digest)), EXIT_STUCK);
	assert_int_equal(stand_records(stand, arena_format(&stand->arena,
	    "\"option\":\"approved-by\",\"text\":\"who has approved the plan "
	    "%s\",\"answer\":\"a~nn\"", digest)), 1);
	assert_int_equal(stand_types(stand, "resume RUN -y"), EXIT_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
	    a_plan_is_approved_by_one_of_those_named_who_does_not_apply_it),
		cmocka_unit_test(where_nobody_has_to_a_name_is_only_kept),
		applies(who_approved_it_is_in_the_journal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
