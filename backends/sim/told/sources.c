/*
 * Physical machines that are converted.
 */
#include <string.h>

#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"

static const char not_asked[] = "a survey asks nodes, and nobody else";

static struct source_row *
row_of(struct telling *telling)
{
	return world_source(telling->sim->world, telling->name);
}

static bool
tell_source(struct telling *telling)
{
	return told_once(telling) && told_known(telling, KIND_SOURCE,
	    telling->at->name, &telling->name);
}

static bool
source_set_power(struct telling *telling, const char *value)
{
	static const char *const words[] = { "running", "stopped", "off" };

	return told_choice(telling, value, words, 3, &row_of(telling)->power);
}

/* Since they are stopped, it has another version of its data. */
static bool
source_set_applications(struct telling *telling, const char *value)
{
	static const char *const words[] = { "started", "stopped",
	    "disabled" };

	if (!told_choice(telling, value, words, 3, &row_of(telling)->frozen))
		return false;
	row_of(telling)->version = row_of(telling)->frozen != APPS_STARTED;
	return true;
}

static bool
source_set_auto_boot(struct telling *telling, const char *value)
{
	static const char *const words[] = { "true", "false" };

	return told_choice(telling, value, words, 2, &row_of(telling)->held);
}

static bool
source_set_untouched(struct telling *telling, const char *value)
{
	static const char *const words[] = { "yes", "no" };

	return told_choice(telling, value, words, 2,
	    &row_of(telling)->touched);
}

static bool
source_set_share(struct telling *telling, const char *value)
{
	return *value == '\0' || told_known(telling, KIND_ARCHIVE, value,
	    &row_of(telling)->share);
}

static const struct told_row source_rows[] = {
	{ { "source", "power", TOLD_VALUE, NULL, not_asked },
	    .set = source_set_power },
	{ { "source", "applications", TOLD_VALUE, NULL, not_asked },
	    .set = source_set_applications },
	{ { "source", "auto-boot", TOLD_VALUE, NULL, not_asked },
	    .set = source_set_auto_boot },
	{ { "source", "untouched", TOLD_VALUE, NULL, not_asked },
	    .set = source_set_untouched },
	{ { "source", "share", TOLD_VALUE, NULL, not_asked },
	    .set = source_set_share },
};

const struct told_kind told_source = { .line = "source", .phase[TOLD_FIRST] = {
    tell_source, NULL }, .rows = source_rows, .count = sizeof(source_rows) /
    sizeof(source_rows[0]) };
