/*
 * A stage that is set back: nothing shows what has been typed at it since.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "tests/posts_fixture.h"
#include "tools/shell/kept.h"
#include "tools/shell/state.h"

#define T(name) cmocka_unit_test(name)

struct fixture {
	struct arena	 arena;
	struct stage	 stage;
};

/* Names, files, faults, snapshots, work in progress: of everything that a stage
 * can have, some. */
static const char *const lines[] = {
	"snapshot before", "ldm add-domain test1", "ldm add-domain test2",
	"ldm add-vcpu 8 test1", "ldm set-variable x=y test1",
	"ldm set-variable note=long-before ldom1", "zpool create new c0d7",
	"mkfile 10m /export/home/file", "mkdir -p /zpool1/there",
	"tee /zpool1/there/x", "clrg create fresh-rg", "ldm ls nobody",
	"clresource create -g fresh-rg -t SUNW.ldom fresh-rs", "undo",
	"fault power-off node2, at 3h", "fault panic ldom1", "ldm ls -l",
	"snapshot after", "wait 20m", "ldm stop ldom1", "clrg status",
	"zpool status", "restore before", "clrg switch -n node2 ldom1-rg",
	"ldm add-spconfig one", "node node2", "init 6", "wait 5s", "time",
	"ldm ls -p", "world", "fault power-off node1, at 9h", "halt",
	"cat /zpool1/there/x",
};

static void
begin(struct fixture *fixture)
{
	static const char *const jobs[] = { "create ldom1" };
	struct err err = { 0 };

	*fixture = (struct fixture){ .arena = { 0 } };
	assert_true(stage_make(&fixture->stage, &fixture->arena,
	    &(struct stage_from){ posts_site(&fixture->arena), jobs, 1 },
	    &err));
}

static void
end(struct fixture *fixture)
{
	stage_drop(&fixture->stage);
	arena_drop(&fixture->arena);
}

static void
say(struct stage *stage, struct caller *caller, const char *line,
    struct buffer *said)
{
	stage_line(stage, caller, line);
	for (unsigned n = 0; caller->waits && n < 100 &&
	    stage_next_ms(stage) >= 0; n++)
		stage_step(stage, stage_next_ms(stage));
	stage_leave(stage, caller);
	buffer_print(said, "%s: %d\n%s%s", line, caller->status,
	    buffer_text(&caller->out), buffer_text(&caller->err));
	caller_drop(caller);
}

/* All lines, or the last one first, so that other names are the first: what is
 * said to each, and how the stage then is, and what it knows. */
static void
live(struct stage *stage, bool backwards, struct buffer *said)
{
	const size_t count = sizeof(lines) / sizeof(lines[0]);
	struct caller caller = { .place = 1 };

	for (size_t i = 0; i < count; i++)
		say(stage, &caller, lines[backwards ? count - 1 - i : i],
		    said);
	buffer_print(said, "%zu %zu\n", names_bytes(stage->site->names),
	    names_bytes(sim_names(stage->sandbox->simulated.sim)));
	state_write(stage, "", "", 0, said);
}

static void
assert_same(struct buffer *one, struct buffer *other)
{
	assert_int_equal(one->size, other->size);
	assert_memory_equal(one->bytes, other->bytes, one->size);
	buffer_drop(other);
}

static void
what_is_set_back_lives_again_as_at_first(void **state)
{
	struct buffer first = { 0 }, again = { 0 };
	struct fixture fixture, fresh;
	struct stage_kept kept;

	(void)state;
	begin(&fresh);
	live(&fresh.stage, false, &first);
	begin(&fixture);
	stage_keep(&fixture.stage, &kept);
	for (unsigned i = 0; i < 3; i++) {
		live(&fixture.stage, false, &again);
		assert_same(&first, &again);
		stage_return(&fixture.stage, &kept);
		live(&fixture.stage, true, &again);
		buffer_drop(&again);
		stage_return(&fixture.stage, &kept);
	}
	buffer_drop(&first);
	stage_kept_drop(&kept);
	end(&fixture);
	end(&fresh);
}

/* In what it writes, and in what it only remembers. */
static void
what_is_set_back_is_as_new(void **state)
{
	struct buffer was = { 0 }, is = { 0 };
	struct fixture fixture;
	const struct stage *stage = &fixture.stage;
	struct names names;
	struct stage_kept kept;

	(void)state;
	begin(&fixture);
	stage_keep(&fixture.stage, &kept);
	names = *stage->site->names;
	state_write(stage, "", "", 0, &was);
	live(&fixture.stage, true, &is);
	assert_true(names_bytes(stage->site->names) != names_bytes(&names));
	buffer_drop(&is);
	stage_return(&fixture.stage, &kept);
	state_write(stage, "", "", 0, &is);
	assert_same(&was, &is);
	buffer_drop(&was);
	assert_memory_equal(stage->site->names, &names, sizeof(names));
	assert_true(stage->changed);
	assert_int_equal(stage->history.undo_count, 0);
	assert_int_equal(fixture.arena.bytes, kept.arena.was.bytes);
	assert_memory_equal(&stage->sandbox->session, &kept.sandbox.session,
	    sizeof(stage->sandbox->session));
	stage_kept_drop(&kept);
	end(&fixture);
}

/* What was taken since is freed, and nothing of it is left in what is taken
 * next. */
static void
an_arena_that_is_set_back_has_nothing_new(void **state)
{
	struct arena arena = { 0 };
	struct arena_kept empty, kept;
	char *text, *next;

	(void)state;
	arena_keep(&arena, &empty);
	text = arena_text(&arena, "before", 6);
	for (unsigned i = 0; i < 100; i++)
		arena_take(&arena, 100, 7);
	arena_keep(&arena, &kept);
	next = arena_text(&arena, "since", 5);
	arena_take(&arena, 40000, 1);
	memcpy(text, "AFTER!", 6);
	arena_return(&arena, &kept);
	assert_string_equal(text, "before");
	assert_ptr_equal(arena_take(&arena, 6, 1), next);
	assert_memory_equal(next, "\0\0\0\0\0", 6);
	arena_return(&arena, &empty);
	assert_null(arena.top);
	assert_int_equal(arena.bytes, 0);
	arena_kept_drop(&kept);
	arena_kept_drop(&empty);
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_set_back_lives_again_as_at_first),
		T(what_is_set_back_is_as_new),
		T(an_arena_that_is_set_back_has_nothing_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
