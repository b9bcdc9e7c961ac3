#include "tools/watch/only_asks.h"

#include <string.h>

#include "backends/watch/watch.h"

static struct only_asks *
only_asks_of(struct reach *reach)
{
	return (struct only_asks *)reach;
}

/* "%" stands for one word of letters, digits and a few signs. */
static bool
line_fits(const char *pattern, const char *line)
{
	const char *percent = strchr(pattern, '%');
	size_t head = percent != NULL ? (size_t)(percent - pattern) : 0;
	size_t size = strlen(line), tail, word;

	if (percent == NULL)
		return strcmp(pattern, line) == 0;
	tail = strlen(percent + 1);
	if (size <= head + tail || strncmp(pattern, line, head) != 0 ||
	    strcmp(percent + 1, line + size - tail) != 0)
		return false;
	word = size - head - tail;
	return line[head] != '-' && strcspn(line + head, " \t\n;|&<>()$`'\"\\")
	    >= word;
}

static bool
is_question(const struct order *order)
{
	if (order->change || order->op != NULL || order->by_hand != NULL ||
	    order->lock != NULL)
		return false;
	for (enum survey_line line = 0; line < SURVEY_LINES; line++)
		if ((survey_row(line)->purposes & FOR_WATCHING) != 0 &&
		    line_fits(survey_row(line)->line, order->line))
			return true;
	return false;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *below = only_asks_of(reach)->below;

	return below->now_ms(below);
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct only_asks *only = only_asks_of(reach);

	if (is_question(order))
		return only->below->begin(only->below, order, heard);
	only->refused++;
	*heard = (struct heard){ .lost = true, .why = "the watch types only "
	    "its questions" };
	return HANDLE_OVER;
}

static uint64_t
pause_for(struct reach *reach, int64_t ms)
{
	struct reach *below = only_asks_of(reach)->below;

	return below->pause(below, ms);
}

static bool
wait_for(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct reach *below = only_asks_of(reach)->below;

	return below->wait(below, handle, until_ms, heard);
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct reach *below = only_asks_of(reach)->below;

	below->leave(below, handle);
}

/* No run is carried out on this way. */
static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	(void)reach;
	(void)ask;
	(void)answer;
	return false;
}

void
only_asks_make(struct only_asks *only, struct reach *below)
{
	*only = (struct only_asks){ .reach = { .now_ms = now_ms,
	    .begin = begin, .pause = pause_for, .wait = wait_for,
	    .leave = leave, .kept = kept }, .below = below };
}
