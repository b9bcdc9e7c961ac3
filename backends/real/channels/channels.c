#include "backends/real/channels/channels.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "backends/real/channels/way.h"

enum { OPEN_MS = 30000, DEAD_MS = 10000 };

/* One that was lost goes when nobody waits for it any more. */
static void
go_on(struct channels *channels, struct opened *opened)
{
	struct channel *channel = &opened->channel;

	channel_go_on(channel);
	if (channel->now_ms > channels->now_ms)
		channels->now_ms = channel->now_ms;
	if (channel->state != CHANNEL_LOST || opened->opening ||
	    exchanges_is_awaited(&channel->exchanges))
		return;
	channel_close(channel);
	opened->used = false;
}

struct errand *
channels_errand(struct channels *channels)
{
	for (unsigned i = 0; i < ERRANDS; i++)
		if (!channels->errand[i].used)
			return &channels->errand[i];
	return NULL;
}

static void
errands_go_on(struct channels *channels)
{
	for (unsigned i = 0; i < ERRANDS; i++) {
		struct errand *errand = &channels->errand[i];

		errand_go_on(errand, channels_clock_ms());
		if (errand->used && errand->over && !errand->awaited)
			errand_drop(errand);
	}
}

void
channels_wait(struct channels *channels, int64_t until_ms)
{
	struct pollfd fds[CHANNELS_FDS];
	int64_t left = until_ms - channels_clock_ms();
	unsigned count = 0;

	for (unsigned i = 0; i < CHANNELS; i++)
		if (channels->opened[i].used)
			count += channel_polled(&channels->opened[i].channel,
			    fds + count);
	for (unsigned i = 0; i < ERRANDS; i++)
		if (channels->errand[i].used)
			count += errand_polled(&channels->errand[i],
			    fds + count);
	if (left > INT_MAX)
		left = INT_MAX;
	if (left < 0)
		left = 0;
	if (channels->local != NULL)
		channels->local->poll(channels->local->with, fds, count,
		    (int)left);
	else
		poll(fds, count, (int)left);
	for (unsigned i = 0; i < CHANNELS; i++)
		if (channels->opened[i].used)
			go_on(channels, &channels->opened[i]);
	errands_go_on(channels);
}

static bool
is_answered(struct channels *channels, struct opened *opened, uint64_t number)
{
	struct channel *channel = &opened->channel;
	const struct exchange *exchange = exchanges_find(&channel->exchanges,
	    number);
	int64_t due_ms;

	while (!exchange->whole && channel->state != CHANNEL_LOST) {
		due_ms = exchanges_due_ms(&channel->exchanges);
		if (channels_clock_ms() >= due_ms)
			return false;
		channels_wait(channels, due_ms);
	}
	return exchange->whole;
}

bool
channels_answer(struct channels *channels, struct opened *opened,
    uint64_t number, struct reply *reply)
{
	struct exchanges *exchanges = &opened->channel.exchanges;
	bool whole = is_answered(channels, opened, number);

	if (whole)
		exchanges_take(exchanges, number, reply);
	else
		exchanges_leave(exchanges, number);
	return whole;
}

/* What is simulated and what is not must not be mistaken for each other. */
static bool
is_agreed(const struct channels *channels, const struct opened *opened,
    struct err *err)
{
	char name[256];

	if (opened->channel.simulated == channels->site->simulated)
		return true;
	site_place(channels->site->names, opened->place, name, sizeof(name));
	return err_set(err, ERR_GUARDED, opened->channel.simulated ?
	    "%.100s is simulated, and the site file does not say so "
	    "(\"simulated\": true)" : "%.100s is a real machine, and the site "
	    "file says \"simulated\": true", name);
}

/* Begin to open it; false: it cannot be. */
static bool
open_begin(struct channels *channels, struct opened *opened, struct err *err)
{
	const char *const *words = channels->local != NULL ?
	    way_local_words(&channels->arena, channels->site, opened->place,
	    channels->local->state, err) : way_words(&channels->arena,
	    channels->site, opened->place, channels->ssh_config, err);

	opened->until_ms = channels_clock_ms() + OPEN_MS;
	return words != NULL && channel_open(&opened->channel, words,
	    site_reach_at(channels->site, opened->place)->become, err);
}

/* Wait until it is open. */
static bool
open_end(struct channels *channels, struct opened *opened, struct err *err)
{
	const struct channel *channel = &opened->channel;

	while (channel_is_opening(channel) &&
	    channels_clock_ms() < opened->until_ms)
		channels_wait(channels, opened->until_ms);
	if (channel->state != CHANNEL_OPEN)
		return err_set(err, ERR_NO_ANSWER, "%s", channel->state ==
		    CHANNEL_LOST ? channel->err.text : "it says nothing");
	return is_agreed(channels, opened, err);
}

