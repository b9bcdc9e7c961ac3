/*
 * What is a name, what is written instead, and what stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/formats/json/mistakes.h"
#include "tools/scrub/learned.h"
#include "tools/scrub/scrubbed.h"
#include "tools/scrub/usual.h"

struct scrub {
	struct arena	 arena;
	struct dictionary dictionary;
	struct buffer	 text;
};

static int
set_up(void **state)
{
	struct scrub *scrub = test_calloc(1, sizeof(*scrub));

	dictionary_make(&scrub->dictionary, &scrub->arena);
	*state = scrub;
	return 0;
}

static int
tear_down(void **state)
{
	struct scrub *scrub = *state;

	buffer_drop(&scrub->text);
	dictionary_drop(&scrub->dictionary);
	arena_drop(&scrub->arena);
	test_free(scrub);
	return 0;
}

static void
ends(struct scrub *scrub)
{
	struct err err = { 0 };

	assert_true(dictionary_end(&scrub->dictionary, &err));
}

static const char *
scrubs(struct scrub *scrub, const char *text)
{
	buffer_drop(&scrub->text);
	scrubbed_put(&scrub->dictionary, text, strlen(text), &scrub->text);
	return buffer_text(&scrub->text);
}

static void
a_name_is_replaced_wherever_it_stands(void **state)
{
	struct scrub *scrub = *state;

	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "ldom1");
	dictionary_add(&scrub->dictionary, SCRUB_POOL, "zpool_ldom1");
	dictionary_add(&scrub->dictionary, SCRUB_NODE, "kea");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "zpool_ldom1 ldom1-rg "
	    "/zpool_ldom1/ldom1/disk0 ldom1-vol0@primary-vds0 LDOM1 myldom1x "
	    "kea kea1 1kea"),
	    "zpool_gueaa gueaa-rg /zpool_gueaa/gueaa/disk0 "
	    "gueaa-vol0@primary-vds0 GUEAa mygueaax naa naa1 1naa");
	/* A short word is another one there. */
	assert_string_equal(scrubs(scrub, "kean rekea"), "kean rekea");
	assert_int_equal(dictionary_replaced(&scrub->dictionary, SCRUB_GUEST),
	    1);
	assert_int_equal(dictionary_replaced(&scrub->dictionary, SCRUB_POOL),
	    0);
}

static void
no_name_is_left_behind_a_backslash(void **state)
{
	struct scrub *scrub = *state;

	/* In "\\naa" the n may be that of an escape, and aa is a name. */
	dictionary_add(&scrub->dictionary, SCRUB_NODE, "kea");
	dictionary_add(&scrub->dictionary, SCRUB_NODE, "aa");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "\\kea aa"), "\\nab ac");
}

static void
words_of_the_field_stay(void **state)
{
	struct scrub *scrub = *state;

	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "primary");
	dictionary_add(&scrub->dictionary, SCRUB_SERVICE, "primary-vsw0");
	dictionary_add(&scrub->dictionary, SCRUB_DEVICE, "c1t0d0s6");
	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "x");
	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "2019");
	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "stat");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "primary|state=active x 2019 "
	    "primary-vsw0 c1t0d0s6 status"), "primary|state=active x 2019 "
	    "primary-vsw0 c1t0d0s6 status");
	/* Those that have letters are said. */
	assert_int_equal(scrub->dictionary.kept_count, 4);
	assert_true(usual_is("d14s6", 5) && !usual_is("node1", 5) &&
	    !usual_is("ldom1", 5));
}

static void
what_is_named_also_is_replaced_whatever_it_is(void **state)
{
	struct scrub *scrub = *state;

	assert_true(dictionary_insist(&scrub->dictionary, "primary-4711"));
	assert_false(dictionary_insist(&scrub->dictionary, "a-b"));
	ends(scrub);
	assert_string_equal(scrubs(scrub, "primary 4711 47110 primary-x"),
	    "wordaaa woaa woaa0 wordaaa-x");
}

/* Nothing that is there already is written instead. */
static void
no_name_becomes_one_that_is_there(void **state)
{
	static const char text[] = "gueaa nodes and ldom1";
	struct scrub *scrub = *state;

	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "ldom1");
	dictionary_see(&scrub->dictionary, text, strlen(text));
	ends(scrub);
	assert_string_equal(scrubs(scrub, text), "gueaa nodes and gueab");
}

