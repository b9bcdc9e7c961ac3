/*
 * A campaign is rehearsed: its jobs, one after the other, at one simulated
 * site.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/text/text.h"
#include "core/run/drive.h"
#include "tools/campaign/begun.h"
#include "tools/campaign/campaigning.h"
#include "tools/campaign/moved.h"
#include "tools/campaign/table.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/report/places.h"
#include "tools/say.h"
#include "tools/session/resumed.h"

struct rehearsing {
	struct rehearsal *rehearsal;
	struct execution *main;		/* of the campaign */
	const char	*path;		/* its directory, or NULL */
	struct begun	*begun;		/* it is resumed; or NULL */
	struct campaigning campaigning;
	struct record	 record;
};

/* The execution of one job: the site and its session are those of all. */
static void
part_make(struct execution *part, const struct execution *main)
{
	execution_make(part, main->options, main->verb, main->mode);
	part->part = true;
	part->site = main->site;
	part->session = main->session;
	part->asked = main->asked;
	part->digest = main->digest;
	part->with = main->with;
	part->holder = main->holder;
	part->opening = main->opening;
	part->opening.holder = &part->holder;
	part->opening.at_ms = session_now_ms(main->session);
}

/* The job does not fit the site any more: it has not begun. */
static bool
refused(struct campaign_move *move, const struct err *err)
{
	err_print(err);
	moved_refused(move, err);
	return true;
}

static bool
ready(struct rehearsing *rehearsing, struct execution *part,
    const struct campaign_move *move, const char *name, struct err *err)
{
	struct arena *arena = &rehearsing->main->arena;

	if (!job_read_line(arena, part->site.site, move->job, &part->job, err))
		return false;
	part->plan = session_plan(part->session, &part->job, err);
	if (part->plan == NULL)
		return false;
	execution_lines(part);
	return rehearsing->path == NULL || execution_folder(part,
	    folder_path(arena, rehearsing->path, name), err);
}

/* From where the run is to its ending; false: it was interrupted. */
static bool
go_on(struct rehearsing *rehearsing, struct execution *part,
    struct campaign_move *move)
{
	struct rehearsal *rehearsal = rehearsing->rehearsal;
	struct session *session = part->session;

	rehearsal->execution = part;
	rehearsal_go(rehearsal);
	session->writing = false;
	rehearsal_kept(rehearsal);
	rehearsal->execution = rehearsing->main;
	session->sink = NULL;
	if (execution_broken(part) != EXIT_OK)
		return false;
	moved_run(move, &part->run);
	return true;
}

static bool
drive_part(struct rehearsing *rehearsing, struct execution *part,
    struct campaign_move *move, const char *name)
{
	struct rehearsal *rehearsal = rehearsing->rehearsal;
	struct session *session = part->session;
	int64_t down_ms = moved_down(session, move);
	struct err err = { 0 };
	bool ended;

	if (!ready(rehearsing, part, move, name, &err))
		return refused(move, &err);
	free(rehearsal->before);
	rehearsal->before = sim_text(rehearsal->sandbox.simulated.sim, NULL);
	execution_sinks(part);
	if (!part->options->json)
		downtime_copy(&part->account->downtime, &session->downtime);
	session->writer.crash_before = faults_crash_record(&session->faults,
	    true);
	session->writer.crash_after = faults_crash_record(&session->faults,
	    false);
	drive_begin(part->plan, &part->run, session_now_ms(session),
	    session_sink(session, &part->tee.sink));
	ended = go_on(rehearsing, part, move);
	move->down_ms = moved_down(session, move) - down_ms;
	return ended;
}

static void
forget(void *with)
{
	session_forget(with);
}

/* It has an ending: nothing is left to do. */
static bool
is_over(const struct execution *part)
{
	const struct journal *journal = &part->journal;

	return strcmp(journal_type(journal, journal->count - 1), "end") == 0 &&
	    strcmp(json_string_value(json_object_get(journal->record[
	    journal->count - 1], "ending")), ending_name(STUCK)) != 0;
}

