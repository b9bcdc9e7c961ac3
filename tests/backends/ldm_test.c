/*
 * ldm of the simulated site: what it lists agrees with the world in every
 * state, questions change nothing, and no words make it fall.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"
#include "core/base/arena.h"
#include "tests/posts_fixture.h"
#include "tests/prompt_fixture.h"

enum { NODE1 = 1, LINES = 4000, ROUNDS = 60, STRANDS = 256,
    SECOND_MS = 1000 };

struct fixture {
	struct arena	 arena;
	struct prompt	 prompt;
	uint32_t	 seed;
};

static int
make(void **state)
{
	static struct fixture fixture;
	static const char *const begin[] = { "create ldom1" };
	struct err err;

	fixture = (struct fixture){ .seed = 1 };
	assert_true(prompt_make(&fixture.prompt, &fixture.arena,
	    &(struct stage_from){ posts_site(&fixture.arena), begin, 1 },
	    &err));
	*state = &fixture;
	return 0;
}

static int
drop(void **state)
{
	struct fixture *fixture = *state;

	prompt_drop(&fixture->prompt);
	arena_drop(&fixture->arena);
	return 0;
}

static struct world *
world_of(const struct fixture *fixture)
{
	return sim_world(fixture->prompt.stage.sandbox->simulated.sim);
}

/* What it prints on standard output. */
static const char *
typed(struct fixture *fixture, const char *line)
{
	buffer_drop(&fixture->prompt.caller.out);
	buffer_drop(&fixture->prompt.caller.err);
	prompt_call(&fixture->prompt, line);
	return buffer_text(&fixture->prompt.caller.out);
}

static unsigned
drawn(struct fixture *fixture, unsigned below)
{
	fixture->seed = fixture->seed * 1103515245 + 12345;
	return fixture->seed / 65536 % below;
}

static unsigned
count_of(const char *text, const char *part)
{
	unsigned n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		n++;
	return n;
}

/* The sum of what follows each "size=" of a line with that ending. */
static int64_t
sizes_of(const char *text, const char *ending)
{
	int64_t sum = 0;

	for (const char *at = text; (at = strstr(at, "|size=")) != NULL; at++) {
		char *end;
		long long size = strtoll(at + 6, &end, 10);

		if (strncmp(end, ending, strlen(ending)) == 0)
			sum += size;
	}
	return sum;
}

/* Every strand and every byte is somebody's or free, as the world counts. */
static void
devices_agree(struct fixture *fixture)
{
	const struct node_row *node = world_node(world_of(fixture), NODE1);
	const struct site_node *site =
	    &fixture->prompt.stage.site->nodes[NODE1];
	const char *text = typed(fixture, "ldm ls-devices -ap");

	assert_int_equal(count_of(text, "|pid="), site->vcpus);
	assert_int_equal(count_of(text, "|free=100|pm="), node->free_vcpus);
	assert_int_equal(sizes_of(text, "|bound=\n"), node->free_memory);
	assert_int_equal(sizes_of(text, "|bound="), site->memory);
	text = typed(fixture, "ldm ls-devices -p cpu mem");
	assert_int_equal(count_of(text, "|pid="), node->free_vcpus);
	assert_int_equal(sizes_of(text, "\n"), node->free_memory);
}

/* No strand is in two domains. */
static void
strands_are_once(struct fixture *fixture)
{
	const char *text = typed(fixture, "ldm ls -p -o cpu");
	bool taken[STRANDS] = { false };

	for (const char *at = text; (at = strstr(at, "|pid=")) != NULL; at++) {
		unsigned long pid = strtoul(at + 5, NULL, 10);

		assert_true(pid < STRANDS);
		assert_false(taken[pid]);
		taken[pid] = true;
	}
}

static void
what_is_listed_is_what_the_world_counts(void **state)
{
	static const char *const changes[] = { "ldm add-vcpu %u ldom1",
	    "ldm rm-vcpu %u ldom1", "ldm set-vcpu %u ldom1",
	    "ldm set-mem %uG ldom1", "ldm add-mem %uG other",
	    "ldm set-vcpu %u other", "ldm set-vcpu 24%u other",
	    "ldm bind other", "ldm unbind other", "ldm stop -f ldom1",
	    "ldm unbind ldom1", "ldm bind ldom1", "ldm start ldom1",
	    "ldm set-crypto 1 ldom1", "ldm set-crypto 0 ldom1" };
	struct fixture *fixture = *state;
	char line[80];

	typed(fixture, "ldm add-dom other");
	for (unsigned i = 0; i < ROUNDS; i++) {
		const char *change = changes[drawn(fixture,
		    sizeof(changes) / sizeof(changes[0]))];

		if (strchr(change, '%') == NULL)
			snprintf(line, sizeof(line), "%s", change);
		else if (strstr(change, "%uG") != NULL)
			snprintf(line, sizeof(line), "%.*s%u%s",
			    (int)(strchr(change, '%') - change), change,
			    1 + drawn(fixture, 20), strchr(change, '%') + 2);
		else
			snprintf(line, sizeof(line), "%.*s%u%s",
			    (int)(strchr(change, '%') - change), change,
			    1 + drawn(fixture, 12), strchr(change, '%') + 2);
		typed(fixture, line);
		devices_agree(fixture);
		strands_are_once(fixture);
	}
}

