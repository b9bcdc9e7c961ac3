/*
 * Lines that operators type every week (tests/usual.list): each is typed at a
 * site of its own, and works.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "tests/prompt_fixture.h"
#include "tools/file.h"

enum { LEAST = 110, NOT_SIMULATED = 125, NOT_FOUND = 127 };

static const char *const begin[] = { "create ldom1" };

/* The status with which the line ends. */
static int
line_type(struct arena *arena, struct site *site, const char *line)
{
	struct prompt prompt;
	struct err err;
	int status;

	if (!prompt_make(&prompt, arena, &(struct stage_from){ site, begin,
	    1 }, &err))
		fail_msg("%s", err.text);
	prompt_call(&prompt, line);
	status = prompt.caller.status;
	prompt_drop(&prompt);
	return status;
}

static void
what_is_typed_every_week_works(void **state)
{
	struct arena arena = { 0 };
	struct site_text site;
	unsigned works = 0;
	struct err err;
	size_t n;
	char *text = file_read(&arena, "tests/usual.list", 1 << 20, &n, &err);

	(void)state;
	assert_non_null(text);
	assert_int_equal(site_open(&arena, "scenarios/sites/posts.json",
	    &site), 0);
	for (char *line = strtok(arena_text(&arena, text, n), "\n");
	    line != NULL; line = strtok(NULL, "\n")) {
		bool may_not = strncmp(line, "? ", 2) == 0;
		int status = *line == '#' ? NOT_FOUND : line_type(&arena,
		    site.site, may_not ? line + 2 : line);
		bool did = status != NOT_SIMULATED && status != NOT_FOUND;

		works += did;
		if (!did && !may_not && *line != '#')
			fail_msg("%s: status %d", line, status);
	}
	print_message("%u lines work\n", works);
	assert_true(works >= LEAST);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_every_week_works),
	};

	return cmocka_run_group_tests_name("usual", tests, NULL, NULL);
}
