/*
 * What the site's own command says of the monitoring: "open" or "closed", and
 * nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "backends/real/questions/answering.h"
#include "tests/posts_fixture.h"

static struct arena arena;
static struct site *site;
static struct asking asking;
static struct answer answer;

static int
begin(void **state)
{
	static const char *const says[] = { "/opt/mon itor", "is", NULL };
	static const char *const opens[] = { "/opt/mon itor", "open", NULL };

	(void)state;
	site = posts_site(&arena);
	site->blackout[BLACKOUT_STATE] = says;
	site->blackout[BLACKOUT_OPEN] = opens;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

/* Is there an answer when that is printed? */
static bool
said(const char *out, int status)
{
	const struct op ask = { .kind = OP_BLACKOUT_STATE, .on = 2,
	    .guest = 1 };
	struct output *output;

	asking_begin(&asking, &arena, site, site->names);
	while (!question_answer(&asking, &ask, &answer)) {
		output = asking_wanted(&asking);
		if (output == NULL)
			return false;
		assert_int_equal(output->place, 2);
		assert_string_equal(output->line,
		    "/opt/mon\\ itor is ldom1");
		output_heard(asking.arena, output, &(struct ended){ status,
		    out, "", strlen(out), 0 });
	}
	return true;
}

static void
one_word_on_one_line_is_the_answer(void **state)
{
	(void)state;
	assert_true(said("open\n", 0));
	assert_int_equal(answer.state, STATE_PRESENT);
	assert_true(said("closed\n", 0));
	assert_int_equal(answer.state, STATE_ABSENT);
	assert_true(said("\n closed \r\n\n", 0));
	assert_int_equal(answer.state, STATE_ABSENT);
}

/* A command that has failed ends with 1, whatever that was to mean. */
static void
anything_else_is_not_understood(void **state)
{
	static const char *const texts[] = { "", "\n", "Open\n", "opened\n",
	    "closed by hand\n", "open\nclosed\n", "closed\nopen\n", "clos" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_false(said(texts[i], 0));
		assert_non_null(strstr(asking.err.text, "neither"));
	}
	assert_false(said("open\n", 1));
	assert_false(said("closed\n", 1));
}

static void
a_site_without_one_is_not_asked(void **state)
{
	(void)state;
	site->blackout[BLACKOUT_STATE] = NULL;
	assert_false(said("closed\n", 0));
	assert_string_equal(asking.err.text, "the site declares no blackout");
}

/* What is printed can be typed, and means the same when it is read. */
static void
a_command_is_read_as_what_it_was_written_for(void **state)
{
	const struct op op = { .kind = OP_BLACKOUT_OPEN, .on = 1,
	    .guest = 1 };
	struct lexicon lexicon = { site, site->names };
	struct err err = { 0 };
	struct op read;

	(void)state;
	assert_string_equal(command_text(&arena, site, &op),
	    "/opt/mon\\ itor open ldom1");
	assert_true(command_read(&lexicon, "/opt/mon\\ itor open ldom1", 1,
	    &read, &err));
	assert_memory_equal(&read, &op, sizeof(op));
	assert_false(command_read(&lexicon, "/opt/mon\\ itor opens ldom1", 1,
	    &read, &err));
	assert_false(command_read(&lexicon, "/opt/mon\\ itor open", 1, &read,
	    &err));
	assert_false(command_read(&lexicon, "/bin/mon\\ itor open ldom1", 1,
	    &read, &err));
}

#define LIFE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    LIFE(one_word_on_one_line_is_the_answer),
	    LIFE(anything_else_is_not_understood),
	    LIFE(a_site_without_one_is_not_asked),
	    LIFE(a_command_is_read_as_what_it_was_written_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
