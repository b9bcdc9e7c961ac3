#include "tools/through/process.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/commands/line.h"
#include "backends/real/channels/way.h"
#include "tools/host/installed.h"
#include "tools/session/stop.h"

/* How long one waits before one looks again whether a question takes too
 * long. */
enum { LOOK_MS = 1000, FDS = PORT_FDS + CHANNELS_FDS };

static struct process *
process_of(struct reach *reach)
{
	return (struct process *)reach;
}

static struct process *
process_of_host(struct host *host)
{
	return (struct process *)((char *)host - offsetof(struct process,
	    host));
}

/* Handles of commands are from 1 on; pauses have those of the programs, which
 * are larger. */
static struct process_job *
job_of(struct process *process, uint64_t handle)
{
	assert(handle != HANDLE_OVER);
	if (handle > PROGRAMS_CALLS)
		return NULL;
	assert(process->job[handle - 1].used);
	return &process->job[handle - 1];
}

static uint64_t
job_handle(const struct process *process, const struct process_job *job)
{
	return 1 + (uint64_t)(job - process->job);
}

static struct process_job *
job_new(struct process *process)
{
	unsigned n = 0;

	while (n < PROGRAMS_CALLS && process->job[n].used)
		n++;
	assert(n < PROGRAMS_CALLS);
	process->job[n] = (struct process_job){ .used = true,
	    .hand = HANDLE_OVER, .arrival = { .programs = process->programs,
	    .handle = HANDLE_OVER } };
	return &process->job[n];
}

/* The program that was begun last has come. */
static void
job_comes(struct process *process, struct caller *caller, const char *line,
    const char *input)
{
	struct order order = *process->order;
	struct arrival *arrival = &process->coming->arrival;

	process->coming = NULL;
	order.line = line;
	order.place = caller->place;
	arrival_begin(arrival, caller, &order, input);
}

static void
on_call(struct host *host, struct caller *caller, const char *line,
    const char *input)
{
	struct process *process = process_of_host(host);

	if (process->coming != NULL) {
		job_comes(process, caller, line, input);
		return;
	}
	buffer_print(&caller->err, "domferry: nobody has typed that\n");
	caller->status = STATUS_NO_ANSWER;
}

static bool
answers(struct host *host, uint32_t place)
{
	return simulated_answers(process_of_host(host)->programs->simulated,
	    place);
}

/* The program has ended before its end. */
static void
on_leave(struct host *host, struct caller *caller)
{
	struct process *process = process_of_host(host);

	caller->waits = false;
	for (unsigned n = 0; n < PROGRAMS_CALLS; n++)
		if (process->job[n].used &&
		    process->job[n].arrival.caller == caller)
			arrival_leave(&process->job[n].arrival);
}

/* While one waits for a shell, programs come. */
static int
poll_all(void *with, struct pollfd *fds, unsigned count, int ms)
{
	struct process *process = with;
	struct pollfd all[FDS];
	unsigned own;
	int n;

	while (port_tell(&process->port))
		continue;
	own = port_polled(&process->port, all);
	assert(own + count <= FDS);
	memcpy(all + own, fds, count * sizeof(*fds));
	n = poll(all, own + count, ms);
	memcpy(fds, all + own, count * sizeof(*fds));
	if (n > 0)
		port_poll_serve(&process->port, all, own);
	return n;
}

/* true: it is over.  Else its program is at work at the site. */
static bool
job_settle(struct process *process, struct process_job *job,
    struct heard *heard)
{
	struct reach *remote = &process->remote.reach;

	while (!remote->wait(remote, job->remote, 0, heard)) {
		if (arrival_works(&job->arrival))
			return false;
		channels_wait(&process->remote.channels,
		    channels_clock_ms() + LOOK_MS);
	}
	job->used = false;
	/* Its shell has ended, and its program may not have noticed yet. */
	if (arrival_works(&job->arrival))
		arrival_leave(&job->arrival);
	if (heard->lost && job->arrival.lost)
		heard->why = NULL;
	return true;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *programs = &process_of(reach)->programs->reach;

	return programs->now_ms(programs);
}

/* The place of a program in the folder of all, in the arena; NULL: it is not
 * known. */
static const char *
program_path(struct process *process, const char *text)
{
	struct typed_line *line = malloc(sizeof(*line));
	const char *path = NULL;
	struct err err;

	if (line == NULL)
		abort();
	if (line_read(line, text, &err))
		path = arena_format(&process->arena, "%s/bin/%s",
		    process->home.path, line->word[0]);
	free(line);
	return path;
}

/* The program is away while its shell looks for it. */
static bool
job_misses(struct process *process, struct process_job *job,
    const struct order *order, struct heard *heard)
{
	const char *path = program_path(process, order->line);
	const char *away = path != NULL ? arena_format(&process->arena,
	    "%s.away", path) : NULL;
	bool over;

	if (path != NULL)
		rename(path, away);
	over = job_settle(process, job, heard);
	if (path != NULL)
		rename(away, path);
	return over;
}

