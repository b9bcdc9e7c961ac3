#include "backends/real/channels/reply.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void
reply_begin(struct reply *reply)
{
	reply_drop(reply);
	*reply = (struct reply){ .now_ms = -1 };
}

/* Where the line begins that begins with the mark; SIZE_MAX: it has not come,
 * or not to its end.  An end of line was put before it.  What was looked at is
 * not looked at again. */
static size_t
mark_find(const struct buffer *buffer, const char *mark, size_t *seen)
{
	const char *at = buffer->bytes, *end;
	size_t n = MARK_BYTES - 1;

	/* Of an empty one there are no bytes at all. */
	if (buffer->size == 0)
		return SIZE_MAX;
	end = at + buffer->size;
	at += *seen;
	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		*seen = (size_t)(at - buffer->bytes);
		if ((size_t)(end - ++at) <= n)
			return SIZE_MAX;
		if (memcmp(at, mark, n) == 0)
			return memchr(at + n, '\n', (size_t)(end - at) - n) !=
			    NULL ? *seen + 1 : SIZE_MAX;
	}
	*seen = buffer->size;
	return SIZE_MAX;
}

/* What is before the mark's line stays, and has an end; returns where the line
 * after it begins. */
static size_t
mark_cut(struct buffer *buffer, size_t at)
{
	const char *end = memchr(buffer->bytes + at, '\n', buffer->size - at);

	buffer->size = at - 1;
	buffer->bytes[at - 1] = '\0';
	return (size_t)(end + 1 - buffer->bytes);
}

static bool
number_take(const char **at, int64_t *number)
{
	char *end;
	long long value;

	/* Not into the next line. */
	if (**at != ' ' || (*at)[1] < '0' || (*at)[1] > '9')
		return false;
	errno = 0;
	value = strtoll(*at + 1, &end, 10);
	if (end == *at + 1 || errno != 0 || value < 0)
		return false;
	*at = end;
	*number = value;
	return true;
}

/* " over 0 1234", to the end of the line; the clock may be left out. */
static bool
words_take(struct reply *reply, const char *rest)
{
	size_t n = *rest == ' ' ? strcspn(rest + 1, " \n") : 0;
	int64_t status;

	if (n == 0 || n >= sizeof(reply->word))
		return false;
	memcpy(reply->word, rest + 1, n);
	reply->word[n] = '\0';
	rest += n + 1;
	if (!number_take(&rest, &status) || status > INT_MAX)
		return false;
	reply->status = (int)status;
	return strncmp(rest, " \n", 2) == 0 || *rest == '\n' ||
	    (number_take(&rest, &reply->now_ms) && *rest == '\n');
}

bool
reply_whole(struct reply *reply, const char *mark, struct err *err)
{
	size_t out, at;

	assert(strlen(mark) == MARK_BYTES - 1);
	if (reply->out.size > REPLY_MOST || reply->err.size > REPLY_MOST) {
		err_set(err, ERR_NO_ANSWER, "it prints more than %d MB",
		    REPLY_MOST >> 20);
		return false;
	}
	out = mark_find(&reply->out, mark, &reply->out_seen);
	at = out != SIZE_MAX ? mark_find(&reply->err, mark, &reply->err_seen) :
	    SIZE_MAX;
	if (at == SIZE_MAX)
		return false;
	if (!words_take(reply, reply->out.bytes + out + MARK_BYTES - 1)) {
		err_set(err, ERR_NO_ANSWER, "its answer ends strangely");
		return false;
	}
	reply->out_all = reply->out.size;
	reply->err_all = reply->err.size;
	reply->out_rest = mark_cut(&reply->out, out);
	reply->err_rest = mark_cut(&reply->err, at);
	return true;
}

void
reply_rest(const struct reply *reply, struct reply *next)
{
	buffer_put(&next->out, reply->out.bytes + reply->out_rest,
	    reply->out_all - reply->out_rest);
	buffer_put(&next->err, reply->err.bytes + reply->err_rest,
	    reply->err_all - reply->err_rest);
}

struct ended
reply_ended(const struct reply *reply)
{
	return (struct ended){ reply->status, buffer_text(&reply->out),
	    buffer_text(&reply->err), reply->out.size, reply->err.size };
}

void
reply_drop(struct reply *reply)
{
	buffer_drop(&reply->out);
	buffer_drop(&reply->err);
}
