#include "backends/real/channels/channel.h"

#include <assert.h>
#include <errno.h>
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
	channel->now_ms = -1;
	if (!spawn_start(&channel->child, words, err))
		return false;
	for (size_t i = 0; channel_text[i] != NULL; i++)
		buffer_print(&channel->pending, "%s", channel_text[i]);
	channel->state = CHANNEL_OPENING;
	return true;
}

bool
channel_is_opening(const struct channel *channel)
{
	return channel->state == CHANNEL_OPENING ||
	    channel->state == CHANNEL_GREETED;
}

/* What has been sent need not be kept. */
static void
pending_trim(struct channel *channel)
{
	if (channel->sent < channel->pending.size)
		return;
	buffer_drop(&channel->pending);
	channel->sent = 0;
}

bool
channel_is_ready(const struct channel *channel)
{
	return channel->state == CHANNEL_OPEN &&
	    exchanges_has_room(&channel->exchanges) &&
	    channels_clock_ms() < exchanges_due_ms(&channel->exchanges);
}

bool
channel_is_idle(const struct channel *channel)
{
	return channel->state == CHANNEL_OPEN &&
	    exchanges_is_over(&channel->exchanges) &&
	    !exchanges_is_awaited(&channel->exchanges);
}

static struct exchange *
request_begin(struct channel *channel, int64_t limit_ms)
{
	reply_drop(&channel->stray);
	pending_trim(channel);
	return exchanges_new(&channel->exchanges, limit_ms);
}

struct exchange *
channel_request(struct channel *channel, int64_t limit_ms)
{
	assert(channel_is_ready(channel));
	return request_begin(channel, limit_ms);
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

/* Where what comes now belongs. */
static struct reply *
reply_now(struct channel *channel)
{
	struct exchange *now = exchanges_now(&channel->exchanges);

	return now != NULL ? &now->reply : &channel->stray;
}

/* The last line that ssh, or the login, has said. */
static void
lose(struct channel *channel, const char *why)
{
	const char *text = buffer_text(&reply_now(channel)->err), *line = text;
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
	struct reply *reply = &channel->stray;
	const char *text = buffer_text(&reply->out);
	const char *at = strstr(text, greeting);
	struct exchange *open;

	while (at != NULL && at != text && at[-1] != '\n')
		at = strstr(at + 1, greeting);
	if (at != NULL && strchr(at, '\n') != NULL) {
		channel->simulated = at[sizeof(greeting) - 1] != '\n';
		open = request_begin(channel, INT64_MAX);
		request_open(&channel->pending, open->mark, channel->become);
		channel->state = CHANNEL_GREETED;
		send_on(channel);
	} else if (reply->out.size > NOISE_MOST) {
		lose(channel, "its login prints too much");
	}
}

/* The first answer says whether it can work there. */
static void
opening_take(struct channel *channel, struct exchange *open)
{
	bool can = strcmp(open->reply.word, "open") == 0;

	exchange_drop(open);
	if (can)
		channel->state = CHANNEL_OPEN;
	else
		lose(channel, "who logs in there can make no folder under "
		    "/var/run, nor under /tmp");
}

/* It is whole: what came after it is the next one's. */
static void
exchange_end(struct channel *channel, struct exchange *exchange)
{
	if (exchange->reply.now_ms > channel->now_ms)
		channel->now_ms = exchange->reply.now_ms;
	exchanges_answered(&channel->exchanges);
	reply_rest(&exchange->reply, reply_now(channel));
	if (channel->state == CHANNEL_GREETED)
		opening_take(channel, exchange);
	else if (exchange->left)
		exchange_drop(exchange);
}

static void
replies_take(struct channel *channel)
{
	struct exchange *now;

	while (channel->state != CHANNEL_LOST &&
	    (now = exchanges_now(&channel->exchanges)) != NULL &&
	    reply_whole(&now->reply, now->mark, &channel->err))
		exchange_end(channel, now);
	if (channel->state == CHANNEL_LOST)
		return;
	if (channel->err.code != ERR_NONE)
		lose(channel, "");
	else if (channel->stray.out.size > NOISE_MOST)
		lose(channel, "it prints what was not asked for");
}

static void
read_all(struct channel *channel, bool *open)
{
	struct reply *reply = reply_now(channel);

	if (channel->child.err >= 0 &&
	    !read_on(channel->child.err, &reply->err)) {
		close(channel->child.err);
		channel->child.err = -1;
	}
	*open = read_on(channel->child.out, &reply->out);
}

void
channel_go_on(struct channel *channel)
{
	bool open;

	if (channel->state == CHANNEL_CLOSED || channel->state == CHANNEL_LOST)
		return;
	send_on(channel);
	read_all(channel, &open);
	if (channel->state == CHANNEL_OPENING)
		greeting_take(channel);
	else
		replies_take(channel);
	if (!open && channel->state != CHANNEL_LOST)
		lose(channel, "the connection has ended");
}

void
channel_close(struct channel *channel)
{
	/* One that was never opened has no descriptors: zero is another's. */
	if (channel->state != CHANNEL_CLOSED)
		spawn_end(&channel->child);
	buffer_drop(&channel->pending);
	reply_drop(&channel->stray);
	exchanges_drop(&channel->exchanges);
	channel->state = CHANNEL_CLOSED;
}
