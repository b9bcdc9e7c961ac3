#include "tools/live/looked.h"

#include <stdio.h>
#include <string.h>

#include "backends/readiness/processor.h"
#include "tools/live/silent.h"
#include "tools/report/lines.h"
#include "tools/say.h"

int
looked_site(struct looked *looked, const struct options *options)
{
	*looked = (struct looked){ .open = false };
	return site_open(&looked->arena, options->site, &looked->site);
}

int
looked_ways(struct looked *looked, const struct options *options)
{
	struct err err = { 0 };

	looked->open = ways_open(&looked->ways, looked->site.site,
	    &(struct ways_for){ .ssh_config = options->ssh_config,
	    .beside = looked->site.path, .only_asks = true }, &err);
	looked->reach = looked->ways.reach;
	return looked->open ? EXIT_OK : err_print(&err);
}

static void
on_exchange(void *with, const struct overheard *heard)
{
	struct looked *looked = with;

	transcript_put(&looked->transcript, looked->site.site->names, heard);
}

int
looked_record(struct looked *looked, const struct options *options,
    const char *verb)
{
	struct err err = { 0 };

	if (options->record == NULL)
		return EXIT_OK;
	transcript_make(&looked->transcript, looked->site.site);
	if (!transcript_new(&looked->transcript, options->record, verb, &err))
		return err_print(&err);
	hearing_make(&looked->hearing, looked->ways.reach);
	looked->hearing.heard = on_exchange;
	looked->hearing.with = looked;
	looked->reach = &looked->hearing.reach;
	looked->recording = true;
	return EXIT_OK;
}

/* A transcript that lacks a line plays nothing. */
static bool
record_end(struct looked *looked)
{
	if (!looked->recording)
		return true;
	looked->recording = false;
	hearing_end(&looked->hearing);
	hearing_drop(&looked->hearing);
	transcript_close(&looked->transcript);
	return !looked->transcript.old;
}

int
looked_status(struct looked *looked, int status)
{
	struct err err = { 0 };

	status = ways_status(&looked->ways, status, true);
	if (record_end(looked))
		return status;
	err_set(&err, ERR_FILE_UNWRITABLE, "the transcript was not written to "
	    "its end");
	return err_print(&err);
}

int
looked_open(struct looked *looked, const struct options *options)
{
	int status = looked_site(looked, options);

	return status == EXIT_OK ? looked_ways(looked, options) : status;
}

int
looked_node(const struct looked *looked, const struct options *options)
{
	struct err err = { 0 };

	if (options->node == NULL || names_find(looked->site.site->names,
	    KIND_NODE, options->node) != 0)
		return EXIT_OK;
	err_set(&err, ERR_USAGE, "%.60s is no node of this site",
	    options->node);
	return err_print(&err);
}

void
looked_ask(struct looked *looked, unsigned purposes)
{
	const struct site *site = looked->site.site;
	const char *node[SITE_NODES + 1] = { NULL };

	survey_drop(&looked->survey);
	for (uint32_t n = 1; n <= site->node_count; n++)
		node[n] = names_text(site->names, KIND_NODE, n);
	survey_make(&looked->survey, node, site->node_count, purposes);
	if ((purposes & FOR_PROCESSORS) != 0)
		processors_ask(&looked->survey, site);
	live_ask(&looked->survey, looked->reach);
}

static bool
is_unanswered(const struct surveyed *one)
{
	return !surveyed_answered(one);
}

unsigned
looked_unanswered(const struct looked *looked)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < looked->survey.count; i++)
		count += is_unanswered(looked->survey.list[i]);
	return count;
}

void
looked_say(const struct looked *looked)
{
	const struct survey *survey = &looked->survey;
	unsigned missing = looked_unanswered(looked);

	silent_say(survey, is_unanswered);
	say("%u node%s asked, %u command%s, ", (unsigned)survey->nodes,
	    plural(survey->nodes), (unsigned)survey->count,
	    plural(survey->count));
	if (missing == 0)
		say("all answered\n");
	else
		say("%u not answered\n", missing);
}

void
looked_drop(struct looked *looked)
{
	survey_drop(&looked->survey);
	record_end(looked);
	if (looked->open)
		ways_close(&looked->ways);
	arena_drop(&looked->arena);
}
