/*
 * Several who type at one simulated site, what is kept of it, and what a client
 * may say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/site/site_file.h"
#include "tests/posts_fixture.h"
#include "tools/file.h"
#include "tools/host/connection.h"
#include "tools/shell/state.h"

#define T(name) cmocka_unit_test(name)

struct fixture {
	struct arena	 arena;
	struct stage	 stage;
};

static void
begin(struct fixture *fixture)
{
	static const char *const begin[] = { "create ldom1" };
	struct err err = { 0 };

	*fixture = (struct fixture){ .arena = { 0 } };
	assert_true(stage_make(&fixture->stage, &fixture->arena,
	    &(struct stage_from){ posts_site(&fixture->arena), begin, 1 },
	    &err));
}

static void
end(struct fixture *fixture)
{
	stage_drop(&fixture->stage);
	arena_drop(&fixture->arena);
}

static int64_t
now_s(const struct fixture *fixture)
{
	return sandbox_now_ms(fixture->stage.sandbox) / 1000;
}

/* Time passes until the caller's line has ended. */
static void
await(struct fixture *fixture, const struct caller *caller)
{
	while (caller->waits) {
		int64_t next_ms = stage_next_ms(&fixture->stage);

		assert_true(next_ms >= 0);
		stage_step(&fixture->stage, next_ms);
	}
}

static void
who_waits_is_overtaken_by_who_waits_less(void **state)
{
	struct caller slow = { .place = 1 }, quick = { .place = 2 };
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_false(stage_line(&fixture.stage, &slow, "sleep 100"));
	assert_false(stage_line(&fixture.stage, &quick, "wait 40s"));
	await(&fixture, &quick);
	assert_int_equal(now_s(&fixture), 40);
	assert_true(slow.waits);
	/* What is typed now begins at that moment. */
	assert_false(stage_line(&fixture.stage, &quick, "sleep 40"));
	await(&fixture, &quick);
	assert_int_equal(now_s(&fixture), 80);
	await(&fixture, &slow);
	assert_int_equal(now_s(&fixture), 100);
	caller_drop(&slow);
	caller_drop(&quick);
	end(&fixture);
}

static void
nobody_goes_back_while_another_waits(void **state)
{
	struct caller slow = { .place = 1 }, other = { .place = 2 };
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_true(stage_line(&fixture.stage, &other, "snapshot s"));
	assert_false(stage_line(&fixture.stage, &slow, "ldm stop ldom1"));
	assert_true(stage_line(&fixture.stage, &other, "undo"));
	assert_non_null(strstr(buffer_text(&other.err), "in progress"));
	assert_true(stage_line(&fixture.stage, &other, "restore s"));
	assert_int_not_equal(other.status, 0);
	await(&fixture, &slow);
	assert_true(stage_line(&fixture.stage, &other, "restore s"));
	assert_int_equal(other.status, 0);
	caller_drop(&slow);
	caller_drop(&other);
	end(&fixture);
}

static void
what_is_left_goes_on_without_its_caller(void **state)
{
	struct caller caller = { .place = 1 };
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_false(stage_line(&fixture.stage, &caller, "ldm stop ldom1"));
	stage_leave(&fixture.stage, &caller);
	assert_false(caller.waits);
	caller_drop(&caller);
	assert_false(stage_line(&fixture.stage, &caller, "wait 40s"));
	await(&fixture, &caller);
	assert_true(stage_line(&fixture.stage, &caller, "ldm ls -p ldom1"));
	assert_non_null(strstr(buffer_text(&caller.out), "state=bound"));
	caller_drop(&caller);
	end(&fixture);
}

static void
play(struct fixture *fixture, const char *line)
{
	struct caller caller = { .place = 1 };

	stage_line(&fixture->stage, &caller, line);
	await(fixture, &caller);
	assert_int_equal(caller.status, 0);
	caller_drop(&caller);
}

static void
keep(struct fixture *fixture, struct buffer *bytes)
{
	struct err err = { 0 };
	size_t n;
	const char *site = file_read(&fixture->arena,
	    "scenarios/sites/posts.json", LIMIT_FILE_BYTES, &n, &err);

	assert_non_null(site);
	state_write(&fixture->stage, "site.json", site, n, bytes);
}

/* A stage in another process: made from the site that the state has. */
static bool
take_up(struct fixture *other, const struct buffer *bytes)
{
	struct mistakes mistakes = { 0 };
	struct state_site site;
	struct err err = { 0 };

	*other = (struct fixture){ .arena = { 0 } };
	assert_true(state_site(&other->arena, bytes->bytes, bytes->size,
	    &site, &err));
	assert_true(stage_make(&other->stage, &other->arena,
	    &(struct stage_from){ site_read(&other->arena, site.path,
	    site.text, site.size, &mistakes), NULL, 0 }, &err));
	return state_take(&other->stage, bytes->bytes, bytes->size, &err);
}

