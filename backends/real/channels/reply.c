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

/* Where the last line begins; its end must have come.  SIZE_MAX: it has not. */
static size_t
last_line(const struct buffer *buffer)
{
	size_t at = buffer->size;

	if (at == 0 || buffer->bytes[at - 1] != '\n')
		return SIZE_MAX;
	for (at--; at != 0 && buffer->bytes[at - 1] != '\n'; at--)
		;
	return at;
}

/* The rest of the last line, if it begins with the mark; what is before it, and
 * the end of line that was put there, is cut off.  NULL: it has not come. */
static const char *
mark_take(struct buffer *buffer, const char *mark)
{
	size_t at = last_line(buffer), n = strlen(mark);

	if (at == SIZE_MAX || at == 0 || buffer->size - at <= n ||
	    memcmp(buffer->bytes + at, mark, n) != 0)
		return NULL;
	buffer->bytes[buffer->size - 1] = '\0';
	return buffer->bytes + at + n;
}

static void
mark_cut(struct buffer *buffer)
{
	size_t at = buffer->size - 1;

	while (buffer->bytes[at - 1] != '\n')
		at--;
	buffer->size = at - 1;
	buffer->bytes[at - 1] = '\0';
}

static bool
number_take(const char **at, int64_t *number)
{
	char *end;
	long long value;

	if (**at != ' ')
		return false;
	errno = 0;
	value = strtoll(*at + 1, &end, 10);
	if (end == *at + 1 || errno != 0 || value < 0)
		return false;
	*at = end;
	*number = value;
	return true;
}

/* " over 0 1234"; the clock may be left out. */
static bool
words_take(struct reply *reply, const char *rest)
{
	size_t n = *rest == ' ' ? strcspn(rest + 1, " ") : 0;
	int64_t status;

	if (n == 0 || n >= sizeof(reply->word))
		return false;
	memcpy(reply->word, rest + 1, n);
	reply->word[n] = '\0';
	rest += n + 1;
	if (!number_take(&rest, &status) || status > INT_MAX)
		return false;
	reply->status = (int)status;
	return strcmp(rest, " ") == 0 || *rest == '\0' ||
	    (number_take(&rest, &reply->now_ms) && *rest == '\0');
}

bool
reply_whole(struct reply *reply, const char *mark, struct err *err)
{
	const char *rest;

	assert(strlen(mark) == MARK_BYTES - 1);
	if (reply->out.size > REPLY_MOST || reply->err.size > REPLY_MOST) {
		err_set(err, ERR_NO_ANSWER, "it prints more than %d MB",
		    REPLY_MOST >> 20);
		return false;
	}
	if (last_line(&reply->err) == SIZE_MAX ||
	    (rest = mark_take(&reply->out, mark)) == NULL)
		return false;
	if (mark_take(&reply->err, mark) == NULL) {
		reply->out.bytes[reply->out.size - 1] = '\n';
		return false;
	}
	if (!words_take(reply, rest)) {
		err_set(err, ERR_NO_ANSWER, "its answer ends strangely");
		return false;
	}
	mark_cut(&reply->out);
	mark_cut(&reply->err);
	return true;
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
