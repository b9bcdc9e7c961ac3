/*
 * The bundle of a capture: what random sites in random lives have answered is
 * written, read, and the same; equal answers make equal bytes; and of a bundle
 * that is not whole nothing is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/sparse.h"
#include "tests/survey_fixture.h"
#include "tools/capture/bundled.h"
#include "tools/capture/tar.h"

#define T(name) cmocka_unit_test(name)

enum { LIVES = SPARSE == 1 ? 200 : 5 };

static struct bundle_bytes
bytes_of(const struct buffer *buffer)
{
	return (struct bundle_bytes){ buffer->bytes, buffer->size };
}

static void
written(struct bundle *bundle, struct buffer *out)
{
	struct err err = { 0 };

	if (!bundle_write(bundle, out, &err))
		fail_msg("%s", err.text);
}

static void
read_again(struct arena *arena, const struct buffer *buffer,
    struct bundle *bundle)
{
	struct err err = { 0 };

	if (!bundle_read(arena, "it", bytes_of(buffer), bundle, &err))
		fail_msg("%s", err.text);
}

static void
same_bytes(const struct buffer *one, const struct buffer *other)
{
	assert_int_equal(one->size, other->size);
	assert_memory_equal(one->bytes, other->bytes, one->size);
}

static void
same_facts(const struct reading *one, const struct reading *other)
{
	assert_int_equal(one->count, other->count);
	assert_int_equal(one->strange, other->strange);
	for (uint32_t i = 0; i < one->count; i++) {
		const struct detail *a = one->fact[i].first;
		const struct detail *b = other->fact[i].first;

		assert_string_equal(one->fact[i].kind, other->fact[i].kind);
		for (; a != NULL && b != NULL; a = a->next, b = b->next) {
			assert_string_equal(a->key, b->key);
			assert_string_equal(a->text, b->text);
		}
		assert_ptr_equal(a, b);
	}
}

static void
same_answer(const struct surveyed *one, const struct surveyed *other)
{
	assert_int_equal(one->output.place, other->output.place);
	assert_int_equal(one->line, other->line);
	assert_string_equal(one->about, other->about);
	assert_string_equal(one->output.line, other->output.line);
	assert_int_equal(one->output.lost, other->output.lost);
	assert_string_equal(one->why, other->why);
	assert_int_equal(one->output.ended.status,
	    other->output.ended.status);
	assert_int_equal(one->output.ended.out_size,
	    other->output.ended.out_size);
	assert_memory_equal(one->output.ended.out, other->output.ended.out,
	    one->output.ended.out_size);
	assert_string_equal(one->output.ended.err, other->output.ended.err);
	assert_int_equal(one->definition != NULL, other->definition != NULL);
	same_facts(&one->output.reading, &other->output.reading);
}

static void
same_survey(const struct survey *one, const struct survey *other)
{
	assert_int_equal(one->nodes, other->nodes);
	assert_int_equal(one->count, other->count);
	for (uint32_t i = 0; i < one->count; i++)
		same_answer(one->list[i], other->list[i]);
}

/* What that life answers, and its bundle. */
struct captured {
	struct arena	 arena;
	struct life	 life;
	struct survey	 survey;
	struct bundle	 bundle;
	struct buffer	 bytes;
};

static void
captured_make(struct captured *captured, uint64_t seed)
{
	*captured = (struct captured){ .bytes.size = 0 };
	life_begin(&captured->life, seed);
	survey_ask(&captured->survey, &captured->life, FOR_CAPTURE);
	bundled_make(&captured->arena, &captured->survey, &captured->bundle);
	written(&captured->bundle, &captured->bytes);
}

static void
captured_drop(struct captured *captured)
{
	buffer_drop(&captured->bytes);
	survey_drop(&captured->survey);
	life_end(&captured->life);
	arena_drop(&captured->arena);
}

static void
what_is_written_is_read_as_the_same_survey(void **state)
{
	uint64_t lives = life_number("LIVES", LIVES);

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++) {
		struct captured captured;
		struct buffer again = { 0 };
		struct bundle bundle;
		struct survey survey;

		captured_make(&captured, seed);
		read_again(&captured.arena, &captured.bytes, &bundle);
		assert_string_equal(bundle.digest, captured.bundle.digest);
		bundled_survey(&bundle, &survey);
		same_survey(&captured.survey, &survey);
		written(&bundle, &again);
		same_bytes(&captured.bytes, &again);
		buffer_drop(&again);
		survey_drop(&survey);
		captured_drop(&captured);
	}
}

