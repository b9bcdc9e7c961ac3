#include "backends/real/channels/ending.h"

#include <stdio.h>
#include <string.h>

#include "backends/real/channels/request.h"
#include "backends/real/channels/sp.h"

/* How often a place is asked what came of a change, and for how long: nobody
 * waits long for a machine that is simulated. */
enum { AGAIN_MS = 1000, LAST_MS = 300000, LAST_SIMULATED_MS = 15000 };

uint64_t
remote_lose(struct remote *remote, struct heard *heard)
{
	*heard = (struct heard){ .lost = true, .why = remote->err.text };
	return HANDLE_OVER;
}

static bool
over(struct remote_job *job)
{
	if (job->opened != NULL)
		exchanges_leave(&job->opened->channel.exchanges, job->number);
	job->used = false;
	return true;
}

static bool
lost(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	remote_lose(remote, heard);
	return over(job);
}

/* Its connection has ended: the place is asked by another one. */
static void
part(struct remote *remote, struct remote_job *job)
{
	remote->err = job->opened->channel.err;
	exchanges_leave(&job->opened->channel.exchanges, job->number);
	if (job->change)
		copies_settle(&remote->copies, &remote->reach, job->place);
	job->opened = NULL;
	job->again_ms = channels_clock_ms();
	if (job->last_ms == 0)
		job->last_ms = job->again_ms + (remote->channels.site->
		    simulated ? LAST_SIMULATED_MS : LAST_MS);
}

/* true: it is over, because nobody has answered for too long. */
static bool
ask_again(struct remote *remote, struct remote_job *job,
    struct heard *heard)
{
	int64_t now_ms = channels_clock_ms();
	struct channel *channel;
	struct exchange *exchange;

	if (now_ms < job->again_ms)
		return false;
	job->again_ms = now_ms + AGAIN_MS;
	job->opened = channels_take(&remote->channels, job->place, LANE_CHANGE,
	    &remote->err);
	if (job->opened == NULL)
		return now_ms > job->last_ms && lost(remote, job, heard);
	channel = &job->opened->channel;
	exchange = channel_request(channel, INT64_MAX);
	job->number = exchange->number;
	request_about(&channel->pending, "end", exchange->mark, job->id,
	    "");
	return false;
}

/* The reply is taken away from its channel, which has no more to do with it. */
static struct opened *
reply_take(struct remote *remote, struct remote_job *job)
{
	struct opened *opened = job->opened;
	struct exchanges *exchanges = &opened->channel.exchanges;

	exchanges_take(exchanges, job->number, &remote->reply);
	if (job->change)
		copies_settle(&remote->copies, &remote->reach, job->place);
	job->opened = NULL;
	return opened;
}

/* Nothing was begun. */
static bool
locked(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	const struct reply *reply = &remote->reply;

	err_set(&remote->err, ERR_LOCK_LOST, "%.80s is %s%.200s", job->lock,
	    reply->out.size != 0 ? "held by " : "gone there",
	    buffer_text(&reply->out));
	*heard = (struct heard){ .locked = true, .why = remote->err.text };
	return over(job);
}

static bool
answered(struct remote *remote, struct remote_job *job,
    struct heard *heard)
{
	const struct reply *reply = &remote->reply;
	struct opened *opened = reply_take(remote, job);

	if (strcmp(reply->word, "running") == 0)
		return false;
	if (strcmp(reply->word, "locked") == 0 && job->lock != NULL)
		return locked(remote, job, heard);
	*heard = (struct heard){ .ended = reply_ended(reply) };
	if (job->change && strcmp(reply->word, "over") == 0)
		memcpy(opened->ended, job->id, sizeof(job->id));
	if (strcmp(reply->word, "over") != 0)
		err_set(&remote->err, ERR_NO_ANSWER, "what came of the command "
		    "is not known there (%s)", reply->word);
	else if (remote->channels.site->simulated &&
	    heard->ended.status == ENDED_NO_ANSWER)
		err_set(&remote->err, ERR_NO_ANSWER, "it went down");
	else
		return over(job);
	return lost(remote, job, heard);
}

/* A question takes too long, its own or the one before it. */
static bool
overdue(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	struct exchanges *exchanges = &job->opened->channel.exchanges;

	if (job->change || channels_clock_ms() < exchanges_due_ms(exchanges))
		return false;
	err_set(&remote->err, ERR_NO_ANSWER, "%s", exchanges_now(exchanges)->
	    number == job->number ? "a question was not answered in time" :
	    "an earlier question there has not been answered yet");
	return lost(remote, job, heard);
}

bool
remote_job_over(struct remote *remote, struct remote_job *job,
    struct heard *heard)
{
	struct channel *channel;

	if (job->errand != NULL)
		return sp_over(remote, job, heard);
	if (job->opened == NULL && job->again_ms == 0)
		return channels_clock_ms() >= job->until_ms && over(job);
	if (job->opened == NULL)
		return ask_again(remote, job, heard);
	channel = &job->opened->channel;
	if (exchanges_find(&channel->exchanges, job->number)->whole)
		return answered(remote, job, heard);
	if (channel->state == CHANNEL_LOST) {
		part(remote, job);
		return !job->change && lost(remote, job, heard);
	}
	return overdue(remote, job, heard);
}
