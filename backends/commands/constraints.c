#include "backends/commands/constraints.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/xml_library.h"
#include "core/base/limits.h"
#include "core/op/mac.h"

struct reading {
	struct arena	*arena;
	struct constraints *to;
	struct err	*err;
	unsigned	 domains;
};

/* The name without its prefix, which may be one that nothing declares. */
static const char *
local_name(const xmlChar *name)
{
	const char *colon = strrchr((const char *)name, ':');

	return colon != NULL ? colon + 1 : (const char *)name;
}

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	    strcmp(local_name(node->name), name) == 0;
}

/* The value of an element's attribute; "": it has none of that name. */
static const char *	 text_of(struct arena *, const xmlNode *);

static const char *
attribute_of(struct arena *arena, const xmlNode *node, const char *name)
{
	const xmlAttr *attribute = node->properties;

	while (attribute != NULL &&
	    strcmp(local_name(attribute->name), name) != 0)
		attribute = attribute->next;
	return text_of(arena, (const xmlNode *)attribute);
}

/* The child of that name; NULL: there is none. */
static const xmlNode *
child_of(const xmlNode *node, const char *name)
{
	const xmlNode *child = node->children;

	while (child != NULL && !is_named(child, name))
		child = child->next;
	return child;
}

/* The text in an element, without the blanks around it. */
static const char *
text_of(struct arena *arena, const xmlNode *node)
{
	const char *text = "";
	size_t n;

	if (node != NULL && node->children != NULL &&
	    node->children->next == NULL &&
	    node->children->type == XML_TEXT_NODE)
		text = (const char *)node->children->content;
	text += strspn(text, " \t\r\n");
	n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL)
		n--;
	return arena_text(arena, text, n);
}

/* The generic property of an item with that key. */
static const char *
property_of(struct arena *arena, const xmlNode *item, const char *key)
{
	for (const xmlNode *child = item->children; child != NULL;
	    child = child->next)
		if (is_named(child, "GenericProperty") &&
		    strcmp(attribute_of(arena, child, "key"), key) == 0)
			return text_of(arena, child);
	return "";
}

/* A whole number with a unit of K, M or G; "" is 0. */
static bool
amount_read(const struct reading *reading, const char *what, const char *text,
    int base, int64_t *amount)
{
	static const char units[] = "KMG";
	char *end = NULL;
	const char *unit;

	*amount = *text >= '0' && *text <= '9' && strlen(text) < 16 ?
	    strtoll(text, &end, base) : 0;
	if (*text == '\0')
		return true;
	unit = end != NULL && *end != '\0' ? strchr(units, *end) : NULL;
	if (unit != NULL && end[1] == '\0' &&
	    *amount <= LIMIT_SIZE >> 10 * (unit - units + 1)) {
		*amount <<= 10 * (unit - units + 1);
		return true;
	}
	return (end != NULL && *end == '\0' && *amount <= LIMIT_SIZE) ||
	    err_set(reading->err, ERR_USAGE, "%s \"%.40s\" is no number",
	    what, text);
}

static bool
address_read(const struct reading *reading, const xmlNode *item, int64_t *mac)
{
	const char *text = text_of(reading->arena, child_of(item, "Address"));

	*mac = 0;
	return *text == '\0' || mac_read(text, mac) ||
	    err_set(reading->err, ERR_USAGE, "\"%.40s\" is no address of one "
	    "machine", text);
}

static bool
info_read(struct reading *reading, const xmlNode *item)
{
	struct constraints *to = reading->to;

	to->master = property_of(reading->arena, item, "master");
	return address_read(reading, item, &to->mac) && amount_read(reading,
	    "hostid", property_of(reading->arena, item, "hostid"), 16,
	    &to->hostid) && (to->hostid <= UINT32_MAX || err_set(reading->err,
	    ERR_USAGE, "the hostid has more than eight digits"));
}

static bool
units_read(struct reading *reading, const xmlNode *item, const char *what,
    int64_t *amount)
{
	return amount_read(reading, what, text_of(reading->arena,
	    child_of(item, "AllocationUnits")), 10, amount);
}

static bool
cpu_read(struct reading *reading, const xmlNode *item)
{
	return units_read(reading, item, "cpu", &reading->to->vcpus);
}

static bool
mau_read(struct reading *reading, const xmlNode *item)
{
	return units_read(reading, item, "mau", &reading->to->crypto);
}

static bool
memory_read(struct reading *reading, const xmlNode *item)
{
	return units_read(reading, item, "memory", &reading->to->memory);
}

static bool
console_read(struct reading *reading, const xmlNode *item)
{
	return amount_read(reading, "port", property_of(reading->arena, item,
	    "port"), 10, &reading->to->port) && (reading->to->port <=
	    UINT16_MAX || err_set(reading->err, ERR_USAGE, "there is no port "
	    "of that number"));
}

/* A part with the name that the key has. */
static struct constraint *
part_add(struct reading *reading, const xmlNode *item,
    enum constraint_kind kind, const char *key)
{
	struct constraints *to = reading->to;
	const char *name = property_of(reading->arena, item, key);
	struct constraint *part;