static void
a_state_that_is_taken_up_is_the_same_state(void **state)
{
	struct fixture fixture, other;
	struct buffer bytes = { 0 }, again = { 0 };

	(void)state;
	begin(&fixture);
	play(&fixture, "snapshot early");
	play(&fixture, "ldm add-domain test1");
	play(&fixture, "ldm add-vcpu 8 test1");
	play(&fixture, "fault power-off node2, at 3h");
	play(&fixture, "ldm stop ldom1");
	keep(&fixture, &bytes);
	assert_true(take_up(&other, &bytes));
	keep(&other, &again);
	assert_int_equal(bytes.size, again.size);
	assert_memory_equal(bytes.bytes, again.bytes, bytes.size);
	/* They go on alike. */
	play(&fixture, "wait 4h");
	play(&other, "wait 4h");
	buffer_drop(&bytes);
	buffer_drop(&again);
	keep(&fixture, &bytes);
	keep(&other, &again);
	assert_int_equal(bytes.size, again.size);
	assert_memory_equal(bytes.bytes, again.bytes, bytes.size);
	buffer_drop(&bytes);
	buffer_drop(&again);
	end(&other);
	end(&fixture);
}

static void
a_state_that_is_cut_off_or_damaged_is_refused(void **state)
{
	struct fixture fixture;
	struct buffer bytes = { 0 };
	struct state_site site;

	(void)state;
	begin(&fixture);
	keep(&fixture, &bytes);
	for (size_t n = 0; n < bytes.size; n += n < 200 ? 1 : 997) {
		struct err err = { 0 };

		assert_false(state_site(&fixture.arena, bytes.bytes, n, &site,
		    &err));
		assert_int_equal(err.code, ERR_FILE_INVALID);
		bytes.bytes[n] ^= 4;
		assert_false(state_site(&fixture.arena, bytes.bytes,
		    bytes.size, &site, &err));
		bytes.bytes[n] ^= 4;
	}
	buffer_drop(&bytes);
	end(&fixture);
}

static void
hear(struct fixture *fixture, struct connection *connection, int kind,
    const char *body, size_t n)
{
	char head[MESSAGE_HEAD];

	message_head(head, kind, n);
	connection_hear(&fixture->stage.host, connection, head, sizeof(head));
	/* A byte at a time. */
	for (size_t i = 0; i < n; i++)
		connection_hear(&fixture->stage.host, connection, body + i, 1);
}

/* The answer of a connection as one text, each '\0' as a blank. */
static const char *
answer(struct fixture *fixture, struct connection *connection)
{
	connection_tell(&fixture->stage.host, connection);
	for (size_t i = 0; i < connection->out.size; i++)
		if (connection->out.bytes[i] == '\0')
			connection->out.bytes[i] = ' ';
	return buffer_text(&connection->out);
}

static void
a_client_gets_output_and_status(void **state)
{
	static const char call[] = "node2\0/\0hostname";
	static const char wrong[] = "node2\0/\0ldm\0ls\0nobody";
	struct connection *connection = connection_make(-1);
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	hear(&fixture, connection, MESSAGE_CALL, call, sizeof(call));
	assert_string_equal(answer(&fixture, connection),
	    "o   \006node2\n" "d   \t0 node2  ");
	buffer_drop(&connection->out);
	hear(&fixture, connection, MESSAGE_CALL, wrong, sizeof(wrong));
	assert_non_null(strstr(answer(&fixture, connection), "not found"));
	assert_non_null(strstr(buffer_text(&connection->out), "1 node2 "));
	assert_false(connection->broken);
	connection_drop(&fixture.stage.host, connection);
	end(&fixture);
}

static void
a_program_that_reads_its_input_asks_for_it(void **state)
{
	static const char call[] = "node1\0/\0tee\0/zpool/x";
	static const char cat[] = "node1\0/\0cat\0/zpool/x";
	struct connection *connection = connection_make(-1);
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	hear(&fixture, connection, MESSAGE_CALL, call, sizeof(call));
	assert_string_equal(answer(&fixture, connection), "w    ");
	hear(&fixture, connection, MESSAGE_INPUT, "it's\t\\ $x\n", 10);
	await(&fixture, &connection->caller);
	(void)answer(&fixture, connection);
	buffer_drop(&connection->out);
	hear(&fixture, connection, MESSAGE_CALL, cat, sizeof(cat));
	assert_non_null(strstr(answer(&fixture, connection),
	    "it's\t\\ $x\n"));
	connection_drop(&fixture.stage.host, connection);
	end(&fixture);
}

static void
a_client_that_talks_nonsense_is_dropped(void **state)
{
	static const struct {
		const char	*bytes;
		size_t		 n;
	} nonsense[] = {
		{ "x", 1 }, { "c\377\377\377\377", 5 },
		{ "i\0\0\0\0", 5 },		/* input for nothing */
		{ "c\0\0\0\0", 5 },		/* no place */
		{ "c\0\0\0\6node1\0", 11 },	/* no words */
		{ "l\0\0\0\5node1", 10 },	/* no end of a text */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(nonsense) / sizeof(nonsense[0]); i++) {
		struct connection *connection = connection_make(-1);
		struct fixture fixture;

		begin(&fixture);
		connection_hear(&fixture.stage.host, connection,
		    nonsense[i].bytes, nonsense[i].n);
		assert_true(connection->broken ||
		    connection->caller.status == STATUS_NO_ANSWER);
		connection_drop(&fixture.stage.host, connection);
		end(&fixture);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(who_waits_is_overtaken_by_who_waits_less),
		T(nobody_goes_back_while_another_waits),
		T(what_is_left_goes_on_without_its_caller),
		T(a_state_that_is_taken_up_is_the_same_state),
		T(a_state_that_is_cut_off_or_damaged_is_refused),
		T(a_client_gets_output_and_status),
		T(a_program_that_reads_its_input_asks_for_it),
		T(a_client_that_talks_nonsense_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
