/*
 * What a site endures, as core/policy expects the Resource Group Manager to
 * act.
 */
#include <stdio.h>

#include "core/policy/scene_site.h"
#include "tools/decided.h"
#include "tools/endured.h"
#include "tools/file.h"
#include "tools/live/stood.h"
#include "tools/report/lines.h"
#include "tools/say.h"
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

int
cmd_capacity(const struct options *options)
{
	struct arena arena = { 0 };
	struct endured_size size;
	struct enduring enduring = { .arena = &arena };
	struct site_text site;
	struct err err = { 0 };
	int status;

	if (!goes_together(options, &err) || (options->fields != NULL &&
	    !stood_fields(options->fields, &err)))
		return err_print(&err);
	if (options->size != NULL &&
	    !endured_size_read(options->size, &size, &err))
		return err_print(&err);
	if (options->again != NULL) {
		status = decided_again(&arena, options);
		arena_drop(&arena);
		return status;
	}
	status = site_open(&arena, options->site, &site);
	if (status == EXIT_OK && options->why != NULL) {
		status = decided_why(scene_of_all(&arena, site.site), options);
	} else if (status == EXIT_OK) {
		enduring.scene = scene_of_all(&arena, site.site);
		endured(&enduring, options->size != NULL ? &size : NULL);
		status = capacity_print(&enduring, site.site->name, options);
	}
	arena_drop(&arena);
	return status;
}