static const struct {
	const char	*text, *becomes;
} values[] = {
	{ "192.0.2.31 192.0.2.32 192.0.2.31:22", "10.0.0.1 10.0.0.2 "
	    "10.0.0.1:22" },
	/* This machine, a mask, a version, an identifier. */
	{ "127.0.0.1 255.255.255.0 0.0.0.0 1.2.3 1.2.3.4.5 300.1.1.1",
	    "127.0.0.1 255.255.255.0 0.0.0.0 1.2.3 1.2.3.4.5 300.1.1.1" },
	{ "fe80::14:4fff 10:20:30 ::1 fe80::14:4fff", "2001::1 10:20:30 ::1 "
	    "2001::1" },
	/* A MAC and the hostid that follows from it. */
	{ "00:14:4f:f8:4e:e6 0:14:4f:f8:4e:e6 hostid=0x84f84ee6 84F84EE6",
	    "00:14:4f:f8:00:01 0:14:4f:f8:0:1 hostid=0x84f80001 84F80001" },
	{ "ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff" },
	{ "8:0:20:1:2:3 08:00:20:01:02:03", "8:0:20:0:0:1 "
	    "08:00:20:00:00:01" },
	{ "/dev/rdsk/c3t600A0B8000ABCDEFd0s2 600a0b8000abcdef",
	    "/dev/rdsk/c3t6000000000000001d0s2 6000000000000001" },
	{ "ssd@w21000024FF2D11AA,0 21:00:00:24:ff:2d:11:aa",
	    "ssd@w2000000000000001,0 21:00:00:00:00:00:00:02" },
	{ "39fbc98f-cd7c-44e9-b4b4-60f1f67a4369",
	    "00000000-0000-4000-8000-000000000001" },
	{ "id: 12345678901234567890 mem=34594619392",
	    "id: 10000000000000000001 mem=34594619392" },
	/* No hostid, as far as anybody knows. */
	{ "84f84ee7 size=deadbeef", "84f84ee7 size=deadbeef" },
};

static void
values_are_known_by_their_form(void **state)
{
	struct scrub *scrub = *state;

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		dictionary_drop(&scrub->dictionary);
		dictionary_make(&scrub->dictionary, &scrub->arena);
		dictionary_hostid(&scrub->dictionary, 0x84f84ee6);
		ends(scrub);
		assert_string_equal(scrubs(scrub, values[i].text),
		    values[i].becomes);
	}
}

static void
outputs_say_what_is_a_name(void **state)
{
	static const struct {
		const char	*command, *output;
	} told[] = {
		{ "ldm list-bindings -p", "VERSION 1.6\nDOMAIN|name=kereru|"
		    "state=active|flags=normal|cons=5000|ncpu=8|mem=1024|"
		    "util=0.2|uptime=1\nVDS|name=pukeko|nclients=0\n"
		    "|vol=takahe|opts=|dev=/dev/dsk/weka|mpgroup=\n" },
		{ "hostid", "84f84ee6\n" },
		{ "clrg list", "hoiho\n" },
		{ "zpool list", "NAME    SIZE   USED  AVAIL    CAP  HEALTH  "
		    "ALTROOT\nkakapo  99.5G  79.5K  99.5G     0%  ONLINE  "
		    "-\n" },
		{ "uname -a", "SunOS moa 5.10 Generic_142909-17 sun4v sparc "
		    "SUNW,T5440\n" },
	};
	struct scrub *scrub = *state;

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		learned_output(&scrub->dictionary, told[i].command, false,
		    told[i].output, strlen(told[i].output));
	assert_null(dictionary_doubted(&scrub->dictionary, 1));
	learned_output(&scrub->dictionary, "printf '%b' 'a\\n' | tee /x", true,
	    "tui\n", 4);
	assert_null(dictionary_doubted(&scrub->dictionary, 1));
	learned_output(&scrub->dictionary, "printf '%b' 'a\\n' | tee /x",
	    false, "tui\n", 4);
	assert_non_null(dictionary_doubted(&scrub->dictionary, 1));
	assert_string_equal(dictionary_doubted(&scrub->dictionary, 1), "tee");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "kereru pukeko takahe weka hoiho "
	    "kakapo moa 0x84f84ee6 tui"), "gueaaa seraaa volaaa waax groaa "
	    "pooaaa naa 0x84f80001 tui");
}

