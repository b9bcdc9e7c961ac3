/*
 * What guards a guest (SUNW.ldom), and where a rehearsal finds it.
 */
#include "core/formats/site/site_guest.h"

#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

enum { HOUR_MS = 3600 * 1000, TIMEOUT_MAX = 7 * 24 * 3600 };

struct agent_entry {
	const struct value *resource, *password_file, *properties, *command;
	enum migration_type type;
	bool		 probe;
};

/* The probe's path, or only whether there is one. */
static void
probe(struct reader *reader, const struct value *value, void *target)
{
	struct agent_entry *entry = target;

	if (value->type == VALUE_BOOL)
		entry->probe = value->number != 0;
	else if (value->type == VALUE_TEXT && value->text[0] == '/') {
		entry->probe = true;
		entry->command = value;
	} else
		reader_wrong(reader, value, "a path, true or false");
}

/* In the order of enum migration_type. */
static const char *const types[] = { "NORMAL", "MIGRATE", NULL };

static const struct row agent_rows[] = {
	{ "resource", ROW_NAME,
	    .place = 1 + offsetof(struct agent_entry, resource) },
	{ "migration_type", ROW_WORD, .words = types,
	    .place = 1 + offsetof(struct agent_entry, type) },
	{ "password_file", ROW_PATH,
	    .place = 1 + offsetof(struct agent_entry, password_file) },
	{ "plugin_probe", ROW_ANY, .read = probe },
	{ "properties", ROW_OBJECT,
	    .place = 1 + offsetof(struct agent_entry, properties) },
	{ .key = NULL },
};
static const struct shape agent_shape = { "an agent", agent_rows };

static bool
is_property(const char *key)
{
	return strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(key) &&
	    *key != '\0';
}

/* What plans set by themselves would stand in the command twice. */
static void
not_ours(struct reader *reader, const struct value *value)
{
	static const struct { const char *name, *instead; } ours[] = {
		{ "Domain_name", "no property that domferry sets itself: it "
		    "is the guest's name" },
		{ "Password_file", "no property that domferry sets itself: "
		    "use the key \"password_file\" of the agent" },
		{ "Migration_type", "no property that domferry sets itself: "
		    "use the key \"migration_type\" of the agent" },
		{ "Plugin_probe", "no property that domferry sets itself: "
		    "use the key \"plugin_probe\" of the agent" },
		{ "Resource_dependencies_offline_restart", "no property that "
		    "domferry sets itself: it is the guest's \"storage\"" },
	};

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strcmp(value->key, ours[i].name) == 0)
			mistakes_add(reader->arena, reader->mistakes,
			    &value->key_spot, mistakes_quote(reader->arena,
			    value->key), ours[i].instead);
}

static void
stop_timeout(struct reader *reader, struct site_agent *agent,
    const struct value *value)
{
	int64_t seconds;

	if (units_read_number(value->text, TIMEOUT_MAX, &seconds) &&
	    seconds > 0)
		agent->stop_timeout_ms = seconds * 1000;
	else
		reader_wrong(reader, value, "a number of seconds, \"1\" to "
		    "\"604800\"");
}

static void
property_add(struct reader *reader, struct site_agent *agent,
    const char *name, const char *text)
{
	agent->properties[agent->property_count++] = names_put(
	    reader->site->names, KIND_TEXT, arena_format(reader->arena,
	    "%s=%s", name, text));
}

/*
 * Properties are passed on unchanged; only Stop_timeout is read, because plans
 * wait for it.
 */
static void
property(struct reader *reader, struct site_agent *agent,
    const struct value *value)
{
	static const struct row text = { .type = ROW_TEXT };

	if (!is_property(value->key))
		mistakes_add(reader->arena, reader->mistakes, &value->key_spot,
		    mistakes_quote(reader->arena, value->key),
		    "a name of a property such as \"Stop_timeout\"");
	not_ours(reader, value);
	if (!reader_value(reader, &text, value, NULL))
		return;
	if (strcmp(value->key, "Stop_timeout") == 0)
		stop_timeout(reader, agent, value);
	property_add(reader, agent, value->key, value->text);
}

