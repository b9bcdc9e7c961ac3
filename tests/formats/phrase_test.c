#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "backends/sim/session/vocabulary.h"
#include "core/base/arena.h"
#include "core/formats/scenario/form.h"
#include "core/formats/scenario/words.h"
#include "core/formats/site/site_file.h"
#include "tools/scenario/scenario.h"

enum { ROOM = 65536 };

static struct arena arena;
static struct site *site;
static struct wrong wrong;
static struct language language;

static int
read_posts(void **state)
{
	static char room[ROOM];
	struct mistakes mistakes = { NULL, 0, 0 };
	FILE *file = fopen("scenarios/sites/posts.json", "rb");
	size_t n;

	(void)state;
	if (file == NULL)
		return -1;
	n = fread(room, 1, sizeof(room), file);
	fclose(file);
	site = site_read(&arena, "posts.json", room, n, &mistakes);
	language = (struct language){ &arena, site->names,
	    &scenario_vocabulary, NULL };
	return site != NULL ? 0 : -1;
}

static int
drop(void **state)
{
	(void)state;
	arena_drop(&arena);
	return 0;
}

static enum kind
kind_of(const struct condition *condition)
{
	enum kind kind;
	bool answered;

	assert_non_null(sim_state(condition->state, &kind, &answered));
	assert_true(answered);
	return kind;
}

static const char *
state_of(const struct condition *condition)
{
	enum kind kind;
	bool answered;

	return sim_state(condition->state, &kind, &answered);
}

/* A condition by itself, without what may follow it. */
static bool
condition_read(const struct language *of, const char *text,
    struct condition *made, struct wrong *mistake)
{
	struct words words;

	return words_split(&words, of, text, mistake) &&
	    words_condition(&words, made) && words_end(&words);
}

