#include "core/base/names.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

enum { FIRST_CAPACITY = 16 };

static const char *const words[KINDS] = {
	[KIND_NODE] = "node",
	[KIND_GUEST] = "guest",
	[KIND_SOURCE] = "source",
	[KIND_ARCHIVE] = "archive",
	[KIND_DEVICE] = "device",
	[KIND_POOL] = "pool",
	[KIND_GROUP] = "group",
	[KIND_RESOURCE] = "resource",
	[KIND_TYPE] = "type",
	[KIND_SERVICE] = "service",
	[KIND_VOLUME] = "volume",
	[KIND_DISK] = "disk",
	[KIND_NET] = "net",
	[KIND_FILE] = "file",
	[KIND_TEXT] = "value",
};

static const char *const texts[TEXTS] = {
	[TEXT_SUSPENDED] = "suspended",
	[TEXT_MONITORED] = "monitored",
	[TEXT_VCPUS] = "vcpus",
	[TEXT_MEMORY] = "memory",
	[TEXT_HOSTID] = "hostid",
	[TEXT_MASTER] = "master",
	[TEXT_POLICY] = "policy",
	[TEXT_POWER] = "power",
	[TEXT_KEYSWITCH] = "keyswitch",
	[TEXT_BOOTMODE] = "bootmode",
	[TEXT_GROUPS] = "groups",
	[TEXT_VOTES] = "votes",
	[TEXT_QUORUM] = "quorum",
	[TEXT_NORMAL] = "normal",
	[TEXT_AUTO_BOOT] = "auto-boot?",
	[TEXT_APPLICATIONS] = "applications",
	[TEXT_CRYPTO] = "crypto",
	[TEXT_ADDRESSES] = "addresses",
	[TEXT_CONFIG] = "spconfig",
	[TEXT_SLOTS] = "spconfig-slots",
	[TEXT_FACTORY] = "factory-default",
	[TEXT_LABEL] = "label",
	[TEXT_SMI] = "smi",
	[TEXT_EFI] = "efi",
	[TEXT_UNLABELLED] = "none",
	[TEXT_ACCESS] = "access",
	[TEXT_PRIVATE] = "private",
	[TEXT_OPEN] = "open to others",
};

static const char *const types[TYPES] = {
	[TYPE_STORAGE] = "SUNW.HAStoragePlus",
	[TYPE_AGENT] = "SUNW.ldom",
};

/* FNV-1a: the order of texts in a table never depends on it. */
static uint32_t
hash(const char *text, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h;
}

/* The slot of a text, or the empty slot where it belongs. */
static uint32_t *
slot_of(const struct names_table *table, const char *text, size_t n)
{
	uint32_t mask = table->capacity * 2 - 1;

	for (uint32_t i = hash(text, n) & mask;; i = (i + 1) & mask) {
		const char *there = table->text[table->slot[i]];

		if (table->slot[i] == 0 ||
		    (strncmp(there, text, n) == 0 && there[n] == '\0'))
			return &table->slot[i];
	}
}

static void
table_grow(struct arena *arena, struct names_table *table)
{
	struct names_table was = *table;
	uint32_t n = was.capacity != 0 ? was.capacity * 2 : FIRST_CAPACITY;

	assert(table->count == table->capacity);
	table->capacity = n;
	table->text = arena_take(arena, n + 1, sizeof(*table->text));
	table->key = arena_take(arena, n + 1, sizeof(*table->key));
	table->slot = arena_take(arena, n * 2, sizeof(*table->slot));
	table->text[0] = "";
	for (uint32_t i = 1; i <= was.count; i++) {
		assert(was.text[i] != NULL);
		table->text[i] = was.text[i];
		table->key[i] = was.key[i];
		*slot_of(table, was.text[i], strlen(was.text[i])) = i;
	}
}

static uint32_t
put(struct names *names, enum kind kind, const char *text, size_t n)
{
	struct names_table *table = &names->table[kind];
	uint32_t *slot;

	if (table->count == table->capacity)
		table_grow(names->arena, table);
	slot = slot_of(table, text, n);
	if (*slot == 0) {
		*slot = ++table->count;
		table->text[*slot] = arena_text(names->arena, text, n);
		names->bytes += n + 1 + sizeof(*table->text) +
		    sizeof(*table->key) + 2 * sizeof(*table->slot);
	}
	return *slot;
}

uint32_t
names_put(struct names *names, enum kind kind, const char *text)
{
	const char *end;
	uint32_t name, key;

	assert(kind > KIND_NONE && kind < KINDS);
	if (text == NULL || *text == '\0')
		return 0;
	name = put(names, kind, text, strlen(text));
	end = kind == KIND_TEXT ? strchr(text, '=') : NULL;
	if (end != NULL && end != text) {
		key = put(names, kind, text, (size_t)(end - text));
		names->table[kind].key[name] = key;
	}
	return name;
}

void
names_begin(struct arena *arena, struct names *names)
{
	*names = (struct names){ .arena = arena };
	for (uint32_t i = 1; i < TEXTS; i++)
		names_put(names, KIND_TEXT, texts[i]);
	for (uint32_t i = 1; i < TYPES; i++)
		names_put(names, KIND_TYPE, types[i]);
}

static void
table_copy(struct arena *arena, const struct names_table *from,
    struct names_table *to)
{
	uint32_t n = from->capacity;

	if (n == 0)
		return;
	to->count = from->count;
	to->capacity = n;
	to->text = arena_take(arena, n + 1, sizeof(*to->text));
	to->key = arena_take(arena, n + 1, sizeof(*to->key));
	to->slot = arena_take(arena, (size_t)n * 2, sizeof(*to->slot));
	memcpy(to->key, from->key, (n + 1) * sizeof(*to->key));
	memcpy(to->slot, from->slot, (size_t)n * 2 * sizeof(*to->slot));
	to->text[0] = "";
	for (uint32_t i = 1; i <= from->count; i++)
		to->text[i] = arena_text(arena, from->text[i],
		    strlen(from->text[i]));
}

struct names *
names_copy(struct arena *arena, const struct names *from)
{
	struct names *names = arena_take(arena, 1, sizeof(*names));

	assert(from != NULL);
	names->arena = arena;
	names->bytes = from->bytes;
	for (enum kind kind = 0; kind < KINDS; kind++)
		table_copy(arena, &from->table[kind], &names->table[kind]);
	return names;
}

uint32_t
names_find(const struct names *names, enum kind kind, const char *text)
{
	const struct names_table *table = &names->table[kind];

	assert(kind < KINDS);
	if (table->count == 0 || text == NULL || *text == '\0')
		return 0;
	return *slot_of(table, text, strlen(text));
}

const char *
names_text(const struct names *names, enum kind kind, uint32_t name)
{
	assert(kind < KINDS && name <= names->table[kind].count);
	return name != 0 ? names->table[kind].text[name] : "";
}

uint32_t
names_count(const struct names *names, enum kind kind)
{
	assert(kind < KINDS);
	return names->table[kind].count;
}

uint32_t
names_key(const struct names *names, uint32_t text)
{
	assert(text <= names->table[KIND_TEXT].count);
	return text != 0 ? names->table[KIND_TEXT].key[text] : 0;
}

size_t
names_bytes(const struct names *names)
{
	return names->bytes;
}

const char *
kind_name(enum kind kind)
{
	assert(kind < KINDS);
	return words[kind] != NULL ? words[kind] : "";
}

enum kind
kind_find(const char *word)
{
	assert(word != NULL);
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		if (strcmp(words[kind], word) == 0)
			return kind;
	return KIND_NONE;
}
