#include "tools/rehearsal/rehearsal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/formats/json/units.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tools/report/next.h"
#include "tools/report/places.h"
#include "tools/say.h"
#include "tools/session/plan_file.h"
#include "tools/session/report.h"
#include "tools/session/stop.h"

bool
rehearsal_now(const struct rehearsal *rehearsal, enum guest_now *now)
{
	const struct job *first = &rehearsal->first;
	const struct site_guest *guest =
	    &rehearsal->site.site->guests[first->guest];

	*now = first->procedure->guest_begin;
	if (*now == NOW_CLUSTERED && !guest->agent.present)
		*now = NOW_RUNNING;
	return first->guest != 0 && *now != NOW_ABSENT &&
	    guest->now == NOW_ABSENT;
}

/* Without a "now" of its own, the guest stands where the first procedure
 * begins from. */
static void
guest_put(struct rehearsal *rehearsal)
{
	uint32_t guest = rehearsal->first.guest;
	enum guest_now now;

	if (rehearsal_now(rehearsal, &now))
		sim_put(rehearsal->sandbox.simulated.sim, guest, now,
		    rehearsal->site.site->guests[guest].node[0]);
}

bool
rehearsal_site(struct rehearsal *rehearsal, struct err *err)
{
	const struct opening *opening = &rehearsal->opening;

	rehearsal->first = rehearsal->job;
	if (!rehearsal_faults_read(rehearsal, err))
		return false;
	if (opening->begin_count != 0 && !job_read_line(&rehearsal->arena,
	    rehearsal->site.site, opening->begin[0], &rehearsal->first, err))
		return false;
	sandbox_make(&rehearsal->sandbox, &rehearsal->arena,
	    rehearsal->site.site, rehearsal->ready ? SITE_READY :
	    rehearsal->first.procedure->begin, opening->seed);
	guest_put(rehearsal);
	for (unsigned i = 0; i < opening->begin_count; i++)
		if (!sandbox_begin(&rehearsal->sandbox,
		    opening->begin[i], err))
			return false;
	sandbox_through(&rehearsal->sandbox, rehearsal->through);
	rehearsal->before = sim_text(rehearsal->sandbox.simulated.sim, NULL);
	return true;
}

void
rehearsal_fit(struct rehearsal *rehearsal)
{
	const char *moved;

	if (rehearsal->file.path == NULL)
		return;
	moved = plan_file_moved(&rehearsal->sandbox.session, &rehearsal->file,
	    rehearsal->site.digest);
	if (moved != NULL)
		say_to(rehearsal->options->json ? stderr : stdout,
		    "domferry: note: %s\n", moved);
}

static void
tee_on_event(struct sink *sink, const struct event *event)
{
	struct tee *tee = (struct tee *)sink;

	sink_emit(tee->one, event);
	sink_emit(tee->other, event);
}

static void
digest(void *with, char buffer[LINES_DIGEST])
{
	sandbox_digest(with, buffer);
}

/* How it came about, for what is to be typed next. */
static struct next
next_of(const struct rehearsal *rehearsal, const char *site_path,
    const char *run_path)
{
	const struct opening *opening = &rehearsal->opening;

	return (struct next){ rehearsal->plan, &rehearsal->run,
	    rehearsal->file.path, site_path, run_path, opening->begin,
	    opening->begin_count, opening->faults, opening->fault_count,
	    opening->seed, opening->through };
}

/* The stream of a run is the same in whatever directory the run is; a run that
 * is resumed has its site there. */
static void
lines_begin(struct rehearsal *rehearsal, struct lines *lines)
{
	struct next *next = arena_take(&rehearsal->arena, 1, sizeof(*next));

	*next = next_of(rehearsal, lines == &rehearsal->lines &&
	    !rehearsal->resumed ? rehearsal->site.path : NULL, NULL);
	lines_make(&rehearsal->arena, lines, &(struct stream){
	    .site = rehearsal->site.site, .mode = "rehearse",
	    .site_digest = rehearsal->site.digest,
	    .seed = rehearsal->opening.seed });
	lines->asked = &rehearsal->sandbox.simulated.backend;
	lines->digest = digest;
	lines->with = &rehearsal->sandbox;
	lines->next = next;
	lines->stream.faults = rehearsal->opening.faults;
	lines->stream.fault_count = rehearsal->opening.fault_count;
}

