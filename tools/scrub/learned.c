#include "tools/scrub/learned.h"

#include <stdlib.h>
#include <string.h>

#include "backends/commands/line.h"
#include "backends/real/answers/outputs.h"

/* What a detail of a fact names; with a fact of NULL, of every one. */
static const struct detail_row {
	const char	*fact, *key;
	enum scrub_kind	 kind;
} details[] = {
	{ "domain", "name", SCRUB_GUEST }, { "console", "name", SCRUB_GUEST },
	{ NULL, "client", SCRUB_GUEST }, { NULL, "master", SCRUB_GUEST },
	{ NULL, "server", SCRUB_GUEST }, { NULL, "domain", SCRUB_GUEST },
	{ "node", "name", SCRUB_NODE }, { "quorum-node", "name", SCRUB_NODE },
	{ "quorum-vote", "name", SCRUB_NODE }, { NULL, "node", SCRUB_NODE },
	{ NULL, "nodes", SCRUB_NODE }, { NULL, "primary", SCRUB_NODE },
	{ NULL, "secondary", SCRUB_NODE }, { NULL, "spare", SCRUB_NODE },
	{ "transport-path", "from", SCRUB_NODE },
	{ "transport-path", "to", SCRUB_NODE },
	{ "control-domain", "name", SCRUB_NODE },
	{ "operation", "target", SCRUB_NODE },
	{ "operation", "source", SCRUB_NODE },
	{ "file", "owner", SCRUB_USER }, { "file", "group", SCRUB_USER },
	{ "group", "name", SCRUB_GROUP }, { "group-mode", "name", SCRUB_GROUP },
	{ NULL, "group", SCRUB_GROUP },
	{ "resource", "name", SCRUB_RESOURCE },
	{ "resource-type-of", "name", SCRUB_RESOURCE },
	{ NULL, "resource", SCRUB_RESOURCE },
	{ "pool", "name", SCRUB_POOL }, { "importable", "name", SCRUB_POOL },
	{ NULL, "pool", SCRUB_POOL }, { "dataset", "name", SCRUB_POOL },
	{ "property", "of", SCRUB_POOL },
	{ "volume", "name", SCRUB_VOLUME }, { NULL, "volume", SCRUB_VOLUME },
	{ NULL, "mpgroup", SCRUB_VOLUME },
	{ "vds", "name", SCRUB_SERVICE }, { "vsw", "name", SCRUB_SERVICE },
	{ "vcc", "name", SCRUB_SERVICE }, { NULL, "service", SCRUB_SERVICE },
	{ "vdisk", "name", SCRUB_DEVICE }, { "vnet", "name", SCRUB_DEVICE },
	{ "device-group", "name", SCRUB_DEVICE },
	{ "quorum-device", "name", SCRUB_DEVICE },
	{ "chassis", "serial", SCRUB_DEVICE },
	{ "visitor", "user", SCRUB_USER }, { "visitor", "from", SCRUB_HOST },
	{ "account", "user", SCRUB_USER }, { "process", "user", SCRUB_USER },
	{ "host", "name", SCRUB_HOST }, { "host", "aliases", SCRUB_HOST },
	{ "cluster", "name", SCRUB_WORD }, { "config", "name", SCRUB_WORD },
	{ "volume", "device", SCRUB_FILE },
	{ "pool-device", "name", SCRUB_FILE }, { "did", "path", SCRUB_FILE },
	{ "file", "name", SCRUB_FILE }, { "sum", "name", SCRUB_FILE },
	{ NULL, "mountpoint", SCRUB_FILE }, { NULL, "special", SCRUB_FILE },
	{ NULL, "altroot", SCRUB_FILE },
};

