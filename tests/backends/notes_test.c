/*
 * What is new, overdue and over is a function of the findings of each survey
 * and its time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "backends/watch/absence.h"
#include "backends/watch/notes.h"

enum { S = 1000 };

/* A survey that has found these, and does not know these. */
struct one_found {
	const char	*id, *on;
	enum watch_verdict verdict;
	int64_t		 within_ms;
};

static void
take(struct notes *notes, const struct one_found *found, unsigned count,
    int64_t now_ms)
{
	struct watch_finding list[4];
	char key[4][64];
	struct watch_findings watch = { .list = list, .count = count };

	for (unsigned i = 0; i < count; i++) {
		snprintf(key[i], sizeof(key[i]), "%s %s", found[i].id,
		    found[i].on);
		list[i] = (struct watch_finding){ .row = watch_find(
		    found[i].id), .on = found[i].on, .key = key[i],
		    .verdict = found[i].verdict, .text = "so", .advice = "do",
		    .within_ms = found[i].within_ms };
		assert_non_null(list[i].row);
	}
	notes_take(notes, &watch, now_ms);
}

static enum became
became(const struct notes *notes, const char *key)
{
	const struct noted *noted = notes_find(notes, key);

	return noted != NULL ? noted->became : BECAME_NOTHING;
}

static void
a_finding_is_new_once_and_over_once(void **state)
{
	static const struct one_found gone = {
	    "node-gone", "node1", WATCH_FOUND, 0 };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &gone, 1, 10 * S);
	assert_int_equal(became(&notes, "node-gone node1"), BECAME_NEW);
	assert_int_equal(notes_standing(&notes), 1);
	take(&notes, &gone, 1, 20 * S);
	assert_int_equal(became(&notes, "node-gone node1"), BECAME_NOTHING);
	assert_int_equal(notes_standing(&notes), 1);
	take(&notes, NULL, 0, 30 * S);
	assert_int_equal(became(&notes, "node-gone node1"), BECAME_OVER);
	assert_int_equal(notes_standing(&notes), 0);
	take(&notes, NULL, 0, 40 * S);
	assert_int_equal(notes.count, 0);
	notes_drop(&notes);
}

static void
what_is_found_twice_in_a_row_is_new_the_second_time(void **state)
{
	static const struct one_found stopped = {
	    "guest-stopped", "ldom1", WATCH_FOUND, 100 * S };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &stopped, 1, 10 * S);
	assert_int_equal(became(&notes, "guest-stopped ldom1"),
	    BECAME_NOTHING);
	assert_int_equal(notes_standing(&notes), 0);
	assert_true(notes_wants_look(&notes));
	take(&notes, NULL, 0, 15 * S);
	take(&notes, &stopped, 1, 20 * S);
	assert_int_equal(notes_standing(&notes), 0);
	take(&notes, &stopped, 1, 25 * S);
	assert_int_equal(became(&notes, "guest-stopped ldom1"), BECAME_NEW);
	assert_false(notes_wants_look(&notes));
	notes_drop(&notes);
}

/* Before it was reported nobody is told that it is over. */
static void
what_nobody_was_told_of_ends_unreported(void **state)
{
	static const struct one_found stopped = {
	    "guest-stopped", "ldom1", WATCH_FOUND, 100 * S };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &stopped, 1, 10 * S);
	take(&notes, NULL, 0, 15 * S);
	assert_int_equal(became(&notes, "guest-stopped ldom1"), BECAME_OVER);
	assert_false(notes_find(&notes, "guest-stopped ldom1")->reported);
	notes_drop(&notes);
}

static void
a_deadline_counts_from_the_first_time_and_is_overdue_once(void **state)
{
	static const struct one_found gone = {
	    "guest-gone", "ldom1", WATCH_FOUND, 100 * S };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &gone, 1, 10 * S);
	take(&notes, &gone, 1, 20 * S);
	assert_int_equal(became(&notes, "guest-gone ldom1"), BECAME_NEW);
	take(&notes, &gone, 1, 109 * S);
	assert_int_equal(became(&notes, "guest-gone ldom1"), BECAME_NOTHING);
	take(&notes, &gone, 1, 110 * S);
	assert_int_equal(became(&notes, "guest-gone ldom1"), BECAME_OVERDUE);
	take(&notes, &gone, 1, 120 * S);
	assert_int_equal(became(&notes, "guest-gone ldom1"), BECAME_NOTHING);
	notes_drop(&notes);
}

