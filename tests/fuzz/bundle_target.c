/*
 * Bundles: what is refused has a plain message; what is read is written again
 * to the same bytes.  The first byte says what the others are: a whole tar; the
 * index of a bundle, and its times, with the digests as they have to be (nobody
 * makes up digests); answers of which a bundle is made; or where a bundle of
 * such answers is damaged, which is seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/visible.h"
#include "tests/fuzz/fuzz.h"
#include "tools/capture/bundle.h"
#include "tools/capture/index.h"
#include "tools/capture/tar.h"

enum { ANSWERS = 12 };

/* The input, from where it was not taken yet. */
struct rest {
	const uint8_t	*at, *end;
};

static uint8_t
byte_take(struct rest *rest)
{
	return rest->at < rest->end ? *rest->at++ : 0;
}

static struct bundle_bytes
bytes_take(struct rest *rest, size_t most)
{
	size_t left = (size_t)(rest->end - rest->at), n = 0;
	const char *from = (const char *)rest->at;

	while (n < left && n < most && from[n] != '\0')
		n++;
	rest->at += n < left ? n + 1 : n;
	return (struct bundle_bytes){ from, n };
}

static void
written(struct bundle *bundle, struct buffer *out)
{
	struct err err = { 0 };

	fuzz_demand(bundle_write(bundle, out, &err), "a bundle is written",
	    err.text);
}

/* true: it is read, and written again it has the same bytes. */
static bool
again(struct arena *arena, struct bundle_bytes bytes, struct bundle *bundle,
    const char *input)
{
	struct err err = { 0 };
	struct buffer out = { 0 };
	char digest[BUNDLE_DIGEST];

	if (!bundle_read(arena, "it", bytes, bundle, &err)) {
		fuzz_refusal(&err, input);
		fuzz_demand(err.code == ERR_FILE_INVALID ||
		    err.code == ERR_TOO_MANY, "it is the file's fault",
		    err.text);
		fuzz_tell_text(err.text);
		return false;
	}
	memcpy(digest, bundle->digest, sizeof(digest));
	written(bundle, &out);
	fuzz_demand(out.size == bytes.size && memcmp(out.bytes, bytes.bytes,
	    out.size) == 0, "what is read is written to the same bytes",
	    input);
	fuzz_demand(strcmp(digest, bundle->digest) == 0,
	    "its digest is the same", digest);
	fuzz_tell_text(digest);
	buffer_drop(&out);
	return true;
}

static void
tar_play(struct arena *arena, struct rest *rest)
{
	struct bundle bundle;
	size_t n = (size_t)(rest->end - rest->at);

	again(arena, (struct bundle_bytes){ n != 0 ? (const char *)rest->at :
	    "", n }, &bundle, fuzz_text(arena, rest->at, n));
}

/* An index or times behind it, with no answers that have bytes. */
static void
lists_play(struct arena *arena, struct rest *rest)
{
	struct bundle_bytes index = bytes_take(rest, SIZE_MAX);
	struct bundle_bytes times = bytes_take(rest, SIZE_MAX);
	char digest[BUNDLE_DIGEST];
	const char *head = arena_format(arena, "{\"type\":\"times\",\"of\":"
	    "\"%s\",%.*s", index_digest(index, digest), (int)times.size,
	    times.bytes);
	const struct tar_file file[] = {
		{ "index.jsonl", index.bytes, index.size },
		{ "times.jsonl", head, strlen(head) },
	};
	struct buffer out = { 0 };
	struct bundle bundle;
	struct err err = { 0 };

	fuzz_demand(tar_write(&(struct tar){ file, 2 }, &out, &err),
	    "a tar is written", err.text);
	again(arena, (struct bundle_bytes){ out.bytes, out.size }, &bundle,
	    arena_text(arena, index.bytes, index.size));
	buffer_drop(&out);
}

