/*
 * Two captures of a node: whatever its commands have printed, what is captured
 * is read as the same survey, and nothing has changed between a survey and
 * itself; what is new from one to the other is gone the other way round.
 *
 * The input is outputs, each with a byte before it that says which command has
 * printed it, in which capture or in both, and a NUL behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/visible.h"
#include "tests/fuzz/fuzz.h"
#include "tools/capture/bundled.h"
#include "tools/capture/changes.h"

enum { ANSWERS = 8, OUTPUT = 500, ONE = 64, OTHER = 128 };

/* A line about something is about the guest g1. */
static const char *
command_of(struct arena *arena, unsigned which)
{
	const char *line = survey_row(which % SURVEY_LINES)->line;
	const char *at = strchr(line, '%');

	return at == NULL ? line : arena_format(arena, "%.*sg1%s",
	    (int)(at - line), line, at + 1);
}

static void
answer_add(struct bundle *bundle, const struct bundle_answer *answer)
{
	for (uint32_t i = 0; i < bundle->count; i++)
		if (bundle_order(&bundle->answer[i], answer) == 0)
			return;
	if (bundle->count < ANSWERS)
		bundle->answer[bundle->count++] = *answer;
}

static void
bundle_begin(struct arena *arena, struct bundle *bundle)
{
	*bundle = (struct bundle){ .nodes = 1, .node = { NULL, "node1" },
	    .answer = arena_take(arena, ANSWERS, sizeof(*bundle->answer)),
	    .at = "" };
}

static void
bundles_take(struct arena *arena, const uint8_t *bytes, size_t n,
    struct bundle bundle[2])
{
	const char *at = fuzz_text(arena, bytes, n), *end = at + n;

	bundle_begin(arena, &bundle[0]);
	bundle_begin(arena, &bundle[1]);
	while (at < end) {
		unsigned which = (unsigned char)*at++;
		size_t size = strnlen(at, (size_t)(end - at));
		struct bundle_answer answer = { .node = 1,
		    .command = command_of(arena, which & 63), .why = "",
		    .out = { at, size < OUTPUT ? size : OUTPUT } };

		if ((which & ONE) == 0)
			answer_add(&bundle[0], &answer);
		if ((which & OTHER) == 0)
			answer_add(&bundle[1], &answer);
		at += size + 1;
	}
	for (int i = 0; i < 2; i++)
		qsort(bundle[i].answer, bundle[i].count,
		    sizeof(*bundle[i].answer), bundle_order);
}

/* It is captured from its survey once more, with the same digest. */
static void
again(struct arena *arena, const struct survey *survey)
{
	struct buffer one = { 0 }, other = { 0 };
	struct bundle first, got, second;
	struct survey same;
	struct changes changes;
	struct err err = { 0 };

	bundled_make(arena, survey, &first);
	fuzz_demand(bundle_write(&first, &one, &err) && bundle_read(arena,
	    "it", (struct bundle_bytes){ one.bytes, one.size }, &got, &err),
	    "a bundle is written and read", err.text);
	bundled_survey(&got, &same);
	bundled_make(arena, &same, &second);
	fuzz_demand(bundle_write(&second, &other, &err) &&
	    one.size == other.size && memcmp(one.bytes, other.bytes,
	    one.size) == 0, "a survey of a bundle makes that bundle",
	    err.text);
	changes_make(arena, survey, &same, &changes);
	fuzz_demand(changes.count == 0, "nothing has changed between a survey "
	    "and itself", changes.count != 0 ? changes.list[0].command : "");
	fuzz_tell_text(first.digest);
	survey_drop(&same);
	buffer_drop(&one);
	buffer_drop(&other);
}

static unsigned
count_of(const struct changes *changes, enum change_kind kind)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < changes->count; i++)
		count += changes->list[i].kind == kind;
	return count;
}

static int
input_play(const uint8_t *bytes, size_t n)
{
	struct arena arena = { 0 };
	struct bundle bundle[2];
	struct survey survey[2];
	struct changes there, back;

	bundles_take(&arena, bytes, n, bundle);
	for (int i = 0; i < 2; i++)
		bundled_survey(&bundle[i], &survey[i]);
	again(&arena, &survey[0]);
	changes_make(&arena, &survey[0], &survey[1], &there);
	changes_make(&arena, &survey[1], &survey[0], &back);
	fuzz_demand(there.count == back.count &&
	    count_of(&there, CHANGE_NEW) == count_of(&back, CHANGE_GONE) &&
	    count_of(&there, CHANGE_UNANSWERED) == count_of(&back,
	    CHANGE_ANSWERED), "the way back has the same changes", NULL);
	fuzz_tell(&there.count, sizeof(there.count));
	for (int i = 0; i < 2; i++)
		survey_drop(&survey[i]);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("captured", input_play);
