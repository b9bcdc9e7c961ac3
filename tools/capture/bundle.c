#include "tools/capture/bundle.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/capture/index.h"
#include "tools/capture/tar.h"

static const char index_name[] = "index.jsonl", site_name[] = "site.json",
    times_name[] = "times.jsonl";

int
bundle_order(const void *one, const void *other)
{
	const struct bundle_answer *a = one, *b = other;

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return strcmp(a->command, b->command);
}

struct bundle_answer *
bundle_find(const struct bundle *bundle, uint32_t node, const char *command)
{
	const struct bundle_answer wanted = { .node = node,
	    .command = command };

	return bundle->count == 0 ? NULL : bsearch(&wanted, bundle->answer,
	    bundle->count, sizeof(*bundle->answer), bundle_order);
}

static const char *
answer_name(struct arena *arena, uint32_t n, const char *what)
{
	return arena_format(arena, "answers/%05u.%s", (unsigned)n + 1, what);
}

/* Files of a bundle that is written. */
struct packing {
	struct arena	 arena;
	struct tar_file	*file;
	uint32_t	 count;
	size_t		 size;		/* of them all */
};

/* What has no bytes has no file. */
static void
file_add(struct packing *packing, const char *name, struct bundle_bytes bytes)
{
	if (bytes.size == 0)
		return;
	packing->file[packing->count++] = (struct tar_file){ name,
	    bytes.bytes, bytes.size };
	packing->size += bytes.size;
}

static void
answers_add(struct packing *packing, const struct bundle *bundle)
{
	for (uint32_t n = 0; n < bundle->count; n++) {
		const struct bundle_answer *answer = &bundle->answer[n];

		assert(n == 0 || bundle_order(&answer[-1], answer) < 0);
		file_add(packing, answer_name(&packing->arena, n, "err"),
		    answer->err);
		file_add(packing, answer_name(&packing->arena, n, "out"),
		    answer->out);
	}
}

static struct bundle_bytes
bytes_of(const struct text *text)
{
	return (struct bundle_bytes){ text->bytes, text->size };
}

/* A tar has 512 bytes for each file beside its own, and fills its last 512. */
static bool
is_within(const struct packing *packing, struct err *err)
{
	size_t size = packing->size + (size_t)packing->count * 1024 + 1024;

	return size <= BUNDLE_BYTES || err_set(err, ERR_TOO_MANY,
	    "a capture of more than %d bytes", BUNDLE_BYTES);
}

bool
bundle_write(struct bundle *bundle, struct buffer *out, struct err *err)
{
	struct packing packing = { .count = 0 };
	struct text index = { 0 }, times = { 0 };
	bool written;

	assert(bundle->nodes >= 1 && bundle->nodes <= SITE_NODES);
	if (bundle->count > BUNDLE_ANSWERS)
		return err_set(err, ERR_TOO_MANY, "a capture of more than %d "
		    "answers", BUNDLE_ANSWERS);
	packing.file = arena_take(&packing.arena, 2 * bundle->count + 3,
	    sizeof(*packing.file));
	index_write(bundle, &index);
	index_digest(bytes_of(&index), bundle->digest);
	times_write(bundle, &times);
	answers_add(&packing, bundle);
	file_add(&packing, index_name, bytes_of(&index));
	if (bundle->has_site)
		file_add(&packing, site_name, bundle->site);
	file_add(&packing, times_name, bytes_of(&times));
	written = is_within(&packing, err) && tar_write(&(struct tar){
	    packing.file, packing.count }, out, err);
	text_drop(&index);
	text_drop(&times);
	arena_drop(&packing.arena);
	return written;
}

/* A bundle while it is read. */
struct unpacking {
	struct tar	 tar;
	uint32_t	 used;		/* files */
	struct err	*err;
};

/* The bytes of a file whose digest is known; no digest: it has no bytes. */
static bool
bytes_take(struct unpacking *from, const char *name, const char *digest,
    struct bundle_bytes *bytes)
{
	const struct tar_file *file = tar_find(&from->tar, name);
	char room[BUNDLE_DIGEST];

	*bytes = (struct bundle_bytes){ "", 0 };
	if (*digest == '\0')
		return true;
	if (file == NULL)
		return err_set(from->err, ERR_FILE_INVALID, "%s is missing",
		    name);
	from->used++;
	*bytes = (struct bundle_bytes){ file->bytes, file->size };
	return strcmp(index_digest(*bytes, room), digest) == 0 || err_set(
	    from->err, ERR_FILE_INVALID, "%s is not what was captured: "
	    "index.jsonl has another digest", name);
}

static bool
list_take(struct unpacking *from, const char *name, struct bundle_bytes *bytes)
{
	const struct tar_file *file = tar_find(&from->tar, name);

	if (file == NULL)
		return err_set(from->err, ERR_FILE_INVALID, "%s is missing",
		    name);
	from->used++;
	*bytes = (struct bundle_bytes){ file->bytes, file->size };
	return true;
}

static bool
answers_take(struct arena *arena, struct unpacking *from,
    const struct index *index)
{
	struct bundle *bundle = index->bundle;

	for (uint32_t n = 0; n < bundle->count; n++) {
		const struct index_digests *digests = &index->digests[n];

		if (!bytes_take(from, answer_name(arena, n, "out"),
		    digests->out, &bundle->answer[n].out) ||
		    !bytes_take(from, answer_name(arena, n, "err"),
		    digests->err, &bundle->answer[n].err))
			return false;
	}
	return bytes_take(from, site_name, index->site, &bundle->site);
}

/* JSON may be written in more ways than one. */
static bool
is_as_written(const struct bundle *bundle, struct bundle_bytes index,
    struct bundle_bytes times, struct err *err)
{
	struct text text = { 0 };
	bool same;

	index_write(bundle, &text);
	same = text.size == index.size && memcmp(text.bytes, index.bytes,
	    index.size) == 0;
	text.size = 0;
	times_write(bundle, &text);
	same = same && text.size == times.size && memcmp(text.bytes,
	    times.bytes, times.size) == 0;
	text_drop(&text);
	return same || err_set(err, ERR_FILE_INVALID, "index.jsonl or "
	    "times.jsonl was changed: domferry writes other bytes");
}

static bool
files_read(struct arena *arena, struct unpacking *from, struct bundle *bundle)
{
	struct bundle_bytes index_bytes, times_bytes;
	struct index index = { .bundle = bundle };

	if (!list_take(from, index_name, &index_bytes))
		return false;
	index_digest(index_bytes, bundle->digest);
	if (!index_read(arena, index_bytes, &index, from->err) ||
	    !answers_take(arena, from, &index) ||
	    !list_take(from, times_name, &times_bytes) ||
	    !times_read(arena, times_bytes, bundle, from->err))
		return false;
	if (from->used != from->tar.count)
		return err_set(from->err, ERR_FILE_INVALID, "there is a file "
		    "in it that index.jsonl does not have");
	return is_as_written(bundle, index_bytes, times_bytes, from->err);
}

bool
bundle_read(struct arena *arena, const char *path, struct bundle_bytes bytes,
    struct bundle *bundle, struct err *err)
{
	struct err why = { 0 };
	struct unpacking from = { .err = &why };

	*bundle = (struct bundle){ .at = "" };
	if (tar_read(arena, bytes.bytes, bytes.size, &from.tar, &why) &&
	    files_read(arena, &from, bundle))
		return true;
	if (why.code == ERR_PROGRAM_MISSING)
		return err_set(err, why.code, "%s", why.text);
	return err_set(err, why.code, "%.60s is no whole capture: %.150s",
	    path, why.text);
}