static const char *
text_take(struct arena *arena, struct rest *rest)
{
	struct bundle_bytes text = bytes_take(rest, 200);

	return visible_text(arena, arena_text(arena, text.bytes, text.size));
}

static struct bundle_answer
answer_take(struct arena *arena, struct rest *rest, uint32_t nodes)
{
	uint8_t kind = byte_take(rest);
	struct bundle_answer answer = { .node = 1 + (kind & 15) % nodes,
	    .command = text_take(arena, rest), .why = "",
	    .lost = kind >= 240, .begun_ms = kind, .took_ms = kind & 15 };

	if (answer.lost) {
		answer.why = text_take(arena, rest);
		return answer;
	}
	answer.status = (kind & 16) != 0 ? byte_take(rest) : 0;
	answer.out = bytes_take(rest, SIZE_MAX);
	if ((kind & 32) != 0)
		answer.err = bytes_take(rest, SIZE_MAX);
	return answer;
}

static void
bundle_take(struct arena *arena, struct rest *rest, struct bundle *bundle)
{
	static const char *const names[] = { NULL, "node1", "node2", "a.b-c" };
	uint8_t shape = byte_take(rest);
	struct bundle_answer *list = arena_take(arena, ANSWERS, sizeof(*list));
	uint32_t count = 0, n = 0;

	*bundle = (struct bundle){ .nodes = 1 + shape % 3, .answer = list,
	    .at = "2026-11-28T09:30:00Z", .has_site = (shape & 4) != 0 };
	for (uint32_t i = 1; i <= bundle->nodes; i++)
		bundle->node[i] = names[i];
	if (bundle->has_site)
		bundle->site = bytes_take(rest, SIZE_MAX);
	while (count < ANSWERS && rest->at < rest->end)
		list[count++] = answer_take(arena, rest, bundle->nodes);
	qsort(list, count, sizeof(*list), bundle_order);
	for (uint32_t i = 0; i < count; i++)
		if (n == 0 || bundle_order(&list[n - 1], &list[i]) != 0)
			list[n++] = list[i];
	bundle->count = n;
}

static void
answers_play(struct arena *arena, struct rest *rest)
{
	struct bundle bundle, got;
	struct buffer out = { 0 };

	bundle_take(arena, rest, &bundle);
	written(&bundle, &out);
	fuzz_demand(again(arena, (struct bundle_bytes){ out.bytes, out.size },
	    &got, ""), "what is written is read", NULL);
	fuzz_demand(strcmp(got.digest, bundle.digest) == 0,
	    "with the same digest", NULL);
	buffer_drop(&out);
}

/* A byte that is another one, and the rest cut off perhaps. */
static void
damage_play(struct arena *arena, struct rest *rest)
{
	uint32_t at = byte_take(rest) * 65536u;
	uint8_t flip;
	struct bundle bundle, got;
	struct buffer out = { 0 };
	size_t size;

	at += byte_take(rest) * 256u;
	at += byte_take(rest);
	flip = byte_take(rest);
	bundle_take(arena, rest, &bundle);
	written(&bundle, &out);
	at %= (uint32_t)out.size;
	out.bytes[at] = (char)(out.bytes[at] ^ flip);
	size = (flip & 1) != 0 ? out.size : out.size - at % 1024;
	if (again(arena, (struct bundle_bytes){ out.bytes, size }, &got,
	    fuzz_text(arena, (const uint8_t *)out.bytes, size)))
		fuzz_demand(strcmp(got.digest, bundle.digest) == 0,
		    "other answers have another digest", NULL);
	buffer_drop(&out);
}

static int
input_play(const uint8_t *bytes, size_t n)
{
	static void (*const plays[])(struct arena *, struct rest *) = {
		tar_play, lists_play, answers_play, damage_play,
	};
	struct rest rest = { bytes, bytes + n };
	struct arena arena = { 0 };

	plays[byte_take(&rest) % 4](&arena, &rest);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("bundle", input_play);
