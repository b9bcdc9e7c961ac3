/*
 * What the way to a place costs beside the commands themselves: a question on a
 * channel beside the same line typed into an open shell, and beside a process
 * that is started for it; and what a change has to keep there.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/real/channels/channel.h"
#include "backends/real/channels/request.h"
#include "tools/bench/bench.h"

enum { TIMES = 200, PATH_BYTES = 64, PART = 65536 };

/* Long enough for an answer, and the same in both shells. */
static const char *const words[] = { "/usr/bin/ls", "-l", "/usr/bin" };
static const char typed[] = "/usr/bin/ls -l /usr/bin </dev/null; "
    "echo; echo END-OF-IT\n";
static const char end[] = "\nEND-OF-IT\n";

struct bench_place {
	struct channel	 channel;
	struct spawned	 shell;		/* the other one */
	char		 kept[PATH_BYTES];
	unsigned	 changes;
};

static void
give_up(const char *what)
{
	fprintf(stderr, "domferry-bench: %s\n", what);
	exit(EXIT_NOT_MET);
}

static void
until_quiet(struct channel *channel)
{
	struct pollfd fds[CHANNEL_FDS];

	while (channel_is_opening(channel) ||
	    (channel->state == CHANNEL_OPEN &&
	    !exchanges_is_over(&channel->exchanges))) {
		poll(fds, channel_polled(channel, fds), -1);
		channel_go_on(channel);
	}
	if (channel->state != CHANNEL_OPEN)
		give_up("a channel has ended");
}

static void
place_open(struct bench_place *place)
{
	char kept[PATH_BYTES + 16];
	struct err err = { 0 };

	snprintf(place->kept, sizeof(place->kept), "/tmp/domferry-bench-%ld",
	    (long)getpid());
	snprintf(kept, sizeof(kept), "DOMFERRY_KEPT=%s", place->kept);
	place->changes = 0;
	if (!channel_open(&place->channel, (const char *[]){ "/usr/bin/env",
	    kept, "/usr/bin/ksh", "-s", NULL }, NULL, &err) ||
	    !spawn_start(&place->shell, (const char *[]){ "/usr/bin/ksh",
	    "-s", NULL }, &err))
		give_up(err.text);
	until_quiet(&place->channel);
}

/* A request, until it is answered; a change has an id. */
static void
ask(struct bench_place *place, const char *const asked[], unsigned count,
    const char *id)
{
	struct channel *channel = &place->channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	struct typed_line line = { .count = count };
	struct err err;

	for (unsigned i = 0; i < count; i++)
		line.word[i] = asked[i];
	request_command(&channel->pending, &(struct request){
	    .mark = exchange->mark, .program = asked[0], .id = id,
	    .ended = "" }, &line, &err);
	channel_go_on(channel);
	until_quiet(channel);
	if (exchange->reply.status != 0)
		give_up("a command fails");
	exchanges_leave(&channel->exchanges, exchange->number);
}

static void
question(struct bench_place *place)
{
	ask(place, words, 3, NULL);
}

static void
change(struct bench_place *place)
{
	char id[24];

	snprintf(id, sizeof(id), "bench.%u", ++place->changes);
	ask(place, (const char *[]){ "/usr/bin/true" }, 1, id);
}

static void
nothing(struct bench_place *place)
{
	ask(place, (const char *[]){ "/usr/bin/true" }, 1, NULL);
}

/* Read until that is the end of what has come; NULL: until all has. */
static void
read_until(int fd, const char *wanted)
{
	static char part[PART];
	size_t have = 0, n = wanted != NULL ? strlen(wanted) : 0;
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	for (;;) {
		ssize_t got;

		poll(&poll_fd, 1, -1);
		got = read(fd, part + have, sizeof(part) - have);
		if (got <= 0)
			return;
		have += (size_t)got;
		if (n != 0 && have >= n &&
		    memcmp(part + have - n, wanted, n) == 0)
			return;
		/* The end of it may be cut in two. */
		if (have > PART / 2) {
			memmove(part, part + have - n, n);
			have = n;
		}
	}
}

static void
typing(struct bench_place *place)
{
	if (write(place->shell.in, typed, sizeof(typed) - 1) < 0)
		give_up("the shell has ended");
	read_until(place->shell.out, end);
}

static void
process(struct bench_place *place)
{
	struct spawned child;
	struct err err;

	(void)place;
	if (!spawn_start(&child, (const char *[]){ words[0], words[1],
	    words[2], NULL }, &err))
		give_up(err.text);
	read_until(child.out, NULL);
	spawn_end(&child);
}

static int
by_size(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

/* What is measured, one after the other each time, so that what else the
 * machine does strikes all alike. */
static void (*const tried[])(struct bench_place *) = { question, typing,
    process, change, nothing };

enum { TRIED = sizeof(tried) / sizeof(tried[0]) };

void
bench_reach(unsigned times)
{
	static double took[TRIED][TIMES];
	double median[TRIED] = { 0 };
	struct bench_place place = { .changes = 0 };

	times = times < TIMES ? times : TIMES;
	place_open(&place);
	for (unsigned i = 0; i < times; i++)
		for (unsigned k = 0; k < TRIED; k++) {
			double from = bench_seconds();

			tried[k](&place);
			took[k][i] = bench_seconds() - from;
		}
	for (unsigned k = 0; k < TRIED; k++) {
		qsort(took[k], times, sizeof(double), by_size);
		median[k] = took[k][times / 2];
	}
	bench_print("reach-question", median[0] * 100 / median[1],
	    "% of a typed line");
	bench_print("reach-here", median[2] * 100 / median[0],
	    "% of the rate of bare processes");
	bench_print("reach-change", (median[3] - median[4]) * 1e6,
	    "us more than a question");
	ask(&place, (const char *[]){ "/usr/bin/rm", "-rf", place.kept }, 3,
	    NULL);
	channel_close(&place.channel);
	spawn_end(&place.shell);
}