static void
a_patient_kind_is_no_finding_before_its_time(void **state)
{
	static const struct one_found suspended = {
	    "group-suspended", "ldom1", WATCH_FOUND, 3600 * S };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &suspended, 1, 10 * S);
	take(&notes, &suspended, 1, 600 * S);
	assert_int_equal(notes_standing(&notes), 0);
	assert_false(notes_wants_look(&notes));
	take(&notes, &suspended, 1, 3600 * S);
	assert_true(notes_wants_look(&notes));
	take(&notes, &suspended, 1, 3610 * S);
	assert_int_equal(became(&notes, "group-suspended ldom1"), BECAME_NEW);
	assert_int_equal(notes_standing(&notes), 1);
	notes_drop(&notes);
}

static void
what_nobody_answers_any_more_is_not_over(void **state)
{
	static const struct one_found hung = {
	    "guest-at-ok", "ldom1", WATCH_FOUND, 5 * S };
	static const struct one_found unknown = {
	    "guest-at-ok", "ldom1", WATCH_UNKNOWN, 0 };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, &hung, 1, 10 * S);
	take(&notes, &hung, 1, 20 * S);
	assert_int_equal(became(&notes, "guest-at-ok ldom1"), BECAME_NEW);
	take(&notes, &unknown, 1, 30 * S);
	assert_int_equal(became(&notes, "guest-at-ok ldom1"), BECAME_NOTHING);
	assert_int_equal(notes_standing(&notes), 1);
	take(&notes, NULL, 0, 40 * S);
	assert_int_equal(became(&notes, "guest-at-ok ldom1"), BECAME_OVER);
	notes_drop(&notes);
}

/* Drift of a node stays until that node answers again. */
static void
drift_of_a_node_that_does_not_answer_is_not_over(void **state)
{
	static const struct one_found here = {
	    "drift", "node1", WATCH_FOUND, 0 };
	static const struct one_found there = {
	    "drift", "node2", WATCH_FOUND, 0 };
	static const struct one_found unknown = {
	    "drift", "node2", WATCH_UNKNOWN, 0 };
	const struct one_found both[] = { here, there };
	struct notes notes = { .count = 0 };

	(void)state;
	take(&notes, both, 2, 10 * S);
	take(&notes, both, 2, 20 * S);
	assert_int_equal(notes_standing(&notes), 2);
	take(&notes, &unknown, 1, 30 * S);
	assert_int_equal(became(&notes, "drift node1"), BECAME_OVER);
	assert_int_equal(became(&notes, "drift node2"), BECAME_NOTHING);
	assert_int_equal(notes_standing(&notes), 1);
	notes_drop(&notes);
}

/* A watch goes on for years. */
static void
memory_does_not_grow_with_the_number_of_surveys(void **state)
{
	static const struct one_found gone = {
	    "node-gone", "node1", WATCH_FOUND, 0 };
	struct notes notes = { .count = 0 };
	size_t bytes;

	(void)state;
	take(&notes, &gone, 1, 10 * S);
	take(&notes, &gone, 1, 20 * S);
	bytes = notes.arena.bytes;
	for (int64_t i = 0; i < 1000; i++)
		take(&notes, &gone, 1, (30 + i) * S);
	assert_int_equal(notes.arena.bytes, bytes);
	notes_drop(&notes);
}

