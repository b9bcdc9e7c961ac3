/*
 * What the world says of a path.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/dataset.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/sim.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/world/declared.h"
#include "core/site/naming.h"

/* The pool in whose folder a path would be; 0: in none. */
static uint32_t
pool_of(struct call *call, const char *path)
{
	char name[PATH_BYTES];
	uint32_t pool;

	if (path[0] != '/')
		return 0;
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(path + 1, "/"),
	    path + 1);
	pool = names_find(sim_names(call->shell->sim), KIND_POOL, name);
	return pool <= call->shell->sim->world->table[T_POOL].count ? pool : 0;
}

/* The name of the innermost file system above the path. */
static const char *
dataset_of(struct call *call, const char *path)
{
	struct sim *sim = call->shell->sim;
	char name[PATH_BYTES];
	uint32_t file, pool;

	snprintf(name, sizeof(name), "%s", path + 1);
	for (char *slash; (slash = strrchr(name, '/')) != NULL; *slash = '\0')
		if (dataset_exists(call, name)) {
			file = names_find(sim_names(sim), KIND_FILE, name);
			return call_name(call, KIND_FILE, file);
		}
	pool = names_find(sim_names(sim), KIND_POOL, name);
	return dataset_exists(call, name) ? call_name(call, KIND_POOL, pool) :
	    NULL;
}

const char *
path_whole(const struct call *call, const char *word, char text[PATH_BYTES])
{
	const char *folder = call->line.folder, *slash;

	if (*word == '/' || folder == NULL || *folder != '/')
		folder = "";
	while (*folder != '\0' && strncmp(word, "./", 2) == 0)
		word += 2;
	if (*folder != '\0' && strcmp(word, ".") == 0)
		word = "";
	slash = *folder == '\0' || *word == '\0' ||
	    folder[strlen(folder) - 1] == '/' ? "" : "/";
	/* No path is as long as that. */
	if (snprintf(text, PATH_BYTES, "%s%s%s", folder, slash, word) >=
	    PATH_BYTES)
		*text = '\0';
	return text;
}

/* Is it where files of a share are, whether somebody has named it before or
 * not? */
static bool
is_below_share(const struct call *call, const char *path)
{
	const struct sim *sim = call->shell->sim;

	for (uint32_t a = 1; a <= sim->declared.archive_count; a++) {
		const char *mount = call_name(call, KIND_FILE,
		    declared_archive(sim, a)->mount);

		if (strncmp(path, mount, strlen(mount)) == 0 &&
		    path[strlen(mount)] == '/')
			return true;
	}
	return false;
}

/* An archive that is not complete can be seen; of other files operations take
 * such a one for none. */
static bool
is_visible(struct call *call, uint32_t file)
{
	struct sim *sim = call->shell->sim;

	return file_visible(sim, file, call->place) ||
	    (naming_is_archive(call_name(call, KIND_FILE, file)) &&
	    world_file(sim->world, file)->type == FILE_PARTIAL &&
	    place_share(sim, call->place) == sim->index.path[file].share);
}

void
path_look(struct call *call, const char *word, char text[PATH_BYTES],
    struct looked *looked)
{
	struct sim *sim = call->shell->sim;
	size_t n = strlen(path_whole(call, word, text));
	bool known;

	while (n > 1 && text[n - 1] == '/')
		text[--n] = '\0';
	*looked = (struct looked){ .name = text };
	looked->file = names_find(sim_names(sim), KIND_FILE, text);
	if (looked->file > sim->world->table[T_FILE].count)
		looked->file = 0;
	known = world_file(sim->world, looked->file)->type != FILE_NONE ||
	    is_below_share(call, text) || naming_is_own(text);
	if (!known || !is_visible(call, looked->file))
		looked->file = 0;
	if (call_node(call) != 0 && pool_of(call, text) != 0) {
		looked->dataset = dataset_of(call, text);
		looked->kind = dataset_exists(call, text + 1) ? PATH_FOLDER :
		    looked->file != 0 ? PATH_FILE : PATH_ABSENT;
	} else if (known) {
		looked->kind = looked->file != 0 ? PATH_FILE : PATH_ABSENT;
	}
}
