/*
 * The groups of a random site: their nodes, their affinities, and where their
 * guests are at the beginning.
 */
#include <stdio.h>

#include "tools/swarm/outline.h"

#define OF	.of = (const char *const[])
#define ALWAYS	1

enum { NOWS = 3 };

bool
outline_has_agent(const struct outline *outline, unsigned n)
{
	return !draw_one_in(draw_part(outline->draw, "agent", n), "none", 4);
}

/* Affinities name the groups by this. */
static const char *
group_of(const struct outline *outline, unsigned n, char *buffer, size_t size)
{
	struct draw draw = draw_part(outline->draw, "group name", n);
	char name[OUTLINE_NAME];

	if (draw_one_in(draw, "own", 4))
		snprintf(buffer, size, "rg%u", n);
	else
		snprintf(buffer, size, "%s-rg", outline_name(outline,
		    STEM_GUEST, n, name));
	return buffer;
}

static json_t *
group_name(const struct thing *guest)
{
	char buffer[OUTLINE_NAME];

	return json_string(group_of(guest->outline, guest->n, buffer,
	    sizeof(buffer)));
}

static json_t *
group_nodes(const struct thing *guest)
{
	unsigned node[OUTLINE_NODES];
	unsigned count = outline_group(guest->outline, guest->n, node);
	json_t *list = json_array();

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(list, outline_name_json(guest->outline,
		    STEM_NODE, node[i]));
	return list;
}

static const char *const signs[] = { "+", "-", "--", "++", "+++" };

enum { SIGNS = sizeof(signs) / sizeof(signs[0]), SIGN_APART = 2,
    SIGN_TOGETHER = 3 };

/* To an earlier guest's group, so that there is no circle.  0: to none. */
static unsigned
affinity_of(const struct outline *outline, unsigned n, unsigned *sign)
{
	struct draw draw = draw_part(outline->draw, "affinity", n);

	*sign = draw_of(draw, "sign", SIGNS);
	return n < 2 || !draw_one_in(draw, "any", 4) ? 0 :
	    1 + draw_of(draw, "to", n - 1);
}

static json_t *
group_affinities(const struct thing *guest)
{
	char buffer[OUTLINE_NAME];
	unsigned sign, to = affinity_of(guest->outline, guest->n, &sign);

	return to == 0 ? NULL : json_pack("[o]", json_sprintf("%s%s",
	    signs[sign], group_of(guest->outline, to, buffer,
	    sizeof(buffer))));
}

bool
outline_has_loads(const struct outline *outline)
{
	return draw_one_in(outline->draw, "loads", 4);
}

static json_t *
group_loads(const struct thing *guest)
{
	return outline_has_loads(guest->outline) ? json_pack("[{ss si}]",
	    "name", "guests", "factor", 1) : NULL;
}

const struct optional outline_group_keys[] = {
	{ "name", ALWAYS, .make = group_name },
	{ "nodes", ALWAYS, .make = group_nodes },
	{ "affinities", ALWAYS, .make = group_affinities },
	{ "load_factors", ALWAYS, .make = group_loads },
	{ "failback", 3, OF{ "true", "false", NULL } },
	{ 0 }
};

/*
 * Where a guest is at the beginning; false: nowhere, and if it is the job's it
 * stands where the job begins.  A guest without an agent is not clustered; none
 * is where its affinity forbids it, or there before the group that it names.
 */
static bool
begins(const struct outline *outline, unsigned n, unsigned *state,
    unsigned *on)
{
	struct draw draw = draw_part(outline->draw, "now", n);
	unsigned node[OUTLINE_NODES], count = outline_group(outline, n, node);
	unsigned sign, to = affinity_of(outline, n, &sign), other, there;

	if (!draw_one_in(draw, "any", 3))
		return false;
	*state = outline_has_agent(outline, n) ? draw_of(draw, "state", NOWS) :
	    1 + draw_of(draw, "state", NOWS - 1);
	*on = node[draw_of(draw, "where", count)];
	if (to == 0)
		return true;
	if (!begins(outline, to, &other, &there))
		return false;
	return sign < SIGN_APART || (sign >= SIGN_TOGETHER) == (there == *on);
}

json_t *
outline_now(const struct thing *guest)
{
	static const char *const states[NOWS] = { "clustered", "running",
	    "defined" };
	unsigned state, on;
	char name[OUTLINE_NAME];

	return begins(guest->outline, guest->n, &state, &on) ?
	    json_sprintf("%s on %s", states[state], outline_name(
	    guest->outline, STEM_NODE, on, name)) : NULL;
}

unsigned
outline_load(const struct outline *outline, unsigned node)
{
	unsigned state, on, sum = 0;

	for (unsigned n = 1; n <= outline->guests; n++)
		sum += begins(outline, n, &state, &on) && on == node;
	return sum;
}
