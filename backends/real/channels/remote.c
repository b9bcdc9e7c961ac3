#include "backends/real/channels/remote.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/commands/line.h"
#include "backends/real/channels/ending.h"
#include "backends/real/channels/kept.h"
#include "backends/real/channels/path.h"
#include "backends/real/channels/request.h"
#include "backends/real/channels/sp.h"
#include "backends/real/channels/way.h"
#include "core/site/naming.h"

static struct remote *
remote_of(struct reach *reach)
{
	return (struct remote *)reach;
}

/* Nothing that is begun here leads to a node that is reached by hand. */
static bool
is_reached(const struct site *site, uint32_t node)
{
	return !site_reach_is(site, node, "hand");
}

/* That of a simulated site is its own: it is told with every answer. */
static int64_t
now_ms(struct reach *reach)
{
	struct remote *remote = remote_of(reach);

	if (remote->channels.now_ms >= 0)
		return remote->channels.now_ms;
	return remote->site_clock ? 0 : channels_clock_ms() -
	    remote->began_ms;
}

static enum lane
lane_of(const struct order *order, const struct typed_line *line)
{
	if (order->change)
		return LANE_CHANGE;
	return path_storage_ms(line->word[0]) != 0 && !order->together ?
	    LANE_STORAGE : LANE_ASK;
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

/* A program, and how long it may take. */
struct asked_for {
	const char	*program;	/* the path by which it is found */
	int64_t		 limit_ms;
};

static bool
is_lock(const struct typed_line *line)
{
	return line->count == 2 && naming_is_lock(line->word[1]);
}

/* How long a question may take; a change has no limit here. */
static int64_t
limit_of(const struct order *order, const struct typed_line *line)
{
	int64_t storage_ms = path_storage_ms(line->word[0]);

	return order->change ? INT64_MAX : storage_ms != 0 ? storage_ms :
	    ASK_MS;
}

/* Its request on that channel; false: remote->err says why there is none. */
static bool
request_make(struct remote *remote, struct remote_job *job,
    const struct typed_line *line, const struct asked_for *asked)
{
	struct channel *channel = &job->opened->channel;
	struct exchange *exchange;

	if (job->change)
		copies_send(&remote->copies, &remote->reach, job->opened,
		    job->place);
	exchange = channel_request(channel, asked->limit_ms);
	snprintf(job->id, sizeof(job->id), "%.80s.%ld.%u", job->change ?
	    remote->reach.run : "", remote->pid, ++remote->count);
	job->number = exchange->number;
	if (request_command(&channel->pending, &(struct request){
	    exchange->mark, asked->program, job->change ? job->id : NULL,
	    job->opened->ended, is_lock(line) || job->lock != NULL ?
	    remote->reach.lock_text : NULL, is_lock(line) ? NULL : job->lock,
	    remote->reach.gone }, line, &remote->err)) {
		*job->opened->ended = '\0';
		return true;
	}
	exchanges_undo(&channel->exchanges);
	return false;
}

/* A channel for that line, and its request made; false: remote->err says why
 * there is none. */
static bool
request(struct remote *remote, const struct order *order,
    const struct typed_line *line, struct remote_job *job)
{
	struct asked_for asked = { path_of(line->word[0],
	    way_release(remote->channels.site, order->place)),
	    limit_of(order, line) };

	if (remote->channels.site->simulated)
		asked.program = line->word[0];
	if (asked.program == NULL)
		return err_set(&remote->err, ERR_UNSUPPORTED, "it is not known "
		    "where %.60s lies there", line->word[0]);
	job->opened = channels_take(&remote->channels, order->place,
	    lane_of(order, line), &remote->err);
	return job->opened != NULL && request_make(remote, job, line, &asked);
}

/* true: it is under way, in an open shell. */
static bool
type(struct remote *remote, struct remote_job *job,
    const struct order *order)
{
	struct typed_line *line = malloc(sizeof(*line));
	bool made;

	if (line == NULL)
		abort();
	made = line_read(line, order->line, &remote->err) &&
	    request(remote, order, line, job);
	free(line);
	return made;
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct remote *remote = remote_of(reach);
	struct order typed = *order;
	unsigned n = job_free(remote);
	struct remote_job *job = &remote->job[n];

	assert(!order->change || remote->reach.run != NULL);
	typed.place = sp_place(remote, order->place);
	*job = (struct remote_job){ .change = order->change,
	    .place = typed.place, .lock = order->lock };
	job->used = typed.place != 0 && (sp_is_errand(remote,
	    typed.place) ? sp_begin(remote, job, &typed) :
	    type(remote, job, &typed));
	/* What is over soon is not asked after. */
	if (order->change && remote->progress.opened == NULL)
		remote->progress.next_ms = channels_clock_ms() + PROGRESS_MS;
	return job->used ? 1 + n : remote_lose(remote, heard);
}

/* Where a simulated site has a clock of its own: any place that answers tells
 * it the time that it is to wait. */
static struct opened *
clock_channel(struct remote *remote)
{
	const struct site *site = remote->channels.site;

	for (uint32_t node = 1; node <= site->node_count; node++) {
		struct opened *opened = is_reached(site, node) ?
		    channels_take(&remote->channels, node, LANE_ASK,
		    &remote->err) : NULL;

		if (opened != NULL)
			return opened;
	}
	return NULL;
}

static uint64_t
clock_wait(struct opened *opened, int64_t ms)
{
	char text[32];
	struct typed_line line = { .word = { "domferry-clock", text },
	    .count = 2 };
	struct channel *channel = &opened->channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	struct err err;

	snprintf(text, sizeof(text), "%lld", (long long)ms);
	request_command(&channel->pending, &(struct request){ .mark =
	    exchange->mark, .program = line.word[0], .ended = "" },
	    &line, &err);
	return exchange->number;
}

static uint64_t
pause_begin(struct reach *reach, int64_t ms)
{
	struct remote *remote = remote_of(reach);
	unsigned n = job_free(remote);
	struct remote_job *job = &remote->job[n];

	*job = (struct remote_job){ .used = true,
	    .until_ms = channels_clock_ms() + ms };
	if (!remote->site_clock)
		return 1 + n;
	job->opened = clock_channel(remote);
	if (job->opened != NULL) {
		job->number = clock_wait(job->opened, ms);
		job->until_ms = INT64_MAX;
	}
	return 1 + n;
}

/* The time until which it is waited for, by this machine's clock.  That of a
 * simulated site passes only while somebody waits: the command ends first. */
static int64_t
real_until(const struct remote *remote, int64_t until_ms)
{
	return remote->site_clock ||
	    until_ms > INT64_MAX - remote->began_ms ? INT64_MAX :
	    remote->began_ms + until_ms;
}

/* When there is something to do for it at the latest. */
static int64_t
look_at(const struct remote_job *job, int64_t until_ms)
{
	int64_t due_ms = job->opened == NULL ? job->again_ms != 0 ?
	    job->again_ms : job->until_ms :
	    job->change ? INT64_MAX :
	    exchanges_due_ms(&job->opened->channel.exchanges);

	return due_ms < until_ms ? due_ms : until_ms;
}

/* Tell how far the change has come; returns when to look again, at most
 * until_ms. */
static int64_t
progress_tell(struct remote *remote, const struct remote_job *job,
    int64_t until_ms)
{
	const struct reach *reach = &remote->reach;
	const char *line;
	int64_t due_ms;

	if (!job->change || job->opened == NULL || reach->said == NULL)
		return until_ms;
	line = progress_line(&remote->progress, &remote->channels, job->place,
	    job->id);
	if (line != NULL)
		reach->said(reach->said_with, job->place, line);
	due_ms = progress_due_ms(&remote->progress);
	return due_ms < until_ms ? due_ms : until_ms;
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct remote *remote = remote_of(reach);
	struct remote_job *job = &remote->job[handle - 1];
	int64_t real_ms;

	assert(handle != HANDLE_OVER && handle <= REMOTE_JOBS && job->used);
	real_ms = real_until(remote, until_ms);
	for (;;) {
		if (remote_job_over(remote, job, heard)) {
			progress_end(&remote->progress);
			return true;
		}
		if (channels_clock_ms() >= real_ms)
			return false;
		channels_wait(&remote->channels, look_at(job,
		    progress_tell(remote, job, real_ms)));
	}
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct remote *remote = remote_of(reach);
	struct remote_job *job = &remote->job[handle - 1];

	assert(handle != HANDLE_OVER && handle <= REMOTE_JOBS && job->used);
	if (job->errand != NULL)
		job->errand->awaited = false;
	if (job->opened != NULL)
		exchanges_leave(&job->opened->channel.exchanges, job->number);
	progress_end(&remote->progress);
	job->used = false;
}

static bool
copied(struct reach *reach, uint32_t node, struct copied *copied)
{
	struct remote *remote = remote_of(reach);

	return reach->run != NULL && copies_ask(&remote->copies,
	    &remote->channels, reach->run, node, copied);
}

void
remote_make(struct remote *remote, const struct site *site,
    const char *ssh_config)
{
	assert(site != NULL);
	memset(remote, 0, sizeof(*remote));
	remote->reach = (struct reach){ now_ms, begin, pause_begin, wait, leave,
	    remote_kept, remote_holder, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, copied, NULL, NULL, NULL, NULL };
	remote->channels.site = site;
	remote->channels.ssh_config = ssh_config;
	remote->channels.now_ms = -1;
	remote->began_ms = channels_clock_ms();
	remote->pid = (long)getpid();
	for (uint32_t node = 1; node <= site->node_count; node++)
		remote->site_clock |= site->simulated && is_reached(site,
		    node);
}

bool
remote_prove(struct remote *remote, enum lane last, struct err *err)
{
	const struct site *site = remote->channels.site;

	for (uint32_t node = 1; node <= site->node_count; node++)
		for (enum lane lane = LANE_ASK; is_reached(site, node) &&
		    lane <= last; lane++)
			channels_begin(&remote->channels, node, lane);
	for (uint32_t node = 1; node <= site->node_count; node++)
		if (is_reached(site, node) && channels_take(&remote->channels,
		    node, LANE_ASK, err) == NULL &&
		    err->code != ERR_NO_ANSWER)
			return false;
	return true;
}

void
remote_drop(struct remote *remote)
{
	copies_end(&remote->copies);
	channels_close(&remote->channels);
	reply_drop(&remote->reply);
}
