#include "tools/shell/rooted.h"

#include <string.h>
#include <unistd.h>

#include "tools/shell/roots_files.h"

enum { PLACE_BYTES = 128 };

/* The names of all places. */
static const char *const *
places_list(struct arena *arena, const struct site *site)
{
	uint32_t count = 0, place = 0;
	const char **names;
	char text[PLACE_BYTES];

	while ((place = site_place_next(site, place)) != 0)
		count++;
	names = arena_take(arena, count + 1, sizeof(*names));
	for (uint32_t i = 0; i < count; i++) {
		place = site_place_next(site, place);
		site_place(site->names, place, text, sizeof(text));
		names[i] = arena_text(arena, text, strlen(text));
	}
	return names;
}

bool
rooted_begin(struct arena *arena, struct owner *owner, const char *place,
    const char *const words[], struct err *err)
{
	struct stage *stage = &owner->stage;
	struct roots *roots = arena_take(arena, 1, sizeof(*roots));

	if (!roots_make(arena, roots, &(struct roots_from){
	    .home = owner->home->path, .socket = owner->port.folder,
	    .places = places_list(arena, stage->site), .words = words,
	    .place = place }, err))
		return false;
	stage->roots = roots;
	roots_show(roots, stage);
	return true;
}

void
rooted_become(struct arena *arena, const struct owner *owner,
    const char *place, const char *const words[])
{
	const char *before[ROOTS_WORDS];
	unsigned n = roots_enter(arena, owner->stage.roots, place, before);
	unsigned count = 0;
	const char **all;

	while (words[count] != NULL)
		count++;
	all = arena_take(arena, n + count + 1, sizeof(*all));
	memcpy(all, before, n * sizeof(*all));
	memcpy(all + n, words, count * sizeof(*all));
	execv(all[0], (char *const *)all);
}

void
rooted_end(struct owner *owner, struct caller *caller)
{
	struct roots *roots = owner->stage.roots;

	if (roots == NULL)
		return;
	roots_gather(roots, &owner->stage, caller);
	roots_stand(roots, &owner->stage, 0, "");
	owner->stage.roots = NULL;
	roots_end(roots);
}
