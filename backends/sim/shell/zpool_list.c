/*
 * zpool list and zpool get.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/shell/columns.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/shell/zpool_property.h"

/* Solaris 11 has a narrower column there. */
enum { CAP_WIDTH = 3 };

/* Of Solaris 10, and of Solaris 11. */
static const char *const default_list[] = {
	"name,size,used,available,capacity,health,altroot",
	"name,size,allocated,free,capacity,dedupratio,health,altroot",
};

/* What is listed of each pool. */
struct listing {
	const struct zpool_property *property[COLUMNS];
	unsigned	 count;
	struct columns	 columns;
};

static void
list_add(struct call *call, const struct pooled *pooled, void *context)
{
	struct listing *listing = context;
	char text[VALUE_BYTES];

	for (unsigned i = 0; i < listing->count; i++)
		columns_cell(&listing->columns, zpool_property_print(call,
		    pooled, listing->property[i], text));
}

/* All pools have the version of the release of the node that has them. */
void
zpool_upgrade_run(struct call *call, const struct given *given)
{
	if (given->count != 0 || call->line.count != 2)
		call_not_simulated(call);
	else
		buffer_print(&call->out, "This system is currently running "
		    "ZFS pool version %u.\n\nAll pools are formatted using "
		    "this version.\n", release_of(call, call_node(call))->
		    pool_version);
}

void
zpool_list_run(struct call *call, const struct given *given)
{
	struct listing listing = { .count = 0 };
	bool scripted = given_has(given, 'H');
	bool eleven = release_of(call, call_node(call))->eleven;
	const char *list = given_has(given, 'o') ? given->option['o'] :
	    default_list[eleven];

	if (!zpool_properties_read(call, list, listing.property,
	    &listing.count))
		return;
	for (unsigned i = 0; i < listing.count; i++) {
		columns_add(&listing.columns, listing.property[i]->title,
		    listing.property[i]->right);
		if (eleven && strcmp(listing.property[i]->title, "CAP") == 0)
			listing.columns.column[i].width = CAP_WIDTH;
	}
	if (pooled_each(call, given->operand, given->count, list_add,
	    &listing) != 0)
		columns_print(&listing.columns, &call->out, scripted);
	else if (given->count == 0 && !scripted)
		buffer_print(&call->out, "no pools available\n");
	columns_drop(&listing.columns);
}

/* Without a value of its own a property has no source. */
static const char *
source_of(const struct zpool_property *property, const char *value)
{
	static const char *const set[] = { "altroot", "cachefile" };

	for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		if (strcmp(property->name, set[i]) == 0 &&
		    strcmp(value, "-") != 0)
			return "local";
	return property->source;
}

static void
get_add(struct call *call, const struct pooled *pooled, void *context)
{
	struct listing *listing = context;
	char text[VALUE_BYTES];

	for (unsigned i = 0; i < listing->count; i++) {
		const struct zpool_property *property = listing->property[i];
		const char *value = zpool_property_print(call, pooled,
		    property, text);

		columns_cell(&listing->columns, pooled->name);
		columns_cell(&listing->columns, property->name);
		columns_cell(&listing->columns, value);
		columns_cell(&listing->columns, source_of(property, value));
	}
}

static void
all_take(struct listing *listing)
{
	while (zpool_properties[listing->count].name != NULL) {
		assert(listing->count < COLUMNS);
		listing->property[listing->count] =
		    &zpool_properties[listing->count];
		listing->count++;
	}
}

void
zpool_get_run(struct call *call, const struct given *given)
{
	static const char *const titles[] = { "NAME", "PROPERTY", "VALUE",
	    "SOURCE" };
	struct listing listing = { .count = 0 };

	if (release_of(call, call_node(call))->eleven) {
		call_not_simulated(call);
		return;
	}
	if (given->count == 0) {
		zfs_usage(call, "missing property argument");
		return;
	}
	if (strcmp(given->operand[0], "all") == 0)
		all_take(&listing);
	else if (!zpool_properties_read(call, given->operand[0],
	    listing.property, &listing.count))
		return;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		columns_add(&listing.columns, titles[i], false);
	if (pooled_each(call, given->operand + 1, given->count - 1, get_add,
	    &listing) != 0)
		columns_print(&listing.columns, &call->out, false);
	columns_drop(&listing.columns);
}