/* As if the answers had come in the opposite order. */
static void
equal_answers_make_equal_bytes(void **state)
{
	uint64_t lives = life_number("LIVES", LIVES);

	(void)state;
	for (uint64_t seed = 1; seed <= lives; seed++) {
		struct captured captured;
		struct survey *survey = &captured.survey;
		struct buffer again = { 0 };
		struct bundle bundle;

		captured_make(&captured, seed);
		for (uint32_t i = 0; i < survey->count / 2; i++) {
			struct surveyed *one = survey->list[i];
			uint32_t other = survey->count - 1 - i;

			survey->list[i] = survey->list[other];
			survey->list[other] = one;
		}
		bundled_make(&captured.arena, survey, &bundle);
		written(&bundle, &again);
		same_bytes(&captured.bytes, &again);
		buffer_drop(&again);
		captured_drop(&captured);
	}
}

static void
what_was_not_captured_is_lost(void **state)
{
	struct captured captured;
	struct survey survey;
	const struct surveyed *one;

	(void)state;
	captured_make(&captured, 7);
	bundle_find(&captured.bundle, 1, "clrt list")->command = "clrt list ";
	bundled_survey(&captured.bundle, &survey);
	one = survey_find(&survey, 1, SURVEY_TYPES, NULL);
	assert_non_null(one);
	assert_true(one->output.lost);
	assert_string_equal(one->why, "it was not captured");
	survey_drop(&survey);
	captured_drop(&captured);
}

/* The device of a volume is the password file, too: both are looked at by one
 * command, which has failed the first time. */
static void
what_was_asked_twice_is_there_once(void **state)
{
	static const char *const node[] = { NULL, "node1" };
	static const char domains[] = "VERSION 1.6\nDOMAIN|name=primary|"
	    "state=active\nVDS|name=vds0|nclients=0\n|vol=v|dev=/x\n";
	static const char groups[] = "\n=== Resource Groups and Resources ==="
	    "\n\nResource Group:    rg\n  RG_mode:    Failover\n\n"
	    "  --- Resources for Group rg ---\n\n"
	    "  Resource:    rs\n    Password_file:    /x\n";
	struct arena arena = { 0 };
	struct survey survey;
	struct bundle bundle;
	struct surveyed *one;
	unsigned asked = 0;

	(void)state;
	survey_make(&survey, node, 1, FOR_CAPTURE);
	while ((one = survey_next(&survey)) != NULL) {
		const char *out = one->line == SURVEY_DOMAINS ? domains :
		    one->line == SURVEY_GROUPS ? groups :
		    one->line == SURVEY_PASSWORD ? "here" : NULL;

		asked += strcmp(one->output.line, "ls -ld /x") == 0;
		if (out == NULL)
			survey_lost(&survey, one, NULL);
		else
			survey_heard(&survey, one, &(struct ended){ 0, out,
			    "", strlen(out), 0 });
	}
	assert_int_equal(asked, 2);
	bundled_make(&arena, &survey, &bundle);
	assert_int_equal(bundle.count, survey.count - 1);
	assert_false(bundle_find(&bundle, 1, "ls -ld /x")->lost);
	survey_drop(&survey);
	arena_drop(&arena);
}

/* One node, two answers, a site file; the second was lost. */
static struct bundle_answer small_answer[2] = {
	{ .node = 1, .command = "hostid", .why = "", .status = 0,
	    .out = { "84fb5a01\n", 9 }, .err = { "a\0b", 3 },
	    .begun_ms = 3, .took_ms = 40 },
	{ .node = 1, .command = "zpool list", .lost = true,
	    .why = "no answer in 30 s" },
};

static struct bundle
small(void)
{
	return (struct bundle){ .nodes = 1, .node = { NULL, "node1" },
	    .has_site = true, .site = { "{}\n", 3 }, .answer = small_answer,
	    .count = 2, .at = "2026-11-28T09:30:00Z" };
}

static void
every_part_of_a_bundle_comes_back(void **state)
{
	struct bundle bundle = small(), got;
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };

	(void)state;
	written(&bundle, &bytes);
	assert_int_equal(bytes.size % 512, 0);
	read_again(&arena, &bytes, &got);
	assert_int_equal(got.nodes, 1);
	assert_string_equal(got.node[1], "node1");
	assert_string_equal(got.at, bundle.at);
	assert_true(got.has_site);
	assert_int_equal(got.site.size, 3);
	assert_memory_equal(got.site.bytes, "{}\n", 3);
	assert_int_equal(got.count, 2);
	assert_string_equal(got.answer[0].command, "hostid");
	assert_memory_equal(got.answer[0].err.bytes, "a\0b", 3);
	assert_int_equal(got.answer[0].begun_ms, 3);
	assert_int_equal(got.answer[0].took_ms, 40);
	assert_true(got.answer[1].lost);
	assert_string_equal(got.answer[1].why, "no answer in 30 s");
	arena_drop(&arena);
	buffer_drop(&bytes);
}