/* domferry sorts them, before and after. */
static void
words_of_paths_keep_their_order(void **state)
{
	static const char *const sorted[] = { "/app", "/apple", "/ka", "/kea",
	    "/kea/weka", "/keas", "/rua" };
	struct scrub *scrub = *state;
	const char *last = "";

	dictionary_add(&scrub->dictionary, SCRUB_FILE, "/weka/rua/keas");
	dictionary_add(&scrub->dictionary, SCRUB_FILE, "/kea/ka/apple/app");
	ends(scrub);
	for (size_t i = 0; i < sizeof(sorted) / sizeof(sorted[0]); i++) {
		const char *now = arena_format(&scrub->arena, "%s", scrubs(
		    scrub, sorted[i]));

		assert_true(strcmp(last, now) < 0);
		last = now;
	}
}

static void
a_letter_behind_a_backslash_is_no_part_of_a_name(void **state)
{
	struct scrub *scrub = *state;

	dictionary_add(&scrub->dictionary, SCRUB_GUEST, "dx");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "a\\ndx\\tdx ndx"),
	    "a\\naa\\taa ndx");
}

/* Comments and what it is about are left out; keys are names, too. */
static void
a_site_file_is_scrubbed_by_its_values(void **state)
{
	static const char file[] = "{ \"site\": \"kea\", // of the kakapo\n"
	    "\"about\": \"kakapo\", \"n\": [ 1, true, null, \"kea\" ],\n"
	    "\"kea\\\"s\": { \"host\": \"kea.kiwi\", \"limit\": \"60s\" } }";
	static const char *const without[] = { "about", NULL };
	struct scrub *scrub = *state;
	struct mistakes mistakes = { 0 };
	struct value *tree = jsonc_read(&scrub->arena, "site.json", file,
	    strlen(file), &mistakes);
	struct text text = { 0 };

	assert_non_null(tree);
	dictionary_add(&scrub->dictionary, SCRUB_WORD, "kea");
	dictionary_add(&scrub->dictionary, SCRUB_HOST, "kiwi");
	ends(scrub);
	scrubbed_value(&scrub->dictionary, &text, tree, without);
	text_put(&text, "", 1);
	assert_string_equal(text.bytes, "{\"site\":\"waa\",\"n\":[1,true,null,"
	    "\"waa\"],\"waa\\\"s\":{\"host\":\"waa.hoaa\",\"limit\":\"60s\"}}");
	text_drop(&text);
}

/* "h" and what is written instead of "tuis" would be another one. */
static void
no_name_comes_about_beside_what_is_written(void **state)
{
	struct scrub *scrub = *state;

	dictionary_add(&scrub->dictionary, SCRUB_NODE, "tuis");
	dictionary_add(&scrub->dictionary, SCRUB_NODE, "hnoa");
	ends(scrub);
	assert_string_equal(scrubs(scrub, "tuis htuis"), "noaa noaba");
}

static void
what_cannot_be_counted_is_refused(void **state)
{
	struct scrub *scrub = *state;
	struct err err = { 0 };

	for (char a = 'a'; a <= 'z'; a++)
		for (char b = 'a'; b <= 'z'; b++) {
			char word[] = { a, b, '\0' };

			dictionary_insist(&scrub->dictionary, word);
		}
	assert_false(dictionary_end(&scrub->dictionary, &err));
	assert_int_equal(err.code, ERR_TOO_MANY);
	assert_string_equal(err.text, "there are not enough words of 2 "
	    "letters for the names of that length");
}

#define scrub_test(test)						\
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		scrub_test(a_name_is_replaced_wherever_it_stands),
		scrub_test(no_name_is_left_behind_a_backslash),
		scrub_test(words_of_the_field_stay),
		scrub_test(what_is_named_also_is_replaced_whatever_it_is),
		scrub_test(no_name_becomes_one_that_is_there),
		scrub_test(values_are_known_by_their_form),
		scrub_test(outputs_say_what_is_a_name),
		scrub_test(words_of_paths_keep_their_order),
		scrub_test(a_letter_behind_a_backslash_is_no_part_of_a_name),
		scrub_test(a_site_file_is_scrubbed_by_its_values),
		scrub_test(no_name_comes_about_beside_what_is_written),
		scrub_test(what_cannot_be_counted_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
