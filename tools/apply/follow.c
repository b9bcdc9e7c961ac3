#include "tools/apply/follow.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "core/base/limits.h"
#include "tools/report/columns.h"
#include "tools/session/claim.h"
#include "tools/session/report.h"
#include "tools/session/stop.h"

enum { POLL_MS = 1000 };

/* The events of a replay are those of the one before it, and more. */
static void
follow_on_event(struct sink *sink, const struct event *event)
{
	struct follow *follow = (struct follow *)sink;

	sink_emit(&follow->outage.sink, event);
	sink_emit(&follow->live.sink, event);
	if (++follow->now <= follow->seen)
		return;
	follow->seen = follow->now;
	sink_emit(&follow->account.sink, event);
}

/* What the run owes, for the live line: nothing is printed of it. */
static void
service_on_event(struct sink *listener, const struct event *event)
{
	struct session *session = (struct session *)((char *)listener -
	    offsetof(struct session, listener));

	downtime_on_event(&session->downtime, event);
}

bool
follow_make(struct follow *follow, const char *path, bool questions,
    const struct options *options, struct err *err)
{
	struct execution *execution = &follow->execution;
	struct arena *arena = &execution->arena;
	const struct readback *reading = &follow->reading;

	memset(follow, 0, sizeof(*follow));
	follow->sink.emit = follow_on_event;
	follow->size = -1;
	execution_make(execution, options, "report", "");
	if (!reading_make(arena, path, NULL, &follow->reading, err))
		return false;
	execution->mode = reading->opening.mode;
	execution->plan = reading->plan;
	execution->session = &follow->session;
	execution->account = &follow->account;
	follow->session.listener.emit = service_on_event;
	account_make(arena, &follow->account, reading->site.site, questions);
	follow->account.real = execution_is_real(execution->mode);
	report_head(reading);
	return true;
}

/* The run is replayed from its beginning each time: it is a value. */
static bool
replay(struct follow *follow, const struct journal *journal, struct err *err)
{
	struct execution *execution = &follow->execution;
	struct replay replay = { .journal = journal,
	    .names = follow->reading.site.site->names };
	bool same;

	downtime_make(&execution->arena, &follow->session.downtime,
	    follow->reading.site.site->guest_count);
	outage_make(&follow->outage, &follow->session, &execution->run);
	follow->outage.counters[0] = &follow->session.downtime;
	live_make(&follow->live, execution);
	follow->now = 0;
	same = journal_replay(&replay, &execution->run, execution->plan,
	    &follow->sink, err);
	follow->lost = replay.lost;
	fflush(stdout);
	return same;
}

static bool
journal_take(struct follow *follow, const char *path, struct err *err)
{
	struct journal journal = { .path = path };
	struct arena arena = { 0 };
	size_t size;
	char *text = file_read(&arena, path, LIMIT_JOURNAL_BYTES, &size, err);
	bool taken = text != NULL && journal_read(&arena, &journal, text,
	    size, err) && replay(follow, &journal, err);

	journal_drop(&journal);
	arena_drop(&arena);
	return taken;
}

bool
follow_read(struct follow *follow, struct err *err)
{
	const char *path = follow->reading.journal.path;
	struct stat status;

	if (stat(path, &status) != 0)
		return err_set(err, ERR_FILE_UNREADABLE, "%s: %s", path,
		    strerror(errno));
	if (status.st_size == follow->size)
		return true;
	follow->size = status.st_size;
	follow->changed_s = (int64_t)status.st_mtime;
	return journal_take(follow, path, err);
}

/* Has it ended, or the process that carried it out? */
static bool
is_over(const struct follow *follow)
{
	return follow->execution.run.ending != GOING ||
	    !claim_is_held(follow->reading.folder);
}

/* Where it is now, on a terminal.  A simulated site has a clock of its own,
 * which only the run knows. */
static void
show(struct follow *follow)
{
	struct meter *meter = &follow->account.meter;
	const struct run *run = &follow->execution.run;
	int64_t now_ms = run->at_ms, since_s = (int64_t)time(NULL) -
	    follow->changed_s;
	struct arena arena = { 0 };

	if (!meter->on)
		return;
	if (!follow->reading.site.site->simulated && since_s > 0)
		now_ms += since_s * 1000;
	meter_show(meter, live_text(&arena, &follow->live, now_ms),
	    columns() - 1);
	arena_drop(&arena);
}

bool
follow_play(struct follow *follow, int *status, struct err *err)
{
	bool over = false;

	stop_listen();
	while (!over && !stop_asked()) {
		/* What it wrote before it ended is read once more. */
		over = follow->size >= 0 && is_over(follow);
		if (!follow_read(follow, err))
			return false;
		if (over)
			break;
		show(follow);
		poll(NULL, 0, POLL_MS);
	}
	meter_wipe(&follow->account.meter);
	report_tail(&follow->reading, &follow->execution.run, follow->lost,
	    status);
	return true;
}

void
follow_drop(struct follow *follow)
{
	journal_drop(&follow->reading.journal);
	execution_drop(&follow->execution);
}
