/*
 * Virtual services, the same on every node, and files that lie on nodes.
 */
#include "core/formats/site/site_parts.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

enum { PORT_FIRST = 1024, PORT_LAST = 65535, MANY = 1024 };

struct service_entry {
	const struct value *name, *net_dev, *ports;
};

/* Ports below 1024 belong to the system. */
static bool
port(const char *text, size_t n, int64_t *number)
{
	char digits[8] = "";

	if (n >= sizeof(digits))
		return false;
	memcpy(digits, text, n);
	return units_read_number(digits, PORT_LAST, number) &&
	    *number >= PORT_FIRST;
}

/* Consoles are given the lowest free port of the range, at bind. */
static void
ports(struct reader *reader, const struct value *value, void *target)
{
	const char *dash = strchr(value->text, '-');
	int64_t first, last;

	(void)target;
	if (dash == NULL ||
	    !port(value->text, (size_t)(dash - value->text), &first) ||
	    !port(dash + 1, strlen(dash + 1), &last) || first > last)
		reader_wrong(reader, value, "a range of ports such as "
		    "\"5000-5100\", within 1024-65535, lowest first");
}

/* One text for all nodes, or an object with a text for each node. */
static void
net_dev(struct reader *reader, const struct value *value, void *target)
{
	static const struct row device = { .type = ROW_NAME };
	uint32_t missing = 0;

	(void)target;
	if (value->type != VALUE_OBJECT) {
		reader_value(reader, &device, value, NULL);
		return;
	}
	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		struct value key = { .spot = part->key_spot,
		    .type = VALUE_TEXT, .text = part->key };

		site_node(reader, &key);
		reader_value(reader, &device, part, NULL);
	}
	for (uint32_t i = reader->site->node_count; i > 0; i--)
		if (value_get(value, names_text(reader->site->names,
		    KIND_NODE, i)) == NULL)
			missing = i;
	if (missing != 0)
		reader_add(reader, value, "no net_dev for node \"%s\": "
		    "expected one for every node", names_text(
		    reader->site->names, KIND_NODE, missing));
}

static const struct row vsw_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct service_entry, name) },
	{ "net_dev", ROW_ANY, .required = true, .read = net_dev,
	    .place = 1 + offsetof(struct service_entry, net_dev) },
	{ .key = NULL },
};
static const struct row vds_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct service_entry, name) },
	{ .key = NULL },
};
static const struct row vcc_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct service_entry, name) },
	{ "ports", ROW_TEXT, .required = true, .read = ports,
	    .place = 1 + offsetof(struct service_entry, ports) },
	{ .key = NULL },
};

/* In the order of enum service_kind. */
static const struct shape shapes[] = { { "a vsw", vsw_rows },
    { "a vds", vds_rows }, { "a vcc", vcc_rows } };

/* What the service has on that node: "nxge0", "5000-5100" or nothing. */
static uint32_t
value_on(struct reader *reader, const struct service_entry *file,
    uint32_t node)
{
	struct names *names = reader->site->names;
	const struct value *value = file->ports;

	if (file->net_dev != NULL)
		value = file->net_dev->type != VALUE_OBJECT ? file->net_dev :
		    value_get(file->net_dev, names_text(names, KIND_NODE,
		    node));
	return value != NULL && value->type == VALUE_TEXT ?
	    names_put(names, KIND_TEXT, value->text) : 0;
}

/* Of two with one name the first counts; the other has been reported. */
static bool
is_first(const struct reader *reader, const struct value *value,
    const char *name)
{
	const struct value *list = value_get(reader->root, "services");

	for (list = list->first; list != NULL; list = list->next)
		for (const struct value *part = list->first; part != NULL;
		    part = part->next) {
			const struct value *its = value_get(part, "name");

			if (part == value)
				return true;
			if (its != NULL && its->type == VALUE_TEXT &&
			    strcmp(its->text, name) == 0)
				return false;
		}
	return true;
}

