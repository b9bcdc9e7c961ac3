/*
 * All places of a simulated site on this machine: each shell knows its place,
 * and no request waits behind another one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "backends/real/channels/channels.h"
#include "backends/real/channels/request.h"
#include "tests/posts_fixture.h"
#include "tools/host/tree.h"

enum { PATH_BYTES = 160, FOLDER_BYTES = 40 };

struct rig {
	struct arena	 arena;
	struct site	 site;
	struct channels_local local;
	struct channels	 channels;
	struct reply	 reply;
	unsigned	 polled;	/* how often one has waited */
	char		 folder[FOLDER_BYTES];
};

static int
counted_poll(void *with, struct pollfd *fds, unsigned count, int ms)
{
	struct rig *rig = with;

	rig->polled++;
	return poll(fds, count, ms);
}

/* What the site has for programs. */
static void
program_link(const struct rig *rig, const char *name)
{
	char path[PATH_BYTES], program[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/bin/%s", rig->folder, name);
	snprintf(program, sizeof(program), "/usr/bin/%s", name);
	assert_int_equal(symlink(program, path), 0);
}

static struct rig *
begin(void)
{
	struct rig *rig = test_calloc(1, sizeof(*rig));
	char path[PATH_BYTES];

	strcpy(rig->folder, "/tmp/domferry-local-XXXXXX");
	assert_non_null(mkdtemp(rig->folder));
	snprintf(path, sizeof(path), "%s/bin", rig->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	program_link(rig, "sleep");
	program_link(rig, "printenv");
	rig->site = *posts_site(&rig->arena);
	rig->site.simulated = true;
	rig->local = (struct channels_local){ rig->folder, counted_poll, rig };
	rig->channels.site = &rig->site;
	rig->channels.local = &rig->local;
	rig->channels.now_ms = -1;
	return rig;
}

static void
end(struct rig *rig)
{
	channels_close(&rig->channels);
	reply_drop(&rig->reply);
	tree_remove(rig->folder);
	arena_drop(&rig->arena);
	test_free(rig);
}

/* Begin to ask that there; the number of the request. */
static uint64_t
ask(struct rig *rig, uint32_t place, struct opened **opened,
    const struct typed_line *line)
{
	struct exchange *exchange;
	struct err err = { 0 };

	*opened = channels_take(&rig->channels, place, LANE_ASK, &err);
	assert_non_null(*opened);
	exchange = channel_request(&(*opened)->channel, INT64_MAX);
	assert_true(request_command(&(*opened)->channel.pending,
	    &(struct request){ .mark = exchange->mark,
	    .program = line->word[0], .ended = "" }, line, &err));
	return exchange->number;
}

static void
no_request_waits_behind_another(void **state)
{
	struct rig *rig = begin();
	struct opened *one, *other;
	uint64_t long_one, short_one;

	(void)state;
	long_one = ask(rig, 1, &one, &(struct typed_line){ .word = { "sleep",
	    "0.5" }, .count = 2 });
	short_one = ask(rig, 1, &other, &(struct typed_line){ .word = {
	    "sleep", "0" }, .count = 2 });
	assert_ptr_not_equal(one, other);
	assert_true(channels_answer(&rig->channels, other, short_one,
	    &rig->reply));
	assert_int_equal(rig->reply.status, 0);
	assert_false(channel_is_idle(&one->channel));
	assert_true(channels_answer(&rig->channels, one, long_one,
	    &rig->reply));
	/* Both are free now, and there is no third one. */
	ask(rig, 1, &other, &(struct typed_line){ .word = { "sleep", "0" },
	    .count = 2 });
	assert_false(rig->channels.opened[2].used);
	assert_true(rig->polled > 0);
	end(rig);
}

static void
each_shell_knows_its_place(void **state)
{
	static const struct {
		uint32_t	 place;
		const char	*name;
	} places[] = { { 2, "node2" }, { PLACE_SP | 1, "sp:node1" },
	    { PLACE_GUEST | 1, "guest:ldom1" },
	    { PLACE_SOURCE | 1, "source:system1" } };
	struct rig *rig = begin();

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct opened *opened;
		uint64_t number = ask(rig, places[i].place, &opened,
		    &(struct typed_line){ .word = { "printenv",
		    "DOMFERRY_PLACE" }, .count = 2 });

		assert_true(channels_answer(&rig->channels, opened, number,
		    &rig->reply));
		assert_int_equal(strncmp(buffer_text(&rig->reply.out),
		    places[i].name, strlen(places[i].name)), 0);
	}
	end(rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_request_waits_behind_another),
	    cmocka_unit_test(each_shell_knows_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