/* Times are no part of the digest, all else is. */
static void
the_digest_is_that_of_the_answers(void **state)
{
	struct bundle one = small(), other = small();
	struct buffer bytes = { 0 };
	struct bundle_answer answer[2] = { small_answer[0], small_answer[1] };

	(void)state;
	written(&one, &bytes);
	other.answer = answer;
	other.at = "";
	answer[1].took_ms = 9;
	written(&other, &bytes);
	assert_string_equal(one.digest, other.digest);
	other.has_site = false;
	written(&other, &bytes);
	assert_string_not_equal(one.digest, other.digest);
	other.has_site = true;
	answer[0].out.bytes = "84fb5a02\n";
	written(&other, &bytes);
	assert_string_not_equal(one.digest, other.digest);
	buffer_drop(&bytes);
}

/* Is that bundle refused, with a reason; or are its answers the same? */
static void
refused_or_same(const struct bundle *whole, const char *bytes, size_t size,
    size_t at)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct bundle got;

	if (bundle_read(&arena, "it", (struct bundle_bytes){ bytes, size },
	    &got, &err)) {
		if (strcmp(got.digest, whole->digest) != 0)
			fail_msg("byte %zu: other answers", at);
	} else if (err.code != ERR_FILE_INVALID || err.text[0] == '\0') {
		fail_msg("byte %zu: code %d: %s", at, (int)err.code, err.text);
	}
	arena_drop(&arena);
}

static void
each_byte_that_is_changed_is_seen(void **state)
{
	struct bundle bundle = small();
	struct buffer bytes = { 0 };

	(void)state;
	written(&bundle, &bytes);
	for (size_t i = 0; i < bytes.size * 8; i += SPARSE) {
		bytes.bytes[i / 8] ^= (char)(1 << i % 8);
		refused_or_same(&bundle, bytes.bytes, bytes.size, i / 8);
		bytes.bytes[i / 8] ^= (char)(1 << i % 8);
	}
	buffer_drop(&bytes);
}

static void
a_bundle_that_is_cut_off_anywhere_is_refused(void **state)
{
	struct bundle bundle = small(), got;
	struct buffer bytes = { 0 };

	(void)state;
	written(&bundle, &bytes);
	for (size_t n = 0; n < bytes.size; n += FEW) {
		struct arena arena = { 0 };
		struct err err = { 0 };

		assert_false(bundle_read(&arena, "it", (struct bundle_bytes){
		    bytes.bytes, n }, &got, &err));
		assert_int_equal(err.code, ERR_FILE_INVALID);
		arena_drop(&arena);
	}
	buffer_drop(&bytes);
}

static void
what_is_behind_a_bundle_is_refused(void **state)
{
	struct bundle bundle = small(), got;
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };

	(void)state;
	written(&bundle, &bytes);
	buffer_put(&bytes, "\0", 1);
	assert_false(bundle_read(&arena, "it", bytes_of(&bytes), &got, &err));
	assert_non_null(strstr(err.text, "its bytes are not those that "
	    "domferry writes"));
	arena_drop(&arena);
	buffer_drop(&bytes);
}

