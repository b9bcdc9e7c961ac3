#include "tools/swarm/outline.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* What is derived from a guest's name has at most so many bytes more. */
enum { DERIVED = 8 };

static const struct {
	const char	*stem;
	unsigned	 less;		/* bytes than a name may have */
} stems[] = {
	[STEM_NODE] = { "n", 0 },
	[STEM_GUEST] = { "g", DERIVED },
	[STEM_SOURCE] = { "old", 0 },
	[STEM_DEVICE] = { "d", 0 },
	[STEM_VSW] = { "vsw", 0 },
	[STEM_VDS] = { "vds", 0 },
	[STEM_VCC] = { "vcc", 0 },
	[STEM_ARCHIVE] = { "arc", 0 },
};

struct outline
outline_draw(uint64_t seed)
{
	struct draw draw = draw_begin(seed);
	struct outline outline = { .draw = draw };

	outline.nodes = 1 + draw_of(draw, "nodes", OUTLINE_NODES);
	outline.guests = 1 + draw_of(draw, "guests", OUTLINE_GUESTS);
	outline.sources = draw_of(draw, "sources", OUTLINE_SOURCES + 1);
	if (outline.sources > outline.guests)
		outline.sources = outline.guests;
	outline.vsws = draw_of(draw, "vsw", 4);
	if (outline.sources != 0 && outline.vsws == 0)
		outline.vsws = 1;
	outline.vdss = 1 + draw_of(draw, "vds", 2);
	outline.vccs = 1 + draw_of(draw, "vcc", 2) / 2;
	outline.archives = outline.sources != 0 ?
	    1 + draw_of(draw, "archives", 2) : draw_of(draw, "archives", 2);
	return outline;
}

const char *
outline_name(const struct outline *outline, enum stem stem, unsigned n,
    char buffer[OUTLINE_NAME])
{
	struct draw draw = draw_part(outline->draw, stems[stem].stem, n);
	size_t most = LIMIT_NAME_BYTES - stems[stem].less, length;

	snprintf(buffer, OUTLINE_NAME, "%s%u", stems[stem].stem, n);
	if (!draw_one_in(draw, "long name", 8))
		return buffer;
	length = strlen(buffer);
	memset(buffer + length, 'x', most - length);
	buffer[length] = "-._"[draw_of(draw, "mark", 3)];
	buffer[most] = '\0';
	return buffer;
}

json_t *
outline_name_json(const struct outline *outline, enum stem stem, unsigned n)
{
	char buffer[OUTLINE_NAME];

	return json_string(outline_name(outline, stem, n, buffer));
}

/* In an order of its own; some groups leave nodes out. */
unsigned
outline_group(const struct outline *outline, unsigned guest,
    unsigned node[OUTLINE_NODES])
{
	struct draw draw = draw_part(outline->draw, "group", guest);
	unsigned first = draw_of(draw, "first", outline->nodes);
	bool back = draw_one_in(draw, "back", 2);
	unsigned count = draw_one_in(draw, "some", 2) ?
	    1 + draw_of(draw, "count", outline->nodes) : outline->nodes;

	if (count == 1 && outline->nodes > 1 && !draw_one_in(draw, "one", 4))
		count = 2;
	for (unsigned i = 0; i < count; i++)
		node[i] = 1 + (first + (back ? outline->nodes - i : i)) %
		    outline->nodes;
	return count;
}

static unsigned
count_of(const char *const *list)
{
	unsigned n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

static json_t *
one_of(const struct thing *thing, const struct optional *row)
{
	unsigned n = draw_of(draw_part(thing->draw, row->key, 0), "which",
	    count_of(row->of));
	json_t *value = json_loads(row->of[n], JSON_DECODE_ANY, NULL);

	assert(value != NULL);
	return value;
}

static json_t *
value_of(const struct thing *thing, const struct optional *row)
{
	struct thing part = { .outline = thing->outline, .n = thing->n,
	    .draw = draw_part(thing->draw, row->key, 1) };

	if (row->make != NULL)
		return row->make(thing);
	if (row->of != NULL)
		return one_of(thing, row);
	part.object = json_object();
	outline_fill(&part, row->keys);
	return part.object;
}

void
outline_fill(const struct thing *thing, const struct optional *row)
{
	for (; row->key != NULL; row++) {
		json_t *value = draw_one_in(thing->draw, row->key,
		    row->one_in) ? value_of(thing, row) : NULL;

		if (value != NULL)
			json_object_set_new(thing->object, row->key, value);
	}
}

static json_t *
object(const struct outline *outline, enum stem stem, unsigned n,
    const struct optional *keys)
{
	struct thing thing = { .outline = outline, .draw = draw_part(
	    outline->draw, stems[stem].stem, n), .n = n,
	    .object = json_object() };

	json_object_set_new(thing.object, "name", outline_name_json(outline,
	    stem, n));
	outline_fill(&thing, keys);
	return thing.object;
}

json_t *
outline_list(const struct outline *outline, enum stem stem, unsigned count,
    const struct optional *keys)
{
	json_t *list = json_array();

	for (unsigned n = 1; n <= count; n++)
		json_array_append_new(list, object(outline, stem, n,
		    keys));
	return list;
}
