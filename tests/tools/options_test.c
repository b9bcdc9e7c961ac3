/*
 * The command line: options and operands mixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tools/options.h"

enum { WORDS = OPTION_OPERANDS + 3 };

/* Read a line of words parted by one blank. */
static bool
line_read(struct options *options, unsigned verb, bool job, const char *line,
    struct err *err)
{
	static char text[4 * WORDS];
	static char *words[WORDS];
	int count = 0;

	snprintf(text, sizeof(text), "%s", line);
	for (char *at = text; *at != '\0';) {
		words[count++] = at;
		at += strcspn(at, " ");
		if (*at != '\0')
			*at++ = '\0';
	}
	words[count] = NULL;
	return options_read(options, verb, job, words, err);
}

static void
reads(struct options *options, unsigned verb, bool job, const char *line)
{
	struct err err = { 0 };

	if (!line_read(options, verb, job, line, &err))
		fail_msg("%s: %s", line, err.text);
}

static void
refuses(unsigned verb, bool job, const char *line, const char *because)
{
	struct options options;
	struct err err = { 0 };

	assert_false(line_read(&options, verb, job, line, &err));
	assert_int_equal(err.code, ERR_USAGE);
	if (strstr(err.text, because) == NULL)
		fail_msg("%s: %s", line, err.text);
}

/* A journal keeps them, and what it keeps is UTF-8. */
static void
what_a_journal_keeps_is_utf_8(void **state)
{
	struct options options;

	(void)state;
	refuses(VERB_REHEARSE, true, "--fault \xa2\xa2 switch g1",
	    "--fault: byte 1 is no character");
	refuses(VERB_REHEARSE, true, "--begin x\xf6 switch g1",
	    "--begin: byte 2 is no character");
	refuses(VERB_REHEARSE, true, "switch g\xed\xa0\x80",
	    "a word of the job: byte 2 is no character");
	reads(&options, VERB_REHEARSE, true, "--run r\xf6 pl\xe4n.json");
	reads(&options, VERB_REHEARSE, true, "switch z\xc3\xbcrich");
}

static void
options_and_operands_may_be_mixed(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_PLAN, true,
	    "create -e ldom1 -s site.json --commands");
	assert_int_equal(options.operand_count, 2);
	assert_string_equal(options.operand[0], "create");
	assert_string_equal(options.operand[1], "ldom1");
	assert_string_equal(options.site, "site.json");
	assert_true(options.exit_code);
	assert_true(options.commands);
	assert_false(options.help);
}

static void
an_argument_may_follow_an_equals_sign(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_PLAN, true, "--site=a=b.json --write=- x");
	assert_string_equal(options.site, "a=b.json");
	assert_string_equal(options.write, "-");
	assert_int_equal(options.operand_count, 1);
	reads(&options, VERB_PLAN, true, "--site= x");
	assert_string_equal(options.site, "");
}

static void
two_dashes_end_the_options(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_CHECK, false, "-j -- -s --json --");
	assert_true(options.json);
	assert_null(options.site);
	assert_int_equal(options.operand_count, 3);
	assert_string_equal(options.operand[0], "-s");
	assert_string_equal(options.operand[2], "--");
}

static void
a_single_dash_is_an_operand(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_CHECK, false, "-");
	assert_int_equal(options.operand_count, 1);
}

static void
options_of_a_job_are_left_to_the_job(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_REHEARSE, true,
	    "switch ldom1 --to node2 -S 7 --no-test");
	assert_int_equal(options.operand_count, 5);
	assert_string_equal(options.operand[2], "--to");
	assert_string_equal(options.operand[4], "--no-test");
	assert_int_equal(options.seed, 7);
	refuses(VERB_CHECK, false, "--to node2", "unknown option --to");
}

static void
an_option_of_another_verb_is_unknown(void **state)
{
	(void)state;
	refuses(VERB_CHECK, false, "--commands", "unknown option --commands");
	refuses(VERB_RUN, false, "-s site.json", "unknown option -s");
	refuses(VERB_PLAN, true, "-Z", "unknown option -Z");
	refuses(VERB_CHECK, false, "--jso", "unknown option --jso");
	refuses(VERB_CHECK, false, "--jsonl", "unknown option --jsonl");
}

