#include "tools/apply/campaign.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "core/plan/building.h"
#include "core/site/naming.h"
#include "tools/apply/applying.h"
#include "tools/apply/applying_resume.h"
#include "tools/apply/reached.h"
#include "tools/apply/since.h"
#include "tools/apply/window.h"
#include "tools/campaign/table.h"
#include "tools/report/text.h"
#include "tools/say.h"

/* What names a phase, a step or a thing of one plan has no meaning here. */
static bool
options_fit(const struct options *options, struct err *err)
{
	static const char *const names[] = { "until", "pause-before",
	    "destroy", "destroy-data", "accept", "approved",
	    "approved-by", "override" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (options_given(options, names[i]))
			return err_set(err, ERR_USAGE, "--%s is about one "
			    "plan, and a campaign has none: each of its jobs "
			    "has", names[i]);
	return true;
}

/* Nobody approves what is chosen later. */
static bool
approvers_fit(const struct site *site, const struct options *options,
    struct err *err)
{
	return site->approvers == NULL || options->dry_run || err_set(err,
	    ERR_NOT_CONFIRMED, "on site %.60s another person approves each "
	    "plan, and a campaign has none: apply its jobs one by one",
	    site->name);
}

/* The steps that take the campaign's lock, as a plan: who has it is asked as
 * for any lock. */
static struct plan *
frame_of(struct execution *main)
{
	struct site *site = main->site.site;
	struct plan *frame = plan_empty(&main->arena, site);
	uint32_t file = naming_campaign(site->names, main->job.node);

	frame->procedure = main->job.procedure;
	frame->job = main->job.text;
	for (uint32_t n = 1; n <= site->node_count; n++)
		frame->steps[frame->step_count++] = (struct step){
		    .name = "lock", .why = "", .op = { .kind = OP_LOCK_TAKE,
		    .on = n, .file = file } };
	frame->lock_steps = frame->locks = frame->step_count;
	frame->no_return_step = frame->verified = frame->step_count;
	return frame;
}

static void
totals_say(const struct campaign_move *moves, uint32_t count,
    char down[TEXT_ROOM], unsigned *guests)
{
	int64_t down_ms = 0;

	*guests = 0;
	for (uint32_t i = 0; i < count; i++) {
		down_ms += moves[i].expected_down_ms;
		*guests += moves[i].guest != 0;
	}
	text_span(down_ms, down, TEXT_ROOM);
}

/* One question for all that is on the list. */
static bool
list_confirm(void *with, const struct campaign_move *moves, uint32_t count,
    struct err *err)
{
	struct applying *applying = with;
	struct execution *main = applying->main;
	const struct ask *ask = &applying->apply->ask;
	const char *node = names_text(main->site.site->names, KIND_NODE,
	    main->job.node);
	char down[TEXT_ROOM], word[ASK_WORD];
	unsigned guests;

	if (main->options->yes)
		return true;
	if (!ask->can)
		return err_set(err, ERR_NOT_CONFIRMED, "nobody is asked "
		    "(standard input and error are no terminal): say it by "
		    "options: -y");
	totals_say(moves, count, down, &guests);
	if (!ask_for(ask, arena_format(&main->arena, "To %s on site %s, %u "
	    "guest%s, down about %s in all, type %s:", main->job.text,
	    main->site.site->name, guests, plural(guests), down, node),
	    word) || strcmp(word, node) != 0)
		return err_set(err, ERR_NOT_CONFIRMED, "\"%s\" was not typed",
		    node);
	applying->confirmed = node;
	return true;
}

static void
campaign_make(struct applying *applying)
{
	struct execution *main = applying->main;

	applying->campaigning = (struct campaigning){
		.arena = &main->arena, .site = main->site.site,
		.session = main->session,
		.goal = campaign_goal_of(&main->job),
		.way = { applying_drive, applying, list_confirm },
		.record = &applying->record, .silent = main->options->json,
	};
	campaigning_make(&applying->campaigning);
	applying->record.arena = &main->arena;
	applying->record.clock = main->session->top;
}

/* runs/evacuate-NODE-YYYYMMDDThhmmssZ, unless another name is given. */
static const char *
folder_name(struct execution *main)
{
	char time[24] = "";
	size_t n = 0;

	if (main->options->run != NULL)
		return main->options->run;
	for (const char *at = main->holder.time; *at != '\0'; at++)
		if (strchr("-:", *at) == NULL && n + 1 < sizeof(time))
			time[n++] = *at;
	if (mkdir("runs", 0700) != 0 && errno != EEXIST)
		return NULL;
	return arena_format(&main->arena, "runs/%s-%s-%s",
	    main->job.procedure->name, names_text(main->site.site->names,
	    KIND_NODE, main->job.node), time);
}

static int
closed(struct applying *applying)
{
	const struct campaigning *campaigning = &applying->campaigning;
	const struct execution *main = applying->main;

	record_close(campaigning->record);
	if (!main->options->json) {
		say("\n");
		table_truth(main->site.site, campaigning->moves,
		    campaigning->count);
	}
	if (campaigning->err.code != ERR_NONE && !campaigning->interrupted)
		err_print(&campaigning->err);
	if (!main->options->json && (campaigning->interrupted ||
	    campaigning->ending == STUCK))
		say("# to go on with it\ndomferry resume %s\n",
		    applying->path);
	return campaigning->interrupted ? applying->status :
	    campaigning->exit;
}

/* The site answers, and nobody has the campaign's lock. */
static bool
ready(struct applying *applying, struct err *err)
{
	struct apply *apply = applying->apply;
	struct execution *main = applying->main;
	const struct options *options = main->options;
	bool asked = apply->ask.can || applying->around->people;

	main->plan = frame_of(main);
	applying->window_ms = -1;
	return options_fit(options, err) && approvers_fit(main->site.site,
	    options, err) && reached_nodes(main->site.site, &main->job, asked,
	    err) && (options->window == NULL || window_read(options->window,
	    &applying->window_ms, err)) && apply_unlocked(apply, err) &&
	    holders_confirm(&apply->holders, &main->arena, &apply->ask, err);
}

/* Only what is foreseen. */
static int
shown(struct applying *applying)
{
	struct campaigning *campaigning = &applying->campaigning;
	struct execution *main = applying->main;
	struct campaign_move *moves = arena_take(&main->arena, CAMPAIGN_MOVES,
	    sizeof(*moves));
	struct campaign_choice last;
	struct campaign_view view;
	struct err err = { 0 };
	uint32_t count;

	campaign_view_make(&main->arena, main->site.site, main->job.node,
	    &view);
	if (!campaign_look(&main->arena, main->session->top, &view, &err))
		return err_print(&err);
	count = campaign_foresee(&main->arena, &campaigning->goal, &view,
	    moves, &last);
	table_estimate(main->site.site, moves, count);
	table_foreseen(main->site.site, &campaigning->goal, moves, count);
	if (last.step == CAMPAIGN_DONE)
		return EXIT_OK;
	err_print(&last.err);
	return EXIT_REFUSED;
}

static int
begun(struct applying *applying)
{
	struct execution *main = applying->main;
	struct err err = { 0 };

	applying->path = folder_name(main);
	if (applying->path == NULL)
		err_set(&err, ERR_FILE_UNWRITABLE, "runs: %s",
		    strerror(errno));
	if (applying->path == NULL || !record_make(&applying->record,
	    applying->path, main->job.text, &main->opening, &err))
		return err_print(&err);
	if (main->options->json)
		lines_version(main->verb);
	else
		say("run        %s\n", applying->path);
	applying_reach(applying);
	campaigning_go(&applying->campaigning);
	return closed(applying);
}

static void
main_make(struct applying *applying, struct execution *main,
    const struct around *around)
{
	applying->main = main;
	applying->around = around;
	applying->apply = arena_take(&main->arena, 1,
	    sizeof(*applying->apply));
	applying->status = EXIT_STUCK;
	apply_make(applying->apply, main, around);
}

int
apply_campaign(struct execution *main, const struct around *around)
{
	struct applying *applying = arena_take(&main->arena, 1,
	    sizeof(*applying));
	struct err err = { 0 };
	int status;

	main_make(applying, main, around);
	holder_ask(&main->arena, &main->holder);
	applying->host = main->holder.host;
	applying->pid = main->holder.pid;
	applying->time = main->holder.time;
	session_begin(main->session);
	if (!ready(applying, &err)) {
		status = err_print(&err);
	} else {
		campaign_make(applying);
		if (!campaigning_places(&applying->campaigning, &main->job,
		    &(struct campaign_left){ .node = 0 }, &err))
			status = err_print(&err);
		else
			status = main->options->dry_run ? shown(applying) :
			    begun(applying);
	}
	apply_drop(applying->apply);
	return status;
}

static void
go_on(struct applying *applying, struct begun *begun)
{
	struct campaigning *campaigning = &applying->campaigning;
	bool stuck = begun->under_way.job == NULL && begun->count != 0 &&
	    begun->moves[begun->count - 1].ending == STUCK;
	struct campaign_move move = stuck ? begun->moves[begun->count - 1] :
	    begun->under_way;
	const char *path = begun->run == NULL ? NULL : folder_path(
	    &applying->main->arena, applying->path, begun->run);

	memcpy(campaigning->moves, begun->moves, begun->count *
	    sizeof(*begun->moves));
	campaigning->count = begun->count;
	if (move.job == NULL || !begun_job(path)) {
		campaigning->under_way = (struct campaign_move){ .job = "" };
		campaigning_resume(campaigning, NULL);
		return;
	}
	campaigning->interrupted = true;
	if (!applying_resume(applying, path, &move))
		return;
	campaigning->under_way = move;
	if (stuck)
		campaigning->under_way = (struct campaign_move){ .job = NULL };
	campaigning_resume(campaigning, &move);
}

/* Its clock goes on by that of this machine. */
static int64_t
clock_of(const struct begun *begun)
{
	const json_t *last = begun->journal.record[begun->journal.count - 1];
	int64_t at_ms = json_integer_value(json_object_get(last, "at_ms"));
	const char *then = json_string_value(json_object_get(
	    begun->journal.record[0], "time"));
	int64_t wall_ms = 0;

	return then != NULL && since_ms(then, (int64_t)time(NULL), &wall_ms) &&
	    wall_ms > at_ms ? wall_ms : at_ms;
}

static bool
name_read(struct applying *applying, const struct begun *begun)
{
	const json_t *open = begun->journal.record[0];

	applying->host = json_string_value(json_object_get(open, "host"));
	applying->time = json_string_value(json_object_get(open, "time"));
	applying->pid = (long)json_integer_value(json_object_get(open, "pid"));
	return applying->host != NULL && applying->time != NULL;
}

static int
resumed(struct applying *applying, struct begun *begun)
{
	struct execution *main = applying->main;
	struct err err = { 0 };

	session_continue_at(main->session, clock_of(begun));
	applying->apply->watcher.below->run = arena_format(&main->arena,
	    "%s.%ld.%s", applying->host, applying->pid, applying->time);
	if (!ready(applying, &err) || !begun_open(begun, applying->path,
	    &main->holder, &applying->record, &err))
		return err_print(&err);
	campaign_make(applying);
	if (!campaigning_places(&applying->campaigning, &main->job,
	    &(struct campaign_left){ .node = 0 }, &err))
		return err_print(&err);
	applying_reach(applying);
	go_on(applying, begun);
	return closed(applying);
}

int
apply_campaign_resume(struct execution *main, struct begun *begun,
    const char *path, const struct around *around)
{
	struct applying *applying = arena_take(&main->arena, 1,
	    sizeof(*applying));
	int status;

	main->site = begun->site;
	main->opening = begun->opening;
	main->opening.holder = &main->holder;
	main->job = begun->job;
	applying->path = path;
	holder_ask(&main->arena, &main->holder);
	main_make(applying, main, around);
	status = name_read(applying, begun) ? resumed(applying, begun) :
	    EXIT_FILE;
	apply_drop(applying->apply);
	return status;
}
