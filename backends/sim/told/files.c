/*
 * Files in pools and on nodes, and archives on a share.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/told/showing.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"
#include "core/site/naming.h"

static const char not_read[] = "what is on a disk is not read";

static const char not_asked[] = "a survey asks nodes, and nobody else";

static struct file_row *
file_of(struct telling *telling)
{
	return world_file(telling->sim->world, telling->name);
}

static bool
tell_file(struct telling *telling)
{
	telling->name = told_name(telling, KIND_FILE, telling->at->name);
	return file_of(telling)->type == FILE_NONE || told_wrong(telling,
	    "a second line about file %.80s", telling->at->name);
}

static bool
file_set_size(struct telling *telling, const char *value)
{
	uint64_t n;

	if (!told_number(telling, value, (uint64_t)1 << 60, &n))
		return false;
	file_of(telling)->size = (int64_t)n;
	return true;
}

static bool
file_set_content(struct telling *telling, const char *value)
{
	return told_hex(telling, value, UINT64_MAX,
	    &file_of(telling)->content);
}

static bool
file_set_on(struct telling *telling, const char *value)
{
	return told_nodes(telling, value, &file_of(telling)->nodes);
}

/* A path that is on no node is in the pool that it names. */
static bool
tell_file_end(struct telling *telling)
{
	struct sim *sim = telling->sim;
	struct file_row *file = file_of(telling);
	uint32_t pool = sim->index.path[telling->name].pool;

	assert(file->type == FILE_NONE);
	if (told_value(telling->at, "on") != NULL) {
		file->type = FILE_OTHER;
		return true;
	}
	if (world_pool(sim->world, pool)->exists == 0)
		return told_wrong(telling, "%.80s is in no pool of this text, "
		    "and the line does not say on which nodes it is: on=NODE",
		    telling->at->name);
	file->pool = pool;
	file->type = *telling->at->name == '/' ? FILE_DISK : FILE_FILESYSTEM;
	world_pool(sim->world, pool)->used += file->size;
	return true;
}

static bool
tell_archive(struct telling *telling)
{
	telling->name = told_name(telling, KIND_FILE, telling->at->name);
	if (file_of(telling)->type != FILE_NONE)
		return told_wrong(telling, "a second line about %.80s",
		    telling->at->name);
	return (telling->sim->index.path[telling->name].share != 0 &&
	    naming_is_archive(telling->at->name)) || told_wrong(telling,
	    "%.80s is no archive on a share of the site", telling->at->name);
}

static bool
archive_set_complete(struct telling *telling, const char *value)
{
	(void)value;
	file_of(telling)->type = FILE_SHARED;
	return true;
}

static bool
archive_set_partial(struct telling *telling, const char *value)
{
	(void)value;
	file_of(telling)->type = FILE_PARTIAL;
	return true;
}

static const struct told_row file_rows[] = {
	{ { "file", "size", TOLD_VALUE, "ls -ld FILE; zfs list", NULL },
	    .set = file_set_size },
	{ { "file", "content", TOLD_VALUE, NULL, not_read },
	    .set = file_set_content },
	{ { "file", "on", TOLD_VALUE, "ls -ld FILE", NULL }, .set = file_set_on,
	    .show = show_answering },
};

const struct told_kind told_file = { .line = "file", .phase[TOLD_FIRST] = {
    tell_file, tell_file_end }, .rows = file_rows, .count = sizeof(file_rows) /
    sizeof(file_rows[0]) };

static const struct told_row archive_rows[] = {
	{ { "archive", "complete", TOLD_WORD, NULL, not_asked },
	    .set = archive_set_complete },
	{ { "archive", "partial", TOLD_WORD, NULL, not_asked },
	    .set = archive_set_partial },
};

const struct told_kind told_archive = { .line = "archive", .phase[TOLD_FIRST] =
    { tell_archive, NULL }, .rows = archive_rows, .count = sizeof(archive_rows)
    / sizeof(archive_rows[0]) };
