#include "tools/lab/places.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static const struct {
	enum kind	 kind;
	const char	*prefix;	/* of a place */
	const char	*word;		/* of an alias that is taken */
} kinds[] = {
	{ KIND_NODE, "", "node-" },
	{ KIND_GUEST, "guest:", "guest-" },
	{ KIND_SOURCE, "source:", "source-" },
};

enum { PLACE_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* Has a place of one of the first so many kinds that name? */
static bool
is_taken(const struct names *names, unsigned first, const char *name)
{
	for (unsigned i = 0; i < first; i++)
		if (names_find(names, kinds[i].kind, name) != 0)
			return true;
	return false;
}

static const char *
alias_make(struct arena *arena, const struct names *names, unsigned kind,
    const char *name)
{
	if (!is_taken(names, kind, name))
		return name;
	do
		name = arena_format(arena, "%s%s", kinds[kind].word, name);
	while (is_taken(names, PLACE_KINDS, name));
	return name;
}

/* Whose words are ILOM's; ipmitool speaks no ssh. */
static bool
has_prompt(const struct site *site, uint32_t machine)
{
	return site_sp_lacks(site, machine) == NULL &&
	    !site_sp_by_ipmi(site, machine);
}

/* "sp-node1" may be the name of a guest, and a source that of a node. */
static void
sp_find(struct arena *arena, const struct site *site, uint32_t machine,
    struct places *places)
{
	bool of_source = (machine & PLACE_SOURCE) != 0;
	const char *name = names_text(site->names, of_source ? KIND_SOURCE :
	    KIND_NODE, machine & PLACE_ID);
	const char *alias = arena_format(arena, "sp-%s%s", of_source ?
	    "source-" : "", name);

	while (is_taken(site->names, PLACE_KINDS, alias))
		alias = arena_format(arena, "sp-%s", alias);
	if (has_prompt(site, machine))
		places->list[places->count++] = (struct lab_place){
		    .name = arena_format(arena, "sp:%s%s", of_source ?
		    "source:" : "", name), .alias = alias,
		    .kind = KIND_NONE };
}

/* Service processors come last. */
static void
sps_find(struct arena *arena, const struct site *site, struct places *places)
{
	for (uint32_t node = 1; node <= site->node_count; node++)
		sp_find(arena, site, node, places);
	for (uint32_t s = 1; s <= site->source_count; s++)
		sp_find(arena, site, PLACE_SOURCE | s, places);
}

void
places_find(struct arena *arena, const struct site *site,
    struct places *places)
{
	const uint32_t counts[PLACE_KINDS] = { site->node_count,
	    site->guest_count, site->source_count };
	size_t all = (size_t)counts[0] + counts[1] + counts[2];

	*places = (struct places){ .list = arena_take(arena,
	    all + site->node_count + site->source_count + 1,
	    sizeof(*places->list)) };
	for (unsigned kind = 0; kind < PLACE_KINDS; kind++)
		for (uint32_t i = 1; i <= counts[kind]; i++) {
			const char *name = names_text(site->names,
			    kinds[kind].kind, i);

			places->list[places->count++] = (struct lab_place){
			    .name = arena_format(arena, "%s%s",
				kinds[kind].prefix, name),
			    .alias = alias_make(arena, site->names, kind,
				name),
			    .kind = kinds[kind].kind };
		}
	assert(places->count == all);
	sps_find(arena, site, places);
}

const struct lab_place *
places_get(const struct places *places, enum kind kind, const char *name)
{
	for (uint32_t i = 0; i < places->count; i++) {
		const struct lab_place *place = &places->list[i];
		const char *colon = strchr(place->name, ':');

		if (place->kind == kind && strcmp(colon != NULL ? colon + 1 :
		    place->name, name) == 0)
			return place;
	}
	return NULL;
}
