#include "backends/sim/cluster/property.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/list.h"

enum { STOP_TIMEOUT_S = 3600, STOP_TIMEOUT_MOST_S = 366 * 24 * 3600 };

/* Does the word at *at begin with the name, in whatever case, and "="?  Then
 * *at is behind it. */
static bool
is_named(const char **at, const char *name)
{
	const char *word = *at;

	for (; *name != '\0'; name++)
		if (tolower((unsigned char)list_next(&word)) !=
		    tolower((unsigned char)*name))
			return false;
	if (list_next(&word) != '=')
		return false;
	*at = word;
	return true;
}

/* The next word after the one at that place; "" at the end of the list. */
static const char *
word_after(const char *at)
{
	at = list_end(at);
	return at + strspn(at, " ");
}

const char *
property_text(struct arena *arena, const struct sim *sim, uint32_t properties,
    const char *name)
{
	const char *list = sim_name(sim, KIND_TEXT, properties);

	assert(name != NULL);
	for (list += strspn(list, " "); *list != '\0'; list = word_after(list))
		if (is_named(&list, name))
			return list_rest(arena, list);
	return "";
}

bool
property_is(const struct sim *sim, uint32_t properties, const char *name,
    const char *value)
{
	const char *list = sim_name(sim, KIND_TEXT, properties);

	for (list += strspn(list, " "); *list != '\0'; list = word_after(list))
		if (is_named(&list, name)) {
			while (*value != '\0' && list_next(&list) == *value)
				value++;
			return *value == '\0' && list_next(&list) == '\0';
		}
	return false;
}

const char *
property_with(struct arena *arena, const struct sim *sim, uint32_t properties,
    const char *name, const char *value)
{
	const char *list = sim_name(sim, KIND_TEXT, properties), *word;
	const char *with = "";

	assert(name != NULL && value != NULL);
	while ((word = list_take(arena, &list)) != NULL)
		if (strncasecmp(word, name, strlen(name)) != 0 ||
		    word[strlen(name)] != '=')
			with = list_add(arena, with, word);
	return list_add(arena, with, arena_format(arena, "%s=%s", name,
	    value));
}

/* The thing of that kind that the property names; 0 if it names none, or one
 * that the world has never heard of. */
static uint32_t
property_name(struct arena *arena, const struct sim *sim, uint32_t properties,
    const char *name, enum kind kind)
{
	return names_find(sim->names, kind, property_text(arena, sim,
	    properties, name));
}

/* "-d" among the words. */
static bool
property_disabled(const struct sim *sim, uint32_t properties)
{
	const char *list = sim_name(sim, KIND_TEXT, properties);

	for (list += strspn(list, " "); *list != '\0';
	    list = word_after(list)) {
		const char *at = list;

		if (list_next(&at) == '-' && list_next(&at) == 'd' &&
		    list_next(&at) == '\0')
			return true;
	}
	return false;
}

/* SUNW.ldom migrates if it is not said that it does not.  false: another
 * word. */
static bool
migration_read(const char *text, uint32_t *type)
{
	*type = strcmp(text, "NORMAL") == 0 ? MIGRATION_NORMAL :
	    MIGRATION_MIGRATE;
	return *type == MIGRATION_NORMAL || *text == '\0' ||
	    strcmp(text, "MIGRATE") == 0;
}

/* false: no time in seconds, or more than a year. */
static bool
stop_timeout_read(const char *text, int64_t *ns)
{
	char *end;
	long long seconds = strtoll(text, &end, 10);
	bool is_time = *text != '\0' && *end == '\0' && seconds >= 0 &&
	    seconds <= STOP_TIMEOUT_MOST_S;

	*ns = (is_time ? seconds : STOP_TIMEOUT_S) * 1000 * MS;
	return is_time || *text == '\0';
}

static bool
agent_read(struct arena *arena, const struct sim *sim, uint32_t properties,
    struct resource_row *row, struct err *err)
{
	const char *type = property_text(arena, sim, properties,
	    "Migration_type");
	const char *timeout = property_text(arena, sim, properties,
	    "Stop_timeout");

	row->guest = property_name(arena, sim, properties, "Domain_name",
	    KIND_GUEST);
	row->password_file = property_name(arena, sim, properties,
	    "Password_file", KIND_FILE);
	return (migration_read(type, &row->migration_type) ||
	    err_set(err, ERR_VALIDATION, "Migration_type is NORMAL or "
	    "MIGRATE, and not %.80s", type)) &&
	    (stop_timeout_read(timeout, &row->stop_timeout_ns) ||
	    err_set(err, ERR_VALIDATION, "Stop_timeout is a number of "
	    "seconds, and not %.80s", timeout));
}

bool
properties_read(const struct sim *sim, uint32_t properties,
    struct resource_row *row, struct err *err)
{
	struct arena arena = { 0 };
	bool valid = true;

	assert(row->type == TYPE_STORAGE || row->type == TYPE_AGENT);
	row->properties = properties;
	row->enabled = !property_disabled(sim, properties);
	if (row->type == TYPE_STORAGE)
		row->pool = property_name(&arena, sim, properties, "Zpools",
		    KIND_POOL);
	else
		valid = agent_read(&arena, sim, properties, row, err);
	arena_drop(&arena);
	return valid;
}
