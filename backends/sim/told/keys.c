/*
 * The lines and keys of a start text.
 *
 * A key that no question shows is set all the same, when a text has it: the
 * canonical text of a simulated world has all.
 */
#include <string.h>

#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"

static bool
tell_site(struct telling *telling)
{
	const char *name = telling->sim->declared.name;

	return told_once(telling) && (strcmp(telling->at->name, name) == 0 ||
	    told_wrong(telling, "this text is about the site \"%.60s\", and "
	    "the site file about \"%.60s\"", telling->at->name, name));
}

const struct told_kind told_site = { .line = "site", .phase[TOLD_FIRST] = {
    tell_site, NULL } };

/* Stands for any variable of OpenBoot. */
static const char variable[] = "VARIABLE";

static const struct told_kind *const kinds[] = { &told_site, &told_node,
    &told_service, &told_device, &told_pool, &told_file, &told_archive,
    &told_volume, &told_type, &told_group, &told_resource, &told_guest,
    &told_source };

enum { KINDS_TOLD = sizeof(kinds) / sizeof(kinds[0]) };

/* No other key of a guest has such a sign in it; few variables have none. */
static bool
is_variable(const char *key)
{
	return strpbrk(key, "-?#") != NULL || strcmp(key, "nvramrc") == 0 ||
	    strcmp(key, "verbosity") == 0;
}

const struct told_kind *
told_kind_of(const char *line)
{
	unsigned i = 0;

	while (i < KINDS_TOLD && strcmp(kinds[i]->line, line) != 0)
		i++;
	return i < KINDS_TOLD ? kinds[i] : NULL;
}

static const struct told_row *
row_find(const struct told_kind *kind, const char *key)
{
	for (size_t i = 0; kind != NULL && i < kind->count; i++)
		if (strcmp(kind->rows[i].key.key, key) == 0)
			return &kind->rows[i];
	return NULL;
}

const struct told_row *
told_row_of(const char *line, const char *key)
{
	const struct told_kind *kind = told_kind_of(line);
	const struct told_row *row = row_find(kind, key);

	if (row != NULL && strcmp(key, variable) == 0)
		return NULL;
	return row == NULL && kind == &told_guest && is_variable(key) ?
	    row_find(kind, variable) : row;
}

const struct told_key *
told_key(size_t n)
{
	for (unsigned i = 0; i < KINDS_TOLD; i++) {
		if (n < kinds[i]->count)
			return &kinds[i]->rows[n].key;
		n -= kinds[i]->count;
	}
	return NULL;
}

bool
told_is_observable(const char *line, const char *key)
{
	const struct told_row *row = told_row_of(line, key);

	return row != NULL && row->key.shows != NULL;
}
