/*
 * The names that a site declares, and what refers to them.
 */
#include "core/formats/site/site_parts.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

/* LISTED: names in a message, as many as a person reads. */
enum { LISTED = 32, MIB = 1 << 20, GIB = 1 << 30 };

/* More nodes than a set has bits for are a mistake of their own. */
static bool
full(const struct names *names, enum kind kind)
{
	return kind == KIND_NODE && names_count(names, kind) == SITE_NODES;
}

void
site_intern(struct reader *reader, enum kind kind, const struct value *list)
{
	struct names *names = reader->site->names;

	assert(kind > KIND_NONE && kind < KINDS);
	if (list == NULL || list->type != VALUE_LIST)
		return;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		const struct value *name = value_get(part, "name");

		if (name == NULL || name->type != VALUE_TEXT ||
		    !reader_is_name(name->text) || full(names, kind))
			continue;
		if (names_find(names, kind, name->text) != 0)
			reader_wrong(reader, name, arena_format(reader->arena,
			    "a name that no other %s has", kind_name(kind)));
		else
			names_put(names, kind, name->text);
	}
}

const char *
site_text(const struct value *object, const char *key)
{
	const struct value *value = object != NULL &&
	    object->type == VALUE_OBJECT ? value_get(object, key) : NULL;

	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

/* A text that something else has is not new either; its caller looks then. */
bool
site_is_new(struct reader *reader, const char *text)
{
	struct names *names = reader->site->names;

	if (names_find(names, KIND_TEXT, text) != 0)
		return false;
	names_put(names, KIND_TEXT, text);
	return true;
}

/*
 * Names of pools, groups, resources, volumes and files are given by guests
 * alone, so a name that is known already belongs to another thing.
 */
uint32_t
site_declare(struct reader *reader, enum kind kind, const char *name,
    const struct value *at)
{
	assert(kind > KIND_NONE && kind < KINDS);
	assert(name != NULL);
	if (names_find(reader->site->names, kind, name) != 0)
		reader_add(reader, at, "%s \"%s\" is declared twice: expected "
		    "a name of its own", kind_name(kind), name);
	return names_put(reader->site->names, kind, name);
}

uint32_t
site_node(struct reader *reader, const struct value *value)
{
	assert(value != NULL);
	return reader_find(reader, KIND_NODE, value,
	    "a name of a node declared in \"nodes\"");
}

uint64_t
site_node_set(struct reader *reader, const struct value *list)
{
	uint64_t set = 0;

	assert(list->type == VALUE_LIST);
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		uint32_t node;

		if (part->type != VALUE_TEXT) {
			reader_wrong(reader, part, "a name of a node");
			continue;
		}
		node = site_node(reader, part);
		if (node != 0 && (set >> node & 1) != 0)
			reader_wrong(reader, part, "each node once");
		set |= node != 0 ? (uint64_t)1 << node : 0;
	}
	return set;
}

/* Names of devices that may hold a pool. */
static const char *
devices_listed(struct reader *reader)
{
	const struct site *site = reader->site;
	const char *list = NULL;

	for (uint32_t i = 1; i <= site->device_count && i <= LISTED;
	    i++) {
		const char *name = names_text(site->names, KIND_DEVICE, i);

		if (!site->devices[i].quorum)
			list = list == NULL ? name : arena_format(
			    reader->arena, "%s, %s", list, name);
	}
	return list != NULL ? list : "none";
}

uint32_t
site_device(struct reader *reader, const struct value *value)
{
	uint32_t device = names_find(reader->site->names, KIND_DEVICE,
	    value->text);

	if (device != 0 && !reader->site->devices[device].quorum)
		return device;
	reader_wrong(reader, value, arena_format(reader->arena,
	    "a name of a device declared in \"devices\"%s (%s)",
	    device != 0 ? ", not the quorum's" : "", devices_listed(reader)));
	return 0;
}

static const char *
services_listed(struct reader *reader, enum service_kind kind)
{
	const struct site *site = reader->site;
	const char *list = NULL;
	unsigned listed = 0;

	for (uint32_t i = 1; i <= site->service_count && listed < LISTED;
	    i++) {
		const char *name = names_text(site->names, KIND_SERVICE, i);

		if (site->services[i].kind != kind)
			continue;
		list = list == NULL ? name : arena_format(reader->arena,
		    "%s, %s", list, name);
		listed++;
	}
	return list != NULL ? list : "none";
}

/* A name of the wrong kind of service is as good as none. */
uint32_t
site_service(struct reader *reader, const struct value *value,
    enum service_kind kind)
{
	uint32_t service = names_find(reader->site->names, KIND_SERVICE,
	    value->text);

	if (service != 0 && reader->site->services[service].kind == kind)
		return service;
	reader_wrong(reader, value, arena_format(reader->arena,
	    "a name of a %s declared in \"services\" (%s)",
	    kind == SERVICE_VSW ? "vsw" : "vds",
	    services_listed(reader, kind)));
	return 0;
}

const char *
site_size_text(struct reader *reader, int64_t size)
{
	return size % GIB == 0 ? arena_format(reader->arena, "%lldg",
	    (long long)(size / GIB)) : arena_format(reader->arena, "%lldm",
	    (long long)((size + MIB - 1) / MIB));
}
