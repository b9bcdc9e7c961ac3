/*
 * Physical machines that are converted.
 */
#include "backends/sim/told/setters.h"

#include <string.h>

static struct source_row *
row_of(struct telling *telling)
{
	return world_source(telling->sim->world, telling->name);
}

bool
tell_source(struct telling *telling)
{
	return told_known(telling, KIND_SOURCE, telling->at->name,
	    &telling->name);
}

bool
source_set_power(struct telling *telling, const char *value)
{
	static const char *const words[] = { "running", "stopped", "off" };

	return told_choice(telling, value, words, 3, &row_of(telling)->power);
}

/* Since they are stopped, it has another version of its data. */
bool
source_set_applications(struct telling *telling, const char *value)
{
	static const char *const words[] = { "started", "stopped",
	    "disabled" };

	if (!told_choice(telling, value, words, 3, &row_of(telling)->frozen))
		return false;
	row_of(telling)->version = row_of(telling)->frozen != APPS_STARTED;
	return true;
}

bool
source_set_auto_boot(struct telling *telling, const char *value)
{
	static const char *const words[] = { "true", "false" };

	return told_choice(telling, value, words, 2, &row_of(telling)->held);
}

bool
source_set_untouched(struct telling *telling, const char *value)
{
	static const char *const words[] = { "yes", "no" };

	return told_choice(telling, value, words, 2,
	    &row_of(telling)->touched);
}

bool
source_set_share(struct telling *telling, const char *value)
{
	return *value == '\0' || told_known(telling, KIND_ARCHIVE, value,
	    &row_of(telling)->share);
}