static void
an_outage_is_measured_with_its_parts(void **state)
{
	struct absence absence = { .down = false };

	(void)state;
	assert_false(absence_take(&absence, STAGE_UP, 1, 10 * S));
	assert_false(absence_take(&absence, STAGE_UP, 1, 20 * S));
	assert_false(absence_take(&absence, STAGE_UNKNOWN, 0, 25 * S));
	assert_false(absence_take(&absence, STAGE_DOWN, 0, 32 * S));
	assert_false(absence_take(&absence, STAGE_DOWN, 0, 35 * S));
	assert_false(absence_take(&absence, STAGE_IMPORTED, 0, 41 * S));
	assert_false(absence_take(&absence, STAGE_STARTED, 2, 44 * S));
	assert_true(absence_take(&absence, STAGE_UP, 2, 140 * S));
	assert_int_equal(absence.from, 1);
	assert_int_equal(absence.to, 2);
	assert_int_equal(absence.again_ms - absence.at_ms[STAGE_UP], 120 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_DETECT), 12 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_IMPORT), 9 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_START), 3 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_BOOT), 96 * S);
	/* It is up from then on. */
	assert_false(absence_take(&absence, STAGE_UP, 2, 150 * S));
	assert_false(absence.down);
	assert_int_equal(absence.from, 2);
	assert_int_equal(absence.at_ms[STAGE_UP], 150 * S);
}

/* What it was before it fell back does not count. */
static void
a_moment_that_no_survey_has_seen_is_in_the_next_part(void **state)
{
	struct absence absence = { .down = false };

	(void)state;
	absence_take(&absence, STAGE_UP, 1, 10 * S);
	absence_take(&absence, STAGE_STARTED, 1, 20 * S);
	absence_take(&absence, STAGE_DOWN, 0, 30 * S);
	absence_take(&absence, STAGE_STARTED, 2, 50 * S);
	assert_true(absence_take(&absence, STAGE_UP, 2, 90 * S));
	assert_int_equal(absence_part(&absence, ABSENCE_DETECT), 10 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_IMPORT), 0);
	assert_int_equal(absence_part(&absence, ABSENCE_START), 30 * S);
	assert_int_equal(absence_part(&absence, ABSENCE_BOOT), 40 * S);
}

/* Between two surveys it was moved, or has failed over. */
static void
a_guest_that_is_up_elsewhere_was_down_meanwhile(void **state)
{
	struct absence absence = { .down = false };

	(void)state;
	absence_take(&absence, STAGE_UP, 1, 10 * S);
	assert_true(absence_take(&absence, STAGE_UP, 2, 310 * S));
	assert_int_equal(absence.from, 1);
	assert_int_equal(absence.to, 2);
	assert_int_equal(absence_part(&absence, ABSENCE_BOOT), 300 * S);
	assert_false(absence_take(&absence, STAGE_UP, 2, 320 * S));
}

/* Whoever never saw it up cannot say for how long it was down. */
static void
an_outage_that_was_there_before_is_not_measured(void **state)
{
	struct absence absence = { .down = false };

	(void)state;
	assert_false(absence_take(&absence, STAGE_DOWN, 0, 10 * S));
	assert_true(absence.down);
	assert_false(absence_take(&absence, STAGE_UP, 2, 20 * S));
	assert_false(absence_take(&absence, STAGE_UP, 2, 30 * S));
	/* One that is not there any more is not down. */
	assert_false(absence_take(&absence, STAGE_DOWN, 0, 40 * S));
	assert_false(absence_take(&absence, STAGE_AWAY, 0, 50 * S));
	assert_false(absence.down);
	assert_int_equal(absence.at_ms[STAGE_UP], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_is_new_once_and_over_once),
		cmocka_unit_test(
		    what_is_found_twice_in_a_row_is_new_the_second_time),
		cmocka_unit_test(what_nobody_was_told_of_ends_unreported),
		cmocka_unit_test(
		    a_deadline_counts_from_the_first_time_and_is_overdue_once),
		cmocka_unit_test(a_patient_kind_is_no_finding_before_its_time),
		cmocka_unit_test(what_nobody_answers_any_more_is_not_over),
		cmocka_unit_test(
		    drift_of_a_node_that_does_not_answer_is_not_over),
		cmocka_unit_test(
		    memory_does_not_grow_with_the_number_of_surveys),
		cmocka_unit_test(an_outage_is_measured_with_its_parts),
		cmocka_unit_test(
		    a_moment_that_no_survey_has_seen_is_in_the_next_part),
		cmocka_unit_test(
		    a_guest_that_is_up_elsewhere_was_down_meanwhile),
		cmocka_unit_test(
		    an_outage_that_was_there_before_is_not_measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