static void
an_argument_that_is_missing_is_named(void **state)
{
	(void)state;
	refuses(VERB_CHECK, false, "-s", "-s needs SITE");
	refuses(VERB_PLAN, true, "create ldom1 --write", "--write needs FILE");
}

static void
what_takes_no_argument_gets_none(void **state)
{
	(void)state;
	refuses(VERB_CHECK, false, "--json=yes", "--json takes no value");
}

static void
the_seed_is_a_number(void **state)
{
	static const char *const wrong[] = { "--seed x", "--seed -1",
	    "--seed=", "--seed 1x", "--seed 99999999999999999999" };
	struct options options;

	(void)state;
	reads(&options, VERB_RUN, false, "a.json");
	assert_int_equal(options.seed, 1);
	assert_false(options_given(&options, "seed"));
	reads(&options, VERB_RUN, false, "--seed 0");
	assert_int_equal(options.seed, 0);
	assert_true(options_given(&options, "seed"));
	reads(&options, VERB_RUN, false, "--seed 18446744073709551615");
	assert_true(options.seed == UINT64_MAX);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refuses(VERB_RUN, false, wrong[i], "needs a number");
}

/* Whatever is typed has its effect, or is refused. */
static void
an_option_that_would_be_ignored_is_refused(void **state)
{
	static const struct {
		unsigned	 verb;
		const char	*line, *because;
	} rows[] = {
		{ VERB_PLAN, "-j --commands", "exclude each other" },
		{ VERB_RUN, "--tap --json", "exclude each other" },
		{ VERB_RUN, "-v --tap", "exclude each other" },
		{ VERB_EXPLAIN, "-j --codes", "exclude each other" },
		{ VERB_EXPLORE, "--faults 2 --seeds 9", "exclude each other" },
		{ VERB_CHECK, "-s a -s b", "--site is given twice" },
		{ VERB_RUN, "-S 1 --seed=2", "--seed is given twice" },
		{ VERB_PLAN, "-w a --write b", "--write is given twice" },
	};
	struct options options;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		refuses(rows[i].verb, false, rows[i].line, rows[i].because);
	reads(&options, VERB_RUN, false, "-v --json -v");
}

static void
some_options_may_be_repeated(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_REHEARSE, true,
	    "--begin a -F x --begin b --fault y");
	assert_int_equal(options.begin.count, 2);
	assert_string_equal(options.begin.item[0], "a");
	assert_string_equal(options.begin.item[1], "b");
	assert_int_equal(options.fault.count, 2);
	assert_string_equal(options.fault.item[1], "y");
	refuses(VERB_REHEARSE, true, "-F a -F a -F a -F a -F a -F a -F a "
	    "-F a -F a -F a -F a -F a -F a -F a -F a -F a -F a",
	    "--fault can be given at most 16 times");
}

static void
help_is_asked_for_in_three_ways(void **state)
{
	struct options options;

	(void)state;
	reads(&options, VERB_RUN, false, "-?");
	assert_true(options.help);
	reads(&options, VERB_CHECK, false, "-h");
	assert_true(options.help);
	reads(&options, VERB_PLAN, true, "create --help");
	assert_true(options.help);
}

static void
too_many_operands_are_refused(void **state)
{
	char line[2 * (OPTION_OPERANDS + 1) + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(line) - 1; i++)
		line[i] = i % 2 == 0 ? 'a' : ' ';
	line[sizeof(line) - 1] = '\0';
	refuses(VERB_RUN, false, line, "more than 512 operands");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_journal_keeps_is_utf_8),
		cmocka_unit_test(options_and_operands_may_be_mixed),
		cmocka_unit_test(an_argument_may_follow_an_equals_sign),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(a_single_dash_is_an_operand),
		cmocka_unit_test(options_of_a_job_are_left_to_the_job),
		cmocka_unit_test(an_option_of_another_verb_is_unknown),
		cmocka_unit_test(an_argument_that_is_missing_is_named),
		cmocka_unit_test(what_takes_no_argument_gets_none),
		cmocka_unit_test(the_seed_is_a_number),
		cmocka_unit_test(an_option_that_would_be_ignored_is_refused),
		cmocka_unit_test(some_options_may_be_repeated),
		cmocka_unit_test(help_is_asked_for_in_three_ways),
		cmocka_unit_test(too_many_operands_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
