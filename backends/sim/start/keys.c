/*
 * The lines and keys of a start text.
 *
 * A key that no question shows is set all the same, when a text has it: the
 * canonical text of a simulated world has all.
 */
#include <string.h>

#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"

static bool
site_begin(struct starting *start)
{
	const char *name = start->sim->declared.name;

	return start_once(start) && (strcmp(start->at->name, name) == 0 ||
	    start_wrong(start, "this text is about the site \"%.60s\", and "
	    "the site file about \"%.60s\"", start->at->name, name));
}

const struct start_kind start_site = {
	.line = "site", .phase[START_FIRST] = { site_begin, NULL }
};

/* Stands for any variable of OpenBoot. */
static const char variable[] = "VARIABLE";

static const struct start_kind *const kinds[] = { &start_site, &start_node,
    &start_service, &start_device, &start_pool, &start_file, &start_archive,
    &start_volume, &start_type, &start_group, &start_resource, &start_guest,
    &start_source };

enum { START_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* No other key of a guest has such a sign in it; few variables have none. */
static bool
is_variable(const char *key)
{
	return strpbrk(key, "-?#") != NULL || strcmp(key, "nvramrc") == 0 ||
	    strcmp(key, "verbosity") == 0;
}

const struct start_kind *
start_kind_of(const char *line)
{
	unsigned i = 0;

	while (i < START_KINDS && strcmp(kinds[i]->line, line) != 0)
		i++;
	return i < START_KINDS ? kinds[i] : NULL;
}

static const struct start_row *
row_find(const struct start_kind *kind, const char *key)
{
	for (size_t i = 0; kind != NULL && i < kind->count; i++)
		if (strcmp(kind->rows[i].key.key, key) == 0)
			return &kind->rows[i];
	return NULL;
}

const struct start_row *
start_row_of(const char *line, const char *key)
{
	const struct start_kind *kind = start_kind_of(line);
	const struct start_row *row = row_find(kind, key);

	if (row != NULL && strcmp(key, variable) == 0)
		return NULL;
	return row == NULL && kind == &start_guest && is_variable(key) ?
	    row_find(kind, variable) : row;
}

const struct start_key *
start_key(size_t n)
{
	for (unsigned i = 0; i < START_KINDS; i++) {
		if (n < kinds[i]->count)
			return &kinds[i]->rows[n].key;
		n -= kinds[i]->count;
	}
	return NULL;
}

bool
start_is_observable(const char *line, const char *key)
{
	const struct start_row *row = start_row_of(line, key);

	return row != NULL && row->key.shows != NULL;
}
