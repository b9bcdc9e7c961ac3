#include "backends/real/reach/session.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/real/reach/session_text.h"

enum { NOISE_MOST = 65536, PART = 65536 };

/* What the shell says first; then where the programs of a simulated site are. */
static const char greeting[] = "domferry-session 1 ";

bool
session_open(struct session *session, const char *const words[],
    struct err *err)
{
	memset(session, 0, sizeof(*session));
	if (!spawn_start(&session->child, words, err))
		return false;
	buffer_print(&session->pending, "%s", session_text);
	session->state = SESSION_OPENING;
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

struct buffer *
session_request(struct session *session)
{
	assert(session->state == SESSION_FREE);
	mark_make(session->mark);
	reply_begin(&session->reply);
	buffer_drop(&session->pending);
	session->sent = 0;
	session->state = SESSION_BUSY;
	return &session->pending;
}

unsigned
session_polled(const struct session *session,
    struct pollfd fds[SESSION_FDS])
{
	unsigned n = 0;

	if (session->state == SESSION_CLOSED || session->state == SESSION_LOST)
		return 0;
	if (session->sent < session->pending.size)
		fds[n++] = (struct pollfd){ .fd = session->child.in,
		    .events = POLLOUT };
	fds[n++] = (struct pollfd){ .fd = session->child.out,
	    .events = POLLIN };
	if (session->child.err >= 0)
		fds[n++] = (struct pollfd){ .fd = session->child.err,
		    .events = POLLIN };
	return n;
}

/* The last line that ssh, or the login, has said. */
static void
lose(struct session *session, const char *why)
{
	const char *text = buffer_text(&session->reply.err), *line = text;
	size_t n = strlen(text);

	while (n != 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		n--;
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n')
			line = text + i + 1;
	if (session->err.code == ERR_NONE)
		err_set(&session->err, ERR_NO_ANSWER, "%s%s%.*s", why,
		    n != 0 ? ": " : "", (int)(text + n - line), line);
	session->state = SESSION_LOST;
	spawn_end(&session->child);
}

static void
send_on(struct session *session)
{
	while (session->sent < session->pending.size) {
		ssize_t n = write(session->child.in, session->pending.bytes +
		    session->sent, session->pending.size - session->sent);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return;
		session->sent += (size_t)n;
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
greeting_take(struct session *session)
{
	struct reply *reply = &session->reply;
	const char *text = buffer_text(&reply->out);
	const char *at = strstr(text, greeting);

	while (at != NULL && at != text && at[-1] != '\n')
		at = strstr(at + 1, greeting);
	if (at != NULL && strchr(at, '\n') != NULL) {
		session->simulated = at[sizeof(greeting) - 1] != '\n';
		session->state = SESSION_FREE;
		reply_begin(reply);
	} else if (reply->out.size > NOISE_MOST) {
		lose(session, "its login prints too much");
	}
}

void
session_go_on(struct session *session)
{
	struct reply *reply = &session->reply;
	bool open;

	if (session->state == SESSION_CLOSED || session->state == SESSION_LOST)
		return;
	send_on(session);
	if (session->child.err >= 0 &&
	    !read_on(session->child.err, &reply->err)) {
		close(session->child.err);
		session->child.err = -1;
	}
	open = read_on(session->child.out, &reply->out);
	if (session->state == SESSION_OPENING) {
		greeting_take(session);
	} else if (session->state == SESSION_BUSY) {
		if (reply_whole(reply, session->mark, &session->err))
			session->state = SESSION_ANSWERED;
		else if (session->err.code != ERR_NONE)
			lose(session, "");
	}
	if (!open && session->state != SESSION_ANSWERED &&
	    session->state != SESSION_LOST)
		lose(session, "the connection has ended");
}

void
session_taken(struct session *session)
{
	assert(session->state == SESSION_ANSWERED);
	session->state = SESSION_FREE;
}

void
session_close(struct session *session)
{
	spawn_end(&session->child);
	buffer_drop(&session->pending);
	reply_drop(&session->reply);
	session->state = SESSION_CLOSED;
}