static const struct detail_row property_rows[] = {
	/* What a property of that name has for its value. */
	{ NULL, "Domain_name", SCRUB_GUEST }, { NULL, "Zpools", SCRUB_POOL },
	{ NULL, "Nodelist", SCRUB_NODE }, { NULL, "Node List", SCRUB_NODE },
	{ NULL, "RG_description", SCRUB_WORD },
	{ NULL, "R_description", SCRUB_WORD },
	{ NULL, "Password_file", SCRUB_FILE },
	{ NULL, "Plugin_probe", SCRUB_FILE },
	{ NULL, "HostnameList", SCRUB_HOST },
	{ NULL, "Resource_dependencies", SCRUB_RESOURCE },
	{ NULL, "Full Device Path", SCRUB_FILE },
	{ NULL, "creation_node", SCRUB_NODE },
	{ NULL, "content_name", SCRUB_WORD },
	{ NULL, "content_author", SCRUB_USER },
};

/* Keys of an operation in JSON, and of an answer: the places of domferry. */
static const struct detail_row fields[] = {
	{ NULL, "guest", SCRUB_GUEST }, { NULL, "group", SCRUB_GROUP },
	{ NULL, "resource", SCRUB_RESOURCE }, { NULL, "pool", SCRUB_POOL },
	{ NULL, "device", SCRUB_DEVICE }, { NULL, "volume", SCRUB_VOLUME },
	{ NULL, "service", SCRUB_SERVICE }, { NULL, "disk", SCRUB_DEVICE },
	{ NULL, "net", SCRUB_DEVICE }, { NULL, "source", SCRUB_SOURCE },
	{ NULL, "file", SCRUB_FILE }, { NULL, "to", SCRUB_NODE },
};

/* Keys of a site file: what stands below them, as deep as it may be. */
static const struct detail_row keys[] = {
	{ NULL, "site", SCRUB_WORD }, { NULL, "cluster", SCRUB_WORD },
	{ NULL, "config", SCRUB_WORD }, { NULL, "host", SCRUB_HOST },
	{ NULL, "user", SCRUB_USER }, { NULL, "owner", SCRUB_USER },
	{ NULL, "approved_by", SCRUB_USER }, { NULL, "path", SCRUB_FILE },
	{ NULL, "credentials", SCRUB_FILE }, { NULL, "share", SCRUB_FILE },
	{ NULL, "mount", SCRUB_FILE }, { NULL, "hooks", SCRUB_FILE },
	{ NULL, "blackout", SCRUB_FILE }, { NULL, "plugin_probe", SCRUB_FILE },
	{ NULL, "exclude", SCRUB_FILE },
	/* Below them is no name: how long a hook may take, and devices. */
	{ NULL, "limit", SCRUB_KINDS }, { NULL, "transport", SCRUB_KINDS },
	{ NULL, "types", SCRUB_KINDS }, { NULL, "releases", SCRUB_KINDS },
};

#define ROWS(table)	sizeof(table) / sizeof(table[0])

static const enum scrub_kind kinds_of_names[KINDS] = {
	[KIND_NODE] = SCRUB_NODE, [KIND_GUEST] = SCRUB_GUEST,
	[KIND_SOURCE] = SCRUB_SOURCE, [KIND_ARCHIVE] = SCRUB_HOST,
	[KIND_DEVICE] = SCRUB_DEVICE, [KIND_POOL] = SCRUB_POOL,
	[KIND_GROUP] = SCRUB_GROUP, [KIND_RESOURCE] = SCRUB_RESOURCE,
	[KIND_SERVICE] = SCRUB_SERVICE, [KIND_VOLUME] = SCRUB_VOLUME,
	[KIND_DISK] = SCRUB_DEVICE, [KIND_NET] = SCRUB_DEVICE,
	[KIND_FILE] = SCRUB_FILE,
};

static const struct detail_row *
row_find(const struct detail_row *rows, size_t count, const char *fact,
    const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].key, key) == 0 && (rows[i].fact == NULL ||
		    strcmp(rows[i].fact, fact) == 0))
			return &rows[i];
	return NULL;
}

