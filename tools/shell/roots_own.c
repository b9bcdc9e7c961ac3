/*
 * Files that lie in a root and that the world does not know.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/catalogue.h"
#include "tools/client/filing.h"
#include "tools/shell/beneath.h"
#include "tools/shell/roots_files.h"

enum { PLACE_BYTES = 128 };

static const char pools[] = ".domferry/pools/";
static const char shares[] = ".domferry/shares/";

static int
order(const void *path, const void *shown)
{
	return strcmp(path, ((const struct shown *)shown)->path);
}

static const struct shown *
find(const struct roots *roots, const char *path)
{
	return bsearch(path, roots->shown.list, roots->shown.count,
	    sizeof(*roots->shown.list), order);
}

/* Where a path that is typed at a place lies below the folder of all roots: by
 * the links of pools and shares, and no other. */
static const char *
path_find(struct arena *arena, const struct roots *roots, const char *place,
    const char *path)
{
	const char *whole = arena_format(arena, "%s%s", place, path);
	size_t n = strlen(place);

	for (const char *at = path + 1; at[-1] != '\0' || at == path + 1;
	    at++) {
		const struct shown *link;
		const char *above;

		if (*at != '/' && *at != '\0')
			continue;
		above = arena_format(arena, "%.*s", (int)(n + (size_t)(at -
		    path)), whole);
		link = find(roots, above);
		if (link != NULL && link->kind == SHOWN_LINK &&
		    strncmp(link->text, "/.domferry/client", 17) != 0)
			return arena_format(arena, "%s%s", link->text + 1, at);
		if (*at == '\0')
			break;
	}
	return whole;
}

/* With single slashes, and none at the end; NULL: it is no whole path, or goes
 * back on itself, and is not looked at. */
static const char *
path_bare(struct arena *arena, const char *folder, const char *word)
{
	char *bare = arena_format(arena, "%s/%s/", *word == '/' ? "" : folder,
	    word);
	size_t n = 0;

	if (*bare != '/' || strstr(bare, "/../") != NULL ||
	    strstr(bare, "/./") != NULL)
		return NULL;
	for (size_t i = 0; bare[i] != '\0'; i++)
		if (n == 0 || bare[i] != '/' || bare[n - 1] != '/')
			bare[n++] = bare[i];
	bare[n > 1 ? n - 1 : n] = '\0';
	return bare;
}

/* On a share the world has to be asked for what is not there, too: its server
 * may be down. */
static bool
is_own(struct arena *arena, const struct roots *roots, const char *place,
    const char *path)
{
	const char *where;
	struct stat found;

	if (path == NULL || strcmp(path, "/") == 0 || catalogue_has(path))
		return false;
	where = path_find(arena, roots, place, path);
	if (find(roots, where) != NULL)
		return false;
	beneath_look(roots->root, where, &found);
	return found.st_mode != 0 || strncmp(where, shares, sizeof(shares) -
	    1) != 0;
}

/* Of a whole path. */
static bool
owns(const struct roots *roots, const char *place, const char *path)
{
	struct arena arena = { 0 };
	bool own = is_own(&arena, roots, place, path_bare(&arena, "", path));

	arena_drop(&arena);
	return own;
}

/* Is a program that works on files called with such a one, or in such a
 * folder? */
static bool
owns_any(const struct roots *roots, const char *place,
    const struct host_words *typed)
{
	const char *slash = strrchr(typed->words[0], '/');
	struct arena arena = { 0 };
	unsigned first, last;
	bool within, own;

	if (!filing_has(slash != NULL ? slash + 1 : typed->words[0], &first,
	    &last))
		return false;
	within = owns(roots, place, typed->folder);
	own = within && typed->count == 1;
	for (unsigned i = first; i <= last && i < typed->count && !own; i++) {
		const char *word = typed->words[i];

		own = *word != '-' && ((within && *word != '/') ||
		    is_own(&arena, roots, place, path_bare(&arena,
		    typed->folder, word)));
	}
	arena_drop(&arena);
	return own;
}

const char *
roots_pooled(struct arena *arena, const struct roots *roots, const char *place,
    const char *path)
{
	const char *bare = *path == '/' ? path_bare(arena, "", path) : NULL;
	const char *where = bare != NULL ? path_find(arena, roots, place,
	    bare) : "";

	return strncmp(where, pools, sizeof(pools) - 1) == 0 &&
	    find(roots, where) == NULL ? where : NULL;
}

bool
roots_decline(struct roots *roots, struct stage *stage, struct caller *caller,
    struct host_words *typed)
{
	char text[PLACE_BYTES];
	const char *place = site_place(stage->site->names, caller->place, text,
	    sizeof(text));

	roots_gather(roots, stage, caller);
	if (owns_any(roots, place, typed))
		return true;
	roots_adopt(roots, stage, caller, place, typed);
	roots_stand(roots, stage, caller->place, typed->folder);
	/* The world does not know where it is. */
	if (owns(roots, place, typed->folder))
		typed->folder = "";
	return false;
}