/* Words that ldm may be given, wherever they stand. */
static const char *const words[] = { "ls", "list-domain", "ls-bindings",
    "list-services", "ls-constraints", "ls-devices", "ls-config", "ls-var",
    "-V", "--help", "-l", "-p", "-x", "-a", "-o", "-e", "-lp", "-o=cpu",
    "cpu", "memory,disk", "network", ",", "status", "primary", "ldom1",
    "nix", "''", "-", "--", "-r", "auto-boot?", "mem", "io", "crypto", "x=y",
    "-S", "vdisk0", "core" };

enum { WORDS = sizeof(words) / sizeof(words[0]), QUESTIONS = 10 };

static void
questions_of_any_words_end_and_change_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct world *world = world_of(fixture), *was = malloc(world->bytes);
	char line[200];

	assert_non_null(was);
	memcpy(was, world, world->bytes);
	for (unsigned i = 0; i < LINES; i++) {
		int n = snprintf(line, sizeof(line), "ldm %s",
		    words[drawn(fixture, QUESTIONS)]);

		for (unsigned more = drawn(fixture, 5); more != 0; more--)
			n += snprintf(line + n, sizeof(line) - (size_t)n,
			    " %s", words[drawn(fixture, WORDS)]);
		typed(fixture, line);
		if (fixture->prompt.caller.status != 0)
			assert_string_not_equal(buffer_text(
			    &fixture->prompt.caller.err), "");
		world = world_of(fixture);
		if (world->bytes != was->bytes ||
		    memcmp(world, was, was->bytes) != 0)
			fail_msg("%s has changed the world", line);
	}
	free(was);
}

static void
a_refused_change_changes_nothing(void **state)
{
	static const char *const lines[] = { "ldm bind ldom1",
	    "ldm start ldom1", "ldm unbind ldom1", "ldm rm-dom ldom1",
	    "ldm rm-vcpu 8 ldom1", "ldm rm-mem 16G ldom1",
	    "ldm rm-var nix auto-boot? ldom1",
	    "ldm rm-var auto-boot? nix ldom1",
	    "ldm set-vdsdev options=rw ldom1-vol0@primary-vds0",
	    "ldm set-vdsdev options=ro ldom1-vol0@nix",
	    "ldm set-vdisk timeout=5 nix ldom1", "ldm set-vcpu 4 primary",
	    "ldm migrate -n -p /pfile ldom1 node2" };
	struct fixture *fixture = *state;
	char *was = strdup(typed(fixture, "ldm ls-bindings -p"));

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		typed(fixture, lines[i]);
		assert_int_not_equal(fixture->prompt.caller.status, 0);
		assert_string_equal(typed(fixture, "ldm ls-bindings -p"),
		    was);
	}
	free(was);
}

static void
a_migration_is_seen_while_it_goes_on(void **state)
{
	struct fixture *fixture = *state;
	struct sandbox *sandbox = fixture->prompt.stage.sandbox;
	struct call call;

	typed(fixture, "ldm stop ldom1");
	assert_false(simulated_feed(&sandbox->simulated, NODE1,
	    &(struct typed){ .text = "ldm migrate -p /pfile ldom1 node2" },
	    &call));
	sandbox_advance(sandbox, sandbox_now_ms(sandbox) + SECOND_MS);
	assert_non_null(strstr(typed(fixture, "ldm ls -o status ldom1"),
	    "STATUS\n    OPERATION    PROGRESS    TARGET\n    migration    "));
	assert_non_null(strstr(typed(fixture, "ldm ls -p -o status ldom1"),
	    "STATUS\n|op=migration|progress="));
	assert_non_null(strstr(typed(fixture, "ldm ls ldom1"), "-----s"));
	typed(fixture, "ldm bind ldom1");
	assert_int_equal(fixture->prompt.caller.status, 1);
	call_drop(&call);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_is_listed_is_what_the_world_counts, make, drop),
		cmocka_unit_test_setup_teardown(
		    questions_of_any_words_end_and_change_nothing, make, drop),
		cmocka_unit_test_setup_teardown(
		    a_refused_change_changes_nothing, make, drop),
		cmocka_unit_test_setup_teardown(
		    a_migration_is_seen_while_it_goes_on, make, drop),
	};

	return cmocka_run_group_tests_name("ldm", tests, NULL, NULL);
}
