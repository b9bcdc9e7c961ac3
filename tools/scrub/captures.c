#include "tools/scrub/captures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/scrub/learned.h"
#include "tools/scrub/scrubbed.h"

/* Where each member of a tar says that it is one. */
static const char magic[] = "ustar";
enum { MAGIC_AT = 257, MAGIC_BYTES = sizeof(magic) - 1,
    FIRST = MAGIC_AT + MAGIC_BYTES };

bool
captures_is(const char *path)
{
	char first[FIRST];
	FILE *file = fopen(path, "rbe");
	size_t n = file != NULL ? fread(first, 1, sizeof(first), file) : 0;

	if (file != NULL)
		fclose(file);
	return n == sizeof(first) && memcmp(first + MAGIC_AT, magic,
	    MAGIC_BYTES) == 0;
}

void
captures_learn(struct dictionary *dictionary, const struct bundle *bundle)
{
	for (uint32_t n = 1; n <= bundle->nodes; n++) {
		dictionary_add(dictionary, SCRUB_NODE, bundle->node[n]);
		dictionary_see(dictionary, bundle->node[n],
		    strlen(bundle->node[n]));
	}
	for (uint32_t i = 0; i < bundle->count; i++) {
		const struct bundle_answer *one = &bundle->answer[i];

		if (!one->lost)
			learned_output(dictionary, one->command, one->status !=
			    0, one->out.size != 0 ? one->out.bytes : "",
			    one->out.size);
		dictionary_see(dictionary, one->command,
		    strlen(one->command));
		dictionary_see(dictionary, one->why, strlen(one->why));
		if (one->out.size != 0)
			dictionary_see(dictionary, one->out.bytes,
			    one->out.size);
		if (one->err.size != 0)
			dictionary_see(dictionary, one->err.bytes,
			    one->err.size);
	}
}

static struct bundle_bytes
bytes_put(struct arena *arena, struct dictionary *dictionary,
    const char *bytes, size_t size)
{
	struct buffer buffer = { NULL, 0, 0 };
	struct bundle_bytes put = { "", 0 };

	if (size != 0)
		scrubbed_put(dictionary, bytes, size, &buffer);
	if (buffer.size != 0)
		put = (struct bundle_bytes){ arena_text(arena, buffer.bytes,
		    buffer.size), buffer.size };
	buffer_drop(&buffer);
	return put;
}

static const char *
text_put_of(struct arena *arena, struct dictionary *dictionary,
    const char *text)
{
	return bytes_put(arena, dictionary, text, strlen(text)).bytes;
}

void
captures_put(struct arena *arena, struct dictionary *dictionary,
    const struct bundle *bundle, struct bundle *to)
{
	*to = *bundle;
	to->has_site = false;
	to->site = (struct bundle_bytes){ NULL, 0 };
	to->answer = arena_take(arena, bundle->count + 1u,
	    sizeof(*to->answer));
	for (uint32_t n = 1; n <= bundle->nodes; n++)
		to->node[n] = text_put_of(arena, dictionary,
		    bundle->node[n]);
	for (uint32_t i = 0; i < bundle->count; i++) {
		struct bundle_answer *one = &to->answer[i];

		*one = bundle->answer[i];
		one->command = text_put_of(arena, dictionary, one->command);
		one->why = text_put_of(arena, dictionary, one->why);
		one->out = bytes_put(arena, dictionary, one->out.bytes,
		    one->out.size);
		one->err = bytes_put(arena, dictionary, one->err.bytes,
		    one->err.size);
	}
	qsort(to->answer, to->count, sizeof(*to->answer), bundle_order);
}
