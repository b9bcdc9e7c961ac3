/*
 * All nodes lose power and come back: nothing is broken then, and what the
 * nodes offer is what they offered before.  A run that has ended well has saved
 * what it has added, and no configuration brings back what it has removed.  A
 * node with a guest that moves is not judged: while one is bound, nothing is
 * saved.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "core/procedures/procedure.h"
#include "tools/explore/inside.h"

/* The set of nodes on which no guest is bound that can move. */
static uint64_t
judged_nodes(const struct walk *walk)
{
	uint32_t count = walk->branch.plan->site->node_count;
	uint64_t nodes = 0;
	struct result res;

	for (uint32_t n = 1; n <= count; n++) {
		simulated_ask(&walk->branch.sandbox->simulated, &(struct op){
		    .kind = OP_CONFIG_STATE, .on = n,
		    .value = TEXT_FACTORY }, &res);
		if (res.outcome == DONE && res.answer.number == 0)
			nodes |= (uint64_t)1 << n;
	}
	return nodes;
}

/* Is the line about one of those nodes? */
static bool
is_on(const struct walk *walk, const char *line, uint64_t nodes)
{
	const struct site *site = walk->branch.plan->site;
	const char *on = strstr(line, " on=");
	size_t n = on != NULL ? strcspn(on + 4, " \n") : 0;

	for (uint32_t i = 1; i <= site->node_count; i++) {
		const char *name = names_text(site->names, KIND_NODE, i);

		if ((nodes >> i & 1) != 0 && strlen(name) == n &&
		    memcmp(name, on + 4, n) == 0)
			return true;
	}
	return false;
}

static bool
is_offered(const char *line)
{
	return strncmp(line, "service ", 8) == 0 ||
	    strncmp(line, "volume ", 7) == 0;
}

/* The site's text is reduced to the lines of services and volumes there. */
static char *
offered(const struct walk *walk, uint64_t nodes)
{
	size_t kept = 0;
	char *text = sim_text_of(walk->branch.sim, 1u << KIND_SERVICE |
	    1u << KIND_VOLUME, NULL);

	for (const char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\n");

		n += line[n] == '\n';
		if (is_offered(line) && is_on(walk, line, nodes)) {
			memmove(text + kept, line, n);
			kept += n;
		}
		line += n;
	}
	text[kept] = '\0';
	return text;
}

static void
cycle(struct walk *walk)
{
	struct sim *sim = walk->branch.sim;
	uint32_t nodes = walk->branch.plan->site->node_count;

	for (uint32_t n = 1; n <= nodes; n++)
		node_power_off(sim, n);
	walk_rests(walk);
	for (uint32_t n = 1; n <= nodes; n++)
		node_power_on(sim, n);
	walk_rests(walk);
}

/* The first line in which two texts differ. */
static const char *
differing(const char *text, const char **other)
{
	const char *line = text, *its = *other;

	for (; *line == *its && *line != '\0'; line++, its++)
		if (*line == '\n') {
			text = line + 1;
			*other = its + 1;
		}
	return *line == *its ? NULL : text;
}

static void
offered_verify(struct walk *walk, const char *before, const char *after)
{
	const char *line = differing(after, &before);
	char text[FINDING_BYTES];

	if (line == NULL)
		return;
	snprintf(text, sizeof(text), "after a power cycle \"%.*s\" instead of "
	    "\"%.*s\"", (int)strcspn(line, "\n"), line,
	    (int)strcspn(before, "\n"), before);
	walk_break(walk, "kept", text);
}

/* The nodes that offer what they would lose anyway, before the job begins. */
void
kept_begin(struct walk *walk)
{
	uint32_t count = walk->branch.plan->site->node_count;
	char *before[SITE_NODES + 1];

	for (uint32_t n = 1; n <= count; n++)
		before[n] = offered(walk, (uint64_t)1 << n);
	cycle(walk);
	for (uint32_t n = 1; n <= count; n++) {
		char *after = offered(walk, (uint64_t)1 << n);

		if (strcmp(before[n], after) != 0)
			walk->loses |= (uint64_t)1 << n;
		free(before[n]);
		free(after);
	}
}

/* A run that has gone back to the beginning of a later phase has not come to
 * what saves. */
static bool
is_judged(const struct walk *walk)
{
	const struct run *run = &walk->branch.run;

	return !walk->stays && !walk->branch.sandbox->simulated.disturbed &&
	    (run->ending == ARRIVED || (run->ending == RETURNED &&
	    run->home <= walk->branch.plan->locks));
}

void
kept_verify(struct walk *walk)
{
	uint64_t nodes = is_judged(walk) ?
	    judged_nodes(walk) & ~walk->loses : 0;
	char *before = nodes != 0 ? offered(walk, nodes) : NULL, *after;

	cycle(walk);
	walk_world_verify(walk);
	if (nodes == 0)
		return;
	after = offered(walk, nodes);
	offered_verify(walk, before, after);
	free(before);
	free(after);
}
