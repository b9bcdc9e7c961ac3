#include "backends/real/channels/remote.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/commands/line.h"
#include "backends/real/channels/path.h"
#include "backends/real/channels/request.h"
#include "backends/real/channels/way.h"
#include "core/site/naming.h"

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

	if (remote->channels.now_ms >= 0)
		return remote->channels.now_ms;
	return remote->channels.site->simulated ? 0 :
	    channels_clock_ms() - remote->began_ms;
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

static bool
is_lock(const struct typed_line *line)
{
	return line->count == 2 && naming_is_lock(line->word[1]);
}

/* A channel for that line, and its request made; NULL: remote->err says why
 * there is none. */
static struct opened *
request(struct remote *remote, const struct order *order,
    const struct typed_line *line, char id[RUN_BYTES])
{
	enum lane lane = lane_of(order, line);
	const char *program = path_of(line->word[0],
	    way_release(remote->channels.site, order->place));
	struct opened *opened;
	struct buffer *text;

	if (remote->channels.site->simulated)
		program = line->word[0];
	if (program == NULL) {
		err_set(&remote->err, ERR_UNSUPPORTED, "it is not known where "
		    "%.60s lies there", line->word[0]);
		return NULL;
	}
	opened = channels_take(&remote->channels, order->place, lane,
	    &remote->err);
	if (opened == NULL)
		return NULL;
	text = channel_request(&opened->channel);
	snprintf(id, RUN_BYTES, "%.80s.%ld.%u", order->change ?
	    remote->reach.run : "", remote->pid, ++remote->count);
	if (request_command(text, &(struct request){ opened->channel.mark,
	    program, order->change ? id : NULL, is_lock(line) ?
	    remote->reach.run : NULL }, line, &remote->err))
		return opened;
	channel_close(&opened->channel);
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

	assert(!order->change || remote->reach.run != NULL);
	if (line == NULL)
		abort();
	*job = (struct remote_job){ .change = order->change };
	if (line_read(line, order->line, &remote->err))
		job->opened = request(remote, order, line, job->id);
	if (job->opened != NULL)
		job->until_ms = channels_clock_ms() + (lane_of(order, line) ==
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
clock_channel(struct remote *remote)
{
	const struct site *site = remote->channels.site;

	for (uint32_t node = 1; node <= site->node_count; node++) {
		struct opened *opened = channels_take(&remote->channels, node,
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
	struct buffer *request = channel_request(&opened->channel);
	struct err err;

	snprintf(text, sizeof(text), "%lld", (long long)ms);
	request_command(request, &(struct request){ opened->channel.mark,
	    line.word[0], NULL, NULL }, &line, &err);
}

static uint64_t
pause_begin(struct reach *reach, int64_t ms)
{
	struct remote *remote = remote_of(reach);
	unsigned n = job_free(remote);
	struct remote_job *job = &remote->job[n];

	*job = (struct remote_job){ .used = true,
	    .until_ms = channels_clock_ms() + ms };
	if (!remote->channels.site->simulated)
		return 1 + n;
	job->opened = clock_channel(remote);
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
	struct channel *channel = &job->opened->channel;

	job->opened->awaited = false;
	job->used = false;
	if (channel->state == CHANNEL_LOST) {
		remote->err = channel->err;
		channel_close(channel);
		job->opened->used = false;
		lose(remote, heard);
		return;
	}
	reply_drop(&remote->reply);
	remote->reply = channel->reply;
	channel->reply = (struct reply){ .now_ms = -1 };
	channel_taken(channel);
	*heard = (struct heard){ .ended = reply_ended(&remote->reply) };
	if (strcmp(remote->reply.word, "over") != 0) {
		err_set(&remote->err, ERR_NO_ANSWER, "what came of the command "
		    "is not known there (%s)", remote->reply.word);
		lose(remote, heard);
	} else if (remote->channels.site->simulated &&
	    heard->ended.status == ENDED_NO_ANSWER) {
		err_set(&remote->err, ERR_NO_ANSWER, "it went down");
		lose(remote, heard);
	}
}

static bool
job_over(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	enum channel_state state;

	if (job->opened == NULL) {
		if (channels_clock_ms() < job->until_ms)
			return false;
		job->used = false;
		return true;
	}
	state = job->opened->channel.state;
	if (state == CHANNEL_ANSWERED || state == CHANNEL_LOST) {
		job_end(remote, job, heard);
		return true;
	}
	if (job->change || channels_clock_ms() < job->until_ms)
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
	int64_t real = remote->channels.site->simulated ? INT64_MAX :
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
		if (channels_clock_ms() >= real_ms && real_ms !=
		    job->until_ms)
			return false;
		channels_wait(&remote->channels, real_ms);
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

/* Ask a channel of that place, and wait for its reply. */
static const struct reply *
about(struct remote *remote, uint32_t place, const char *verb,
    const char *what)
{
	struct opened *opened = channels_take(&remote->channels, place,
	    LANE_ASK, &remote->err);
	struct channel *channel;

	if (opened == NULL)
		return NULL;
	channel = &opened->channel;
	request_about(channel_request(channel), verb, channel->mark, what);
	opened->awaited = true;
	if (channels_await(&remote->channels, opened, channels_clock_ms() +
	    ASK_MS) && channel->state == CHANNEL_ANSWERED) {
		channel_taken(channel);
		opened->awaited = false;
		return &channel->reply;
	}
	opened->awaited = false;
	return NULL;
}

static bool
lock_answer(struct remote *remote, const struct op *ask,
    struct answer *answer)
{
	const struct reply *reply = about(remote, ask->on, "held",
	    names_text(remote->channels.site->names, KIND_FILE, ask->file));

	if (reply == NULL)
		return false;
	answer->on = ask->on;
	answer->state = strcmp(reply->word, "held") != 0 ? STATE_ABSENT :
	    remote->reach.run == NULL || strcmp(buffer_text(&reply->out),
	    remote->reach.run) != 0 ? STATE_HELD :
	    STATE_PRESENT;
	return true;
}

static bool
command_answer(struct remote *remote, const struct op *ask,
    struct answer *answer)
{
	const struct reply *reply;

	*answer = (struct answer){ .state = STATE_NONE, .on = ask->on <=
	    SITE_NODES ? ask->on : 0 };
	if (ask->on == 0 || remote->reach.run == NULL)
		return true;
	reply = about(remote, ask->on, "busy", remote->reach.run);
	if (reply != NULL && strcmp(reply->word, "idle") != 0)
		answer->state = STATE_AT_WORK;
	return reply != NULL;
}

static const struct {
	enum op_kind	 question;
	bool		(*answer)(struct remote *, const struct op *,
			    struct answer *);
} answers[] = {
	{ OP_LOCK_STATE, lock_answer },
	{ OP_COMMAND_STATE, command_answer },
};

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (answers[i].question == ask->kind)
			return answers[i].answer(remote_of(reach), ask,
			    answer);
	return false;
}

void
remote_make(struct remote *remote, const struct site *site,
    const char *ssh_config)
{
	assert(site != NULL);
	memset(remote, 0, sizeof(*remote));
	remote->reach = (struct reach){ now_ms, begin, pause_begin, wait, leave,
	    kept, NULL };
	remote->channels.site = site;
	remote->channels.ssh_config = ssh_config;
	remote->channels.now_ms = -1;
	remote->began_ms = channels_clock_ms();
	remote->pid = (long)getpid();
}

bool
remote_prove(struct remote *remote, struct err *err)
{
	const struct site *site = remote->channels.site;

	for (uint32_t node = 1; node <= site->node_count; node++)
		for (enum lane lane = LANE_ASK; lane <= LANE_CHANGE; lane++)
			channels_begin(&remote->channels, node, lane);
	for (uint32_t node = 1; node <= site->node_count; node++)
		if (channels_take(&remote->channels, node, LANE_ASK, err) ==
		    NULL && err->code != ERR_NO_ANSWER)
			return false;
	return true;
}

void
remote_drop(struct remote *remote)
{
	channels_close(&remote->channels);
	reply_drop(&remote->reply);
}
