#include "backends/real/channels/kept.h"

#include <string.h>

#include "backends/real/channels/remote.h"
#include "backends/real/channels/request.h"

enum { ASK_MS = 60000 };

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

bool
remote_kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (answers[i].question == ask->kind)
			return answers[i].answer((struct remote *)reach, ask,
			    answer);
	return false;
}
