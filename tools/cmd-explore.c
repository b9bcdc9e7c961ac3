#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/visible.h"
#include "core/procedures/procedure.h"
#include "tools/explore/schedule.h"
#include "tools/rehearsal/rehearsal.h"
#include "tools/say.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/session/plan_file.h"
#include "tools/session/stop.h"
#include "tools/swarm/draw.h"
#include "tools/swarm/random_job.h"
#include "tools/swarm/random_site.h"
#include "tools/verbs.h"

enum { NOW_BYTES = 80, PATH_BYTES = 4096 };

/* The progress: printed once a second, on a terminal. */
struct progress {
	time_t		begun, printed;
	bool		terminal;
	uint64_t	of;		/* points, or seeds */
};

static void
progress_print(const struct explore *explore, const struct progress *progress,
    time_t now)
{
	uint64_t left = explore->point == 0
	    ? 0
	    : (uint64_t)(now - progress->begun) *
		(progress->of > explore->point
			? progress->of - explore->point
			: 0) /
		explore->point;

	say_to(stderr, "\r%llu of %llu, %llu executed, %llu violation%s, %llu "
	    "s left\033[K", (unsigned long long)explore->point,
	    (unsigned long long)progress->of,
	    (unsigned long long)explore->executed,
	    (unsigned long long)explore->violations,
	    plural(explore->violations), (unsigned long long)left);
}

static bool
go_on(struct explore *explore)
{
	struct progress *progress = explore->with;
	time_t now;

	if (!progress->terminal)
		return !stop_asked();
	now = time(NULL);
	if (now != progress->printed)
		progress_print(explore, progress, now);
	progress->printed = now;
	return !stop_asked();
}

static bool
shard_read(const char *text, struct explore *explore, struct err *err)
{
	unsigned shard, shards;
	char rest;

	explore->shard = explore->shards = 1;
	if (text == NULL)
		return true;
	if (sscanf(text, "%u/%u%c", &shard, &shards, &rest) != 2 ||
	    shard == 0 || shard > shards)
		return err_set(err, ERR_USAGE, "--shard needs I/N, for example "
		    "1/4, not \"%s\"", text);
	explore->shard = shard;
	explore->shards = shards;
	return true;
}

static bool
saved_ready(struct rehearsal *rehearsal, struct err *err)
{
	if (!plan_file_open(&rehearsal->arena, rehearsal->site.site,
	    rehearsal->options->operand[0], &rehearsal->file, err))
		return false;
	rehearsal->plan = rehearsal->file.plan;
	return job_read_line(&rehearsal->arena, rehearsal->site.site,
	    rehearsal->plan->job, &rehearsal->job, err);
}

/* The beginning of the scenario, its first job and its faults. */
static bool
scenario_ready(struct rehearsal *rehearsal, const struct scenario *scenario,
    struct err *err)
{
	struct arena *arena = &rehearsal->arena;
	struct opening *opening = &rehearsal->opening;
	const char **begin = arena_take(arena, scenario->begin_count + 1,
	    sizeof(*begin));
	const char **faults = arena_take(arena, scenario->entry_count + 1,
	    sizeof(*faults));

	for (uint32_t i = 0; i < scenario->begin_count; i++)
		begin[i] = scenario->begin[i].text;
	opening->begin = begin;
	opening->begin_count = scenario->begin_count;
	opening->faults = faults;
	if (!options_given(rehearsal->options, "seed"))
		opening->seed = scenario->seed;
	rehearsal->ready = true;
	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const struct scenario_entry *entry = &scenario->entries[i];

		if (entry->kind == ENTRY_FAULT)
			faults[opening->fault_count++] = entry->fault.text;
		else if (entry->kind == ENTRY_RUN &&
		    rehearsal->job.procedure == NULL)
			rehearsal->job = entry->job;
	}
	return rehearsal->job.procedure != NULL || err_set(err,
	    ERR_UNSUPPORTED, "%s has no job that can be explored",
	    scenario->name);
}

