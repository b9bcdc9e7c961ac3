#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/err.h"

static void
every_code_has_a_name_a_hint_and_a_status(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NONE; code < ERR_CODES; code++) {
		const struct err_info *info = &err_table[code];

		assert_non_null(info->name);
		assert_int_equal(strspn(info->name,
		    "abcdefghijklmnopqrstuvwxyz-"), strlen(info->name));
		assert_non_null(info->hint);
		assert_int_equal(info->hint[strlen(info->hint) - 1], '.');
		assert_true((info->exit == EXIT_OK) == (code == ERR_NONE));
		assert_in_range(info->exit, EXIT_OK, EXIT_UNKNOWN);
	}
}

static void
every_name_leads_back_to_its_code(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++)
		assert_int_equal(err_find(err_table[code].name), code);
	assert_int_equal(err_find("none"), ERR_NONE);
	assert_int_equal(err_find("pool-bussy"), ERR_NONE);
	assert_int_equal(err_find(""), ERR_NONE);
}

static void
setting_an_error_is_false_and_keeps_its_text(void **state)
{
	struct err err = { ERR_NONE, "" };

	(void)state;
	assert_false(err_set(&err, ERR_POOL_BUSY, "%s is busy on %s", "logs",
	    "node1"));
	assert_int_equal(err.code, ERR_POOL_BUSY);
	assert_string_equal(err.text, "logs is busy on node1");
}

static void
a_text_that_is_too_long_is_cut(void **state)
{
	struct err err;
	char text[1000];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	err_set(&err, ERR_REFUSED, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

/* Who reads it back takes nothing but UTF-8. */
static void
a_text_is_cut_between_two_characters(void **state)
{
	char text[400];
	struct err err;

	(void)state;
	for (size_t before = 230; before < sizeof(err.text); before++) {
		memset(text, 'x', before);
		strcpy(text + before, "\xe2\x8a\xa3\xe2\x8a\xa3\xe2\x8a\xa3");
		err_set(&err, ERR_REFUSED, "%s", text);
		assert_true(strlen(err.text) + 3 >= sizeof(err.text) - 1 ||
		    strlen(err.text) == before + 9);
		assert_int_equal((strlen(err.text) - before) % 3, 0);
	}
}

static void
refusals_of_machines_lead_to_a_known_state(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NOT_FOUND; code <= ERR_REFUSED; code++)
		assert_int_equal(err_table[code].exit,
		    code == ERR_UNSUPPORTED ? EXIT_REFUSED : EXIT_RETURNED);
}

/* Runs hold errors and are compared by their bytes. */
static void
no_trace_of_an_older_text_is_left(void **state)
{
	struct err one, other;

	(void)state;
	memset(&one, 'x', sizeof(one));
	memset(&other, 0, sizeof(other));
	err_set(&one, ERR_REFUSED, "short");
	err_set(&other, ERR_REFUSED, "short");
	assert_memory_equal(&one, &other, sizeof(one));
}

static void
a_name_is_not_found_by_its_beginning(void **state)
{
	(void)state;
	assert_int_equal(err_find("pool-bus"), ERR_NONE);
	assert_int_equal(err_find("p"), ERR_NONE);
}

static void
what_nobody_answered_has_a_status_of_its_own(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++)
		assert_true((err_table[code].exit == EXIT_UNKNOWN) ==
		    (code == ERR_NO_ANSWER || code == ERR_TIMEOUT));
}

/* A rehearsal without a directory cannot be resumed: what to type next says
 * how a run goes on, and a hint only how its cause is mended. */
static void
a_hint_does_not_count_on_a_run_directory(void **state)
{
	static const enum err_code with_one[] = { ERR_ROLLED_BACK,
	    ERR_NO_WAY_BACK, ERR_RUN_ENDED, ERR_JOURNAL_BEHIND,
	    ERR_JOURNAL_UNWRITABLE,
	    ERR_STOPPED };

	(void)state;
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++) {
		bool has = false;

		for (size_t i = 0; i < sizeof(with_one) /
		    sizeof(with_one[0]); i++)
			has = has || with_one[i] == code;
		assert_true(has || (strstr(err_table[code].hint,
		    "esume") == NULL && strstr(err_table[code].hint,
		    "roll") == NULL));
	}
}

static void
two_codes_are_two_remedies(void **state)
{
	(void)state;
	for (enum err_code one = ERR_NONE + 1; one < ERR_CODES; one++)
		for (enum err_code other = one + 1; other < ERR_CODES;
		    other++)
			assert_string_not_equal(err_table[one].hint,
			    err_table[other].hint);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_a_name_a_hint_and_a_status),
		cmocka_unit_test(every_name_leads_back_to_its_code),
		cmocka_unit_test(setting_an_error_is_false_and_keeps_its_text),
		cmocka_unit_test(a_text_that_is_too_long_is_cut),
		cmocka_unit_test(a_text_is_cut_between_two_characters),
		cmocka_unit_test(refusals_of_machines_lead_to_a_known_state),
		cmocka_unit_test(no_trace_of_an_older_text_is_left),
		cmocka_unit_test(a_name_is_not_found_by_its_beginning),
		cmocka_unit_test(a_hint_does_not_count_on_a_run_directory),
		cmocka_unit_test(two_codes_are_two_remedies),
		cmocka_unit_test(what_nobody_answered_has_a_status_of_its_own),
	};

	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
