#include "backends/real/reach/sessions.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <time.h>

#include "backends/real/reach/request.h"
#include "backends/real/reach/way.h"

enum { OPEN_MS = 30000, DEAD_MS = 10000 };

/* Where the script keeps what came of changes: it must go with a reboot, and
 * whoever logs in must be able to make it. */
static const char *const kept[] = { "/var/run/domferry/kept",
    "/tmp/domferry-kept" };

int64_t
sessions_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A reply for which nobody waits any more is thrown away. */
static void
go_on(struct sessions *sessions, struct opened *opened)
{
	struct session *session = &opened->session;

	session_go_on(session);
	if (session->state == SESSION_ANSWERED &&
	    session->reply.now_ms > sessions->now_ms)
		sessions->now_ms = session->reply.now_ms;
	if (opened->awaited)
		return;
	if (session->state == SESSION_ANSWERED)
		session_taken(session);
	else if (session->state == SESSION_LOST) {
		session_close(session);
		opened->used = false;
	}
}

void
sessions_wait(struct sessions *sessions, int64_t until_ms)
{
	struct pollfd fds[SESSIONS * SESSION_FDS];
	int64_t left = until_ms - sessions_clock_ms();
	unsigned count = 0;

	for (unsigned i = 0; i < SESSIONS; i++)
		if (sessions->opened[i].used)
			count += session_polled(&sessions->opened[i].session,
			    fds + count);
	if (left > INT_MAX)
		left = INT_MAX;
	poll(fds, count, left > 0 ? (int)left : 0);
	for (unsigned i = 0; i < SESSIONS; i++)
		if (sessions->opened[i].used)
			go_on(sessions, &sessions->opened[i]);
}

/* Until it is in none of these two states; false: it was not in time. */
static bool
await(struct sessions *sessions, struct opened *opened, int64_t until_ms)
{
	const struct session *session = &opened->session;

	while (session->state == SESSION_OPENING ||
	    session->state == SESSION_BUSY) {
		if (sessions_clock_ms() >= until_ms)
			return false;
		sessions_wait(sessions, until_ms);
	}
	return true;
}

static bool
kept_open(struct sessions *sessions, struct opened *opened, const char *become,
    int64_t until_ms)
{
	struct session *session = &opened->session;
	bool is_open = false;

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]) && !is_open;
	    i++) {
		struct buffer *text = session_request(session);

		request_open(text, session->mark, become, kept[i]);
		if (!await(sessions, opened, until_ms) ||
		    session->state != SESSION_ANSWERED)
			return false;
		is_open = strcmp(session->reply.word, "open") == 0;
		session_taken(session);
	}
	if (!is_open)
		err_set(&session->err, ERR_NO_ANSWER, "whoever logs in there "
		    "cannot make %s, nor %s", kept[0], kept[1]);
	return is_open;
}

/* What is simulated and what is not must not be mistaken for each other. */
static bool
is_agreed(const struct sessions *sessions, const struct opened *opened,
    struct err *err)
{
	char name[256];

	if (opened->session.simulated == sessions->site->simulated)
		return true;
	site_place(sessions->site->names, opened->place, name, sizeof(name));
	return err_set(err, ERR_GUARDED, opened->session.simulated ?
	    "%.100s is simulated, and the site file does not say so "
	    "(\"simulated\": true)" : "%.100s is a real machine, and the site "
	    "file says \"simulated\": true", name);
}

static bool
open_at(struct sessions *sessions, struct opened *opened, struct err *err)
{
	const char *const *words = way_words(&sessions->arena, sessions->site,
	    opened->place, sessions->ssh_config, err);
	const char *become = way_reach(sessions->site, opened->place)->become;
	int64_t until_ms = sessions_clock_ms() + OPEN_MS;

	if (words == NULL || !session_open(&opened->session, words, err))
		return false;
	if (!await(sessions, opened, until_ms) ||
	    opened->session.state != SESSION_FREE)
		return err_set(err, ERR_NO_ANSWER, "%s",
		    opened->session.state == SESSION_LOST ?
		    opened->session.err.text : "it says nothing");
	if (!is_agreed(sessions, opened, err))
		return false;
	return kept_open(sessions, opened, become, until_ms) ||
	    err_set(err, ERR_NO_ANSWER, "%s", opened->session.err.code !=
	    ERR_NONE ? opened->session.err.text : "it says nothing");
}

static struct opened *
opened_find(struct sessions *sessions, uint32_t place, enum lane lane)
{
	struct opened *opened, *found = NULL;

	for (unsigned i = 0; i < SESSIONS; i++) {
		opened = &sessions->opened[i];
		if (!opened->used || opened->place != place ||
		    opened->lane != lane)
			continue;
		found = opened;
		if (opened->session.state == SESSION_FREE)
			break;
	}
	return found;
}

/* One that nobody uses gives way if there are too many. */
static struct opened *
opened_new(struct sessions *sessions)
{
	struct opened *idle = NULL;

	for (unsigned i = 0; i < SESSIONS; i++) {
		struct opened *opened = &sessions->opened[i];

		if (!opened->used)
			return opened;
		if (opened->session.state == SESSION_FREE)
			idle = opened;
	}
	if (idle != NULL)
		session_close(&idle->session);
	return idle;
}

static const struct err *
dead_find(const struct sessions *sessions, uint32_t place)
{
	for (unsigned i = 0; i < SITE_NODES; i++)
		if (sessions->dead[i].place == place &&
		    sessions->dead[i].until_ms > sessions_clock_ms())
			return &sessions->dead[i].err;
	return NULL;
}

static void
dead_note(struct sessions *sessions, uint32_t place, const struct err *err)
{
	unsigned i = sessions->dead_next++ % SITE_NODES;

	sessions->dead[i].place = place;
	sessions->dead[i].until_ms = sessions_clock_ms() + DEAD_MS;
	sessions->dead[i].err = *err;
}

static struct opened *
opened_make(struct sessions *sessions, uint32_t place, enum lane lane,
    struct err *err)
{
	const struct err *dead = dead_find(sessions, place);
	struct opened *opened = opened_new(sessions);

	if (dead != NULL || opened == NULL) {
		err_set(err, dead != NULL ? dead->code : ERR_TOO_MANY, "%s",
		    dead != NULL ? dead->text : "too many commands are under "
		    "way");
		return NULL;
	}
	*opened = (struct opened){ .used = true, .place = place, .lane = lane,
	    .awaited = true };
	if (open_at(sessions, opened, err)) {
		opened->awaited = false;
		return opened;
	}
	session_close(&opened->session);
	opened->used = false;
	dead_note(sessions, place, err);
	return NULL;
}

struct opened *
sessions_take(struct sessions *sessions, uint32_t place, enum lane lane,
    struct err *err)
{
	struct opened *opened;

	/* Notices a connection that has ended meanwhile. */
	sessions_wait(sessions, 0);
	opened = opened_find(sessions, place, lane);
	if (opened != NULL && opened->session.state == SESSION_FREE)
		return opened;
	if (opened != NULL && lane != LANE_CHANGE) {
		err_set(err, ERR_NO_ANSWER, "an earlier question there has not "
		    "been answered yet");
		return NULL;
	}
	return opened_make(sessions, place, lane, err);
}

void
sessions_close(struct sessions *sessions)
{
	for (unsigned i = 0; i < SESSIONS; i++)
		if (sessions->opened[i].used)
			session_close(&sessions->opened[i].session);
	arena_drop(&sessions->arena);
}
