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
#include "backends/real/channels/way.h"
#include "core/site/naming.h"

/* How long a question is waited for. */
enum { ASK_MS = 60000 };

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
	return path_storage_ms(line->word[0]) != 0 ? LANE_STORAGE : LANE_ASK;
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

static bool
is_lock(const struct typed_line *line)
{
	return line->count == 2 && naming_is_lock(line->word[1]);
}

/* A channel for that line, and its request made; NULL: remote->err says why
 * there is none. */
static struct opened *
request(struct remote *remote, const struct order *order,
    const struct typed_line *line, char id[ID_BYTES])
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
	snprintf(id, ID_BYTES, "%.80s.%ld.%u", order->change ?
	    remote->reach.run : "", remote->pid, ++remote->count);
	if (request_command(text, &(struct request){ opened->channel.mark,
	    program, order->change ? id : NULL, opened->ended, is_lock(line) ?
	    remote->reach.run : NULL }, line, &remote->err)) {
		*opened->ended = '\0';
		return opened;
	}
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
	*job = (struct remote_job){ .change = order->change,
	    .place = order->place };
	if (line_read(line, order->line, &remote->err))
		job->opened = request(remote, order, line, job->id);
	if (job->opened != NULL)
		job->until_ms = channels_clock_ms() + (lane_of(order, line) ==
		    LANE_STORAGE ? path_storage_ms(line->word[0]) : ASK_MS);
	free(line);
	if (job->opened == NULL)
		return remote_lose(remote, heard);
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
	request_command(request, &(struct request){ .mark =
	    opened->channel.mark, .program = line.word[0], .ended = "" },
	    &line, &err);
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
		if (remote_job_over(remote, job, heard))
			return true;
		if (channels_clock_ms() >= real_ms && real_ms !=
		    job->until_ms)
			return false;
		/* While it is being asked after, its reply is waited for. */
		channels_wait(&remote->channels, job->opened == NULL &&
		    job->again_ms != 0 && job->again_ms < real_ms ?
		    job->again_ms : real_ms);
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

void
remote_make(struct remote *remote, const struct site *site,
    const char *ssh_config)
{
	assert(site != NULL);
	memset(remote, 0, sizeof(*remote));
	remote->reach = (struct reach){ now_ms, begin, pause_begin, wait, leave,
	    remote_kept, NULL };
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
