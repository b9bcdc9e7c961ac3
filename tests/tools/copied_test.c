/*
 * A run is not resumed from an older state of its directory, nor from another
 * run's; the nodes get what the journal has.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/posts_fixture.h"
#include "tools/apply/copied.h"

static const char text[] = "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n";

struct rig {
	struct reach	 reach;		/* first */
	struct arena	 arena;
	struct execution execution;
	const char	*has;		/* what node2 has; NULL: it is silent */
};

static bool
copied(struct reach *reach, uint32_t node, struct copied *what)
{
	const struct rig *rig = (const struct rig *)reach;

	if (node != 2 || rig->has == NULL)
		return false;
	*what = (struct copied){ .size = (int64_t)strlen(rig->has),
	    .path = "/var/domferry/runs/1/journal.jsonl",
	    .end = rig->has + (strlen(rig->has) > 4 ? 4 : 0),
	    .end_size = strlen(rig->has) > 4 ? strlen(rig->has) - 4 : 0 };
	return true;
}

static int
rig_make(void **state)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));
	struct execution *execution = &rig->execution;
	FILE *file = tmpfile();

	rig->reach.copied = copied;
	execution->site.site = posts_site(&rig->arena);
	execution->plan = posts_plan(&rig->arena, execution->site.site,
	    "switch ldom1 --locks");
	assert_non_null(file);
	execution->folder.path = "run0";
	execution->folder.journal = dup(fileno(file));
	fclose(file);
	execution->folder.size = sizeof(text) - 1;
	execution->journal.sound = sizeof(text) - 1;
	assert_int_equal(write(execution->folder.journal, text,
	    sizeof(text) - 1), sizeof(text) - 1);
	*state = rig;
	return 0;
}

static int
rig_drop(void **state)
{
	struct rig *rig = *state;

	close(rig->execution.folder.journal);
	arena_drop(&rig->arena);
	test_free(rig);
	return 0;
}

static void
what_a_node_has_must_be_the_beginning_of_the_journal(void **state)
{
	static const struct {
		const char	*has;
		enum err_code	 code;
	} cases[] = {
		{ NULL, ERR_NONE },
		{ "", ERR_NONE },
		{ "{\"n\":0}\n", ERR_NONE },
		{ "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n", ERR_NONE },
		{ "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n",
		    ERR_JOURNAL_BEHIND },
		{ "{\"n\":0}\n{\"n\":7}\n", ERR_JOURNAL_MISMATCH },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = { 0 };

		rig->has = cases[i].has;
		assert_int_equal(copied_allow(&rig->execution, &rig->reach,
		    &err), cases[i].code == ERR_NONE);
		assert_int_equal(err.code, cases[i].code);
		if (cases[i].code != ERR_NONE) {
			assert_non_null(strstr(err.text, "node2"));
			assert_non_null(strstr(err.text,
			    "run0/journal.jsonl"));
		}
	}
}

static void
a_copy_goes_on_from_any_byte(void **state)
{
	struct rig *rig = *state;

	for (size_t from = 0; from <= sizeof(text); from++) {
		struct buffer tail = { 0 };

		copied_journal(&rig->execution.folder, (int64_t)from, &tail);
		assert_string_equal(buffer_text(&tail), from < sizeof(text) ?
		    text + from : "");
		buffer_drop(&tail);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_make, rig_drop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_node_has_must_be_the_beginning_of_the_journal),
		TEST(a_copy_goes_on_from_any_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
