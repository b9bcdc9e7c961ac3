/*
 * All nodes lose power and come back: nothing is broken then, and what the
 * nodes offer is what they offered before.  A run that has ended well has saved
 * what it has added, and no configuration brings back what it has removed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/failure.h"
#include "backends/sim/cluster/join.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "tools/explore/inside.h"

static bool
is_offered(const char *line)
{
	return strncmp(line, "service ", 8) == 0 ||
	    strncmp(line, "volume ", 7) == 0;
}

/* The site's text is reduced to the lines of services and volumes. */
static char *
offered(const struct walk *walk)
{
	size_t size, kept = 0;
	char *text = sim_text(walk->branch.sim, &size);

	for (const char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\n");

		n += line[n] == '\n';
		if (is_offered(line)) {
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

/* Does a node offer what it would lose anyway, before the job begins? */
void
kept_begin(struct walk *walk)
{
	char *before = offered(walk), *after;

	cycle(walk);
	after = offered(walk);
	walk->loses = strcmp(before, after) != 0;
	free(before);
	free(after);
}

void
kept_verify(struct walk *walk)
{
	enum ending ending = (enum ending)walk->branch.run.ending;
	bool keeps = !walk->loses && (ending == ARRIVED || ending ==
	    RETURNED) && !walk->stays &&
	    !walk->branch.sandbox->simulated.disturbed;
	char *before = offered(walk), *after;

	cycle(walk);
	walk_world_verify(walk);
	after = offered(walk);
	if (keeps)
		offered_verify(walk, before, after);
	free(before);
	free(after);
}