static bool
is_random(const struct options *options)
{
	return options_given(options, "random-site");
}

/* Without a job one is drawn: another one for another seed. */
static bool
job_drawn(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;
	struct draw draw = draw_part(draw_begin(options->random_site), "job",
	    (unsigned)options->seed);

	return job_read_line(&rehearsal->arena, rehearsal->site.site,
	    random_job(&rehearsal->arena, rehearsal->site.site,
	    draw_seed(draw, "job")), &rehearsal->job, err);
}

static bool
job_ready(struct rehearsal *rehearsal, const struct scenario *scenario,
    struct err *err)
{
	const struct options *options = rehearsal->options;
	bool saved = scenario == NULL && plan_file_is(options);

	rehearsal->opening = (struct opening){ .seed = options->seed,
	    .faults = options->fault, .fault_count = options->fault_count,
	    .begin = options->begin, .begin_count = options->begin_count };
	if (is_random(options) && options->operand_count == 0) {
		if (!job_drawn(rehearsal, err))
			return false;
	} else if (scenario != NULL ? !scenario_ready(rehearsal, scenario, err) :
	    saved ? !saved_ready(rehearsal, err) :
	    !job_read(&rehearsal->arena, rehearsal->site.site,
	    (struct job_words){ options->operand, options->operand_count, 0 },
	    &rehearsal->job, err))
		return false;
	if (!rehearsal_site(rehearsal, err))
		return false;
	rehearsal_fit(rehearsal);
	rehearsal->whole = session_plan(&rehearsal->sandbox.session,
	    &rehearsal->job, err);
	if (rehearsal->plan == NULL)
		rehearsal->plan = rehearsal->whole;
	sandbox_zero(&rehearsal->sandbox);
	return rehearsal->whole != NULL && rehearsal_faults(rehearsal, err);
}

/* The state of the guest if nothing else gives it. */
static const char *
now_of(const struct rehearsal *rehearsal, char buffer[NOW_BYTES])
{
	const struct site *site = rehearsal->site.site;
	enum guest_now now;

	if (!rehearsal_now(rehearsal, &now))
		return NULL;
	snprintf(buffer, NOW_BYTES, "%s on %s", now == NOW_CLUSTERED ?
	    "clustered" : "running", names_text(site->names, KIND_NODE,
	    site->guests[rehearsal->first.guest].node[0]));
	return buffer;
}

static void
finding_print(struct rehearsal *rehearsal, struct explore *explore,
    const struct finding *finding, char *scenario)
{
	char phrases[CHOICE_PATH][PHRASE_BYTES];
	unsigned count = schedule_phrases(explore, &finding->path, phrases);
	json_t *faults = json_array();

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(faults, json_string(phrases[i]));
	if (rehearsal->options->json) {
		lines_print(json_pack("{s:s,s:s,s:s,s:O,s:s,s:s}", "type",
		    "found", "invariant", finding->invariant, "text",
		    visible_text(&rehearsal->arena, finding->text), "faults",
		    faults, "job", explore->plan->job, "scenario", scenario));
	} else {
		say("VIOLATED %s: %s\n", finding->invariant,
		    finding->text);
		for (unsigned i = 0; i < count; i++)
			say("  %s\n", phrases[i]);
	}
	json_decref(faults);
}

/* A scenario's path of its site is relative to the scenario's folder. */
static const char *
site_path(struct rehearsal *rehearsal)
{
	const char *write = rehearsal->options->write;
	const char *path = rehearsal->site.path;
	char here[PATH_BYTES];

	if (write == NULL || strchr(write, '/') == NULL || *path == '/' ||
	    getcwd(here, sizeof(here)) == NULL)
		return path;
	return arena_format(&rehearsal->arena, "%s/%s", here, path);
}

