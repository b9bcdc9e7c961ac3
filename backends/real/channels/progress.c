#include "backends/real/channels/progress.h"

#include <string.h>

#include "backends/real/channels/request.h"

static void
ask(struct progress *progress, struct channels *channels, uint32_t place,
    const char *id)
{
	struct exchange *exchange;

	progress->next_ms = channels_clock_ms() + PROGRESS_MS;
	progress->opened = channels_idle(channels, place, LANE_ASK);
	if (progress->opened == NULL)
		return;
	exchange = channel_request(&progress->opened->channel, PROGRESS_MS);
	progress->number = exchange->number;
	request_about(&progress->opened->channel.pending, "seen",
	    exchange->mark, id, "");
}

/* A line that is written over ends with a return. */
static bool
is_end(char byte)
{
	return byte == '\n' || byte == '\r' || byte == '\0';
}

/* The last line that is not empty, as far as it has come. */
static const char *
last_line(char line[PROGRESS_LINE], const char *text, size_t n)
{
	size_t from;

	while (n != 0 && is_end(text[n - 1]))
		n--;
	for (from = n; from != 0 && !is_end(text[from - 1]); from--)
		;
	n -= from;
	if (n >= PROGRESS_LINE)
		n = PROGRESS_LINE - 1;
	memcpy(line, text + from, n);
	line[n] = '\0';
	return n != 0 ? line : NULL;
}

const char *
progress_line(struct progress *progress, struct channels *channels,
    uint32_t place, const char *id)
{
	struct channel *channel;
	struct exchange *exchange;
	const char *line = NULL;

	if (progress->opened == NULL) {
		if (channels_clock_ms() >= progress->next_ms)
			ask(progress, channels, place, id);
		return NULL;
	}
	channel = &progress->opened->channel;
	exchange = exchanges_find(&channel->exchanges, progress->number);
	if (exchange->whole)
		line = last_line(progress->line,
		    buffer_text(&exchange->reply.out),
		    exchange->reply.out.size);
	if (exchange->whole || channel->state == CHANNEL_LOST)
		progress_end(progress);
	return line;
}

int64_t
progress_due_ms(const struct progress *progress)
{
	return progress->opened != NULL ? INT64_MAX : progress->next_ms;
}

void
progress_end(struct progress *progress)
{
	if (progress->opened != NULL)
		exchanges_leave(&progress->opened->channel.exchanges,
		    progress->number);
	progress->opened = NULL;
}
