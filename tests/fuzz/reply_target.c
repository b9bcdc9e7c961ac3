/*
 * What a place answers: a zero byte parts standard output from standard error,
 * and "@" stands for the mark.  An answer is whole only with its last byte,
 * what the command has printed is what stood before the marks, and what comes
 * after them belongs to the next answer.
 */
#include <string.h>

#include "backends/real/channels/reply.h"
#include "core/base/buffer.h"
#include "tests/fuzz/fuzz.h"

static const char mark[] = "0123456789abcdef0123456789abcdef";

struct streams {
	struct buffer	 out, err;
};

static void
streams_read(struct streams *streams, const uint8_t *bytes, size_t size)
{
	struct buffer *to = &streams->out;

	for (size_t i = 0; i < size; i++)
		if (bytes[i] == '@')
			buffer_put(to, mark, sizeof(mark) - 1);
		else if (bytes[i] == '\0' && to == &streams->out)
			to = &streams->err;
		else
			buffer_put(to, &bytes[i], 1);
}

/* The first so many bytes of each stream. */
static bool
whole(struct reply *reply, const struct streams *streams, size_t out,
    size_t said, struct err *err)
{
	*err = (struct err){ 0 };
	reply_begin(reply);
	buffer_put(&reply->out, streams->out.bytes, out);
	buffer_put(&reply->err, streams->err.bytes, said);
	return reply_whole(reply, mark, err);
}

/* What is before the first line that begins with the mark. */
static void
printed_check(const struct ended *ended, const struct streams *streams)
{
	fuzz_demand(ended->out_size + sizeof(mark) < streams->out.size &&
	    memcmp(ended->out, streams->out.bytes, ended->out_size) == 0 &&
	    streams->out.bytes[ended->out_size] == '\n' &&
	    memcmp(streams->out.bytes + ended->out_size + 1, mark,
	    sizeof(mark) - 1) == 0, "it ends before its mark", ended->out);
	fuzz_demand(ended->err_size + sizeof(mark) < streams->err.size &&
	    memcmp(ended->err, streams->err.bytes, ended->err_size) == 0,
	    "so does standard error", ended->err);
	fuzz_demand(strlen(ended->out) <= ended->out_size &&
	    strlen(ended->err) <= ended->err_size, "texts have an end", NULL);
}

/* What comes after it is the next one's, and nothing of it. */
static void
rest_check(struct reply *reply, const struct streams *streams)
{
	struct reply next = { .now_ms = -1 };
	struct err err;
	size_t out, said;

	reply_rest(reply, &next);
	fuzz_demand(next.out.size < streams->out.size &&
	    next.err.size < streams->err.size, "a part is the rest", NULL);
	out = streams->out.size - next.out.size;
	said = streams->err.size - next.err.size;
	fuzz_demand(memcmp(buffer_text(&next.out), streams->out.bytes + out,
	    next.out.size) == 0 && memcmp(buffer_text(&next.err),
	    streams->err.bytes + said, next.err.size) == 0,
	    "and the end of its stream", NULL);
	reply_drop(&next);
	fuzz_demand(whole(reply, streams, out, said, &err),
	    "it is whole without the rest", NULL);
	printed_check(&(struct ended){ .out = buffer_text(&reply->out),
	    .err = buffer_text(&reply->err), .out_size = reply->out.size,
	    .err_size = reply->err.size }, streams);
	fuzz_demand(!whole(reply, streams, out - 1, said, &err) &&
	    !whole(reply, streams, out, said - 1, &err),
	    "it is whole with its last byte", NULL);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct streams streams = { { 0 }, { 0 } };
	struct reply reply = { .now_ms = -1 };
	struct ended ended;
	struct err err;

	streams_read(&streams, bytes, size);
	if (whole(&reply, &streams, streams.out.size, streams.err.size,
	    &err)) {
		ended = reply_ended(&reply);
		printed_check(&ended, &streams);
		fuzz_demand(reply.word[0] != '\0' && reply.status >= 0 &&
		    reply.now_ms >= -1, "it says how it ended", reply.word);
		fuzz_tell_text(reply.word);
		fuzz_tell(ended.out, ended.out_size);
		rest_check(&reply, &streams);
	} else if (err.code != ERR_NONE) {
		fuzz_demand(err.code == ERR_NO_ANSWER && err.text[0] != '\0',
		    "a strange end is no answer", err.text);
	}
	reply_drop(&reply);
	buffer_drop(&streams.out);
	buffer_drop(&streams.err);
	return 0;
}

FUZZ_TARGET("reply", input_play);
