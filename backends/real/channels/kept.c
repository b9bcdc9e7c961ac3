#include "backends/real/channels/kept.h"

#include <string.h>

#include "backends/real/channels/remote.h"
#include "backends/real/channels/request.h"

/* Ask a channel of that place, and wait for its reply, which is there until the
 * next.  false: there is none. */
static bool
about(struct remote *remote, uint32_t place, const char *verb,
    const char *what, const char *more)
{
	struct opened *opened = channels_take(&remote->channels, place,
	    LANE_ASK, &remote->err);
	struct exchange *exchange;

	if (opened == NULL)
		return false;
	exchange = channel_request(&opened->channel, ASK_MS);
	request_about(&opened->channel.pending, verb, exchange->mark, what,
	    more);
	return channels_answer(&remote->channels, opened, exchange->number,
	    &remote->reply);
}

const char *
remote_holder(struct reach *reach, uint32_t node, const char *path)
{
	struct remote *remote = (struct remote *)reach;

	return about(remote, node, "held", path, "") ?
	    buffer_text(&remote->reply.out) : NULL;
}

/* Both name the same run. */
static bool
is_same_run(const char *one, const char *other)
{
	size_t n = strcspn(one, ",");

	return n != 0 && strcspn(other, ",") == n &&
	    strncmp(one, other, n) == 0;
}

static enum state
lock_state(const struct reach *reach, const char *said)
{
	if (reach->lock_text != NULL && is_same_run(said, reach->lock_text))
		return STATE_PRESENT;
	for (unsigned i = 0; reach->gone != NULL && reach->gone[i] != NULL;
	    i++)
		if (strcmp(reach->gone[i], said) == 0)
			return STATE_ABSENT;
	return STATE_HELD;
}

static bool
lock_answer(struct remote *remote, const struct op *ask,
    struct answer *answer)
{
	const struct reply *reply = &remote->reply;
	const char *own = remote->reach.lock_text;

	if (!about(remote, ask->on, "held", names_text(
	    remote->channels.site->names, KIND_FILE, ask->file), own != NULL ?
	    own : ""))
		return false;
	answer->on = ask->on;
	answer->state = strcmp(reply->word, "held") != 0 ? STATE_ABSENT :
	    lock_state(&remote->reach, buffer_text(&reply->out));
	return true;
}

static bool
command_answer(struct remote *remote, const struct op *ask,
    struct answer *answer)
{
	bool told;

	*answer = (struct answer){ .state = STATE_NONE, .on = ask->on <=
	    SITE_NODES ? ask->on : 0 };
	if (ask->on == 0 || remote->reach.run == NULL)
		return true;
	told = about(remote, ask->on, "busy", remote->reach.run, "");
	if (told && strcmp(remote->reply.word, "idle") != 0)
		answer->state = STATE_AT_WORK;
	return told;
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
