#include "backends/sim/cluster/property.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STOP_TIMEOUT_S = 3600, STOP_TIMEOUT_MOST_S = 366 * 24 * 3600 };

/* Does the word begin with the name, in whatever case, and "="? */
static bool
is_named(const char *word, const char *name)
{
	for (; *name != '\0'; word++, name++)
		if (tolower((unsigned char)*word) !=
		    tolower((unsigned char)*name))
			return false;
	return *word == '=';
}

const char *
property_text(const struct sim *sim, uint32_t properties, const char *name,
    char buffer[PROPERTY_BYTES])
{
	const char *word = sim_name(sim, KIND_TEXT, properties);

	assert(name != NULL);
	buffer[0] = '\0';
	while (*word != '\0' && !is_named(word, name)) {
		word += strcspn(word, " ");
		word += strspn(word, " ");
	}
	if (*word != '\0') {
		word += strlen(name) + 1;
		snprintf(buffer, PROPERTY_BYTES, "%.*s",
		    (int)strcspn(word, " "), word);
	}
	return buffer;
}

uint32_t
property_name(const struct sim *sim, uint32_t properties, const char *name,
    enum kind kind)
{
	char buffer[PROPERTY_BYTES];

	return names_find(sim->names, kind, property_text(sim, properties,
	    name, buffer));
}

/* "-d" among the words. */
static bool
property_disabled(const struct sim *sim, uint32_t properties)
{
	const char *word = sim_name(sim, KIND_TEXT, properties);

	while (*word != '\0') {
		size_t n = strcspn(word, " ");

		if (n == 2 && strncmp(word, "-d", n) == 0)
			return true;
		word += n;
		word += strspn(word, " ");
	}
	return false;
}

/* SUNW.ldom migrates if it is not said that it does not. */
static uint32_t
migration_type(const struct sim *sim, uint32_t properties)
{
	char buffer[PROPERTY_BYTES];

	return strcmp(property_text(sim, properties, "Migration_type",
	    buffer), "NORMAL") == 0 ? MIGRATION_NORMAL : MIGRATION_MIGRATE;
}

static int64_t
stop_timeout_ns(const struct sim *sim, uint32_t properties)
{
	char buffer[PROPERTY_BYTES], *end;
	long long seconds = strtoll(property_text(sim, properties,
	    "Stop_timeout", buffer), &end, 10);

	if (end == buffer || *end != '\0' || seconds < 0 ||
	    seconds > STOP_TIMEOUT_MOST_S)
		seconds = STOP_TIMEOUT_S;
	return seconds * 1000 * MS;
}

void
properties_read(const struct sim *sim, uint32_t properties,
    struct resource_row *row)
{
	assert(row->type == TYPE_STORAGE || row->type == TYPE_AGENT);
	row->properties = properties;
	row->enabled = !property_disabled(sim, properties);
	if (row->type == TYPE_STORAGE) {
		row->pool = property_name(sim, properties, "Zpools",
		    KIND_POOL);
		return;
	}
	row->guest = property_name(sim, properties, "Domain_name", KIND_GUEST);
	row->password_file = property_name(sim, properties, "Password_file",
	    KIND_FILE);
	row->migration_type = migration_type(sim, properties);
	row->stop_timeout_ns = stop_timeout_ns(sim, properties);
}
