#include "core/formats/site/site_file.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/apart.h"
#include "core/formats/site/site_parts.h"

enum { MANY = 65535, ARCHIVES = 255, FORMAT = 1, LDM_DEFAULT = 200,
    APPROVERS = 64, OVERRUN = 100 };

/* In the order of enum site_now. */
static const char *const nows[] = { "ready", "bare", NULL };

/* In the order that "by" is listed in a message. */
static const char *const ways[] = { "here", "ssh", "transcript", "hand",
    NULL };
static const char *const becomes[] = { "none", "pfexec", "sudo", NULL };
static const struct row reach_rows[] = {
	{ "by", ROW_WORD, .required = true, .words = ways },
	{ "host", .type = ROW_TEXT },
	{ "user", .type = ROW_TEXT },
	{ "become", ROW_WORD, .words = becomes },
	{ "file", .type = ROW_TEXT },
	{ .key = NULL },
};
const struct shape site_reach = { "\"reach\"", reach_rows };

struct site_reach
site_reach_of(const struct value *object)
{
	const struct value *reach = value_get(object, "reach");

	return (struct site_reach){
		.by = site_text(reach, "by"),
		.host = site_text(reach, "host"),
		.user = site_text(reach, "user"),
		.become = site_text(reach, "become"),
		.file = site_text(reach, "file"),
	};
}

/* "*" is for those that no other key names. */
static void
downtime_set(struct site *site, const char *name, int64_t ms)
{
	uint32_t guest = names_find(site->names, KIND_GUEST, name);

	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (g == guest || (strcmp(name, "*") == 0 &&
		    !site->guests[g].objective)) {
			site->guests[g].objective = true;
			site->guests[g].objective_ms = ms;
		}
}

/* Downtime for each guest by name, or for "*", all others. */
static void
downtime(struct reader *reader, const struct value *value, void *target)
{
	static const struct row duration = { .type = ROW_DURATION,
	    .place = 1 };
	int64_t ms, others = -1;

	(void)target;
	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		if (strcmp(part->key, "*") != 0 &&
		    names_find(reader->site->names, KIND_GUEST,
		    part->key) == 0)
			mistakes_add(reader->arena, reader->mistakes,
			    &part->key_spot,
			    mistakes_quote(reader->arena, part->key),
			    arena_format(reader->arena, "\"*\" or a name of a "
			    "guest (%s)", reader_names(reader->arena,
			    reader->site->names, KIND_GUEST)));
		if (!reader_value(reader, &duration, part, &ms))
			continue;
		if (strcmp(part->key, "*") == 0)
			others = ms;
		else
			downtime_set(reader->site, part->key, ms);
	}
	if (others >= 0)
		downtime_set(reader->site, "*", others);
}

static void
approvers(struct reader *reader, const struct value *list, void *target)
{
	const char **names = arena_take(reader->arena, list->count + 1,
	    sizeof(*names));
	unsigned n = 0;

	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next)
		names[n++] = part->text;
	reader->site->approvers = names;
}

static const struct row approver_each = { .type = ROW_TEXT };

static const struct row objective_rows[] = {
	{ "downtime", ROW_OBJECT, .read = downtime },
	{ .key = NULL },
};
static const struct shape objective_shape = { "\"objectives\"",
    objective_rows };

struct texts {
	const struct value *name, *about, *config, *releases;
	enum site_now	 at;
	bool		 simulated;
	uint32_t	 overrun;
	int64_t		 suspended_ms;
};

static const struct row rows[] = {
	{ "site", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct texts, name) },
	{ "format", ROW_COUNT, .minimum = FORMAT, .maximum = FORMAT },
	{ "about", ROW_TEXT, .place = 1 + offsetof(struct texts, about) },
	{ "releases", ROW_OBJECT, .shape = &site_releases,
	    .place = 1 + offsetof(struct texts, releases) },
	{ "config", ROW_NAME, .place = 1 + offsetof(struct texts, config) },
	{ "simulated", ROW_BOOL,
	    .place = 1 + offsetof(struct texts, simulated) },
	{ "now", ROW_WORD, .words = nows,
	    .place = 1 + offsetof(struct texts, at) },
	/* Sections: a later one may need what an earlier one has stored. */
	{ "nodes", ROW_LIST, .required = true, .minimum = 1,
	    .maximum = SITE_NODES, .read = site_nodes },
	{ "devices", ROW_LIST, .maximum = MANY, .read = site_devices },
	{ "cluster", ROW_OBJECT, .read = site_cluster },
	{ "services", ROW_OBJECT, .read = site_services },
	{ "files", ROW_LIST, .maximum = MANY, .read = site_files },
	{ "archives", ROW_LIST, .maximum = ARCHIVES, .read = site_archives },
	{ "sources", ROW_LIST, .maximum = MANY, .read = site_sources },
	{ "guests", ROW_LIST, .maximum = MANY, .read = site_guests },
	{ "objectives", ROW_OBJECT, .shape = &objective_shape },
	{ "timing", ROW_OBJECT, .read = site_timing },
	{ "hooks", ROW_OBJECT, .read = site_hooks },
	{ "blackout", ROW_OBJECT, .read = site_blackout },
	{ "overrun", ROW_COUNT, .minimum = 2, .maximum = OVERRUN,
	    .place = 1 + offsetof(struct texts, overrun) },
	{ "suspended", ROW_DURATION, .minimum = 1,
	    .place = 1 + offsetof(struct texts, suspended_ms) },
	{ "approved_by", ROW_LIST, .minimum = 1, .maximum = APPROVERS,
	    .each = &approver_each, .read = approvers },
	{ .key = NULL },
};
static const struct shape shape = { "a site", rows };

