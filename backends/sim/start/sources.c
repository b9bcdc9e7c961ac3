/*
 * Physical machines that are converted.
 */
#include <string.h>

#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"

static const char not_asked[] = "a survey asks nodes, and nobody else";

static struct source_row *
row_of(struct starting *start)
{
	return world_source(start->sim->world, start->name);
}

static bool
source_begin(struct starting *start)
{
	return start_once(start) && start_known(start, KIND_SOURCE,
	    start->at->name, &start->name);
}

static bool
source_set_power(struct starting *start, const char *value)
{
	static const char *const words[] = { "running", "stopped", "off" };

	return start_choice(start, value, words, 3, &row_of(start)->power);
}

/* Since they are stopped, it has another version of its data. */
static bool
source_set_applications(struct starting *start, const char *value)
{
	static const char *const words[] = { "started", "stopped",
	    "disabled" };

	if (!start_choice(start, value, words, 3, &row_of(start)->frozen))
		return false;
	row_of(start)->version = row_of(start)->frozen != APPS_STARTED;
	return true;
}

static bool
source_set_auto_boot(struct starting *start, const char *value)
{
	static const char *const words[] = { "true", "false" };

	return start_choice(start, value, words, 2, &row_of(start)->held);
}

static bool
source_set_untouched(struct starting *start, const char *value)
{
	static const char *const words[] = { "yes", "no" };

	return start_choice(start, value, words, 2,
	    &row_of(start)->touched);
}

static bool
source_set_share(struct starting *start, const char *value)
{
	return *value == '\0' || start_known(start, KIND_ARCHIVE, value,
	    &row_of(start)->share);
}

static const struct start_row source_rows[] = {
	{ { "source", "power", START_VALUE, NULL, not_asked },
	    .set = source_set_power },
	{ { "source", "applications", START_VALUE, NULL, not_asked },
	    .set = source_set_applications },
	{ { "source", "auto-boot", START_VALUE, NULL, not_asked },
	    .set = source_set_auto_boot },
	{ { "source", "untouched", START_VALUE, NULL, not_asked },
	    .set = source_set_untouched },
	{ { "source", "share", START_VALUE, NULL, not_asked },
	    .set = source_set_share },
};

const struct start_kind start_source = {
	.line = "source", .phase[START_FIRST] = { source_begin, NULL }, .rows
	    = source_rows, .count = sizeof(source_rows) /
	    sizeof(source_rows[0])
};
