#include "backends/real/channels/ending.h"

#include <stdio.h>
#include <string.h>

#include "backends/real/channels/request.h"

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
		job->opened->awaited = false;
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
	channel_close(&job->opened->channel);
	job->opened->used = false;
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

	if (now_ms < job->again_ms)
		return false;
	job->again_ms = now_ms + AGAIN_MS;
	job->opened = channels_take(&remote->channels, job->place, LANE_CHANGE,
	    &remote->err);
	if (job->opened == NULL)
		return now_ms > job->last_ms && lost(remote, job, heard);
	channel = &job->opened->channel;
	job->opened->awaited = true;
	request_about(channel_request(channel), "end", channel->mark, job->id);
	return false;
}

/* The reply is taken away from its channel. */
static void
reply_take(struct remote *remote, struct channel *channel)
{
	reply_drop(&remote->reply);
	remote->reply = channel->reply;
	channel->reply = (struct reply){ .now_ms = -1 };
	channel_taken(channel);
}

static bool
answered(struct remote *remote, struct remote_job *job,
    struct heard *heard)
{
	const struct reply *reply = &remote->reply;

	reply_take(remote, &job->opened->channel);
	if (strcmp(reply->word, "running") == 0) {
		job->opened->awaited = false;
		job->opened = NULL;
		return false;
	}
	*heard = (struct heard){ .ended = reply_ended(reply) };
	if (job->change && strcmp(reply->word, "over") == 0)
		memcpy(job->opened->ended, job->id, sizeof(job->id));
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

bool
remote_job_over(struct remote *remote, struct remote_job *job,
    struct heard *heard)
{
	enum channel_state state;

	if (job->opened == NULL && job->again_ms == 0)
		return channels_clock_ms() >= job->until_ms && over(job);
	if (job->opened == NULL)
		return ask_again(remote, job, heard);
	state = job->opened->channel.state;
	if (state == CHANNEL_ANSWERED)
		return answered(remote, job, heard);
	if (state == CHANNEL_LOST) {
		part(remote, job);
		return !job->change && lost(remote, job, heard);
	}
	if (job->change || channels_clock_ms() < job->until_ms)
		return false;
	err_set(&remote->err, ERR_NO_ANSWER, "a question was not answered in "
	    "time");
	return lost(remote, job, heard);
}