static void
properties(struct reader *reader, struct site_agent *agent,
    const struct value *list)
{
	if (list == NULL)
		return;
	if (list->count > SITE_PROPERTIES) {
		reader_add(reader, list, "%u properties: expected at most %d",
		    (unsigned)list->count, SITE_PROPERTIES);
		return;
	}
	for (list = list->first; list != NULL; list = list->next)
		property(reader, agent, list);
}

/* Its own, or the first file of the site with that use. */
static uint32_t
password_file(struct reader *reader, const struct value *value)
{
	struct site *site = reader->site;

	if (value != NULL)
		return names_put(site->names, KIND_FILE, value->text);
	for (uint32_t i = 0; i < site->file_count; i++)
		if (site->files[i].use == FILE_PASSWORD)
			return site->files[i].file;
	return 0;
}

/*
 * With null no agent guards the guest; without the key it has the default one.
 */
void
guest_agent(struct reader *reader, struct guest_entry *entry)
{
	static const struct row object =
	    { .type = ROW_OBJECT, .shape = &agent_shape };
	struct agent_entry file = { .type = MIGRATION_NORMAL };
	struct site_agent *agent = &entry->row.agent;

	agent->stop_timeout_ms = HOUR_MS;
	agent->password_file = password_file(reader, NULL);
	if (entry->agent != NULL && entry->agent->type == VALUE_NULL)
		return;
	if (entry->agent != NULL &&
	    !reader_value(reader, &object, entry->agent, &file))
		return;
	agent->present = true;
	agent->migration_type = file.type;
	agent->plugin_probe = file.probe;
	agent->password_file = password_file(reader, file.password_file);
	agent->resource = site_declare(reader, KIND_RESOURCE,
	    guest_custom(reader, entry, file.resource, "", "-ldom-rs"),
	    guest_spot(entry, file.resource));
	agent->probe_known = file.command != NULL;
	if (file.command != NULL)
		property_add(reader, agent, "Plugin_probe",
		    file.command->text);
	properties(reader, agent, file.properties);
}

static const struct {
	const char	*word;		/* with what follows it */
	enum guest_now	 now;
} nows[] = {
	{ "defined on ", NOW_DEFINED }, { "running on ", NOW_RUNNING },
	{ "clustered on ", NOW_CLUSTERED },
};

/* The node is one of the group's. */
static void
now_on(struct reader *reader, struct guest_entry *entry, size_t at)
{
	const struct names *names = reader->site->names;
	struct site_guest *row = &entry->row;
	const char *name = entry->now->text + at;
	uint32_t node = names_find(names, KIND_NODE, name), i = 0;

	while (i < row->node_count && row->node[i] != node)
		i++;
	if (node == 0 || i == row->node_count)
		reader_wrong_in(reader, entry->now, at,
		    mistakes_quote(reader->arena, name),
		    arena_format(reader->arena, "a node of its group (%s)",
		    names_text(names, KIND_TEXT, row->node_list)));
	row->now_on = node;
}

void
guest_now(struct reader *reader, struct guest_entry *entry)
{
	const struct value *now = entry->now;

	if (now == NULL || strcmp(now->text, "absent") == 0)
		return;
	for (size_t i = 0; i < sizeof(nows) / sizeof(nows[0]); i++) {
		size_t n = strlen(nows[i].word);

		if (strncmp(now->text, nows[i].word, n) != 0)
			continue;
		if (nows[i].now == NOW_CLUSTERED && !entry->row.agent.present)
			reader_wrong(reader, now, "\"running on NODE\": the "
			    "guest has no agent");
		entry->row.now = nows[i].now;
		now_on(reader, entry, n);
		return;
	}
	reader_wrong(reader, now, "\"absent\", \"defined on NODE\", "
	    "\"running on NODE\" or \"clustered on NODE\"");
}