	if (*name == '\0' || strlen(name) > LIMIT_NAME_BYTES) {
		err_set(reading->err, ERR_USAGE, "an item has no %s, or a "
		    "longer one than %d bytes", key, LIMIT_NAME_BYTES);
		return NULL;
	}
	if (to->part_count == CONSTRAINTS_PARTS) {
		err_set(reading->err, ERR_TOO_MANY, "%.63s has more than %d "
		    "disks, nets and variables", to->name, CONSTRAINTS_PARTS);
		return NULL;
	}
	part = &to->part[to->part_count++];
	*part = (struct constraint){ .kind = kind, .name = name,
	    .service = property_of(reading->arena, item, "service_name"),
	    .volume = property_of(reading->arena, item, "vol_name"),
	    .value = property_of(reading->arena, item, "value") };
	return part;
}

static bool
disk_read(struct reading *reading, const xmlNode *item)
{
	struct constraint *part = part_add(reading, item, CONSTRAINT_DISK,
	    "vdisk_name");

	return part != NULL && amount_read(reading, "timeout", property_of(
	    reading->arena, item, "timeout"), 10, &part->timeout) &&
	    (part->timeout <= UINT16_MAX || err_set(reading->err, ERR_USAGE,
	    "a timeout has at most %d seconds", UINT16_MAX));
}

static bool
network_read(struct reading *reading, const xmlNode *item)
{
	struct constraint *part = part_add(reading, item, CONSTRAINT_NET,
	    "vnet_name");

	return part != NULL && address_read(reading, item, &part->mac);
}

static bool
variable_read(struct reading *reading, const xmlNode *item)
{
	return part_add(reading, item, CONSTRAINT_VARIABLE, "name") != NULL;
}

/* Kinds of items, by their OtherResourceType. */
static const struct {
	const char	*type;
	bool		(*read)(struct reading *, const xmlNode *item);
} items[] = {
	{ "ldom_info", info_read }, { "cpu", cpu_read }, { "mau", mau_read },
	{ "memory", memory_read }, { "network", network_read },
	{ "disk", disk_read }, { "var", variable_read },
	{ "console", console_read },
};

static bool
item_read(struct reading *reading, const xmlNode *item)
{
	const char *type = text_of(reading->arena, child_of(item,
	    "OtherResourceType"));

	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		if (strcmp(items[i].type, type) == 0)
			return items[i].read(reading, item);
	reading->to->unknown = type;
	return true;
}

/* Content: its sections have one item each. */
static bool
domain_read(struct reading *reading, const xmlNode *content)
{
	if (reading->domains++ != 0)
		return err_set(reading->err, ERR_USAGE, "the document has more "
		    "than one domain");
	reading->to->name = attribute_of(reading->arena, content, "id");
	if (*reading->to->name == '\0' ||
	    strlen(reading->to->name) > LIMIT_NAME_BYTES)
		return err_set(reading->err, ERR_USAGE, "its domain has no id, "
		    "or a longer one than %d bytes", LIMIT_NAME_BYTES);
	for (const xmlNode *section = content->children; section != NULL;
	    section = section->next) {
		const xmlNode *item = is_named(section, "Section") ?
		    child_of(section, "Item") : NULL;

		if (item != NULL && !item_read(reading, item))
			return false;
	}
	return true;
}

/* In a request the data stand in a command. */
static const xmlNode *
envelope_of(const xmlNode *root)
{
	const xmlNode *inner = child_of(root, "cmd");
	const xmlNode *data = child_of(inner != NULL ? inner : root, "data");

	return data != NULL ? child_of(data, "Envelope") : NULL;
}

static bool
document_read(struct reading *reading, xmlDoc *document,
    const xmlNode *root)
{
	const xmlNode *envelope;

	if (root == NULL)
		return err_set(reading->err, ERR_USAGE, "it is no XML");
	if (document->intSubset != NULL || document->extSubset != NULL)
		return err_set(reading->err, ERR_USAGE, "it declares a type of "
		    "document or entities, which no such document does");
	envelope = is_named(root, "LDM_interface") ? envelope_of(root) : NULL;
	if (envelope == NULL)
		return err_set(reading->err, ERR_USAGE, "it has no "
		    "constraints of version 3");
	for (const xmlNode *content = envelope->children; content != NULL;
	    content = content->next)
		if (is_named(content, "Content") &&
		    !domain_read(reading, content))
			return false;
	return reading->domains == 1 || err_set(reading->err, ERR_USAGE,
	    "the document has no domain");
}

bool
constraints_read(struct arena *arena, const char *text, size_t n,
    struct constraints *to, struct err *err)
{
	struct reading reading = { arena, to, err, 0 };
	struct xml_library xml;
	xmlDoc *document;
	bool read;

	assert(text != NULL);
	*to = (struct constraints){ .name = "", .master = "" };
	if (n > CONSTRAINTS_BYTES)
		return err_set(err, ERR_TOO_MANY, "it has more than %d bytes",
		    CONSTRAINTS_BYTES);
	if (!xml_library_load(&xml, xml_library_name, err))
		return false;
	/* As UTF-8, whatever it says of itself: to read another encoding the
	 * library would print on standard error what it cannot convert. */
	document = xml.xmlReadMemory(text, (int)n, "constraints.xml", "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	    XML_PARSE_NOCDATA);
	read = document_read(&reading, document, document != NULL ?
	    xml.xmlDocGetRootElement(document) : NULL);
	xml.xmlFreeDoc(document);
	return read;
}
