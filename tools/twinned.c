#include "tools/twinned.h"

#include <stdio.h>
#include <string.h>

#include "tools/capture/twin.h"
#include "tools/say.h"

void
twinned_notes(const char *at)
{
	while (*at != '\0') {
		int n = (int)strcspn(at, "\n");

		say_to(stderr, "domferry: note: %.*s\n", n, at);
		at += at[n] == '\n' ? n + 1 : n;
	}
}

int
twinned_open(struct execution *execution)
{
	const struct options *options = execution->options;
	struct arena *arena = &execution->arena;
	struct twin *twin;
	int status;

	if (options->from == NULL)
		return site_open(arena, options->site, &execution->site);
	twin = arena_take(arena, 1, sizeof(*twin));
	status = twin_open(arena, options->from, twin);
	execution->site = twin->site;
	execution->opening.start = twin->start;
	execution->opening.start_digest = twin->digest;
	return status;
}

void
twinned_opening(struct execution *execution, const struct opening *opening)
{
	struct opening was = execution->opening;

	execution->opening = *opening;
	execution->opening.start = was.start;
	execution->opening.start_digest = was.start_digest;
}

bool
twinned_site(struct rehearsal *rehearsal, struct err *err)
{
	struct buffer notes = { 0 };
	bool made;

	rehearsal->notes = &notes;
	made = rehearsal_site(rehearsal, err);
	rehearsal->notes = NULL;
	if (made)
		twinned_notes(buffer_text(&notes));
	buffer_drop(&notes);
	return made;
}
