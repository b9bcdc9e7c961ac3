#include "backends/real/reach/remote.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/line.h"
#include "backends/real/reach/path.h"
#include "backends/real/reach/request.h"
#include "backends/real/reach/way.h"

/* How long a question is waited for. */
enum { ASK_MS = 60000, STORAGE_MS = 120000 };

/* They look at pools and LUNs: of one that has lost its path they may never
 * come back. */
static const char *const of_storage[] = { "df", "ls", "prtvtoc", "zfs",
    "zpool" };

static struct remote *
remote_of(struct reach *reach)
{
	return (struct remote *)reach;
}

/* That of a simulated site is its own: it is told with every answer. */
static int64_t
now_ms(struct reach *reach)
{
	struct remote *remote = remote_of(reach);

	if (remote->sessions.now_ms >= 0)
		return remote->sessions.now_ms;
	return remote->sessions.site->simulated ? 0 :
	    sessions_clock_ms() - remote->began_ms;
}

static enum lane
lane_of(const struct order *order, const struct typed_line *line)
{
	if (order->change)
		return LANE_CHANGE;
	for (size_t i = 0; i < sizeof(of_storage) / sizeof(of_storage[0]); i++)
		if (strcmp(of_storage[i], line->word[0]) == 0)
			return LANE_STORAGE;
	return LANE_ASK;
}

static unsigned
job_free(const struct remote *remote)
{
	unsigned n = 0;

	while (n < REMOTE_JOBS && remote->job[n].used)
		n++;
	assert(n < REMOTE_JOBS);
	return n;
}

static uint64_t
lose(struct remote *remote, struct heard *heard)
{
	*heard = (struct heard){ .lost = true, .why = remote->err.text };
	return HANDLE_OVER;
}

/* A session for that line, and its request made; NULL: remote->err says why
 * there is none. */
static struct opened *
request(struct remote *remote, const struct order *order,
    const struct typed_line *line, char id[RUN_BYTES])
{
	enum lane lane = lane_of(order, line);
	const char *program = path_of(line->word[0],
	    way_release(remote->sessions.site, order->place));
	struct opened *opened;
	struct buffer *text;

	if (remote->sessions.site->simulated)
		program = line->word[0];
	if (program == NULL) {
		err_set(&remote->err, ERR_UNSUPPORTED, "it is not known where "
		    "%.60s lies there", line->word[0]);
		return NULL;
	}
	opened = sessions_take(&remote->sessions, order->place, lane,
	    &remote->err);
	if (opened == NULL)
		return NULL;
	text = session_request(&opened->session);
	snprintf(id, RUN_BYTES, "%.40s.%u", remote->run, ++remote->count);
	if (request_command(text, opened->session.mark, order->change ? id :
	    NULL, program, line, &remote->err))
		return opened;
	session_close(&opened->session);
	opened->used = false;
	return NULL;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct remote *remote = remote_of(reach);
	struct typed_line *line = malloc(sizeof(*line));
	unsigned n = job_free(remote);
	struct remote_job *job = &remote->job[n];

	if (line == NULL)
		abort();
	*job = (struct remote_job){ .change = order->change };
	if (line_read(line, order->line, &remote->err))
		job->opened = request(remote, order, line, job->id);
	if (job->opened != NULL)
		job->until_ms = sessions_clock_ms() + (lane_of(order, line) ==
		    LANE_STORAGE ? STORAGE_MS : ASK_MS);
	free(line);
	if (job->opened == NULL)
		return lose(remote, heard);
	job->used = true;
	job->opened->awaited = true;
	return 1 + n;
}

/* Where a simulated site has a clock of its own: any place that answers tells
 * it the time that it is to wait. */
static struct opened *
clock_session(struct remote *remote)
{
	const struct site *site = remote->sessions.site;

	for (uint32_t node = 1; node <= site->node_count; node++) {
		struct opened *opened = sessions_take(&remote->sessions, node,
		    LANE_ASK, &remote->err);

		if (opened != NULL)
			return opened;
	}
	return NULL;
}

static void
clock_wait(struct opened *opened, int64_t ms)
{
	char text[32];
	struct typed_line line = { .word = { "domferry-clock", text },
	    .count = 2 };
	struct buffer *request = session_request(&opened->session);
	struct err err;

	snprintf(text, sizeof(text), "%lld", (long long)ms);
	request_command(request, opened->session.mark, NULL, line.word[0],
	    &line, &err);
}

