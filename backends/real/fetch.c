#include "backends/real/fetch.h"

#include <assert.h>
#include <string.h>

#include "core/op/mac.h"

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

/* Places beyond the table share its last row. */
static struct pace *
pace_of(struct fetch *fetch, uint32_t place)
{
	unsigned n = 0;

	while (n < FETCH_PLACES - 1 && fetch->pace[n].place != 0 &&
	    fetch->pace[n].place != place)
		n++;
	if (fetch->pace[n].place == 0)
		fetch->pace[n] = (struct pace){ .place = place,
		    .each_ms = -1 };
	return &fetch->pace[n];
}

/* Would it keep nobody waiting for long? */
static bool
has_time(struct fetch *fetch, uint32_t place)
{
	const struct pace *pace = pace_of(fetch, place);
	int64_t most = pace->each_ms < 0 ? FETCH_FIRST : pace->each_ms == 0 ?
	    FETCH_AHEAD : FETCH_AHEAD_MS / pace->each_ms;

	return fetch->under_way < FETCH_AHEAD && pace->under_way < most;
}

static void
kept_under_way(struct fetch *fetch, struct kept_output *kept, int by)
{
	struct pace *pace = pace_of(fetch, kept->output.place);

	fetch->under_way += (unsigned)by;
	pace->under_way += (unsigned)by;
	if (by > 0)
		kept->place_in_line = pace->under_way;
}

/* It has just ended. */
static void
pace_note(struct fetch *fetch, const struct kept_output *kept)
{
	int64_t ms = fetch->reach->now_ms(fetch->reach) - kept->begun_ms;

	pace_of(fetch, kept->output.place)->each_ms = ms /
	    kept->place_in_line;
}

/* Who a node is, its service processor has to say too. */
static void
mac_note(struct fetch *fetch, const struct output *output)
{
	const char *text = fact_said(fact_find(&output->reading, "mac",
	    "domain", "primary"), "mac");
	int64_t mac;

	if (output->place <= SITE_NODES && !output->lost &&
	    output->ended.status == 0 && mac_read(text, &mac))
		fetch->macs[output->place] = mac;
}

static bool
is_worth(struct fetch *fetch, const struct output *output)
{
	enum soon soon = reach_soon(fetch->reach, &(struct order){
	    .place = output->place, .line = output->line });

	return soon == SOON_NOW || (soon == SOON_IN_TIME && has_time(fetch,
	    output->place));
}

void
fetch_type(struct fetch *fetch, const struct output *output, bool soon)
{
	struct kept_output *kept = kept_find(fetch, output);

	if (kept != NULL || (soon && !is_worth(fetch, output)))
		return;
	kept = arena_take(&fetch->arena, 1, sizeof(*kept));
	*kept = (struct kept_output){ .next = fetch->kept,
	    .output = *output,
	    .begun_ms = fetch->reach->now_ms(fetch->reach) };
	fetch->kept = kept;
	kept_under_way(fetch, kept, 1);
	kept->handle = fetch_begin(fetch->reach, &fetch->arena,
	    &kept->output);
	if (kept->handle != HANDLE_OVER)
		return;
	kept_under_way(fetch, kept, -1);
	pace_note(fetch, kept);
	mac_note(fetch, &kept->output);
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
	int64_t from_ms = fetch->reach->now_ms(fetch->reach);

	assert(kept != NULL);
	if (kept->output.over)
		return true;
	if (!fetch->reach->wait(fetch->reach, kept->handle, until_ms, &heard))
		return false;
	kept_under_way(fetch, kept, -1);
	/* Else it was over, nobody knows since when. */
	if (fetch->reach->now_ms(fetch->reach) > from_ms)
		pace_note(fetch, kept);
	fetch_hear(&fetch->arena, &kept->output, &heard);
	mac_note(fetch, &kept->output);
	return true;
}

/* It is forgotten; if it is under way, it goes on. */
static void
kept_drop(struct fetch *fetch, struct kept_output **at)
{
	struct kept_output *kept = *at;

	if (!kept->output.over) {
		fetch->reach->leave(fetch->reach, kept->handle);
		kept_under_way(fetch, kept, -1);
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

static bool
is_lost(const struct output *output)
{
	return output->over && output->lost;
}

static bool
is_of_sp(const struct output *output)
{
	return (output->place & PLACE_SP) != 0;
}

static void
forget(struct fetch *fetch, bool (*is)(const struct output *))
{
	struct kept_output **at = &fetch->kept;

	while (*at != NULL)
		if (is(&(*at)->output))
			kept_drop(fetch, at);
		else
			at = &(*at)->next;
}

void
fetch_forget_lost(struct fetch *fetch)
{
	forget(fetch, is_lost);
}

void
fetch_forget_power(struct fetch *fetch)
{
	forget(fetch, is_of_sp);
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