/* A tar of the files of a bundle, one of them another one, or one more. */
static void
refused_with(const char *name, const char *text, const char *why)
{
	struct bundle bundle = small(), got;
	struct tar_file file[8];
	struct buffer bytes = { 0 }, other = { 0 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct tar tar;
	uint32_t count = 0;
	bool put = false;

	written(&bundle, &bytes);
	assert_true(tar_read(&arena, bytes.bytes, bytes.size, &tar, &err));
	for (uint32_t i = 0; i < tar.count; i++) {
		int order = strcmp(name, tar.file[i].name);

		if (order <= 0 && !put && text != NULL)
			file[count++] = (struct tar_file){ name, text,
			    strlen(text) };
		put |= order <= 0;
		if (order != 0)
			file[count++] = tar.file[i];
	}
	if (!put)
		file[count++] = (struct tar_file){ name, text, strlen(text) };
	assert_true(tar_write(&(struct tar){ file, count }, &other, &err));
	assert_false(bundle_read(&arena, "it", bytes_of(&other), &got, &err));
	if (err.code != ERR_FILE_INVALID || strstr(err.text, why) == NULL)
		fail_msg("\"%s\", not \"%s\"", err.text, why);
	buffer_drop(&bytes);
	buffer_drop(&other);
	arena_drop(&arena);
}

static void
a_file_that_is_missing_added_or_another_is_named(void **state)
{
	(void)state;
	refused_with("answers/00001.out", "84fb5a02\n",
	    "answers/00001.out is not what was captured");
	refused_with("answers/00001.out", NULL,
	    "answers/00001.out is missing");
	refused_with("answers/00002.out", "x", "there is a file in it that "
	    "index.jsonl does not have");
	refused_with("../answers/1", "x", "there is a file in it");
	refused_with("site.json", "{ }\n", "site.json is not what was");
	refused_with("site.json", NULL, "site.json is missing");
	refused_with("index.jsonl", NULL, "index.jsonl is missing");
	refused_with("times.jsonl", NULL, "times.jsonl is missing");
	refused_with("Index", "x", "file 1 of it: no capture has a file of "
	    "that name");
}

static void
a_list_that_is_wrong_is_refused_at_its_line(void **state)
{
	(void)state;
	refused_with("index.jsonl", "", "index.jsonl:1: a line is missing");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":2,"
	    "\"nodes\":[\"node1\"],\"answers\":0}\n",
	    "a capture of a newer domferry");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"a\",\"a\"],\"answers\":0}\n",
	    "\"nodes\" are no names");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"../a\"],\"answers\":0}\n",
	    "\"nodes\" are no names");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"a\"],\"answers\":100000}\n",
	    "that many answers are in no capture");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"a\"],\"answers\":1}\n{\"n\":1,\"on\":\"b\","
	    "\"command\":\"x\",\"status\":0}\n",
	    "index.jsonl:2: \"on\" is none of its nodes");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"a\"],\"answers\":2}\n{\"n\":1,\"on\":\"a\","
	    "\"command\":\"x\",\"status\":0}\n{\"n\":2,\"on\":\"a\","
	    "\"command\":\"x\",\"status\":0}\n",
	    "index.jsonl:3: answers are not in order");
	refused_with("index.jsonl", "{\"type\":\"capture\",\"format\":1,"
	    "\"nodes\":[\"a\"],\"answers\":0}\n\n",
	    "index.jsonl:2: there are lines more");
}

static void
times_that_are_wrong_are_refused_at_their_line(void **state)
{
	struct bundle bundle = small();
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	const char *head;

	(void)state;
	written(&bundle, &bytes);
	head = arena_format(&arena, "{\"type\":\"times\",\"of\":\"%s\","
	    "\"at\":\"\"}\n", bundle.digest);
	refused_with("times.jsonl", head, "times.jsonl:2: a line is missing");
	refused_with("times.jsonl", arena_format(&arena, "%s"
	    "{\"n\":1,\"at_ms\":0,\"took_ms\":0}\n"
	    "{\"n\":2,\"at_ms\":-1,\"took_ms\":0}\n", head),
	    "times.jsonl:3: that is no time of an answer");
	refused_with("times.jsonl", arena_format(&arena, "%s"
	    "{\"n\":1,\"at_ms\":0,\"took_ms\":0}\n"
	    "{\"n\":2,\"at_ms\":0, \"took_ms\":0}\n", head),
	    "index.jsonl or times.jsonl was changed");
	refused_with("times.jsonl", "{\"type\":\"times\",\"of\":\"\","
	    "\"at\":\"\"}\n", "times.jsonl:1: index.jsonl has another");
	arena_drop(&arena);
	buffer_drop(&bytes);
}

static void
other_files_are_no_capture(void **state)
{
	static const char *const texts[] = { "", "{}", "a\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct arena arena = { 0 };
		struct err err = { 0 };
		struct bundle got;

		assert_false(bundle_read(&arena, "posts.json",
		    (struct bundle_bytes){ texts[i], strlen(texts[i]) }, &got,
		    &err));
		assert_int_equal(err.code, ERR_FILE_INVALID);
		assert_non_null(strstr(err.text,
		    "posts.json is no whole capture: "));
		arena_drop(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_written_is_read_as_the_same_survey),
		T(equal_answers_make_equal_bytes),
		T(what_was_not_captured_is_lost),
		T(what_was_asked_twice_is_there_once),
		T(every_part_of_a_bundle_comes_back),
		T(the_digest_is_that_of_the_answers),
		T(each_byte_that_is_changed_is_seen),
		T(a_bundle_that_is_cut_off_anywhere_is_refused),
		T(what_is_behind_a_bundle_is_refused),
		T(a_file_that_is_missing_added_or_another_is_named),
		T(a_list_that_is_wrong_is_refused_at_its_line),
		T(times_that_are_wrong_are_refused_at_their_line),
		T(other_files_are_no_capture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
