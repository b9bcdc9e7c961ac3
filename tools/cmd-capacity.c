/*
 * What a site endures, as core/policy expects the Resource Group Manager to
 * act.
 */
#include <stdio.h>

#include "tools/decided.h"
#include "tools/endured.h"
#include "tools/live/stood.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/scened.h"
#include "tools/verbs.h"

/* What belongs to --why is not ignored without it. */
static bool
goes_together(const struct options *options, struct err *err)
{
	if (options->why == NULL && (options->node != NULL ||
	    options->write != NULL))
		return err_set(err, ERR_USAGE, "-%s goes with --why",
		    options->node != NULL ? "N" : "w");
	return options->write == NULL || !options->json || err_set(err,
	    ERR_USAGE, "-w saves JSON, and --json prints it: one of them");
}

static bool
is_list(const struct options *options)
{
	return options->json || options->parseable || options->no_header ||
	    options->fields != NULL;
}

static void
total_print(const struct enduring *enduring)
{
	lines_print(json_pack("{s:s,s:I,s:I,s:I}", "type", "capacity",
	    "deaths_not_endured", (json_int_t)enduring->deaths_lost, "pairs",
	    (json_int_t)enduring->pairs, "pairs_endured",
	    (json_int_t)enduring->pairs_endured));
}

static int
capacity_print(struct enduring *enduring, const char *name,
    const struct options *options)
{
	if (options->json)
		lines_version("capacity");
	if (is_list(options)) {
		stood_list(&enduring->rows, options);
	} else {
		say("site %s\n", name);
		endured_print(enduring);
	}
	if (options->json)
		total_print(enduring);
	return options->exit_code && enduring->deaths_lost != 0 ?
	    EXIT_DIFFERS : EXIT_OK;
}

static int
again(const struct options *options)
{
	struct arena arena = { 0 };
	int status = decided_again(&arena, options);

	arena_drop(&arena);
	return status;
}

static int
capacity(struct scened *scened, const struct options *options,
    const struct endured_size *size)
{
	struct enduring enduring = { .arena = &scened->execution.arena,
	    .scene = scened->scene };

	if (options->why != NULL)
		return decided_why(scened->scene, options);
	endured(&enduring, size);
	return capacity_print(&enduring, scened->execution.site.site->name,
	    options);
}

int
cmd_capacity(const struct options *options)
{
	struct endured_size size;
	struct scened scened;
	struct err err = { 0 };
	int status;

	if (!goes_together(options, &err) || (options->fields != NULL &&
	    !stood_fields(options->fields, &err)) || (options->size != NULL &&
	    !endured_size_read(options->size, &size, &err)))
		return err_print(&err);
	if (options->again != NULL)
		return again(options);
	status = scened_open(&scened, options);
	if (status == EXIT_OK)
		status = capacity(&scened, options, options->size != NULL ?
		    &size : NULL);
	scened_drop(&scened);
	return status;
}