/* The simulated site does again what the job has done there. */
static bool
replayed(struct rehearsing *rehearsing, struct execution *part, bool *lost,
    struct err *err)
{
	struct simulated *simulated =
	    &rehearsing->rehearsal->sandbox.simulated;
	struct session *session = part->session;
	struct replay replay = { .journal = &part->journal,
	    .names = part->site.site->names, .resumed = forget,
	    .with = session, .backend.below = session->top };
	bool same;

	simulated_at_work(simulated, true);
	same = is_over(part) ? journal_replay(&replay, &part->run, part->plan,
	    NULL, err) : execution_replay(part, &replay, lost, err);
	simulated_at_work(simulated, false);
	session->faults.ended = false;
	return same;
}

/* From where its journal ends; false: it was interrupted again. */
static bool
part_resume(struct rehearsing *rehearsing, struct execution *part,
    struct campaign_move *move, bool lost)
{
	int status;

	rehearsing->campaigning.silent = part->options->json;
	session_resume_at(part->session, part->run.at_ms);
	if (!execution_resume(part, DECIDE_RESUME, lost, &status))
		return false;
	return go_on(rehearsing, part, move);
}

/* Up to its ending, or to where it was left; then on from there. */
static bool
redrive_part(struct rehearsing *rehearsing, struct execution *part,
    struct campaign_move *move, const char *name)
{
	const char *path = folder_path(&part->arena, rehearsing->path, name);
	struct session *session = part->session;
	int64_t down_ms = moved_down(session, move);
	struct err err = { 0 };
	bool lost = false, ended;
	struct job job;

	if (!folder_open(&part->folder, path, folder_journal, &part->holder,
	    &err) || !execution_read(part, &err))
		return err_print(&err), false;
	/* What was asked for its plan is asked again. */
	if (job_read_line(&part->arena, part->site.site, move->job, &job,
	    &err))
		session_plan(session, &job, &err);
	ended = is_over(part);
	if (!ended) {
		execution_lines(part);
		execution_sinks(part);
	}
	if (!replayed(rehearsing, part, &lost, &err))
		return err_print(&err), false;
	if (ended)
		moved_run(move, &part->run);
	else
		ended = part_resume(rehearsing, part, move, lost);
	move->down_ms = moved_down(session, move) - down_ms;
	return ended;
}

static bool
drive_job(void *with, struct campaign_move *move, const char *name)
{
	struct rehearsing *rehearsing = with;
	struct execution part;
	bool ended;

	part_make(&part, rehearsing->main);
	if (rehearsing->begun != NULL && begun_job(folder_path(
	    &rehearsing->main->arena, rehearsing->path, name))) {
		ended = redrive_part(rehearsing, &part, move, name);
	} else {
		rehearsing->campaigning.silent = part.options->json;
		ended = drive_part(rehearsing, &part, move, name);
	}
	execution_drop(&part);
	return ended;
}

static bool
campaign_make(struct rehearsing *rehearsing, struct err *err)
{
	struct execution *main = rehearsing->main;
	struct campaigning *campaigning = &rehearsing->campaigning;

	*campaigning = (struct campaigning){
		.arena = &main->arena, .site = main->site.site,
		.session = main->session,
		.goal = campaign_goal_of(&main->job),
		.way = { drive_job, rehearsing, NULL },
		.record = rehearsing->path != NULL ? &rehearsing->record :
		    NULL,
		.silent = main->options->json || rehearsing->begun != NULL,
		.over = &main->session->faults.ended,
	};
	rehearsing->record.arena = &main->arena;
	rehearsing->record.clock = main->session->top;
	campaigning_make(campaigning);
	return campaigning_places(campaigning, &main->job,
	    &rehearsing->rehearsal->sandbox.left, err);
}