static uint64_t
pause(struct reach *reach, int64_t ms)
{
	struct remote *remote = remote_of(reach);
	unsigned n = job_free(remote);
	struct remote_job *job = &remote->job[n];

	*job = (struct remote_job){ .used = true,
	    .until_ms = sessions_clock_ms() + ms };
	if (!remote->sessions.site->simulated)
		return 1 + n;
	job->opened = clock_session(remote);
	if (job->opened != NULL) {
		clock_wait(job->opened, ms);
		job->opened->awaited = true;
		job->until_ms = INT64_MAX;
	}
	return 1 + n;
}

/* What the place has said becomes what was heard. */
static void
job_end(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	struct session *session = &job->opened->session;

	job->opened->awaited = false;
	job->used = false;
	if (session->state == SESSION_LOST) {
		remote->err = session->err;
		session_close(session);
		job->opened->used = false;
		lose(remote, heard);
		return;
	}
	reply_drop(&remote->reply);
	remote->reply = session->reply;
	session->reply = (struct reply){ .now_ms = -1 };
	session_taken(session);
	*heard = (struct heard){ .ended = reply_ended(&remote->reply) };
	if (strcmp(remote->reply.word, "over") != 0) {
		err_set(&remote->err, ERR_NO_ANSWER, "what came of the command "
		    "is not known there (%s)", remote->reply.word);
		lose(remote, heard);
	} else if (remote->sessions.site->simulated &&
	    heard->ended.status == ENDED_NO_ANSWER) {
		err_set(&remote->err, ERR_NO_ANSWER, "it went down");
		lose(remote, heard);
	}
}

static bool
job_over(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	enum session_state state;

	if (job->opened == NULL) {
		if (sessions_clock_ms() < job->until_ms)
			return false;
		job->used = false;
		return true;
	}
	state = job->opened->session.state;
	if (state == SESSION_ANSWERED || state == SESSION_LOST) {
		job_end(remote, job, heard);
		return true;
	}
	if (job->change || sessions_clock_ms() < job->until_ms)
		return false;
	err_set(&remote->err, ERR_NO_ANSWER, "a question was not answered in "
	    "time");
	job->opened->awaited = false;
	job->used = false;
	lose(remote, heard);
	return true;
}

/* The time until which it is waited for, by this machine's clock.  That of a
 * simulated site passes only while somebody waits: the command ends first. */
static int64_t
real_until(struct remote *remote, const struct remote_job *job,
    int64_t until_ms)
{
	int64_t real = remote->sessions.site->simulated ? INT64_MAX :
	    until_ms < INT64_MAX - remote->began_ms ?
	    remote->began_ms + until_ms : INT64_MAX;

	return !job->change && job->until_ms < real ? job->until_ms : real;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct remote *remote = remote_of(reach);
	struct remote_job *job = &remote->job[handle - 1];
	int64_t real_ms;

	assert(handle != HANDLE_OVER && handle <= REMOTE_JOBS && job->used);
	real_ms = real_until(remote, job, until_ms);
	for (;;) {
		if (job_over(remote, job, heard))
			return true;
		if (sessions_clock_ms() >= real_ms && real_ms !=
		    job->until_ms)
			return false;
		sessions_wait(&remote->sessions, real_ms);
	}
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct remote *remote = remote_of(reach);
	struct remote_job *job = &remote->job[handle - 1];

	assert(handle != HANDLE_OVER && handle <= REMOTE_JOBS && job->used);
	if (job->opened != NULL)
		job->opened->awaited = false;
	job->used = false;
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	(void)reach;
	(void)ask;
	(void)answer;
	return false;
}

void
remote_make(struct remote *remote, const struct site *site,
    const char *ssh_config, const char *run)
{
	assert(site != NULL && run != NULL);
	memset(remote, 0, sizeof(*remote));
	remote->reach = (struct reach){ now_ms, begin, pause, wait, leave,
	    kept };
	remote->sessions.site = site;
	remote->sessions.ssh_config = ssh_config;
	remote->sessions.now_ms = -1;
	remote->began_ms = sessions_clock_ms();
	snprintf(remote->run, sizeof(remote->run), "%.40s", run);
}

bool
remote_prove(struct remote *remote, struct err *err)
{
	const struct site *site = remote->sessions.site;

	for (uint32_t node = 1; node <= site->node_count; node++)
		if (sessions_take(&remote->sessions, node, LANE_ASK, err) ==
		    NULL && err->code != ERR_NO_ANSWER)
			return false;
	return true;
}

void
remote_drop(struct remote *remote)
{
	sessions_close(&remote->sessions);
	reply_drop(&remote->reply);
}
