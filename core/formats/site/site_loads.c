/*
 * Load limits of nodes, and the load factors of groups.
 *
 * A limit whose name no node has would never be looked at: it is a mistake, and
 * so is a site that begins with more load than a node takes.
 */
#include "core/formats/site/site_guest.h"

#include <assert.h>
#include <inttypes.h>
#include <stddef.h>

#include "core/base/arena.h"

struct limit_entry {
	const struct value *name;
	uint32_t	 soft, hard;
};

static const struct row limit_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct limit_entry, name) },
	{ "soft", ROW_COUNT, .minimum = 0, .maximum = LOAD_LIMIT,
	    .place = 1 + offsetof(struct limit_entry, soft) },
	{ "hard", ROW_COUNT, .minimum = 0, .maximum = LOAD_LIMIT,
	    .place = 1 + offsetof(struct limit_entry, hard) },
	{ .key = NULL },
};
static const struct shape limit_shape = { "a load limit", limit_rows };
static const struct row limit_each =
    { .type = ROW_OBJECT, .shape = &limit_shape };

static uint32_t
limit_text(struct reader *reader, const struct limit_entry *entry)
{
	const char *soft = entry->soft == UINT32_MAX ? "" :
	    arena_format(reader->arena, "%" PRIu32, entry->soft);
	const char *hard = entry->hard == UINT32_MAX ? "" :
	    arena_format(reader->arena, "%" PRIu32, entry->hard);

	return names_put(reader->site->names, KIND_TEXT, arena_format(
	    reader->arena, "%s=%s:%s", entry->name->text, soft, hard));
}

static void
limit(struct reader *reader, struct site_node *node,
    const struct value *value)
{
	struct limit_entry entry = { NULL, UINT32_MAX, UINT32_MAX };
	const struct names *names = reader->site->names;
	uint32_t text;

	if (!reader_value(reader, &limit_each, value, &entry) ||
	    entry.name == NULL)
		return;
	if (entry.soft == UINT32_MAX && entry.hard == UINT32_MAX)
		reader_add(reader, value, "load limit \"%s\" limits nothing: "
		    "expected \"soft\", \"hard\" or both", entry.name->text);
	else if (entry.soft != UINT32_MAX && entry.hard < entry.soft)
		reader_add(reader, value_get(value, "hard"), "a hard limit of "
		    "%" PRIu32 " is below the soft one (%" PRIu32 ")",
		    entry.hard, entry.soft);
	text = limit_text(reader, &entry);
	for (uint32_t i = 0; i < node->load_count; i++)
		if (names_key(names, node->load_limit[i]) ==
		    names_key(names, text)) {
			reader_wrong(reader, entry.name, "one load limit of "
			    "each name");
			return;
		}
	node->load_limit[node->load_count++] = text;
}

void
site_load_limits(struct reader *reader, const struct value *list,
    struct site_node *node)
{
	assert(node->load_count == 0);
	for (const struct value *part = list != NULL ? list->first : NULL;
	    part != NULL && node->load_count < LOADS; part = part->next)
		limit(reader, node, part);
}

struct factor_entry {
	const struct value *name;
	uint32_t	 factor;
};

static const struct row factor_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct factor_entry, name) },
	{ "factor", ROW_COUNT, .required = true, .minimum = 1,
	    .maximum = LOAD_FACTOR,
	    .place = 1 + offsetof(struct factor_entry, factor) },
	{ .key = NULL },
};
static const struct shape factor_shape = { "a load factor", factor_rows };
static const struct row factor_each =
    { .type = ROW_OBJECT, .shape = &factor_shape };

/* Has some node a load limit of that name? */
static bool
is_limit(const struct site *site, uint32_t name)
{
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (site_load_limit(site, n, name) != 0)
			return true;
	return false;
}

/* The property is written once, as clrg takes it: plans compare it by its
 * number. */
void
guest_loads(struct reader *reader, struct guest_entry *entry)
{
	const struct value *list = entry->loads;
	struct names *names = reader->site->names;
	const char *text = load_none;

	for (list = list != NULL ? list->first : NULL; list != NULL;
	    list = list->next) {
		struct factor_entry file = { NULL, 0 };
		uint32_t name;

		if (!reader_value(reader, &factor_each, list, &file) ||
		    file.name == NULL || file.factor == 0)
			continue;
		name = names_find(names, KIND_TEXT, file.name->text);
		if (!is_limit(reader->site, name)) {
			reader_wrong(reader, file.name, "a name of a load "
			    "limit, which some node has in \"load_limits\"");
			continue;
		}
		if (entry->row.load_factors != 0 && load_factor(names,
		    entry->row.load_factors, name) != 0)
			reader_wrong(reader, file.name, "one load factor for "
			    "each load limit");
		text = arena_format(reader->arena, "%s%s%s@%" PRIu32, text,
		    entry->row.load_factors != 0 ? "," : "", file.name->text,
		    file.factor);
		entry->row.load_factors = names_put(names, KIND_TEXT, text);
	}
}

/* The load that the site begins with on that node, up to that guest. */
static int64_t
load_now(const struct site *site, uint32_t node, uint32_t limit,
    uint32_t guest)
{
	int64_t sum = 0;

	for (uint32_t g = 1; g <= guest; g++)
		if (site->guests[g].now != NOW_ABSENT &&
		    site->guests[g].now_on == node)
			sum += load_factor(site->names,
			    site->guests[g].load_factors, limit);
	return sum;
}

/* The first guest that is too much is where the mistake is. */
static void
now_fits(struct reader *reader, const struct value *at, uint32_t guest,
    uint32_t limit)
{
	const struct site *site = reader->site;
	uint32_t node = site->guests[guest].now_on;
	uint32_t text = site_load_limit(site, node, limit);
	int64_t sum = load_now(site, node, limit, guest), soft, hard;

	if (text == 0)
		return;
	load_limit(names_text(site->names, KIND_TEXT, text), &soft, &hard);
	if (sum > hard && load_now(site, node, limit, guest - 1) <= hard)
		reader_add(reader, at, "\"now\" has a load of %lld on \"%s\": "
		    "expected at most %lld, the hard limit of \"%s\" there",
		    (long long)sum, names_text(site->names, KIND_NODE, node),
		    (long long)hard, names_text(site->names, KIND_TEXT,
		    limit));
}

void
guests_loads(struct reader *reader, const struct value *guests)
{
	const struct site *site = reader->site;

	for (const struct value *part = guests->first; part != NULL;
	    part = part->next) {
		const char *name = part->type == VALUE_OBJECT ?
		    site_text(part, "name") : NULL;
		uint32_t g = name != NULL ? names_find(site->names,
		    KIND_GUEST, name) : 0;
		const struct site_guest *row = &site->guests[g];
		struct load list[LOADS];
		uint32_t count;
		bool whole;

		if (g == 0 || row->load_factors == 0 ||
		    row->now == NOW_ABSENT || row->now_on == 0)
			continue;
		count = load_list(site->names, names_text(site->names,
		    KIND_TEXT, row->load_factors), list, &whole);
		for (uint32_t i = 0; i < count; i++)
			now_fits(reader, value_get(value_get(part, "group"),
			    "load_factors"), g, list[i].limit);
	}
}
