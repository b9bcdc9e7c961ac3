/*
 * zfs list, zfs get, and what zfs snapshot and rollback can look at.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/shell/columns.h"
#include "backends/sim/shell/dataset.h"
#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/world/world.h"

enum { VALUE_BYTES = 1100 };

struct property {
	const char	*name, *title;
	bool		 right;
	const char	*constant;	/* always so; NULL: */
	const char	*(*value)(struct call *, const struct dataset *,
			    char text[VALUE_BYTES]);
	const char	*source;
};

/* What is printed of each dataset. */
struct chosen {
	const struct property *property[COLUMNS];
	unsigned	 count;
	struct columns	 columns;
	const char	*fields;	/* of zfs get */
};

static const char *
name(struct call *call, const struct dataset *dataset, char text[VALUE_BYTES])
{
	(void)call;
	(void)text;
	return dataset->name;
}

static const char *
used(struct call *call, const struct dataset *dataset, char text[VALUE_BYTES])
{
	return nice_print(dataset_used(call, dataset), text);
}

static const char *
available(struct call *call, const struct dataset *dataset,
    char text[VALUE_BYTES])
{
	return nice_print(pooled_available(call, &dataset->pool), text);
}

static const char *
referenced(struct call *call, const struct dataset *dataset,
    char text[VALUE_BYTES])
{
	return nice_print(dataset_referenced(call, dataset), text);
}

static const char *
mountpoint(struct call *call, const struct dataset *dataset,
    char text[VALUE_BYTES])
{
	(void)call;
	snprintf(text, VALUE_BYTES, "/%s", dataset->name);
	return text;
}

/* What cannot be set in the world is as it is by default. */
static const struct property properties[] = {
	{ "name", "NAME", false, NULL, name, "-" },
	{ "type", "TYPE", false, "filesystem", NULL, "-" },
	{ "used", "USED", true, NULL, used, "-" },
	{ "available", "AVAIL", true, NULL, available, "-" },
	{ "referenced", "REFER", true, NULL, referenced, "-" },
	{ "mounted", "MOUNTED", false, "yes", NULL, "-" },
	{ "origin", "ORIGIN", false, "-", NULL, "-" },
	{ "quota", "QUOTA", true, "none", NULL, "default" },
	{ "reservation", "RESERV", true, "none", NULL, "default" },
	{ "recordsize", "RECSIZE", true, "128K", NULL, "default" },
	{ "mountpoint", "MOUNTPOINT", false, NULL, mountpoint, "default" },
	{ "sharenfs", "SHARENFS", false, "off", NULL, "default" },
	{ "checksum", "CHECKSUM", false, "on", NULL, "default" },
	{ "compression", "COMPRESS", false, "off", NULL, "default" },
	{ "atime", "ATIME", false, "on", NULL, "default" },
	{ "devices", "DEVICES", false, "on", NULL, "default" },
	{ "exec", "EXEC", false, "on", NULL, "default" },
	{ "setuid", "SETUID", false, "on", NULL, "default" },
	{ "readonly", "RDONLY", false, "off", NULL, "default" },
	{ "zoned", "ZONED", false, "off", NULL, "default" },
	{ "canmount", "CANMOUNT", false, "on", NULL, "default" },
	{ "copies", "COPIES", false, "1", NULL, "default" },
};

enum { PROPERTIES = sizeof(properties) / sizeof(properties[0]) };

static const struct property *
property_find(const char *word, size_t n)
{
	for (size_t i = 0; i < PROPERTIES; i++)
		if ((strlen(properties[i].name) == n &&
		    strncmp(properties[i].name, word, n) == 0) ||
		    (strlen(properties[i].title) == n &&
		    strncasecmp(properties[i].title, word, n) == 0))
			return &properties[i];
	return NULL;
}

/* The real program has more: none is called unknown. */
static bool
properties_read(struct call *call, const char *list, struct chosen *chosen)
{
	for (; *list != '\0' && chosen->count < COLUMNS; list += *list == ',') {
		size_t n = strcspn(list, ",");

		chosen->property[chosen->count] = property_find(list, n);
		if (chosen->property[chosen->count++] == NULL)
			break;
		list += n;
	}
	if (*list == '\0' && chosen->count != 0)
		return true;
	call_not_simulated(call);
	return false;
}

static const char *
value_print(struct call *call, const struct dataset *dataset,
    const struct property *property, char text[VALUE_BYTES])
{
	return property->constant != NULL ? property->constant :
	    property->value(call, dataset, text);
}

static void
list_add(struct call *call, const struct dataset *dataset, void *context)
{
	struct chosen *chosen = context;
	char text[VALUE_BYTES];

	for (unsigned i = 0; i < chosen->count; i++)
		columns_cell(&chosen->columns, value_print(call, dataset,
		    chosen->property[i], text));
}

/* Are there datasets of the types that are asked for?  Only file systems. */
static bool
has_type(const struct given *given)
{
	const char *types = given->option['t'];

	return types == NULL || strstr(types, "filesystem") != NULL ||
	    strcmp(types, "all") == 0;
}

