/*
 * What the value of a key says: names, numbers, words, sets of nodes.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/start/values.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

uint32_t
start_name(struct starting *start, enum kind kind, const char *text)
{
	uint32_t name = names_put(start->sim->names, kind, text);

	growth_names(start->sim);
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
start_known(struct starting *start, enum kind kind, const char *text,
    uint32_t *name)
{
	*name = names_find(start->sim->names, kind, text);
	if (*name != 0 && *name <= known_count(start->sim, kind))
		return true;
	return start_wrong(start, "the site has no %s \"%.80s\"",
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
start_number(struct starting *start, const char *text, uint64_t most,
    uint64_t *n)
{
	return digits_read(text, 10, most, n) || start_wrong(start,
	    "\"%.80s\" is no number up to %llu", text,
	    (unsigned long long)most);
}

bool
start_hex(struct starting *start, const char *text, uint64_t most,
    uint64_t *n)
{
	return digits_read(text, 16, most, n) || start_wrong(start,
	    "\"%.80s\" is no number of base 16 up to %llx", text,
	    (unsigned long long)most);
}

bool
start_choice(struct starting *start, const char *text,
    const char *const *words, uint32_t count, uint32_t *which)
{
	const char *list = "";

	assert(count != 0);
	for (*which = 0; *which < count; ++*which)
		if (strcmp(words[*which], text) == 0)
			return true;
	for (uint32_t i = 0; i < count; i++)
		list = arena_format(&start->arena, "%s%s%s", list, i == 0 ?
		    "" : i + 1 < count ? ", " : " or ", words[i]);
	return start_wrong(start, "\"%.80s\": it may be %s", text, list);
}

bool
start_yes(struct starting *start, const char *text, bool *yes)
{
	*yes = strcmp(text, "yes") == 0;
	return *yes || strcmp(text, "no") == 0 || start_wrong(start,
	    "\"%.80s\" is neither yes nor no", text);
}

bool
start_nodes(struct starting *start, const char *text, uint64_t *nodes)
{
	struct sim *sim = start->sim;

	for (*nodes = 0; *text != '\0';) {
		size_t n = strcspn(text, ",");
		char *name = arena_text(&start->arena, text, n);
		uint32_t node;

		if (!start_known(start, KIND_NODE, name, &node))
			return false;
		if ((*nodes & bit(node)) != 0 || (text[n] == ',' &&
		    text[n + 1] == '\0'))
			return start_wrong(start, "\"%.80s\" is no list of "
			    "nodes: each once, with commas between them",
			    text);
		*nodes |= bit(node);
		text += n + (text[n] == ',');
	}
	assert(sim->world->table[T_NODE].count < 64);
	return true;
}
