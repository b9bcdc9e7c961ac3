/*
 * What a place answers: a zero byte parts standard output from standard error,
 * and "@" stands for the mark.  An answer that is whole is so only with its
 * last byte, and what the command has printed is what stood before the marks.
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

/* The first so many bytes of both streams, standard error last. */
static bool
whole(struct reply *reply, const struct streams *streams, size_t n,
    struct err *err)
{
	size_t out = n < streams->out.size ? n : streams->out.size;

	*err = (struct err){ 0 };
	reply_begin(reply);
	buffer_put(&reply->out, streams->out.bytes, out);
	buffer_put(&reply->err, streams->err.bytes, n - out);
	return reply_whole(reply, mark, err);
}

/* What is before the last line that begins with the mark. */
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

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct streams streams = { { 0 }, { 0 } };
	struct reply reply = { .now_ms = -1 };
	struct ended ended;
	struct err err;
	size_t all;

	streams_read(&streams, bytes, size);
	all = streams.out.size + streams.err.size;
	if (whole(&reply, &streams, all, &err)) {
		ended = reply_ended(&reply);
		printed_check(&ended, &streams);
		fuzz_demand(reply.word[0] != '\0' && reply.status >= 0 &&
		    reply.now_ms >= -1, "it says how it ended", reply.word);
		fuzz_tell_text(reply.word);
		fuzz_tell(ended.out, ended.out_size);
		fuzz_demand(!whole(&reply, &streams, all - 1, &err),
		    "it is whole with its last byte", NULL);
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
