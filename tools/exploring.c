#include "tools/exploring.h"

#include <stdlib.h>

#include "tools/say.h"
#include "tools/scenario/scenario.h"
#include "tools/scenario_open.h"
#include "tools/session/plan_file.h"
#include "tools/swarm/draw.h"
#include "tools/swarm/random_job.h"
#include "tools/swarm/random_site.h"
#include "tools/twinned.h"

bool
exploring_random(const struct options *options)
{
	return options_given(options, "random-site");
}

/* The beginning of the scenario, its first job and its faults. */
static bool
scenario_ready(struct rehearsal *rehearsal, const struct scenario *scenario,
    struct err *err)
{
	struct execution *execution = rehearsal->execution;
	struct arena *arena = &execution->arena;
	struct opening *opening = &execution->opening;
	const char **begin = arena_take(arena, scenario->begin_count + 1,
	    sizeof(*begin));
	const char **faults = arena_take(arena, scenario->entry_count + 1,
	    sizeof(*faults));

	for (uint32_t i = 0; i < scenario->begin_count; i++)
		begin[i] = scenario->begin[i].text;
	opening->start = scenario->start;
	opening->begin = begin;
	opening->begin_count = scenario->begin_count;
	opening->faults = faults;
	if (!options_given(execution->options, "seed"))
		opening->seed = scenario->seed;
	rehearsal->ready = true;
	for (uint32_t i = 0; i < scenario->entry_count; i++) {
		const struct scenario_entry *entry = &scenario->entries[i];

		if (entry->kind == ENTRY_FAULT)
			faults[opening->fault_count++] = entry->fault.text;
		else if (entry->kind == ENTRY_RUN &&
		    execution->job.procedure == NULL)
			execution->job = entry->job;
	}
	return execution->job.procedure != NULL || err_set(err,
	    ERR_UNSUPPORTED, "%s has no job that can be explored",
	    scenario->name);
}

/* Without a job one is drawn: another one for another seed. */
static bool
job_drawn(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;
	struct draw draw = draw_part(draw_begin(options->random_site), "job",
	    options->seed);

	return job_read_line(&execution->arena, execution->site.site,
	    random_job(&execution->arena, execution->site.site,
	    draw_seed(draw, "job")), &execution->job, err);
}

static bool
job_take(struct rehearsal *rehearsal, const struct scenario *scenario,
    struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;

	if (scenario != NULL)
		return scenario_ready(rehearsal, scenario, err);
	if (exploring_random(options) && options->operand_count == 0)
		return job_drawn(rehearsal, err);
	return execution_job(execution, err);
}

static bool
job_ready(struct rehearsal *rehearsal, const struct scenario *scenario,
    struct err *err)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;

	twinned_opening(execution, &(struct opening){ .seed = options->seed,
	    .faults = options->fault.item, .fault_count = options->fault.count,
	    .begin = options->begin.item, .begin_count =
	    options->begin.count });
	return job_take(rehearsal, scenario, err) &&
	    exploring_begin(rehearsal, err);
}

bool
exploring_begin(struct rehearsal *rehearsal, struct err *err)
{
	struct execution *execution = rehearsal->execution;

	if (!twinned_site(rehearsal, err))
		return false;
	rehearsal_fit(rehearsal);
	rehearsal->whole = session_plan(&rehearsal->sandbox.session,
	    &execution->job, err);
	if (execution->plan == NULL)
		execution->plan = rehearsal->whole;
	sandbox_zero(&rehearsal->sandbox);
	return rehearsal->whole != NULL && rehearsal_faults(rehearsal, err);
}

/* A scenario brings its site along, its beginning and its faults. */
static bool
scenario_alone(const struct options *options)
{
	static const char *const names[] = { "site", "begin", "fault",
	    "random-site", "from" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (options_given(options, names[i])) {
			say_to(stderr, "domferry: usage: a scenario brings its "
			    "own: --%s is one option too many\n        "
			    "domferry explore SCENARIO\n", names[i]);
			return false;
		}
	return true;
}

bool
exploring_take(struct rehearsal *rehearsal, const json_t *site)
{
	struct execution *execution = rehearsal->execution;
	char *text = random_site_text(site);
	const char *path = arena_format(&execution->arena, "random-site-%llu",
	    (unsigned long long)execution->options->random_site);

	site_take(&execution->arena, path, text, &execution->site);
	free(text);
	return execution->site.site != NULL;
}

/* Its text is what new site writes. */
static int
site_drawn(struct rehearsal *rehearsal)
{
	struct execution *execution = rehearsal->execution;
	json_t *site = random_site(execution->options->random_site);
	bool taken = exploring_take(rehearsal, site);

	mistakes_print(&execution->site.mistakes);
	json_decref(site);
	return taken ? EXIT_OK : EXIT_FILE;
}

static int
site_ready(struct rehearsal *rehearsal, struct scenario **scenario)
{
	struct execution *execution = rehearsal->execution;
	const struct options *options = execution->options;
	bool drawn = exploring_random(options);

	if ((drawn && options->operand_count == 0) ||
	    !plan_file_is(options) || !scenario_is(options->operand[0]))
		return drawn ? site_drawn(rehearsal) : twinned_open(execution);
	if (!scenario_alone(options))
		return EXIT_USAGE;
	*scenario = scenario_open(&execution->arena, options->operand[0]);
	if (*scenario == NULL)
		return EXIT_FILE;
	execution->site.site = (*scenario)->site;
	execution->site.path = (*scenario)->site_path != NULL ?
	    (*scenario)->site_path : options->operand[0];
	return EXIT_OK;
}

int
exploring_ready(struct rehearsal *rehearsal)
{
	struct scenario *scenario = NULL;
	struct err err = { 0 };
	int status = site_ready(rehearsal, &scenario);

	return status != EXIT_OK || job_ready(rehearsal, scenario, &err) ?
	    status : err_print(&err);
}