/* The scenario of the first finding. */
static void
reproduction_put(const struct options *options, const char *text)
{
	struct err err = { 0 };

	if (options->write != NULL) {
		if (!file_write(options->write, text, &err))
			err_print(&err);
	} else if (!options->json) {
		say("a scenario that reproduces it:\n");
		say_document(stdout, text);
	}
}

static void
findings_print(struct rehearsal *rehearsal, struct explore *explore)
{
	char now[NOW_BYTES];
	struct schedule_site site = { site_path(rehearsal),
	    is_random(rehearsal->options) ? rehearsal->site.text : NULL,
	    rehearsal->opening.seed, rehearsal->opening.begin,
	    rehearsal->opening.begin_count, rehearsal->opening.faults,
	    rehearsal->opening.fault_count, now_of(rehearsal, now),
	    rehearsal->first.guest };

	for (unsigned i = 0; i < explore->finding_count; i++) {
		struct finding *finding = &explore->finding[i];
		char *text = NULL;
		size_t size;
		FILE *out = open_memstream(&text, &size);

		if (out == NULL)
			abort();
		explore_shrink(explore, finding);
		schedule_write(out, explore, finding, &site);
		if (ferror(out) != 0 || fclose(out) != 0)
			abort();
		finding_print(rehearsal, explore, finding, text);
		if (i == 0)
			reproduction_put(rehearsal->options, text);
		free(text);
	}
}

static void
sum_print(const struct rehearsal *rehearsal, const struct explore *explore,
    long long seconds)
{
	if (rehearsal->options->json) {
		lines_print(json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,"
		    "s:s,s:b,s:s,s:s}", "type", "explored", "points",
		    (json_int_t)explore->points, "choices",
		    (json_int_t)explore->choices, "runs",
		    (json_int_t)explore->runs, "executed",
		    (json_int_t)explore->executed, "states",
		    (json_int_t)explore->states, "violations",
		    (json_int_t)explore->violations, "stuck",
		    (json_int_t)explore->stuck, "seconds",
		    (json_int_t)seconds, "undisturbed",
		    ending_name(explore->plain), "interrupted",
		    (int)explore->interrupted, "site",
		    rehearsal->site.site->name, "job", explore->plan->job));
		return;
	}
	say("%s\n  %llu point%s, %llu thing%s that can go wrong at them\n"
	    "  %llu schedule%s covered, %llu executed, %llu distinct state%s\n"
	    "  %llu arrived, %llu returned, %llu stuck, %llu refused\n"
	    "  %llu violation%s\n", explore->plan->job,
	    (unsigned long long)explore->points, plural(explore->points),
	    (unsigned long long)explore->choices, plural(explore->choices),
	    (unsigned long long)explore->runs, plural(explore->runs),
	    (unsigned long long)explore->executed,
	    (unsigned long long)explore->states, plural(explore->states),
	    (unsigned long long)explore->endings[ARRIVED],
	    (unsigned long long)explore->endings[RETURNED],
	    (unsigned long long)explore->endings[STUCK],
	    (unsigned long long)explore->endings[REFUSED],
	    (unsigned long long)explore->violations,
	    plural(explore->violations));
	if (explore->interrupted)
		say("interrupted: the exploration is not complete\n");
}

/* Why "0 violations" would prove nothing; else EXIT_OK. */
static int
proved(const struct explore *explore)
{
	struct err err = { 0 };

	if (explore->plain != ARRIVED)
		err_set(&err, ERR_NOTHING_EXPLORED, "%s %s%s when nothing more "
		    "goes wrong: %s", explore->plan->job, explore->plain ==
		    GOING ? "does not end" : "ends ", explore->plain == GOING ?
		    "" : ending_name(explore->plain), explore->why.text);
	else if (explore->idle != NULL)
		err_set(&err, ERR_FAULT_NEVER_STRUCK, "the fault \"%s\" does "
		    "not strike when nothing more goes wrong", explore->idle);
	return err.code != ERR_NONE ? err_print(&err) : EXIT_OK;
}

