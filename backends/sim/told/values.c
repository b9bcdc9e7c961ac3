/*
 * What the value of a key says: names, numbers, words, sets of nodes.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/told/values.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

uint32_t
told_name(struct telling *telling, enum kind kind, const char *text)
{
	uint32_t name = names_put(telling->sim->names, kind, text);

	growth_names(telling->sim);
	return name;
}

/* More nodes, sources and archives than the site has are none of the world;
 * names of types and devices stand for what only a site describes. */
static uint32_t
known_count(const struct sim *sim, enum kind kind)
{
	switch (kind) {
	case KIND_NODE:
		return sim->world->table[T_NODE].count;
	case KIND_SOURCE:
		return sim->world->table[T_SOURCE].count;
	case KIND_ARCHIVE:
		return sim->world->table[T_ARCHIVE].count;
	case KIND_DEVICE:
		return sim->declared.device_count;
	default:
		assert(kind == KIND_TYPE);
		return TYPES - 1;
	}
}

bool
told_known(struct telling *telling, enum kind kind, const char *text,
    uint32_t *name)
{
	*name = names_find(telling->sim->names, kind, text);
	if (*name != 0 && *name <= known_count(telling->sim, kind))
		return true;
	return told_wrong(telling, "the site has no %s \"%.80s\"",
	    kind == KIND_TYPE ? "resource type" : kind_name(kind), text);
}

static bool
digits_read(const char *text, unsigned base, uint64_t most, uint64_t *n)
{
	static const char digits[] = "0123456789abcdef";

	*n = 0;
	for (const char *at = text; *at != '\0'; at++) {
		const char *digit = memchr(digits, *at, base);
		uint64_t value = digit != NULL ? (uint64_t)(digit - digits) :
		    0;

		if (digit == NULL || *n > (most - value) / base)
			return false;
		*n = *n * base + value;
	}
	return *text != '\0';
}

bool
told_number(struct telling *telling, const char *text, uint64_t most,
    uint64_t *n)
{
	return digits_read(text, 10, most, n) || told_wrong(telling,
	    "\"%.80s\" is no number up to %llu", text,
	    (unsigned long long)most);
}

bool
told_hex(struct telling *telling, const char *text, uint64_t most,
    uint64_t *n)
{
	return digits_read(text, 16, most, n) || told_wrong(telling,
	    "\"%.80s\" is no number of base 16 up to %llx", text,
	    (unsigned long long)most);
}

bool
told_choice(struct telling *telling, const char *text,
    const char *const *words, uint32_t count, uint32_t *which)
{
	const char *list = "";

	assert(count != 0);
	for (*which = 0; *which < count; ++*which)
		if (strcmp(words[*which], text) == 0)
			return true;
	for (uint32_t i = 0; i < count; i++)
		list = arena_format(&telling->arena, "%s%s%s", list, i == 0 ?
		    "" : i + 1 < count ? ", " : " or ", words[i]);
	return told_wrong(telling, "\"%.80s\": it may be %s", text, list);
}

bool
told_yes(struct telling *telling, const char *text, bool *yes)
{
	*yes = strcmp(text, "yes") == 0;
	return *yes || strcmp(text, "no") == 0 || told_wrong(telling,
	    "\"%.80s\" is neither yes nor no", text);
}

bool
told_nodes(struct telling *telling, const char *text, uint64_t *nodes)
{
	struct sim *sim = telling->sim;

	for (*nodes = 0; *text != '\0';) {
		size_t n = strcspn(text, ",");
		char *name = arena_text(&telling->arena, text, n);
		uint32_t node;

		if (!told_known(telling, KIND_NODE, name, &node))
			return false;
		if ((*nodes & bit(node)) != 0 || (text[n] == ',' &&
		    text[n + 1] == '\0'))
			return told_wrong(telling, "\"%.80s\" is no list of "
			    "nodes: each once, with commas between them",
			    text);
		*nodes |= bit(node);
		text += n + (text[n] == ',');
	}
	assert(sim->world->table[T_NODE].count < 64);
	return true;
}