static int
closed(struct rehearsing *rehearsing)
{
	struct rehearsal *rehearsal = rehearsing->rehearsal;
	struct campaigning *campaigning = &rehearsing->campaigning;
	struct execution *main = rehearsing->main;
	char world[SANDBOX_DIGEST];

	record_close(campaigning->record);
	if (!main->options->json) {
		say("\n");
		table_truth(main->site.site, campaigning->moves,
		    campaigning->count);
		places_print(main->asked, main->site.site,
		    &main->session->downtime);
		sandbox_digest(&rehearsal->sandbox, world);
		say("world        %s\n", world);
	}
	if (campaigning->interrupted) {
		if (rehearsing->path != NULL)
			say("# to go on with it\ndomferry resume %s\n",
			    rehearsing->path);
		return EXIT_STUCK;
	}
	if (campaigning->err.code != ERR_NONE)
		err_print(&campaigning->err);
	return rehearsal_violated(rehearsal, campaigning->exit);
}

int
rehearsal_campaign(struct rehearsal *rehearsal)
{
	struct execution *main = rehearsal->execution;
	struct rehearsing *rehearsing = arena_take(&main->arena, 1,
	    sizeof(*rehearsing));
	struct err err = { 0 };

	rehearsing->rehearsal = rehearsal;
	rehearsing->main = main;
	rehearsing->path = main->options->run;
	holder_ask(&main->arena, &main->holder);
	sandbox_zero(&rehearsal->sandbox);
	if (!campaign_make(rehearsing, &err) || (rehearsing->path != NULL &&
	    !record_make(&rehearsing->record, rehearsing->path,
	    main->job.text, &main->opening, &err)) ||
	    !rehearsal_faults(rehearsal, &err))
		return err_print(&err);
	if (main->options->json)
		lines_version(main->verb);
	campaigning_go(&rehearsing->campaigning);
	return closed(rehearsing);
}

/* The simulated site is made again, and all that the campaign has done there is
 * done again; then it goes on. */
static int
resumed(struct rehearsing *rehearsing)
{
	struct rehearsal *rehearsal = rehearsing->rehearsal;
	struct execution *main = rehearsing->main;
	struct campaigning *campaigning = &rehearsing->campaigning;
	struct err err = { 0 };

	if (!rehearsal_site(rehearsal, &err))
		return err_print(&err);
	sandbox_zero(&rehearsal->sandbox);
	if (!campaign_make(rehearsing, &err) || !rehearsal_faults(rehearsal,
	    &err) || !begun_again(rehearsing->begun, rehearsing->path,
	    &main->holder, &rehearsing->record, &err))
		return err_print(&err);
	campaigning_go(campaigning);
	/* A fault has ended domferry between two jobs, and has struck again. */
	if (campaigning->interrupted && main->session->faults.ended) {
		main->session->faults.ended = false;
		campaigning->held.resumed = true;
		campaigning_go(campaigning);
	}
	return closed(rehearsing);
}

int
rehearsal_campaign_resume(struct execution *main, struct begun *begun,
    const char *path)
{
	struct rehearsal rehearsal = { .execution = main,
	    .transcript.file = -1 };
	struct rehearsing *rehearsing = arena_take(&main->arena, 1,
	    sizeof(*rehearsing));
	struct err err = { 0 };
	int status;

	main->site = begun->site;
	main->opening = begun->opening;
	main->opening.holder = &main->holder;
	main->job = begun->job;
	holder_ask(&main->arena, &main->holder);
	rehearsing->rehearsal = &rehearsal;
	rehearsing->main = main;
	rehearsing->path = path;
	rehearsing->begun = begun;
	if (begun->opening.through != NULL &&
	    !through_find(begun->opening.through, &rehearsal.through)) {
		err_set(&err, ERR_UNSUPPORTED, "%s: this version cannot "
		    "continue a run through \"%s\"", path,
		    begun->opening.through);
		status = err_print(&err);
	} else {
		status = resumed(rehearsing);
	}
	rehearsal_drop(&rehearsal);
	return status;
}
