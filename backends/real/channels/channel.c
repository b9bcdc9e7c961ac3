#include "backends/real/channels/channel.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/real/channels/channel_text.h"
#include "backends/real/channels/request.h"

enum { NOISE_MOST = 65536, PART = 65536 };

/* What the shell says first; then where the programs of a simulated site
 * are. */
static const char greeting[] = "domferry-channel 1 ";

bool
channel_open(struct channel *channel, const char *const words[],
    const char *become, struct err *err)
{
	memset(channel, 0, sizeof(*channel));
	channel->become = become;
	if (!spawn_start(&channel->child, words, err))
		return false;
	for (size_t i = 0; channel_text[i] != NULL; i++)
		buffer_print(&channel->pending, "%s", channel_text[i]);
	channel->state = CHANNEL_OPENING;
	return true;
}

/* Nobody can guess it, least of all a command that prints. */
static void
mark_make(char mark[MARK_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[(MARK_BYTES - 1) / 2];
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, bytes, sizeof(bytes)) != sizeof(bytes))
		abort();
	close(fd);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		mark[2 * i] = digits[bytes[i] >> 4];
		mark[2 * i + 1] = digits[bytes[i] & 15];
	}
	mark[MARK_BYTES - 1] = '\0';
}

bool
channel_is_opening(const struct channel *channel)
{
	return channel->state == CHANNEL_OPENING ||
	    channel->state == CHANNEL_GREETED;
}

static struct buffer *
request_begin(struct channel *channel, enum channel_state state)
{
	mark_make(channel->mark);
	reply_begin(&channel->reply);
	buffer_drop(&channel->pending);
	channel->sent = 0;
	channel->state = state;
	return &channel->pending;
}

struct buffer *
channel_request(struct channel *channel)
{
	assert(channel->state == CHANNEL_FREE);
	return request_begin(channel, CHANNEL_BUSY);
}

unsigned
channel_polled(const struct channel *channel,
    struct pollfd fds[CHANNEL_FDS])
{
	unsigned n = 0;

	if (channel->state == CHANNEL_CLOSED || channel->state == CHANNEL_LOST)
		return 0;
	if (channel->sent < channel->pending.size)
		fds[n++] = (struct pollfd){ .fd = channel->child.in,
		    .events = POLLOUT };
	fds[n++] = (struct pollfd){ .fd = channel->child.out,
	    .events = POLLIN };
	if (channel->child.err >= 0)
		fds[n++] = (struct pollfd){ .fd = channel->child.err,
		    .events = POLLIN };
	return n;
}

/* The last line that ssh, or the login, has said. */
static void
lose(struct channel *channel, const char *why)
{
	const char *text = buffer_text(&channel->reply.err), *line = text;
	size_t n = strlen(text);

	while (n != 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		n--;
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n')
			line = text + i + 1;
	if (channel->err.code == ERR_NONE)
		err_set(&channel->err, ERR_NO_ANSWER, "%s%s%.*s", why,
		    n != 0 ? ": " : "", (int)(text + n - line), line);
	channel->state = CHANNEL_LOST;
	spawn_end(&channel->child);
}

static void
send_on(struct channel *channel)
{
	while (channel->sent < channel->pending.size) {
		ssize_t n = write(channel->child.in, channel->pending.bytes +
		    channel->sent, channel->pending.size - channel->sent);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return;
		channel->sent += (size_t)n;
	}
}

/* false: the stream has ended. */
static bool
read_on(int fd, struct buffer *to)
{
	char part[PART];

	while (to->size <= REPLY_MOST) {
		ssize_t n = read(fd, part, sizeof(part));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 && errno == EAGAIN;
		buffer_put(to, part, (size_t)n);
	}
	return true;
}

/* Login shells of people print what they like before. */
static void
greeting_take(struct channel *channel)
{
	struct reply *reply = &channel->reply;
	const char *text = buffer_text(&reply->out);
	const char *at = strstr(text, greeting);

	while (at != NULL && at != text && at[-1] != '\n')
		at = strstr(at + 1, greeting);
	if (at != NULL && strchr(at, '\n') != NULL) {
		channel->simulated = at[sizeof(greeting) - 1] != '\n';
		request_open(request_begin(channel, CHANNEL_GREETED),
		    channel->mark, channel->become);
		send_on(channel);
	} else if (reply->out.size > NOISE_MOST) {
		lose(channel, "its login prints too much");
	}
}

static void
reply_take(struct channel *channel)
{
	struct reply *reply = &channel->reply;

	if (!reply_whole(reply, channel->mark, &channel->err)) {
		if (channel->err.code != ERR_NONE)
			lose(channel, "");
	} else if (channel->state == CHANNEL_BUSY) {
		channel->state = CHANNEL_ANSWERED;
	} else if (strcmp(reply->word, "open") == 0) {
		channel->state = CHANNEL_FREE;
	} else {
		lose(channel, "who logs in there can make no folder under "
		    "/var/run, nor under /tmp");
	}
}

void
channel_go_on(struct channel *channel)
{
	struct reply *reply = &channel->reply;
	bool open;

	if (channel->state == CHANNEL_CLOSED || channel->state == CHANNEL_LOST)
		return;
	send_on(channel);
	if (channel->child.err >= 0 &&
	    !read_on(channel->child.err, &reply->err)) {
		close(channel->child.err);
		channel->child.err = -1;
	}
	open = read_on(channel->child.out, &reply->out);
	if (channel->state == CHANNEL_OPENING)
		greeting_take(channel);
	else if (channel->state == CHANNEL_GREETED ||
	    channel->state == CHANNEL_BUSY)
		reply_take(channel);
	if (!open && channel->state != CHANNEL_ANSWERED &&
	    channel->state != CHANNEL_LOST)
		lose(channel, "the connection has ended");
}

void
channel_taken(struct channel *channel)
{
	assert(channel->state == CHANNEL_ANSWERED);
	channel->state = CHANNEL_FREE;
}

void
channel_close(struct channel *channel)
{
	spawn_end(&channel->child);
	buffer_drop(&channel->pending);
	reply_drop(&channel->reply);
	channel->state = CHANNEL_CLOSED;
}
