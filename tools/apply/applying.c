#include "tools/apply/applying.h"
#include "tools/apply/applying_resume.h"

#include <stdio.h>

#include "core/run/drive.h"
#include "tools/apply/reached.h"
#include "tools/campaign/moved.h"
#include "tools/session/resumed.h"
#include "tools/session/stop.h"

void
applying_reach(struct applying *applying)
{
	struct reach *reach = applying->apply->watcher.below;

	apply_run(applying->apply, applying->host, applying->pid,
	    applying->time);
	reach->said = NULL;
	reach->uncopied = NULL;
	reach->gone = holders_gone(&applying->apply->holders);
}

static void
part_make(struct applying *applying, struct execution *part,
    struct options *options, const struct campaign_move *move)
{
	const struct execution *main = applying->main;

	*options = *main->options;
	options->take_over = false;
	/* Only the sweep takes its node down. */
	if (move->guest != 0)
		options->power_off.count = 0;
	execution_make(part, options, main->verb, "apply");
	part->part = true;
	part->site = main->site;
	holder_ask(&part->arena, &part->holder);
	part->opening = (struct opening){
		.holder = &part->holder, .mode = "apply",
		.site_text = main->site.text, .site_size = main->site.size,
		.site_digest = main->site.digest, .seed = 1,
		.change = main->opening.change,
		.part = applying->campaigning.count + 1,
		.at_ms = session_now_ms(main->session),
	};
}

/* What is left of the window, for a gate that counts from now. */
static void
window_left(const struct applying *applying, struct execution *part,
    struct options *options)
{
	int64_t left_ms = applying->window_ms -
	    session_now_ms(applying->main->session);

	if (applying->window_ms >= 0)
		options->window = arena_format(&part->arena, "%lldms",
		    (long long)(left_ms > 0 ? left_ms : 1));
}

/* Nothing was typed until now; what one job of a campaign may not need is asked
 * about where it is applied alone. */
static bool
part_ready(struct applying *applying, struct apply *apply,
    const struct campaign_move *move, struct err *err)
{
	struct execution *part = apply->execution;
	bool asked = apply->ask.can || applying->around->people;

	session_continue_at(&apply->session, part->opening.at_ms);
	if (!job_read_line(&part->arena, part->site.site, move->job,
	    &part->job, err))
		return false;
	part->plan = session_plan(&apply->session, &part->job, err);
	if (part->plan == NULL || !reached_plan(part->plan, asked, err) ||
	    !gate_make(&apply->gate, part->plan, part->options,
	    part->opening.at_ms, err))
		return false;
	consents_list(&apply->consents, part->plan, &part->job, 0,
	    apply->gate.until);
	if (consents_missing(&apply->consents) != NULL)
		return err_set(err, ERR_NOT_CONFIRMED, "%s needs a yes by "
		    "name: apply that job alone", move->job);
	return apply_named(apply, err) && apply_unlocked(apply, err);
}

static bool
part_begin(struct applying *applying, struct apply *apply, const char *name,
    struct err *err)
{
	struct execution *part = apply->execution;
	int64_t at_ms = part->opening.at_ms;

	execution_lines(part);
	if (!execution_folder(part, folder_path(&part->arena, applying->path,
	    name), err))
		return false;
	apply_run(apply, part->holder.host, part->holder.pid,
	    arena_format(&part->arena, "%s.%u", part->holder.time,
	    (unsigned)part->opening.part));
	costs_ask(&apply->costs, &part->arena, part->plan,
	    &apply->hearing.reach);
	apply_ready(apply);
	apply->confirmed = applying->confirmed;
	apply_begins(apply);
	if (!apply_said(apply, at_ms)) {
		*err = apply->session.writer.err;
		return false;
	}
	drive_begin(part->plan, &part->run, at_ms, session_sink(
	    &apply->session, &part->tee.sink));
	return true;
}

/* A run that is halted has no ending, and neither has its campaign. */
static bool
part_drive(struct applying *applying, struct apply *apply,
    struct campaign_move *move, const char *name)
{
	struct execution *part = apply->execution;
	struct err err = { 0 };

	if (!part_ready(applying, apply, move, &err) ||
	    !part_begin(applying, apply, name, &err)) {
		err_print(&err);
		moved_refused(move, &err);
		return true;
	}
	applying->status = apply_go(apply);
	if (part->run.ending == GOING || execution_broken(part) != EXIT_OK)
		return false;
	moved_run(move, &part->run);
	move->down_ms = moved_down(&apply->session, move);
	return true;
}

bool
applying_drive(void *with, struct campaign_move *move, const char *name)
{
	struct applying *applying = with;
	struct execution part;
	struct options options;
	struct apply *apply;
	bool ended;

	if (stop_asked())
		return false;
	part_make(applying, &part, &options, move);
	window_left(applying, &part, &options);
	apply = arena_take(&part.arena, 1, sizeof(*apply));
	apply_make(apply, &part, applying->around);
	ended = part_drive(applying, apply, move, name);
	apply_drop(apply);
	execution_drop(&part);
	applying_reach(applying);
	return ended;
}

bool
applying_resume(struct applying *applying, const char *path,
    struct campaign_move *move)
{
	struct execution part;
	struct err err = { 0 };
	bool ended = false;

	execution_make(&part, applying->main->options, "resume", "apply");
	part.part = true;
	part.site = applying->main->site;
	holder_ask(&part.arena, &part.holder);
	if (folder_open(&part.folder, path, folder_journal, &part.holder,
	    &err) && execution_read(&part, &err)) {
		execution_lines(&part);
		applying->status = apply_resume(&part, DECIDE_RESUME,
		    applying->around);
		ended = part.run.ending != GOING;
		moved_run(move, &part.run);
		if (move->guest != 0)
			move->down_ms = downtime_of(&part.session->downtime,
			    move->guest, part.run.at_ms);
	} else {
		applying->status = err_print(&err);
	}
	execution_drop(&part);
	applying_reach(applying);
	return ended;
}