/* Events can be made again from the journal: a full disk costs them only. */
static void
stored_open(struct rehearsal *rehearsal)
{
	int file;

	if (rehearsal->folder.path == NULL)
		return;
	lines_begin(rehearsal, &rehearsal->stored);
	file = open(folder_path(&rehearsal->arena, rehearsal->folder.path,
	    "events.jsonl"), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	rehearsal->stored.out = file >= 0 ? fdopen(file, "w") : NULL;
	if (rehearsal->stored.out == NULL)
		return;
	lines_version_to(rehearsal->stored.out, "rehearse");
	rehearsal->tee.other = &rehearsal->stored.sink;
}

/* Before the first line is printed: a run that has a journal is ended by no
 * signal. */
void
rehearsal_sinks(struct rehearsal *rehearsal)
{
	stop_listen();
	if (rehearsal->folder.path != NULL)
		stop_outlive_pipe();
	rehearsal->tee.sink.emit = tee_on_event;
	account_make(&rehearsal->arena, &rehearsal->account,
	    rehearsal->site.site, rehearsal->options->verbose);
	if (rehearsal->options->json) {
		lines_begin(rehearsal, &rehearsal->lines);
		lines_version(rehearsal->verb);
		rehearsal->tee.one = &rehearsal->lines.sink;
	} else {
		rehearsal->tee.one = &rehearsal->account.sink;
	}
	stored_open(rehearsal);
	rehearsal->sandbox.session.sink = &rehearsal->tee.sink;
}

bool
rehearsal_folder(struct rehearsal *rehearsal, struct err *err)
{
	struct session *session = &rehearsal->sandbox.session;
	struct folder *folder = &rehearsal->folder;
	struct wording wording = lines_wording(&rehearsal->lines);
	json_t *plan = plan_json(rehearsal->plan, &wording,
	    rehearsal->site.digest);
	char *text = json_dumps(plan, JSON_SORT_KEYS | JSON_COMPACT);
	bool made;

	if (text == NULL)
		abort();
	holder_ask(&rehearsal->arena, &rehearsal->holder);
	made = plan_file_fits(rehearsal->plan, text, err) &&
	    folder_make(folder, rehearsal->options->run,
	    &rehearsal->holder, err) &&
	    folder_put(folder, "site.json", rehearsal->site.text,
	    rehearsal->site.size, err) &&
	    folder_put(folder, "plan.json", text, strlen(text), err) &&
	    folder_reserve(folder, writer_need(rehearsal->plan), err);
	if (made) {
		session->folder = folder;
		session_write(session, &rehearsal->tee.sink, rehearsal->plan,
		    &rehearsal->run);
		session->writer.wording = wording;
		made = writer_open(&session->writer, &rehearsal->opening,
		    plan) && folder_sync(folder, err);
		if (session->writer.err.code != ERR_NONE)
			*err = session->writer.err;
		made = made || err->code == ERR_NONE;
	}
	if (!made && folder->lock.fd >= 0) {
		folder_discard(folder);
		folder->path = NULL;
	}
	free(text);
	json_decref(plan);
	return made;
}

/* Nothing is typed by operations, and nothing is kept without a folder. */
static void
listen(struct rehearsal *rehearsal)
{
	bool kept = rehearsal->folder.path != NULL &&
	    rehearsal->through != THROUGH_OP;

	if (kept)
		transcript_open(&rehearsal->transcript, &rehearsal->arena,
		    rehearsal->folder.path, rehearsal->site.site);
	heard_listen(&rehearsal->heard, &rehearsal->sandbox,
	    rehearsal->options->json ? NULL : &rehearsal->account,
	    kept ? &rehearsal->transcript : NULL);
}

void
rehearsal_go(struct rehearsal *rehearsal)
{
	struct session *session = &rehearsal->sandbox.session;

	listen(rehearsal);
	simulated_at_work(&rehearsal->sandbox.simulated, true);
	while (!stop_asked() && session_step(session, rehearsal->plan,
	    &rehearsal->run, &rehearsal->tee.sink))
		continue;
	simulated_at_work(&rehearsal->sandbox.simulated, false);
	if (rehearsal->run.ending != GOING && session->writing &&
	    !session->writer.over)
		folder_unreserve(session->folder);
}

static int
violations_status(struct rehearsal *rehearsal, int status)
{
	const char *name, *text;

	sim_check_all(rehearsal->sandbox.simulated.sim);
	if (sim_violations(rehearsal->sandbox.simulated.sim, &name, &text) == 0)
		return status;
	say_to(stderr, "domferry: %s: %s: %s\n",
	    err_table[ERR_VIOLATION].name, name, text);
	return EXIT_NOT_MET;
}

/* It has not ended: why not, and how to go on. */
static int
broken_off(const struct rehearsal *rehearsal)
{
	const struct session *session = &rehearsal->sandbox.session;
	const char *path = rehearsal->folder.path;
	struct err err = session->writer.err;

	if (err.code == ERR_NONE && stop_asked())
		err_set(&err, ERR_STOPPED, "%s: stopped before the next "
		    "operation", stop_signal());
	else if (err.code == ERR_NONE)
		err_set(&err, ERR_STOPPED, "the fault ended domferry here");
	fflush(stdout);
	if (path != NULL && !rehearsal->options->json)
		next_stopped(rehearsal->plan, &rehearsal->run, path);
	return err_print(&err);
}

/* Files that are for people: a full disk costs them, and no run. */
static void
note_old(const struct rehearsal *rehearsal, bool old, const char *name)
{
	const char *path = rehearsal->folder.path;

	if (old)
		say_to(stderr, "domferry: note: %s/%s could not be written; "
		    "domferry report %s prints what the journal has\n", path,
		    name, path);
}

static void
report_store(struct rehearsal *rehearsal)
{
	FILE *stored = rehearsal->stored.out;
	bool old;

	rehearsal->stored.out = NULL;
	transcript_close(&rehearsal->transcript);
	if (rehearsal->folder.path == NULL)
		return;
	old = stored == NULL || ferror(stored) != 0;
	if (stored != NULL && fclose(stored) != 0)
		old = true;
	note_old(rehearsal, old, "events.jsonl");
	note_old(rehearsal, rehearsal->transcript.old, "transcript.jsonl");
	note_old(rehearsal, rehearsal->sandbox.session.writer.page_old,
	    "remaining.txt");
	note_old(rehearsal, !report_write(&rehearsal->folder), "report.txt");
}

/* A group that is suspended was so before, or this run leaves it so: a phase of
 * a conversion leaves that to the next one. */
static void
ending_check(struct rehearsal *rehearsal)
{
	const struct run *run = &rehearsal->run;
	struct op closing;

	if ((run->ending == ARRIVED || run->ending == RETURNED) &&
	    !run_debt(rehearsal->plan, run, 0, &closing))
		sim_check_ending(rehearsal->sandbox.simulated.sim, ARRIVED,
		    rehearsal->before);
}

/* What the questions have cost, if the site gives a time for a request. */
static void
requests_print(const struct requests *requests)
{
	uint64_t made = requests->count + requests->polls;
	char took[UNITS_BYTES];

	if (requests->takes_ms != 0)
		say("requests     %llu for %llu question%s, %s\n",
		    (unsigned long long)made,
		    (unsigned long long)requests->questions,
		    plural(requests->questions),
		    units_write_duration((int64_t)made * requests->takes_ms,
		    took));
}

int
rehearsal_close(struct rehearsal *rehearsal)
{
	struct session *session = &rehearsal->sandbox.session;
	const struct next next = next_of(rehearsal,
	    rehearsal->site.path, rehearsal->folder.path);
	char world[SANDBOX_DIGEST];

	report_store(rehearsal);
	if (rehearsal->run.ending == GOING || session->writer.over)
		return broken_off(rehearsal);
	ending_check(rehearsal);
	if (!rehearsal->options->json) {
		places_print(&rehearsal->sandbox.simulated.backend,
		    rehearsal->site.site,
		    &session->downtime);
		if (rehearsal->through != THROUGH_OP)
			say("through      %s\n",
			    through_words[rehearsal->through]);
		requests_print(&session->requests);
		sandbox_digest(&rehearsal->sandbox, world);
		say("world        %s\n", world);
		next_print(&next);
	}
	return rehearsal_idle(rehearsal, violations_status(rehearsal,
	    (int)rehearsal->run.exit));
}

void
rehearsal_drop(struct rehearsal *rehearsal)
{
	if (rehearsal->sandbox.simulated.sim != NULL)
		sandbox_drop(&rehearsal->sandbox);
	free(rehearsal->before);
	transcript_close(&rehearsal->transcript);
	if (rehearsal->stored.out != NULL)
		fclose(rehearsal->stored.out);
	if (rehearsal->folder.path != NULL)
		folder_close(&rehearsal->folder);
	journal_drop(&rehearsal->journal);
	arena_drop(&rehearsal->arena);
}
