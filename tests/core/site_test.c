#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "core/op/op.h"
#include "core/site/site.h"
#include "tests/names_fixture.h"

static void
places_are_written_as_files_spell_them(void **state)
{
	struct arena arena = { NULL, 0 };
	struct names *names = fixture_names(&arena);
	char room[32];

	(void)state;
	names_put(names, KIND_NODE, "node1");
	names_put(names, KIND_GUEST, "ldom1");
	names_put(names, KIND_SOURCE, "system1");
	assert_string_equal(site_place(names, 1, room, sizeof(room)),
	    "node1");
	assert_string_equal(site_place(names, PLACE_GUEST | 1, room,
	    sizeof(room)), "guest:ldom1");
	assert_string_equal(site_place(names, PLACE_SOURCE | 1, room,
	    sizeof(room)), "source:system1");
	assert_string_equal(site_place(names, 0, room, sizeof(room)), "");
	assert_string_equal(site_place(names, PLACE_GUEST | 1, room, 6),
	    "guest");
	arena_drop(&arena);
}

static void
a_group_leads_to_its_guest(void **state)
{
	struct site_guest guests[] = { { .group = 0 }, { .group = 3 },
	    { .group = 4 } };
	struct site site = { .guests = guests, .guest_count = 2 };

	(void)state;
	assert_int_equal(site_guest_of_group(&site, 3), 1);
	assert_int_equal(site_guest_of_group(&site, 9), 0);
	assert_int_equal(site_guest_of_group(&site, 0), 0);
}

static void
files_are_found_by_their_number(void **state)
{
	struct site_file files[] = { { .file = 5 }, { .file = 2 } };
	struct site site = { .files = files, .file_count = 2 };

	(void)state;
	assert_ptr_equal(site_file_find(&site, 2), &files[1]);
	assert_null(site_file_find(&site, 1));
}

static void
no_group_is_not_that_of_a_guest_without_one(void **state)
{
	struct site_guest guests[] = { { .group = 0 }, { .group = 0 },
	    { .group = 4 } };
	struct site site = { .guests = guests, .guest_count = 2 };

	(void)state;
	assert_int_equal(site_guest_of_group(&site, 0), 0);
	assert_int_equal(site_guest_of_group(&site, 4), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_written_as_files_spell_them),
		cmocka_unit_test(a_group_leads_to_its_guest),
		cmocka_unit_test(files_are_found_by_their_number),
		cmocka_unit_test(
		    no_group_is_not_that_of_a_guest_without_one),
	};

	return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
