#include "backends/real/channels/sp.h"

#include <string.h>

#include "backends/real/channels/ending.h"
#include "backends/real/channels/sp_way.h"

/* A service processor is slow, and ssh to one too. */
enum { CHANGE_MS = 180000 };

/* What a simulated one says of itself, and no real one does. */
static const char simulated[] = "SIMULATED: nothing at ";

/* A simulated site that is here has its service processors beside the other
 * places. */
bool
sp_is_errand(const struct remote *remote, uint32_t place)
{
	return (place & PLACE_SP) != 0 && remote->channels.local == NULL;
}

/* Another node first: what is typed on a machine is cut off with its power. */
uint32_t
sp_place(struct remote *remote, uint32_t place)
{
	const struct site *site = remote->channels.site;
	uint32_t own = place & PLACE_ID;

	if (!sp_is_errand(remote, place) || !site->simulated ||
	    !site_sp_by_ipmi(site, place & ~(uint32_t)PLACE_SP))
		return place;
	for (uint32_t i = 0; i < site->node_count; i++) {
		uint32_t node = 1 + (own + i) % site->node_count;

		if (channels_take(&remote->channels, node, LANE_ASK,
		    &remote->err) != NULL)
			return node;
	}
	return 0;
}

bool
sp_begin(struct remote *remote, struct remote_job *job,
    const struct order *order)
{
	struct errand *errand = channels_errand(&remote->channels);
	int64_t until_ms = channels_clock_ms() + (order->change ? CHANGE_MS :
	    ASK_MS);
	struct arena arena = { 0 };
	const char *const *words;

	if (errand == NULL)
		return err_set(&remote->err, ERR_TOO_MANY, "too many commands "
		    "are under way");
	words = sp_words(&arena, remote->channels.site, order,
	    remote->channels.ssh_config, &remote->err);
	if (words != NULL && errand_begin(errand, words, until_ms,
	    &remote->err)) {
		job->errand = errand;
		job->until_ms = until_ms;
	}
	arena_drop(&arena);
	return job->errand != NULL;
}

static bool
lost(struct remote *remote, struct heard *heard, const char *why)
{
	err_set(&remote->err, ERR_NO_ANSWER, "%s", why);
	remote_lose(remote, heard);
	return true;
}

static bool
is_marked(const struct buffer *said)
{
	const char *at = strstr(buffer_text(said), simulated);

	return at != NULL && (at == buffer_text(said) || at[-1] == '\n');
}

/* What ssh has said itself. */
static const char *
last_line(const struct buffer *said)
{
	size_t n = said->size;

	if (n == 0)
		return "it ended with status 255";
	while (n != 0 && strchr("\r\n", said->bytes[n - 1]) != NULL)
		said->bytes[--n] = '\0';
	while (n != 0 && said->bytes[n - 1] != '\n')
		n--;
	return said->bytes + n;
}

static bool
ended(struct remote *remote, struct errand *errand, struct heard *heard)
{
	struct reply *reply = &remote->reply;
	bool is = remote->channels.site->simulated;

	if (errand->lost)
		return lost(remote, heard, errand->err.text);
	if (errand->status == ENDED_NO_ANSWER)
		return lost(remote, heard, last_line(&errand->said));
	if (is_marked(&errand->said) != is)
		return lost(remote, heard, is ? "it is a real service "
		    "processor, and the site file says \"simulated\": true" :
		    "it is simulated, and the site file does not say so");
	reply_drop(reply);
	reply->out = errand->out;
	reply->err = errand->said;
	reply->status = errand->status;
	errand->out = errand->said = (struct buffer){ 0 };
	*heard = (struct heard){ .ended = reply_ended(reply) };
	return true;
}

bool
sp_over(struct remote *remote, struct remote_job *job, struct heard *heard)
{
	struct errand *errand = job->errand;

	errand_go_on(errand, channels_clock_ms());
	if (!errand->over)
		return false;
	ended(remote, errand, heard);
	errand_drop(errand);
	job->errand = NULL;
	job->used = false;
	return true;
}