static void
service(struct reader *reader, const struct value *value,
    enum service_kind kind)
{
	const struct row each =
	    { .type = ROW_OBJECT, .shape = &shapes[kind] };
	struct service_entry file = { .name = NULL };
	struct site *site = reader->site;
	struct site_service *row;

	if (!reader_value(reader, &each, value, &file) || file.name == NULL ||
	    !is_first(reader, value, file.name->text))
		return;
	row = &site->services[names_find(site->names, KIND_SERVICE,
	    file.name->text)];
	row->kind = kind;
	for (uint32_t node = 1; node <= site->node_count; node++)
		row->value[node] = value_on(reader, &file, node);
}

static void
vsw_list(struct reader *reader, const struct value *list, void *target)
{
	(void)target;
	for (list = list->first; list != NULL; list = list->next)
		service(reader, list, SERVICE_VSW);
}

static void
vds_list(struct reader *reader, const struct value *list, void *target)
{
	(void)target;
	for (list = list->first; list != NULL; list = list->next)
		service(reader, list, SERVICE_VDS);
}

static void
vcc_list(struct reader *reader, const struct value *list, void *target)
{
	(void)target;
	for (list = list->first; list != NULL; list = list->next)
		service(reader, list, SERVICE_VCC);
}

static const struct row services_rows[] = {
	{ "vsw", ROW_LIST, .maximum = MANY, .read = vsw_list },
	{ "vds", ROW_LIST, .maximum = MANY, .read = vds_list },
	{ "vcc", ROW_LIST, .maximum = MANY, .read = vcc_list },
	{ .key = NULL },
};
static const struct shape services_shape = { "\"services\"", services_rows };

void
site_services(struct reader *reader, const struct value *value, void *target)
{
	assert(target != NULL);
	(void)target;
	reader_object(reader, &services_shape, value, NULL);
}

struct file_entry {
	const struct value *file, *nodes;
	struct site_file row;
};

/* In the order of enum file_use. */
static const char *const uses[] = { "plain", "password", "image", NULL };

static void
mode(struct reader *reader, const struct value *value, void *target)
{
	size_t n = strlen(value->text);

	(void)target;
	if (n < 3 || n > 4 || strspn(value->text, "01234567") != n)
		reader_wrong(reader, value, "a mode such as \"0400\"");
}

static const struct row file_rows[] = {
	{ "file", ROW_PATH, .required = true,
	    .place = 1 + offsetof(struct file_entry, file) },
	{ "owner", .type = ROW_TEXT },
	{ "mode", ROW_TEXT, .read = mode },
	{ "size", ROW_SIZE,
	    .place = 1 + offsetof(struct file_entry, row.size) },
	{ "use", ROW_WORD, .words = uses,
	    .place = 1 + offsetof(struct file_entry, row.use) },
	{ "nodes", ROW_LIST, .minimum = 1, .maximum = SITE_NODES,
	    .place = 1 + offsetof(struct file_entry, nodes) },
	{ .key = NULL },
};
static const struct shape file_shape = { "a file", file_rows };
static const struct row file_each =
    { .type = ROW_OBJECT, .shape = &file_shape };

void
site_files(struct reader *reader, const struct value *list, void *target)
{
	struct site *site = reader->site;
	uint64_t all = ((uint64_t)1 << site->node_count) - 1;

	(void)target;
	site->files = arena_take(reader->arena, list->count + 1,
	    sizeof(*site->files));
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		struct file_entry file = { .file = NULL };

		if (!reader_value(reader, &file_each, part, &file) ||
		    file.file == NULL)
			continue;
		file.row.owner = site_text(part, "owner");
		file.row.mode = site_text(part, "mode");
		file.row.file = site_declare(reader, KIND_FILE,
		    file.file->text, file.file);
		file.row.nodes = file.nodes != NULL ?
		    site_node_set(reader, file.nodes) : all << 1;
		site->files[site->file_count++] = file.row;
	}
}
