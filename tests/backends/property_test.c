/*
 * The properties that somebody gives a resource, a group or a node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "core/base/list.h"
#include "tests/sim_fixture.h"

static struct arena arena;
static struct site *site;
static struct sim *sim;

static struct op
agent(enum op_kind kind)
{
	return (struct op){ .kind = kind, .on = 1,
	    .resource = site->guests[1].agent.resource,
	    .group = kind == OP_RESOURCE_CREATE ? site->guests[1].group : 0,
	    .type = kind == OP_RESOURCE_CREATE ? TYPE_AGENT : 0 };
}

/* A guest in the cluster whose agent is gone. */
static int
begin(void **state)
{
	(void)state;
	site = fixture_site(&arena, 2, 1, NOW_CLUSTERED);
	sim = sim_make(site, SITE_READY, 1);
	fixture_done(sim, agent(OP_RESOURCE_DISABLE));
	fixture_done(sim, agent(OP_RESOURCE_DELETE));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return fixture_drop(&sim, &arena);
}

static uint32_t
text(const char *value)
{
	return fixture_put(sim, KIND_TEXT, value);
}

/* A word of the list may have a blank, and be as long as a path may be. */
static void
the_value_of_a_property_is_a_whole_word(void **state)
{
	char path[600];
	struct op op = agent(OP_RESOURCE_CREATE);

	(void)state;
	memset(path, 'x', sizeof(path) - 1);
	memcpy(path, "/my files/", 10);
	path[sizeof(path) - 1] = '\0';
	fixture_done(sim, (struct op){ .kind = OP_FILE_WRITE, .on = 1,
	    .file = fixture_put(sim, KIND_FILE, path), .value = text("x") });
	op.value = text(list_add(&arena, "-d Domain_name=ldom1",
	    arena_format(&arena, "Password_file=%s", path)));
	fixture_done(sim, op);
	assert_string_equal(names_text(sim->names, KIND_FILE,
	    world_resource(sim->world, op.resource)->password_file), path);
}

/* It would be taken for the default. */
static void
a_property_that_the_type_does_not_take_is_refused(void **state)
{
	static const char *const values[] = { "Stop_timeout=5m",
	    "Stop_timeout=-1", "Stop_timeout=99999999999999999999",
	    "Stop_timeout=1e3", "Migration_type=normal",
	    "Migration_type=LIVE" };
	const char *file = names_text(site->names, KIND_FILE,
	    site->guests[1].agent.password_file);
	struct op op = agent(OP_RESOURCE_CREATE);

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		op.value = text(arena_format(&arena, "-d Domain_name=ldom1 "
		    "Password_file=%s %s", file, values[i]));
		fixture_fails(sim, op, ERR_VALIDATION);
	}
	op.value = text(arena_format(&arena, "-d Domain_name=ldom1 "
	    "Password_file=%s Stop_timeout=90", file));
	fixture_done(sim, op);
}

/* The same of a group and of a node. */
static void
another_word_is_not_taken_for_the_default(void **state)
{
	static const struct {
		enum op_kind	 kind;
		const char	*bad, *good;
		enum err_code	 code;
	} rows[] = {
		{ OP_GROUP_SET, "Failback=perhaps", "Failback=True",
		    ERR_VALIDATION },
		{ OP_NODE_POLICY, "rest", "panic", ERR_REFUSED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct op op = { .kind = rows[i].kind, .on = 1 };

		if (op.kind == OP_GROUP_SET)
			op.group = site->guests[1].group;
		op.value = text(rows[i].bad);
		fixture_fails(sim, op, rows[i].code);
		op.value = text(rows[i].good);
		fixture_done(sim, op);
	}
}

#define TEST(f)	cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_value_of_a_property_is_a_whole_word),
		TEST(a_property_that_the_type_does_not_take_is_refused),
		TEST(another_word_is_not_taken_for_the_default),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