static int
play(struct rehearsal *rehearsal, struct err *err)
{
	const struct options *options = rehearsal->options;
	struct progress progress = { .begun = time(NULL),
	    .terminal = isatty(STDERR_FILENO) != 0, .of = options->seeds };
	struct explore *explorer = arena_take(&rehearsal->arena, 1,
	    sizeof(*explorer));
	int status;

	*explorer = (struct explore){ .sandbox = &rehearsal->sandbox,
	    .plan = rehearsal->plan,
	    .whole = rehearsal->whole != rehearsal->plan ?
	    rehearsal->whole : NULL, .faults = (unsigned)options->faults,
	    .homes = options->faults <= 1 && options->seeds == 0,
	    .go_on = go_on,
	    .with = &progress };
	if (options->faults > EXPLORE_FAULTS)
		err_set(err, ERR_USAGE, "--faults needs a number from 0 to %d",
		    EXPLORE_FAULTS);
	if (err->code != ERR_NONE ||
	    !shard_read(options->shard, explorer, err))
		return err_print(err);
	stop_listen();
	if (options->json)
		lines_version("explore");
	if (options->seeds != 0)
		explore_random(explorer, rehearsal->opening.seed,
		    options->seeds);
	else
		explore(explorer);
	if (progress.terminal)
		say_to(stderr, "\r\033[K");
	findings_print(rehearsal, explorer);
	sum_print(rehearsal, explorer, (long long)(time(NULL) -
	    progress.begun));
	status = proved(explorer);
	if (explorer->violations != 0 || status != EXIT_OK)
		return EXIT_NOT_MET;
	return explorer->interrupted ? EXIT_STUCK : EXIT_OK;
}

/* A scenario brings its site along, its beginning and its faults. */
static bool
scenario_alone(const struct options *options)
{
	static const char *const names[] = { "site", "begin", "fault",
	    "random-site" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (options_given(options, names[i])) {
			say_to(stderr, "domferry: usage: a scenario brings its "
			    "own: --%s is one option too many\n        "
			    "domferry explore SCENARIO\n", names[i]);
			return false;
		}
	return true;
}

/* Its text is what new site writes. */
static int
site_drawn(struct rehearsal *rehearsal)
{
	uint64_t seed = rehearsal->options->random_site;
	json_t *site = random_site(seed);
	char *text = random_site_text(site);
	int status = site_take(&rehearsal->arena, arena_format(
	    &rehearsal->arena, "random-site-%llu", (unsigned long long)seed),
	    text, &rehearsal->site);

	free(text);
	json_decref(site);
	return status;
}

static int
site_ready(struct rehearsal *rehearsal, struct scenario **scenario)
{
	const struct options *options = rehearsal->options;

	if (is_random(options) && options->operand_count == 0)
		return site_drawn(rehearsal);
	if (!plan_file_is(options) || !scenario_is(options->operand[0]))
		return is_random(options) ? site_drawn(rehearsal) : site_open(&rehearsal->arena, options->site,
		    &rehearsal->site);
	if (!scenario_alone(options))
		return EXIT_USAGE;
	*scenario = scenario_open(&rehearsal->arena, options->operand[0]);
	if (*scenario == NULL)
		return EXIT_FILE;
	rehearsal->site.site = (*scenario)->site;
	rehearsal->site.path = (*scenario)->site_path != NULL ?
	    (*scenario)->site_path : options->operand[0];
	return EXIT_OK;
}

int
cmd_explore(const struct options *options)
{
	struct rehearsal rehearsal = { .options = options,
	    .folder.journal = -1, .folder.lock.fd = -1 };
	struct scenario *scenario = NULL;
	struct err err = { 0 };
	int status = site_ready(&rehearsal, &scenario);

	if (status == EXIT_OK)
		status = job_ready(&rehearsal, scenario, &err) ?
		    play(&rehearsal, &err) : err_print(&err);
	rehearsal_drop(&rehearsal);
	return status;
}