/* One that was lost is none, but for who opens it. */
static bool
is_there(const struct opened *opened, uint32_t place, enum lane lane)
{
	return opened->used && opened->place == place && opened->lane == lane &&
	    (opened->opening || opened->channel.state != CHANNEL_LOST);
}

/* One that is idle, if there is one; else one that is not. */
static struct opened *
opened_find(struct channels *channels, uint32_t place, enum lane lane)
{
	struct opened *found = NULL;

	for (unsigned i = 0; i < CHANNELS; i++) {
		struct opened *opened = &channels->opened[i];

		if (!is_there(opened, place, lane))
			continue;
		found = opened;
		if (channel_is_idle(&opened->channel))
			break;
	}
	return found;
}

struct opened *
channels_idle(struct channels *channels, uint32_t place, enum lane lane)
{
	struct opened *opened = opened_find(channels, place, lane);

	return opened != NULL && !opened->opening &&
	    channel_is_idle(&opened->channel) ? opened : NULL;
}

/* One that nobody uses gives way if there are too many. */
static struct opened *
opened_new(struct channels *channels)
{
	struct opened *idle = NULL;

	for (unsigned i = 0; i < CHANNELS; i++) {
		struct opened *opened = &channels->opened[i];

		if (!opened->used)
			return opened;
		if (channel_is_idle(&opened->channel))
			idle = opened;
	}
	if (idle != NULL)
		channel_close(&idle->channel);
	return idle;
}

static const struct err *
dead_find(const struct channels *channels, uint32_t place)
{
	for (unsigned i = 0; i < SITE_NODES; i++)
		if (channels->dead[i].place == place &&
		    channels->dead[i].until_ms > channels_clock_ms())
			return &channels->dead[i].err;
	return NULL;
}

static void
dead_note(struct channels *channels, uint32_t place, const struct err *err)
{
	unsigned i = channels->dead_next++ % SITE_NODES;

	channels->dead[i].place = place;
	channels->dead[i].until_ms = channels_clock_ms() + DEAD_MS;
	channels->dead[i].err = *err;
}

static void
opened_close(struct opened *opened)
{
	channel_close(&opened->channel);
	opened->used = false;
}

static struct opened *
opened_make(struct channels *channels, uint32_t place, enum lane lane,
    struct err *err)
{
	const struct err *dead = dead_find(channels, place);
	struct opened *opened = opened_new(channels);

	if (dead != NULL || opened == NULL) {
		err_set(err, dead != NULL ? dead->code : ERR_TOO_MANY, "%s",
		    dead != NULL ? dead->text : "too many commands are under "
		    "way");
		return NULL;
	}
	*opened = (struct opened){ .used = true, .place = place, .lane = lane,
	    .opening = true };
	if (open_begin(channels, opened, err))
		return opened;
	opened_close(opened);
	return NULL;
}

void
channels_begin(struct channels *channels, uint32_t place, enum lane lane)
{
	struct err err;

	if (opened_find(channels, place, lane) == NULL)
		opened_make(channels, place, lane, &err);
}

/* Why it is not ready, although it is open. */
static bool
unready(const struct opened *opened, struct err *err)
{
	if (!exchanges_has_room(&opened->channel.exchanges))
		return err_set(err, ERR_TOO_MANY, "too many commands are under "
		    "way there");
	return err_set(err, ERR_NO_ANSWER, "an earlier question there has not "
	    "been answered yet");
}

/* Wait until it is open, if nobody has. */
static bool
opened_await(struct channels *channels, struct opened *opened,
    struct err *err)
{
	opened->opening = false;
	if (open_end(channels, opened, err))
		return true;
	opened_close(opened);
	dead_note(channels, opened->place, err);
	return false;
}

struct opened *
channels_take(struct channels *channels, uint32_t place, enum lane lane,
    struct err *err)
{
	struct opened *opened;

	/* Notices a connection that has ended meanwhile. */
	channels_wait(channels, 0);
	opened = opened_find(channels, place, lane);
	/* A change waits for none before it. */
	if (opened != NULL && !opened->opening && (lane == LANE_CHANGE ||
	    channels->local != NULL) && !channel_is_idle(&opened->channel))
		opened = NULL;
	if (opened == NULL)
		opened = opened_make(channels, place, lane, err);
	if (opened == NULL ||
	    (opened->opening && !opened_await(channels, opened, err)))
		return NULL;
	return channel_is_ready(&opened->channel) ||
	    unready(opened, err) ? opened : NULL;
}

void
channels_close(struct channels *channels)
{
	for (unsigned i = 0; i < CHANNELS; i++)
		if (channels->opened[i].used)
			channel_close(&channels->opened[i].channel);
	for (unsigned i = 0; i < ERRANDS; i++)
		errand_drop(&channels->errand[i]);
	arena_drop(&channels->arena);
}
