#include "backends/real/channels/copies.h"

#include <string.h>

#include "backends/real/channels/request.h"

static void
nowhere(struct copy *copy, const struct reach *reach, uint32_t node)
{
	copy->nowhere = true;
	if (reach->uncopied != NULL)
		reach->uncopied(reach->uncopied_with, node);
}

/* What came of the part before; true: it is answered, or never will be. */
static bool
is_settled(struct copy *copy, const struct reach *reach, uint32_t node)
{
	struct exchanges *exchanges;
	const struct exchange *exchange;

	if (copy->opened == NULL)
		return true;
	exchanges = &copy->opened->channel.exchanges;
	exchange = exchanges_find(exchanges, copy->number);
	if (!exchange->whole && copy->opened->channel.state != CHANNEL_LOST)
		return false;
	/* What it has not taken is sent again. */
	if (exchange->whole && strcmp(exchange->reply.word, "logged") == 0)
		copy->size = exchange->reply.status;
	else if (exchange->whole)
		nowhere(copy, reach, node);
	exchanges_leave(exchanges, copy->number);
	copy->opened = NULL;
	return true;
}

void
copies_settle(struct copies *copies, const struct reach *reach, uint32_t node)
{
	if (node != 0 && node <= SITE_NODES)
		is_settled(&copies->copy[node], reach, node);
}

void
copies_send(struct copies *copies, const struct reach *reach,
    struct opened *opened, uint32_t node)
{
	struct copy *copy = &copies->copy[node <= SITE_NODES ? node : 0];
	struct buffer text = { 0 };
	struct exchange *exchange;

	if (reach->journal == NULL || node == 0 || node > SITE_NODES ||
	    !is_settled(copy, reach, node) || copy->nowhere)
		return;
	reach->journal(reach->journal_with, copy->size, &text);
	if (text.size != 0) {
		exchange = channel_request(&opened->channel, ASK_MS);
		request_log(&opened->channel.pending, exchange->mark,
		    reach->run, copy->size, buffer_text(&text));
		copy->opened = opened;
		copy->number = exchange->number;
	}
	buffer_drop(&text);
}

/* The first line is the path. */
static void
copied_read(const struct reply *reply, struct copied *copied)
{
	const char *text = buffer_text(&reply->out);
	size_t n = strcspn(text, "\n");

	copied->size = reply->status;
	copied->path = text;
	copied->end = n < reply->out.size ? text + n + 1 : "";
	copied->end_size = n < reply->out.size ? reply->out.size - n - 1 : 0;
	if (n < reply->out.size)
		reply->out.bytes[n] = '\0';
}

bool
copies_ask(struct copies *copies, struct channels *channels, const char *run,
    uint32_t node, struct copied *copied)
{
	struct err err;
	struct opened *opened = channels_take(channels, node, LANE_ASK, &err);
	struct exchange *exchange;

	if (opened == NULL)
		return false;
	exchange = channel_request(&opened->channel, ASK_MS);
	request_log(&opened->channel.pending, exchange->mark, run, 0, NULL);
	if (!channels_answer(channels, opened, exchange->number,
	    &copies->reply))
		return false;
	*copied = (struct copied){ .path = "", .end = "" };
	if (strcmp(copies->reply.word, "logged") == 0)
		copied_read(&copies->reply, copied);
	copies->copy[node].size = copied->size;
	return true;
}

void
copies_end(struct copies *copies)
{
	for (unsigned n = 0; n <= SITE_NODES; n++)
		if (copies->copy[n].opened != NULL) {
			exchanges_leave(&copies->copy[n].opened->channel.
			    exchanges, copies->copy[n].number);
			copies->copy[n].opened = NULL;
		}
	reply_drop(&copies->reply);
}
