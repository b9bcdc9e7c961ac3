/*
 * Lists of pools and datasets, and their properties.  Sizes are rounded by who
 * prints them: they stay as they are.
 */
#include "backends/real/answers/zfs_tables.h"

#include <stddef.h>

#define NAME(title, key)	{ title, { key, FORM_WORD, NULL, true }, 0 }
#define CELL(title, key, form)	{ title, { key, form, NULL, false }, 0 }
#define NEED(title, key, form) \
	{ title, { key, form, NULL, false }, COLUMN_NEEDED }

const char *const healths[] = { "online", "degraded", "faulted", "offline",
    "removed", "unavail", "avail", "inuse", NULL };

static const struct table pools = { "pool", TABLE_WORDS, NULL, {
	NAME("NAME", "name"),
	CELL("SIZE", "size", FORM_ROUNDED),
	CELL("USED", "used", FORM_ROUNDED),
	CELL("AVAIL", "available", FORM_ROUNDED),
	CELL("ALLOC", "used", FORM_ROUNDED),
	CELL("FREE", "available", FORM_ROUNDED),
	CELL("CAP", "capacity", FORM_PERCENT),
	CELL("DEDUP", "dedup", FORM_WORD),
	{ "HEALTH", { "health", FORM_ONE_OF, healths, false }, 0 },
	CELL("ALTROOT", "altroot", FORM_WORD),
	CELL("GUID", "guid", FORM_WORD),
	CELL("VERSION", "version", FORM_WORD),
	CELL("FAILMODE", "failmode", FORM_WORD),
	CELL("CACHEFILE", "cachefile", FORM_WORD),
} };

const struct plain_set pool_list = { { &pools }, {
	"name,size,used,avail,cap,health,altroot",
	"name,size,alloc,free,cap,dedup,health,altroot",
}, { "no pools available" }, "no-pools", false, false };

static const struct table properties = { "property", TABLE_SHIFTED, NULL, {
	{ "NAME", { "of", FORM_WORD, NULL, true }, 0 },
	{ "PROPERTY", { "name", FORM_WORD, NULL, true }, 0 },
	CELL("VALUE", "value", FORM_TEXT),
	CELL("SOURCE", "source", FORM_WORDS),
} };

const struct plain_set pool_properties = { { &properties },
    { "name,property,value,source" }, { "no pools available" }, "no-pools",
    false, false };

static const struct table datasets = { "dataset", TABLE_WORDS, NULL, {
	NAME("NAME", "name"),
	CELL("USED", "used", FORM_ROUNDED),
	CELL("AVAIL", "available", FORM_ROUNDED),
	CELL("REFER", "referenced", FORM_ROUNDED),
	CELL("MOUNTPOINT", "mountpoint", FORM_WORD),
	CELL("TYPE", "type", FORM_WORD),
	CELL("MOUNTED", "mounted", FORM_WORD),
	CELL("VOLSIZE", "volsize", FORM_ROUNDED),
	CELL("QUOTA", "quota", FORM_WORD),
	CELL("RESERV", "reservation", FORM_WORD),
} };

const struct plain_set dataset_list = { { &datasets },
    { "name,used,avail,refer,mountpoint" }, { "no datasets available" },
    "no-datasets", false, false };

const struct plain_set dataset_properties = { { &properties },
    { "name,property,value,source" }, { "no datasets available" },
    "no-datasets", false, false };