static void
fact_learn(struct dictionary *dictionary, const struct fact_row *fact)
{
	const struct detail_row *row = row_find(property_rows,
	    ROWS(property_rows), "", fact_word(fact, "name"));

	if (row != NULL && fact_detail(fact, "value") != NULL)
		dictionary_add(dictionary, row->kind, fact_word(fact,
		    "value"));
	for (const struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next) {
		row = row_find(details, ROWS(details), fact->kind,
		    detail->key);
		if (row != NULL && detail->kind == DETAIL_TEXT)
			dictionary_add(dictionary, row->kind, detail->text);
		if (strcmp(detail->key, "hostid") == 0)
			dictionary_hostid(dictionary, (uint32_t)strtoul(
			    detail->text, NULL, 16));
	}
}

void
learned_output(struct dictionary *dictionary, const char *command,
    bool failed, const char *output, size_t size)
{
	struct arena arena = { 0 };
	struct typed_line *line = arena_take(&arena, 1, sizeof(*line));
	struct printed printed = { .row = NULL };
	struct reading reading = { .count = 0 };
	struct err err = { 0 };
	bool read = line_read(line, command, &err), whole = size == 0;

	if (!whole && read && printed_read(&printed, line->word, line->count,
	    &err)) {
		output_read(&arena, &printed, output, size, &reading);
		for (uint32_t i = 0; i < reading.count; i++)
			if (reading.fact[i].why == NULL)
				fact_learn(dictionary, &reading.fact[i]);
		whole = reading.strange == 0 && !reading.full;
	}
	if (!whole && !failed)
		dictionary_doubt(dictionary, read && line->program != NULL ?
		    line->program : arena_text(&arena, command,
		    strcspn(command, " ")));
	arena_drop(&arena);
}

void
learned_place(struct dictionary *dictionary, const char *place)
{
	const char *name = strrchr(place, ':');
	enum scrub_kind kind = strncmp(place, "guest:", 6) == 0 ?
	    SCRUB_GUEST : strstr(place, "source:") != NULL ? SCRUB_SOURCE :
	    SCRUB_NODE;

	dictionary_add(dictionary, kind, name != NULL ? name + 1 : place);
}

void
learned_op(struct dictionary *dictionary, const json_t *json)
{
	for (size_t i = 0; i < ROWS(fields); i++) {
		const char *name = json_string_value(json_object_get(json,
		    fields[i].key));

		if (name != NULL)
			dictionary_add(dictionary, fields[i].kind, name);
	}
}

static void
value_learn(struct dictionary *dictionary, const struct value *value,
    const struct detail_row *row)
{
	const struct detail_row *own = value->key == NULL || (row != NULL &&
	    row->kind == SCRUB_KINDS) ? NULL : row_find(keys, ROWS(keys), "",
	    value->key);
	bool phone = value->key != NULL && strcmp(value->key, "phone") == 0;

	row = own != NULL ? own : row;
	/* "+49 30 1234": its digits are the name here. */
	if (value->type == VALUE_TEXT && phone)
		dictionary_insist(dictionary, value->text);
	else if (value->type == VALUE_TEXT && row != NULL &&
	    row->kind != SCRUB_KINDS)
		dictionary_add(dictionary, row->kind, value->text);
	if (value->key != NULL && value->type == VALUE_TEXT &&
	    strcmp(value->key, "hostid") == 0)
		dictionary_hostid(dictionary, (uint32_t)strtoul(value->text,
		    NULL, 16));
	for (const struct value *child = value->first; child != NULL;
	    child = child->next)
		value_learn(dictionary, child, row);
}

void
learned_site(struct dictionary *dictionary, const struct site *site,
    const struct value *tree)
{
	for (enum kind kind = KIND_NODE; kind < KIND_TEXT; kind++)
		for (uint32_t i = 1; kind != KIND_TYPE && i <= names_count(
		    site->names, kind); i++)
			dictionary_add(dictionary, kinds_of_names[kind],
			    names_text(site->names, kind, i));
	value_learn(dictionary, tree, NULL);
}
