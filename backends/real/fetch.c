#include "backends/real/fetch.h"

#include <assert.h>
#include <string.h>

void
fetch_hear(struct arena *arena, struct output *output,
    const struct heard *heard)
{
	if (heard->lost)
		output_lost(arena, output, heard->why);
	else
		output_heard(arena, output, &heard->ended);
}

uint64_t
fetch_begin(struct reach *reach, struct arena *arena, struct output *output)
{
	const struct order order = { .place = output->place,
	    .line = output->line };
	struct heard heard = { .lost = false };
	uint64_t handle = reach->begin(reach, &order, &heard);

	if (handle == HANDLE_OVER)
		fetch_hear(arena, output, &heard);
	return handle;
}

static struct kept_output *
kept_find(const struct fetch *fetch, const struct output *output)
{
	struct kept_output *kept = fetch->kept;

	while (kept != NULL && (kept->output.place != output->place ||
	    strcmp(kept->output.line, output->line) != 0))
		kept = kept->next;
	return kept;
}

void
fetch_type(struct fetch *fetch, const struct output *output, bool soon)
{
	struct kept_output *kept = kept_find(fetch, output);

	if (kept != NULL || (soon && fetch->under_way >= FETCH_AHEAD))
		return;
	kept = arena_take(&fetch->arena, 1, sizeof(*kept));
	*kept = (struct kept_output){ .next = fetch->kept,
	    .output = *output };
	fetch->kept = kept;
	kept->handle = fetch_begin(fetch->reach, &fetch->arena,
	    &kept->output);
	if (kept->handle != HANDLE_OVER)
		fetch->under_way++;
}

bool
fetch_has(const struct fetch *fetch, const struct output *output)
{
	const struct kept_output *kept = kept_find(fetch, output);

	return kept != NULL && kept->output.over;
}

bool
fetch_wait(struct fetch *fetch, const struct output *output, int64_t until_ms)
{
	struct kept_output *kept = kept_find(fetch, output);
	struct heard heard = { .lost = false };

	assert(kept != NULL);
	if (kept->output.over)
		return true;
	if (!fetch->reach->wait(fetch->reach, kept->handle, until_ms, &heard))
		return false;
	fetch->under_way--;
	fetch_hear(&fetch->arena, &kept->output, &heard);
	return true;
}

/* It is forgotten; if it is under way, it goes on. */
static void
kept_drop(struct fetch *fetch, struct kept_output **at)
{
	struct kept_output *kept = *at;

	if (!kept->output.over) {
		fetch->reach->leave(fetch->reach, kept->handle);
		fetch->under_way--;
	}
	*at = kept->next;
}

void
fetch_leave(struct fetch *fetch, const struct output *output)
{
	struct kept_output *kept = kept_find(fetch, output);
	struct kept_output **at = &fetch->kept;

	if (kept == NULL || kept->output.over)
		return;
	while (*at != kept)
		at = &(*at)->next;
	kept_drop(fetch, at);
}

void
fetch_forget_lost(struct fetch *fetch)
{
	struct kept_output **at = &fetch->kept;

	while (*at != NULL)
		if ((*at)->output.over && (*at)->output.lost)
			kept_drop(fetch, at);
		else
			at = &(*at)->next;
}

void
fetch_forget(struct fetch *fetch)
{
	while (fetch->kept != NULL)
		kept_drop(fetch, &fetch->kept);
	assert(fetch->under_way == 0);
}

void
fetch_make(struct fetch *fetch, struct reach *reach)
{
	*fetch = (struct fetch){ .reach = reach };
}

void
fetch_drop(struct fetch *fetch)
{
	arena_drop(&fetch->arena);
}