static struct condition
condition(const char *text)
{
	struct condition made;

	if (!condition_read(&language, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static struct expectation
expectation(const char *text)
{
	struct expectation made;

	if (!phrase_expectation(&language, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static struct fault
fault(const char *text)
{
	struct fault made;

	if (!phrase_fault(&language, text, &made, &wrong))
		fail_msg("%s: %s: expected %s", text, wrong.found,
		    wrong.expected);
	return made;
}

static void
a_bare_name_is_of_the_kind_that_knows_the_state(void **state)
{
	static const struct {
		const char	*text;
		enum kind	 kind;
	} rows[] = {
		{ "ldom1 running", KIND_GUEST },
		{ "zpool_ldom1 imported", KIND_POOL },
		{ "ldom1-rg online", KIND_GROUP },
		{ "ldom1-ldom-rs online", KIND_RESOURCE },
		{ "node2 member", KIND_NODE },
		{ "ldom1-vol0 present", KIND_VOLUME },
		{ "system1 running", KIND_GUEST },
		{ "source system1 running", KIND_SOURCE },
		{ "colleague-vol8 present", KIND_VOLUME },
		{ "resource colleague-rs online", KIND_RESOURCE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct condition made = condition(rows[i].text);

		assert_int_equal(kind_of(&made), rows[i].kind);
	}
}

static void
a_condition_says_what_and_where(void **state)
{
	struct condition made = condition("ldom1 at ok on node2");

	(void)state;
	assert_string_equal(state_of(&made), "at ok");
	assert_int_equal(made.name, 1);
	assert_int_equal(made.on, 2);
	assert_int_equal(condition("ldom1 running").on, 0);
}

static void
a_source_is_always_written_source(void **state)
{
	struct condition made;

	(void)state;
	assert_false(condition_read(&language, "system1 stopped", &made,
	    &wrong));
	assert_int_equal(wrong.at, 0);
}

static void
volumes_resources_and_files_may_be_new(void **state)
{
	uint32_t before = names_count(site->names, KIND_VOLUME);
	struct condition made = condition("volume colleague-vol9 absent");

	(void)state;
	assert_int_equal(made.name, before + 1);
	assert_false(condition_read(&language, "colleague-rs2 online",
	    &made, &wrong));
	assert_int_equal(fault("remove /etc/pfile on node1").kind, KIND_FILE);
}

/* Is the expectation of that form? */
static void
assert_form(const char *text, const char *form)
{
	struct expectation made = expectation(text);

	assert_false(made.is_condition);
	assert_string_equal(scenario_vocabulary.expectation(made.row), form);
}

static void
every_form_of_an_expectation_is_read(void **state)
{
	(void)state;
	assert_form("downtime of ldom1 at most 7m",
	    "downtime of GUEST at most DURATION");
	assert_form("run stuck", "run ENDING [because CODE]");
	assert_form("exit 9", "exit STATUS");
	assert_form("no data lost", "no data lost");
	assert_form("nothing left of ldom1",
	    "nothing left of GUEST [on NODE]");
	assert_form("services equal", "services equal");
	assert_form("script fails", "script fails");
	assert_form("cluster knows definition of ldom1",
	    "cluster knows definition of GUEST");
	assert_form("violates addresses-once", "violates INVARIANT");
	assert_form("says \"a, b\"", "says TEXT");
	assert_form("typed \"x\"", "typed COMMAND [on PLACE] [COUNT times]");
	assert_form("not typed \"x\"", "not typed COMMAND [on PLACE]");
	assert_true(expectation("ldom1 running").is_condition);
}

static void
what_an_expectation_says_is_kept(void **state)
{
	struct expectation made = expectation("source system1 untouched");

	(void)state;
	assert_string_equal(state_of(&made.condition), "untouched");
	assert_int_equal(expectation("ldom1 running on node2 within 8m")
	    .deadline, DEADLINE_WITHIN);
	assert_int_equal(expectation("ldom1 running by 8m").limit_ms, 480000);
	assert_int_equal(expectation("ldom1 absent at the end").deadline,
	    DEADLINE_END);
	assert_int_equal(expectation("never ldom1-rg stop-failed").watch,
	    WATCH_NEVER);
	assert_int_equal(expectation("always node1 up").watch, WATCH_ALWAYS);
	assert_int_equal(expectation("downtime of ldom1 at most 7m").number,
	    420000);
	assert_int_equal(expectation("downtime of ldom1 at most 7m").guest, 1);
	assert_int_equal(expectation("run stuck").ending, STUCK);
	assert_int_equal(expectation("run returned because pool-busy").because,
	    ERR_POOL_BUSY);
	assert_int_equal(expectation("exit 9").number, 9);
	assert_int_equal(expectation("nothing left of ldom1 on node2").on, 2);
	assert_int_equal(expectation("nothing left of ldom1").on, 0);
	assert_string_equal(expectation("violates addresses-once").quoted,
	    "addresses-once");
	assert_string_equal(expectation("says \"a, b\"").quoted, "a, b");
}

static void
what_is_typed_is_counted_when_a_number_says_so(void **state)
{
	struct expectation made = expectation("typed \"clrg resume ldom1-rg\" "
	    "on node1 1 times");

	(void)state;
	assert_string_equal(made.quoted, "clrg resume ldom1-rg");
	assert_int_equal(made.on, 1);
	assert_int_equal(made.number, 1);
	assert_int_equal(expectation("typed \"x\"").number, -1);
	made = expectation("not typed \"shutdown\" on guest:ldom1");
	assert_int_equal(made.on, PLACE_GUEST | 1);
}

static void
a_fault_at_an_operation_names_operation_object_and_place(void **state)
{
	struct fault made = fault("refuse pool-import zpool_ldom1 on node2, "
	    "times 3, nth 2, at 12m");

	(void)state;
	assert_int_equal(made.class, FAULT_OPERATION);
	assert_int_equal(made.strike, STRIKE_REFUSE);
	assert_int_equal(made.op, OP_POOL_IMPORT);
	assert_int_equal(made.kind, KIND_POOL);
	assert_int_equal(made.object, site->guests[1].pool);
	assert_int_equal(made.on, 2);
	assert_int_equal(made.times, 3);
	assert_int_equal(made.nth, 2);
	assert_int_equal(made.at_ms, 720000);
}

static void
a_fault_has_defaults_for_its_keys(void **state)
{
	struct fault made = fault("lie any");

	(void)state;
	assert_int_equal(made.op, OP_NONE);
	assert_int_equal(made.on, 0);
	assert_int_equal(made.times, 1);
	assert_int_equal(made.nth, 1);
	assert_int_equal(made.every, 1);
	assert_int_equal(made.at_ms, -1);
	assert_false(made.has_when || made.may);
	made = fault("late 90s guest-start, times always, every 3, may, "
	    "when ldom1-rg online on node2");
	assert_int_equal(made.amount, 90000);
	assert_int_equal(made.times, 0);
	assert_int_equal(made.every, 3);
	assert_true(made.has_when && made.may);
	assert_int_equal(made.when.on, 2);
}

static void
an_object_may_be_any_field_of_the_operation(void **state)
{
	(void)state;
	assert_int_equal(fault("lose volume-add ldom1-vol0").kind,
	    KIND_VOLUME);
	assert_int_equal(fault("lose volume-add primary-vds0").kind,
	    KIND_SERVICE);
	assert_int_equal(fault("lose guest-vdisk ldom1").kind, KIND_GUEST);
	assert_int_equal(fault("lose disk-create /zpool_ldom1/ldom1/disk0")
	    .kind, KIND_FILE);
	assert_int_equal(fault("hang guest-halt ldom1 on guest:ldom1").on,
	    PLACE_GUEST | 1);
}

static void
what_hangs_is_an_operation_or_a_node(void **state)
{
	(void)state;
	assert_int_equal(fault("hang node1").class, FAULT_WORLD);
	assert_int_equal(fault("hang node1").world,
	    sim_world_fault_find("hang"));
	assert_int_equal(fault("hang pool-import").class, FAULT_OPERATION);
	assert_int_equal(fault("hang any on node1").strike, STRIKE_HANG);
}

/* One phrase for each form, in the order of the table. */
static const char *const phrases[] = { "power-off node1",
	    "power-on node1", "panic node1", "reboot node1", "hang node1",
	    "split node1 from node2", "slow interconnect by 3s",
	    "cut d14, when ldom1 running on node1", "wrong d14 on node1",
	    "degrade zpool_ldom1", "fault zpool_ldom1", "fill zpool_ldom1",
	    "fill / on node1", "fill /var on node1",
	    "busy zpool_ldom1 on node1", "foreign-import zpool_ldom1",
	    "panic-guest ldom1",
	    "hang-guest ldom1", "stop-guest ldom1", "boot-loop ldom1",
	    "stop ldmd on node1", "stop vntsd on node1",
	    "fail ldmd on node1", "fail vntsd on node1",
	    "delay-reconfiguration on node1", "take 8 vcpus on node1",
	    "take 8G memory on node1", "fragment memory on node1",
	    "remove /pfile on node1",
	    "misname ldom1-vol0 as ldom1-volO on node2",
	    "drop primary-vsw1 on node1", "archive-down Archive_System",
	    "archive-full Archive_System", "truncate /mnt/system1/system1.flar",
	    "source-up system1", "migration-lost ldom1",
	    "clear-spconfig node1", "old-spconfig node1",
	    "degrade-spconfig node1", "autorecover-spconfig node1",
	    "expire-password node1", "drop-cachefiles node1",
	    "visit node1", "serve-names ldom1 on node1" };
enum { PHRASES = sizeof(phrases) / sizeof(phrases[0]) };

/* What can be played is read, what can be ended too, and the rest is refused
 * with what there is. */
static void
every_fault_of_the_world_is_read_or_refused(void **state)
{
	struct fault made;
	unsigned can;

	(void)state;
	for (unsigned i = 0; i < PHRASES; i++) {
		assert_non_null(sim_world_fault(i, &can));
		assert_int_equal(phrase_fault(&language, phrases[i], &made,
		    &wrong), (can & CAN_PLAY) != 0);
		assert_int_equal(made.world, i);
		if ((can & CAN_PLAY) == 0)
			assert_non_null(strstr(wrong.expected, "power-off"));
		assert_int_equal(phrase_mend(&language, phrases[i], &made,
		    &wrong), (can & CAN_END) != 0);
	}
	assert_null(sim_world_fault(PHRASES, &can));
}

/* What a person says, and the phrase that means the same. */
static const char *const said[][2] = {
	{ "node1 loses power", "power-off node1" },
	{ "node2 is switched on", "power-on node2" },
	{ "node1 panics", "panic node1" },
	{ "node1 reboots", "reboot node1" },
	{ "node2 hangs", "hang node2" },
	{ "node2 loses its private links to node1", "split node2 from node1" },
	{ "node2 loses its private links", "split node2" },
	{ "d14 is lost", "cut d14" },
	{ "d14 is lost on node2, at 5m", "cut d14 on node2, at 5m" },
	{ "ldom1 hangs", "hang-guest ldom1" },
	{ "ldom1 stops", "stop-guest ldom1" },
	{ "ldom1 boots again and again", "boot-loop ldom1" },
	{ "primary-vsw0 is gone on node1", "drop primary-vsw0 on node1" },
	{ "Archive_System no longer answers", "archive-down Archive_System" },
};

static void
a_sentence_is_the_fault_that_its_phrase_is(void **state)
{
	unsigned can, sentences = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct fault one = fault(said[i][0]);
		struct fault other = fault(said[i][1]);

		assert_string_equal(one.text, said[i][0]);
		assert_int_equal(one.class, FAULT_WORLD);
		assert_int_equal(one.world, other.world);
		assert_int_equal(one.kind, other.kind);
		assert_int_equal(one.object, other.object);
		assert_int_equal(one.other, other.other);
		assert_int_equal(one.on, other.on);
		assert_int_equal(one.at_ms, other.at_ms);
	}
	for (unsigned n = 0; sim_world_fault(n, &can) != NULL; n++)
		sentences += sim_world_sentence(n) != NULL;
	assert_int_equal(sentences + 2, sizeof(said) / sizeof(said[0]));
}

static void
a_sentence_that_is_wrong_is_refused_at_its_place(void **state)
{
	struct fault made;

	(void)state;
	assert_false(phrase_fault(&language, "node9 loses power", &made,
	    &wrong));
	assert_int_equal(wrong.at, 0);
	assert_non_null(strstr(wrong.found, "node9"));
	assert_false(phrase_fault(&language, "node1 loses", &made, &wrong));
	assert_non_null(strstr(wrong.expected, "NODE loses power"));
	assert_false(phrase_fault(&language, "node1 loses power twice", &made,
	    &wrong));
	assert_int_equal(wrong.at, strlen("node1 loses power "));
	assert_false(phrase_fault(&language, "d14 is lost on node9", &made,
	    &wrong));
	assert_int_equal(wrong.at, strlen("d14 is lost on "));
	assert_false(phrase_mend(&language, "node1 panics", &made, &wrong));
	assert_true(phrase_mend(&language, "node1 loses power", &made,
	    &wrong));
}

enum { WORD = 64 };

/* The n-th word (from 0) of a text, or "". */
static const char *
word_of(const char *text, unsigned n, char *room)
{
	while (n-- > 0) {
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	text += *text == '[';
	snprintf(room, WORD, "%.*s", (int)strcspn(text, " ,]"), text);
	return room;
}

/* The phrase with another word in place of its n-th one is refused there. */
static void
is_refused_with(const char *phrase, unsigned n, const char *other)
{
	char text[8 * WORD] = "", word[WORD];
	struct fault made;
	size_t at = 0;

	for (unsigned i = 0; *word_of(phrase, i, word) != '\0'; i++) {
		if (i == n)
			at = strlen(text) + (i != 0);
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%s%s", i != 0 ? " " : "", i == n ? other : word);
	}
	if (phrase_fault(&language, text, &made, &wrong))
		fail_msg("\"%s\" is read", text);
	if (wrong.at != at)
		fail_msg("\"%s\" is wrong at %zu, not %zu", text, at,
		    wrong.at);
}

/* It would never strike: what the site does not have, and one thing where two
 * are meant. */
static void
a_fault_that_can_never_strike_is_refused_at_its_place(void **state)
{
	static const char *const things[] = { "NODE", "DEVICE", "POOL",
	    "GUEST", "VOLUME", "SERVICE", "SOURCE", "SERVER", "ARCHIVE" };
	char slot[WORD], first[WORD], kind[WORD];
	char before[WORD], said_before[WORD];
	unsigned can, names = 0, pairs = 0;

	(void)state;
	for (unsigned i = 0; i < PHRASES; i++) {
		const char *form = sim_world_fault(i, &can);

		*kind = '\0';
		for (unsigned n = 0; (can & CAN_PLAY) != 0 &&
		    *word_of(form, n, slot) != '\0'; n++) {
			bool thing = false;

			for (size_t t = 0; t < sizeof(things) /
			    sizeof(things[0]); t++)
				thing |= strcmp(slot, things[t]) == 0;
			/* What is optional may not be there. */
			if (!thing || strcmp(word_of(form, n - 1, before),
			    word_of(phrases[i], n - 1, said_before)) != 0)
				continue;
			if (strcmp(slot, kind) == 0) {
				is_refused_with(phrases[i], n, first);
				pairs++;
			}
			/* People may create volumes. */
			if (strcmp(slot, "VOLUME") != 0) {
				is_refused_with(phrases[i], n, "nobody");
				names++;
			}
			strcpy(kind, slot);
			word_of(phrases[i], n, first);
		}
	}
	assert_int_equal(pairs, 2);
	assert_true(names > 20);
}

static void
a_fault_of_the_world_keeps_what_it_strikes(void **state)
{
	struct fault made = fault("misname ldom1-vol0 as ldom1-volX on node2");

	(void)state;
	assert_int_equal(made.kind, KIND_VOLUME);
	assert_int_equal(made.object, site->guests[1].disk[0].volume);
	assert_string_equal(names_text(site->names, KIND_VOLUME, made.other),
	    "ldom1-volX");
	assert_int_equal(made.on, 2);
	assert_int_equal(fault("take 4G memory on node2").amount,
	    (int64_t)4 << 30);
}

static void
a_crash_is_before_or_after_a_record_or_an_operation(void **state)
{
	struct fault made = fault("crash after record 17");

	(void)state;
	assert_int_equal(made.class, FAULT_CRASH);
	assert_false(made.before);
	assert_int_equal(made.record, 17);
	assert_true(phrase_crash(&language,
	    "before pool-import zpool_ldom1 on node2", &made, &wrong));
	assert_true(made.before);
	assert_int_equal(made.record, -1);
	assert_int_equal(made.op, OP_POOL_IMPORT);
	assert_string_equal(made.text,
	    "crash before pool-import zpool_ldom1 on node2");
}

static void
an_unknown_fault_is_answered_with_the_known_ones(void **state)
{
	struct fault made;

	(void)state;
	assert_false(phrase_fault(&language, "meteor node1", &made,
	    &wrong));
	assert_non_null(strstr(wrong.expected, "refuse"));
	assert_non_null(strstr(wrong.expected, "misname VOLUME as VOLUME"));
	assert_non_null(strstr(wrong.expected, "source-up SOURCE"));
	assert_non_null(strstr(wrong.expected, "garble"));
	assert_null(strstr(wrong.expected, "migration-lost"));
}

static void
a_key_beside_the_phrase_is_as_good_as_in_it(void **state)
{
	struct fault made = fault("refuse guest-start");

	(void)state;
	assert_true(phrase_fault_key(&language, "times 2", &made, &wrong));
	assert_int_equal(made.times, 2);
	assert_string_equal(made.text, "refuse guest-start, times 2");
	assert_false(phrase_fault_key(&language, "times 0", &made,
	    &wrong));
}

static void
a_wait_is_a_time_or_a_condition_with_a_limit(void **state)
{
	struct wait wait;

	(void)state;
	assert_true(phrase_wait(&language, "3m", &wait, &wrong));
	assert_false(wait.has_condition);
	assert_int_equal(wait.limit_ms, 180000);
	assert_true(phrase_wait(&language, "ldom1 running within 10m",
	    &wait, &wrong));
	assert_true(wait.has_condition);
	assert_int_equal(wait.limit_ms, 600000);
	assert_false(phrase_wait(&language, "ldom1 running", &wait,
	    &wrong));
	assert_false(phrase_wait(&language, "", &wait, &wrong));
}

/* Refused: at that byte, and what is expected has that text. */
static void
assert_refused(const char *text, size_t at, const char *expected)
{
	struct fault made;

	if (phrase_fault(&language, text, &made, &wrong))
		fail_msg("%s: was read", text);
	assert_int_equal(wrong.at, at);
	if (strstr(wrong.expected, expected) == NULL)
		fail_msg("%s: %s", text, wrong.expected);
}

static void
what_a_fault_cannot_strike_is_refused_at_the_operation(void **state)
{
	(void)state;
	assert_refused("partial pool-import", 8, "group-switch");
	assert_refused("partial any", 8, "group-switch");
	assert_refused("stale pool-import", 6, "a question");
	assert_refused("stale any", 6, "a question");
	assert_refused("lie pool-state zpool_ldom1", 4, "a change");
	assert_refused("late 3s guest-state ldom1", 8, "a change");
	assert_refused("crash after guest-state ldom1", 12, "a change");
	assert_refused("refuse guest-boot ldom1, when guest ldom1 suspended",
	    42, "running, at ok");
	fault("partial group-switch ldom1-rg");
	fault("stale pool-state zpool_ldom1");
	fault("hang pool-state zpool_ldom1");
}

static void
an_unanswered_state_is_refused_with_those_that_have_an_answer(void **state)
{
	const struct vocabulary *vocabulary = &scenario_vocabulary;
	const char *word;
	enum kind kind;
	bool answered;

	(void)state;
	for (unsigned n = 0; (word = vocabulary->state(n, &kind, &answered)) !=
	    NULL; n++) {
		const char *text = arena_format(&arena, "%s %s %s",
		    kind_name(kind), names_text(site->names, kind, 1), word);
		struct condition made;

		if (condition_read(&language, text, &made, &wrong) !=
		    answered)
			fail_msg("%s: %s", text, wrong.expected);
		if (!answered)
			assert_non_null(strstr(wrong.expected, "one of: "));
	}
}

/* Nothing is listed twice, and every form can be read. */
static void
a_word_stands_once_in_its_table(void **state)
{
	const struct vocabulary *vocabulary = &scenario_vocabulary;
	const char *word, *other, *sentence;
	enum kind kind, kind_other;
	unsigned can;
	bool answered;

	(void)state;
	for (unsigned n = 0; (word = vocabulary->state(n, &kind, &answered)) !=
	    NULL; n++)
		for (unsigned i = 0; i < n; i++) {
			other = vocabulary->state(i, &kind_other, &answered);
			assert_true(kind != kind_other ||
			    strcmp(word, other) != 0);
		}
	for (unsigned n = 0; (word = vocabulary->world_fault(n, &can)) != NULL;
	    n++) {
		assert_true(form_valid(word));
		for (unsigned i = 0; i < n; i++)
			assert_string_not_equal(word,
			    vocabulary->world_fault(i, &can));
	}
	for (unsigned n = 0; (word = vocabulary->expectation(n)) != NULL; n++) {
		assert_true(form_valid(word));
		assert_true(form_head(word) != 0);
		for (unsigned i = 0; i < n; i++)
			assert_string_not_equal(word,
			    vocabulary->expectation(i));
	}
	for (unsigned n = 0; (word = vocabulary->invariant(n, &sentence)) !=
	    NULL; n++) {
		assert_true(sentence[0] != '\0');
		for (unsigned i = 0; i < n; i++)
			assert_string_not_equal(word,
			    vocabulary->invariant(i, &sentence));
	}
}

/* What can be played and answered stands in the manual, and nothing else. */
static void
the_manual_lists_what_can_be_played_and_answered(void **state)
{
	const struct vocabulary *vocabulary = &scenario_vocabulary;
	static char manual[ROOM];
	FILE *file = fopen("docs/domferry-scenario.5", "rb");
	const char *word, *states;
	enum kind kind;
	unsigned can;
	bool answered;

	(void)state;
	assert_non_null(file);
	assert_true(fread(manual, 1, sizeof(manual) - 1, file) != 0);
	fclose(file);
	for (unsigned n = 0; (word = vocabulary->world_fault(n, &can)) != NULL;
	    n++) {
		if ((strstr(manual, word) != NULL) != ((can & CAN_PLAY) != 0))
			fail_msg("fault \"%s\"", word);
		word = vocabulary->world_sentence(n);
		if (word != NULL && strstr(manual, word) == NULL)
			fail_msg("sentence \"%s\"", word);
	}
	states = strstr(manual, "The states are:");
	assert_non_null(states);
	for (unsigned n = 0; (word = vocabulary->state(n, &kind, &answered)) !=
	    NULL; n++) {
		const char *of = strstr(states, arena_format(&arena,
		    ".It %s\n", kind_name(kind)));
		const char *found;

		assert_non_null(of);
		found = strstr(of, word);
		if ((found != NULL && found < strstr(of, "\n.")) != answered)
			fail_msg("%s %s", kind_name(kind), word);
	}
	for (enum strike strike = 0; strike < STRIKES; strike++)
		if ((strstr(manual, arena_format(&arena, ".It Cm %s",
		    strike_table[strike].word)) != NULL) !=
		    strike_is_played(strike))
			fail_msg("%s", strike_table[strike].word);
}

static void
a_form_with_a_word_that_nobody_reads_is_not_valid(void **state)
{
	(void)state;
	assert_true(form_valid("cut DEVICE [on NODE]"));
	assert_false(form_valid("cut CABLE [on NODE]"));
	assert_false(form_valid("cut DEVICE [on HOST]"));
}

static void
every_kind_of_fault_has_a_word_of_its_own(void **state)
{
	(void)state;
	for (enum strike strike = 0; strike < STRIKES; strike++) {
		assert_non_null(strike_table[strike].word);
		for (enum strike other = 0; other < strike; other++)
			assert_string_not_equal(strike_table[strike].word,
			    strike_table[other].word);
	}
}

static void
a_phrase_that_is_much_too_long_is_refused(void **state)
{
	char text[400];
	struct expectation made;

	(void)state;
	memset(text, 0, sizeof(text));
	for (int i = 0; i < 100; i++)
		strcat(text, "x ,");
	assert_false(phrase_expectation(&language, text, &made, &wrong));
	assert_false(phrase_expectation(&language, "", &made, &wrong));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_bare_name_is_of_the_kind_that_knows_the_state),
		cmocka_unit_test(a_condition_says_what_and_where),
		cmocka_unit_test(a_source_is_always_written_source),
		cmocka_unit_test(volumes_resources_and_files_may_be_new),
		cmocka_unit_test(every_form_of_an_expectation_is_read),
		cmocka_unit_test(
		    what_is_typed_is_counted_when_a_number_says_so),
		cmocka_unit_test(
		    a_fault_at_an_operation_names_operation_object_and_place),
		cmocka_unit_test(a_fault_has_defaults_for_its_keys),
		cmocka_unit_test(an_object_may_be_any_field_of_the_operation),
		cmocka_unit_test(what_hangs_is_an_operation_or_a_node),
		cmocka_unit_test(
		    every_fault_of_the_world_is_read_or_refused),
		cmocka_unit_test(a_sentence_is_the_fault_that_its_phrase_is),
		cmocka_unit_test(
		    a_sentence_that_is_wrong_is_refused_at_its_place),
		cmocka_unit_test(what_an_expectation_says_is_kept),
		cmocka_unit_test(
		    a_fault_that_can_never_strike_is_refused_at_its_place),
		cmocka_unit_test(a_fault_of_the_world_keeps_what_it_strikes),
		cmocka_unit_test(
		    a_crash_is_before_or_after_a_record_or_an_operation),
		cmocka_unit_test(
		    an_unknown_fault_is_answered_with_the_known_ones),
		cmocka_unit_test(a_key_beside_the_phrase_is_as_good_as_in_it),
		cmocka_unit_test(a_wait_is_a_time_or_a_condition_with_a_limit),
		cmocka_unit_test(
		    what_a_fault_cannot_strike_is_refused_at_the_operation),
		cmocka_unit_test(
	    an_unanswered_state_is_refused_with_those_that_have_an_answer),
		cmocka_unit_test(a_word_stands_once_in_its_table),
		cmocka_unit_test(
		    the_manual_lists_what_can_be_played_and_answered),
		cmocka_unit_test(
		    a_form_with_a_word_that_nobody_reads_is_not_valid),
		cmocka_unit_test(every_kind_of_fault_has_a_word_of_its_own),
		cmocka_unit_test(a_phrase_that_is_much_too_long_is_refused),
	};

	return cmocka_run_group_tests_name("phrase", tests, read_posts, drop);
}