static uint64_t
hand_begin(struct process *process, struct process_job *job,
    const struct order *order, struct heard *heard)
{
	job->hand = programs_begin(process->programs, order, NULL, heard);
	job->used = job->hand != HANDLE_OVER;
	return job->used ? job_handle(process, job) : HANDLE_OVER;
}

/* The locks of a run are the site's own. */
static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct process *process = process_of(reach);
	struct reach *remote = &process->remote.reach;
	struct process_job *job = job_new(process);
	struct order typed = *order;
	bool over;

	if (order->by_hand != NULL)
		return hand_begin(process, job, order, heard);
	job->arrival.spoilage = spoil_choose(process->spoil, order,
	    &job->arrival.number);
	typed.lock = NULL;
	job->remote = remote->begin(remote, &typed, heard);
	if (job->remote == HANDLE_OVER) {
		job->used = false;
		return HANDLE_OVER;
	}
	process->coming = job;
	process->order = order;
	over = job->arrival.spoilage == SPOIL_UNSTARTED ?
	    job_misses(process, job, order, heard) :
	    job_settle(process, job, heard);
	process->coming = NULL;
	return over ? HANDLE_OVER : job_handle(process, job);
}

static uint64_t
pause_begin(struct reach *reach, int64_t ms)
{
	struct reach *programs = &process_of(reach)->programs->reach;

	return programs->pause(programs, ms);
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct process *process = process_of(reach);
	struct reach *programs = &process->programs->reach;
	struct process_job *job = job_of(process, handle);

	if (job == NULL)
		return programs->wait(programs, handle, until_ms, heard);
	if (job->hand != HANDLE_OVER) {
		job->used = !programs->wait(programs, job->hand, until_ms,
		    heard);
		return !job->used;
	}
	while (!job_settle(process, job, heard))
		if (!arrival_await(&job->arrival, until_ms))
			return false;
	return true;
}

/* The shell that has begun it is free for others soon. */
static void
leave(struct reach *reach, uint64_t handle)
{
	struct process *process = process_of(reach);
	struct reach *programs = &process->programs->reach;
	struct reach *remote = &process->remote.reach;
	struct process_job *job = job_of(process, handle);

	if (job == NULL) {
		programs->leave(programs, handle);
	} else if (job->hand != HANDLE_OVER) {
		programs->leave(programs, job->hand);
		job->used = false;
	} else {
		arrival_leave(&job->arrival);
		remote->leave(remote, job->remote);
		job->used = false;
	}
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct reach *programs = &process_of(reach)->programs->reach;

	return programs->kept(programs, ask, answer);
}

/* None becomes an owner of the site when this process has ended; and no shell
 * asks for a clock that is this process's own. */
static void
unneeded_unlink(struct process *process)
{
	static const char *const names[] = { "domferry",
	    "bin/domferry-clock" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(arena_format(&process->arena, "%s/%s",
		    process->home.path, names[i]));
}

/* The programs, and the socket by which they ask. */
static bool
site_open(struct process *process, struct err *err)
{
	if (!installed_refuse("", err) ||
	    !home_open(&process->arena, &process->home, NULL, err))
		return false;
	unneeded_unlink(process);
	process->local = (struct channels_local){ process->home.path, poll_all,
	    process };
	return way_local_words(&process->arena, &process->site, 1,
	    process->home.path, err) != NULL &&
	    port_open(&process->arena, &process->port, err);
}

struct process *
process_make(struct programs *programs, struct spoil *spoil,
    const struct site *site, struct err *err)
{
	struct process *process = calloc(1, sizeof(*process));

	if (process == NULL)
		abort();
	process->reach = (struct reach){ now_ms, begin, pause_begin, wait,
	    leave, kept, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, NULL, NULL };
	process->programs = programs;
	process->spoil = spoil;
	process->site = *site;
	process->site.simulated = true;
	process->host = (struct host){ site->names, answers, on_call, NULL,
	    NULL, on_leave, &process->site, NULL, NULL, NULL };
	process->port = (struct port){ .host = &process->host,
	    .home = &process->home, .listening = -1 };
	remote_make(&process->remote, &process->site, NULL);
	process->remote.channels.local = &process->local;
	process->remote.site_clock = false;
	process->remote.reach.run = "rehearsal";
	/* Else a signal would leave the folders. */
	stop_listen();
	stop_outlive_pipe();
	if (site_open(process, err))
		return process;
	process_drop(process);
	return NULL;
}

void
process_drop(struct process *process)
{
	for (unsigned n = 0; n < PROGRAMS_CALLS; n++)
		if (process->job[n].used)
			leave(&process->reach, 1 + n);
	port_close(&process->port);
	remote_drop(&process->remote);
	home_close(&process->home);
	arena_drop(&process->arena);
	free(process);
}