/* The first key shows what kind of file it is. */
static bool
is_site(struct reader *reader, const struct value *root)
{
	if (root->type != VALUE_OBJECT) {
		reader_wrong(reader, root, "an object that begins with "
		    "\"site\"");
		return false;
	}
	if (root->first == NULL || strcmp(root->first->key, "site") == 0)
		return true;
	mistakes_add(reader->arena, reader->mistakes, &root->first->key_spot,
	    mistakes_quote(reader->arena, root->first->key),
	    "\"site\" as the first key of a site file");
	return false;
}

/* All that is referred to by name, in the order of the file. */
static void
intern(struct reader *reader, const struct value *root)
{
	static const struct { const char *key; enum kind kind; } lists[] = {
		{ "nodes", KIND_NODE }, { "devices", KIND_DEVICE },
		{ "guests", KIND_GUEST }, { "sources", KIND_SOURCE },
		{ "archives", KIND_ARCHIVE },
	};
	const struct value *services = value_get(root, "services");
	struct names *names = reader->site->names;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		site_intern(reader, lists[i].kind,
		    value_get(root, lists[i].key));
	for (services = services != NULL ? services->first : NULL;
	    services != NULL; services = services->next)
		site_intern(reader, KIND_SERVICE, services);
	reader->site->node_count = names_count(names, KIND_NODE);
	reader->site->device_count = names_count(names, KIND_DEVICE);
	reader->site->guest_count = names_count(names, KIND_GUEST);
	reader->site->source_count = names_count(names, KIND_SOURCE);
	reader->site->archive_count = names_count(names, KIND_ARCHIVE);
	reader->site->service_count = names_count(names, KIND_SERVICE);
}

static struct site *
site_empty(struct arena *arena)
{
	struct site *site = arena_take(arena, 1, sizeof(*site));

	names_begin(arena, site->names);
	site->about = "";
	site->config = "ha-base";
	site->fencing = "prefer3";
	site->heartbeat_timeout_ms = 10 * 1000;
	timing_default(&site->timing);
	return site;
}

static void
rows_allocate(struct arena *arena, struct site *site)
{
	site->nodes = arena_take(arena, site->node_count + 1,
	    sizeof(*site->nodes));
	site->devices = arena_take(arena, site->device_count + 1,
	    sizeof(*site->devices));
	site->services = arena_take(arena, site->service_count + 1,
	    sizeof(*site->services));
	site->sources = arena_take(arena, site->source_count + 1,
	    sizeof(*site->sources));
	site->archives = arena_take(arena, site->archive_count + 1,
	    sizeof(*site->archives));
	site->guests = arena_take(arena, site->guest_count + 1,
	    sizeof(*site->guests));
}

/* A node without a release of its own has the site's. */
static void
releases(struct reader *reader, const struct value *value)
{
	struct site *site = reader->site;
	uint32_t ldm = site_ldm(reader, value, LDM_DEFAULT);

	for (uint32_t n = 1; n <= site->node_count; n++)
		if (site->nodes[n].ldm == 0)
			site->nodes[n].ldm = ldm;
}

/* Mistakes found before, in another file, do not count against this one. */
struct site *
site_read_value(struct arena *arena, const struct value *root,
    struct mistakes *mistakes)
{
	struct site *site = site_empty(arena);
	struct reader reader = { arena, mistakes, site, root };
	struct texts texts = { .at = SITE_UNSPECIFIED };
	size_t before = mistakes->count;

	assert(root != NULL);
	if (is_site(&reader, root)) {
		intern(&reader, root);
		rows_allocate(arena, site);
		reader_object(&reader, &shape, root, &texts);
		releases(&reader, texts.releases);
	}
	mistakes_sort(mistakes);
	if (mistakes->count != before)
		return NULL;
	site->name = texts.name->text;
	site->now = texts.at;
	site->simulated = texts.simulated;
	site->overrun = texts.overrun;
	site->suspended_ms = texts.suspended_ms;
	if (texts.about != NULL)
		site->about = texts.about->text;
	if (texts.config != NULL)
		site->config = texts.config->text;
	return site;
}

struct site *
site_read(struct arena *arena, const char *file_name, const char *text,
    size_t n, struct mistakes *mistakes)
{
	struct arena tree = { 0 };
	const struct value *root = jsonc_read_apart(arena, &tree,
	    &(struct source){ file_name, text, n }, mistakes);
	struct site *site = root != NULL ? site_read_value(arena, root,
	    mistakes) : NULL;

	assert(text != NULL || n == 0);
	arena_drop(&tree);
	return site;
}