void
zfs_list_run(struct call *call, const struct given *given)
{
	const struct dataset_choice choice = { given->operand, given->count,
	    given_has(given, 'r') };
	struct chosen chosen = { .count = 0 };
	bool scripted = given_has(given, 'H');

	if (given_has(given, 's') || given_has(given, 'S')) {
		call_not_simulated(call);
		return;
	}
	if (!properties_read(call, given_has(given, 'o') ?
	    given->option['o'] : "name,used,available,referenced,mountpoint",
	    &chosen))
		return;
	for (unsigned i = 0; i < chosen.count; i++)
		columns_add(&chosen.columns, chosen.property[i]->title,
		    chosen.property[i]->right);
	if (has_type(given) && dataset_each(call, &choice, list_add,
	    &chosen) != 0)
		columns_print(&chosen.columns, &call->out, scripted);
	else if (!scripted && call->status == 0)
		buffer_print(&call->out, "no datasets available\n");
	columns_drop(&chosen.columns);
}

/* The fields of a row of zfs get, in the order of -o. */
static void
row_add(struct chosen *chosen, const char *const cell[])
{
	static const char *const known[] = { "name", "property", "value",
	    "source" };

	for (const char *list = chosen->fields; *list != '\0';
	    list += *list == ',') {
		size_t n = strcspn(list, ",");

		for (unsigned i = 0; i < 4; i++)
			if (strlen(known[i]) == n &&
			    strncmp(known[i], list, n) == 0)
				columns_cell(&chosen->columns, cell[i]);
		list += n;
	}
}

static void
get_add(struct call *call, const struct dataset *dataset, void *context)
{
	struct chosen *chosen = context;
	char text[VALUE_BYTES];

	for (unsigned i = 0; i < chosen->count; i++) {
		const struct property *property = chosen->property[i];

		row_add(chosen, (const char *const[]){ dataset->name,
		    property->name, value_print(call, dataset, property,
		    text), property->source });
	}
}

/* The titles of the fields; false: one is unknown. */
static bool
fields_read(struct call *call, struct chosen *chosen)
{
	static const char *const titles[] = { "NAME", "PROPERTY", "VALUE",
	    "SOURCE" };

	for (const char *list = chosen->fields; *list != '\0';
	    list += *list == ',') {
		size_t n = strcspn(list, ","), i = 0;

		while (i < 4 && (strlen(titles[i]) != n ||
		    strncasecmp(titles[i], list, n) != 0))
			i++;
		if (i == 4 || chosen->columns.count == 4) {
			zfs_usage(call, "invalid column name '%.*s'", (int)n,
			    list);
			return false;
		}
		columns_add(&chosen->columns, titles[i], false);
		list += n;
	}
	return chosen->columns.count != 0;
}

void
zfs_get_run(struct call *call, const struct given *given)
{
	struct dataset_choice choice = { given->operand + 1, given->count - 1,
	    given_has(given, 'r') };
	struct chosen chosen = { .fields = given_has(given, 'o') ?
	    given->option['o'] : "name,property,value,source" };

	if (given->count == 0) {
		zfs_usage(call, "missing property argument");
		return;
	}
	if (given_has(given, 's') || given_has(given, 'p')) {
		call_not_simulated(call);
		return;
	}
	if (!fields_read(call, &chosen) ||
	    !properties_read(call, given->operand[0], &chosen))
		return;
	if (dataset_each(call, &choice, get_add, &chosen) != 0)
		columns_print(&chosen.columns, &call->out,
		    given_has(given, 'H'));
	else if (call->status == 0)
		buffer_print(&call->out, "no datasets available\n");
	columns_drop(&chosen.columns);
}

/* The name before "@"; false: the word is no name of a snapshot. */
static bool
snapshot_read(struct call *call, const struct given *given,
    char filesystem[VALUE_BYTES])
{
	const char *word = given->count != 0 ? given->operand[0] : "";
	size_t n = strcspn(word, "@");

	if (given->count == 0)
		zfs_usage(call, "missing %s argument", strcmp(
		    call->line.word[1], "rollback") == 0 ? "dataset" :
		    "snapshot");
	else if (given->count > 1)
		zfs_usage(call, "too many arguments");
	else if (word[n] != '@' || n >= VALUE_BYTES)
		call_not_simulated(call);
	snprintf(filesystem, VALUE_BYTES, "%.*s", n < VALUE_BYTES ? (int)n : 0,
	    word);
	return call->status == 0;
}

/* The world has no snapshots: of what is not there, none can be taken. */
void
zfs_snapshot_run(struct call *call, const struct given *given)
{
	char filesystem[VALUE_BYTES];

	if (!snapshot_read(call, given, filesystem))
		return;
	if (dataset_exists(call, filesystem))
		call_not_simulated(call);
	else
		call_fail(call, 1, "cannot open '%s': dataset does not exist",
		    filesystem);
}

/* Since none can be taken, there is none to go back to. */
void
zfs_rollback_run(struct call *call, const struct given *given)
{
	char filesystem[VALUE_BYTES];

	if (snapshot_read(call, given, filesystem))
		call_fail(call, 1, "cannot open '%s': dataset does not exist",
		    given->operand[0]);
}
