#include "backends/sim/shell/zpool_property.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/shell/columns.h"
#include "backends/sim/shell/release.h"
#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/world/world.h"

/* A pool that cannot be opened has no numbers. */
static const char *
size_value(struct call *call, const struct pooled *pooled, int64_t bytes,
    char *text)
{
	return pooled_opens(call, pooled) ? nice_print(bytes, text) : "-";
}

static const char *
size(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	return size_value(call, pooled, pooled_size(call, pooled), text);
}

static const char *
used(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	return size_value(call, pooled, pooled_used(pooled), text);
}

static const char *
available(struct call *call, const struct pooled *pooled,
    char text[VALUE_BYTES])
{
	return size_value(call, pooled, pooled_free(call, pooled), text);
}

static const char *
capacity(struct call *call, const struct pooled *pooled,
    char text[VALUE_BYTES])
{
	if (!pooled_opens(call, pooled))
		return "-";
	snprintf(text, VALUE_BYTES, "%u%%", pooled_capacity(call, pooled));
	return text;
}

static const char *
altroot(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	(void)call;
	(void)text;
	return pooled_altroot(pooled);
}

static const char *
health(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	(void)text;
	return pooled_health(call, pooled);
}

static const char *
guid(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	(void)call;
	snprintf(text, VALUE_BYTES, "%" PRIu64, pooled_guid(pooled));
	return text;
}

static const char *
name_value(struct call *call, const struct pooled *pooled,
    char text[VALUE_BYTES])
{
	(void)call;
	snprintf(text, VALUE_BYTES, "%s", pooled->name);
	return text;
}

static const char *
version(struct call *call, const struct pooled *pooled, char text[VALUE_BYTES])
{
	snprintf(text, VALUE_BYTES, "%u", release_of(call,
	    pooled->node)->pool_version);
	return text;
}

/* What is not in the cache is kept out of it by this. */
static const char *
cachefile(struct call *call, const struct pooled *pooled,
    char text[VALUE_BYTES])
{
	(void)call;
	(void)text;
	return (pooled->row->cached & bit(pooled->node)) != 0 ? "-" : "none";
}

const struct zpool_property zpool_properties[] = {
	{ "size", "SIZE", true, NULL, size, "-" },
	{ "used", "USED", true, NULL, used, "-" },
	{ "available", "AVAIL", true, NULL, available, "-" },
	{ "capacity", "CAP", true, NULL, capacity, "-" },
	{ "altroot", "ALTROOT", false, NULL, altroot, "default" },
	{ "health", "HEALTH", false, NULL, health, "-" },
	{ "guid", "GUID", true, NULL, guid, "-" },
	{ "version", "VERSION", true, NULL, version, "default" },
	{ "bootfs", "BOOTFS", false, "-", NULL, "default" },
	{ "delegation", "DELEGATION", false, "on", NULL, "default" },
	{ "autoreplace", "REPLACE", false, "off", NULL, "default" },
	{ "cachefile", "CACHEFILE", false, NULL, cachefile, "default" },
	{ "failmode", "FAILMODE", false, "wait", NULL, "default" },
	{ "listsnapshots", "LISTSNAPS", false, "on", NULL, "default" },
	{ "autoexpand", "EXPAND", false, "off", NULL, "default" },
	{ NULL, NULL, false, NULL, NULL, NULL },
};

/* Only lists have the first; the others are of Solaris 11. */
static const struct zpool_property more_properties[] = {
	{ "name", "NAME", false, NULL, name_value, "-" },
	{ "allocated", "ALLOC", true, NULL, used, "-" },
	{ "free", "FREE", true, NULL, available, "-" },
	{ "dedupratio", "DEDUP", true, "1.00x", NULL, "-" },
	{ NULL, NULL, false, NULL, NULL, NULL },
};

static const struct zpool_property *
find(const struct zpool_property *row, const char *name)
{
	while (row->name != NULL && strcmp(row->name, name) != 0 &&
	    strcasecmp(row->title, name) != 0)
		row++;
	return row->name != NULL ? row : NULL;
}

/* With the words of its own release. */
static const struct zpool_property *
find_any(struct call *call, const char *name)
{
	bool eleven = release_of(call, call_node(call))->eleven;
	const struct zpool_property *property = find(zpool_properties, name);

	if (property == NULL)
		property = find(more_properties, name);
	return property != NULL && !eleven &&
	    find(&more_properties[1], property->name) == property ? NULL :
	    property;
}

const char *
zpool_property_print(struct call *call, const struct pooled *pooled,
    const struct zpool_property *property, char text[VALUE_BYTES])
{
	return property->constant != NULL ? property->constant :
	    property->value(call, pooled, text);
}

bool
zpool_properties_read(struct call *call, const char *list,
    const struct zpool_property *found[], unsigned *count)
{
	char name[32];

	for (*count = 0; *list != '\0'; list += *list == ',') {
		size_t n = strcspn(list, ",");

		snprintf(name, sizeof(name), "%.*s", n < sizeof(name) ?
		    (int)n : 0, list);
		found[*count] = find_any(call, name);
		if (found[*count] == NULL || *count + 1 == COLUMNS) {
			zfs_usage(call, "bad property list: invalid property "
			    "'%.*s'", (int)n, list);
			return false;
		}
		++*count;
		list += n;
	}
	if (*count == 0)
		zfs_usage(call, "bad property list: empty property list");
	return *count != 0;
}
