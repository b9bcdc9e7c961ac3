/*
 * Files in pools and on nodes, and archives on a share.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/start/showing.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"
#include "core/site/naming.h"

static const char not_read[] = "what is on a disk is not read";

static const char not_asked[] = "a survey asks nodes, and nobody else";

static struct file_row *
file_of(struct starting *start)
{
	return world_file(start->sim->world, start->name);
}

static bool
file_begin(struct starting *start)
{
	start->name = start_name(start, KIND_FILE, start->at->name);
	return file_of(start)->type == FILE_NONE || start_wrong(start,
	    "a second line about file %.80s", start->at->name);
}

static bool
file_set_size(struct starting *start, const char *value)
{
	uint64_t n;

	if (!start_number(start, value, (uint64_t)1 << 60, &n))
		return false;
	file_of(start)->size = (int64_t)n;
	return true;
}

static bool
file_set_content(struct starting *start, const char *value)
{
	return start_hex(start, value, UINT64_MAX,
	    &file_of(start)->content);
}

static bool
file_set_on(struct starting *start, const char *value)
{
	return start_nodes(start, value, &file_of(start)->nodes);
}

/* A path that is on no node is in the pool that it names. */
static bool
file_end(struct starting *start)
{
	struct sim *sim = start->sim;
	struct file_row *file = file_of(start);
	uint32_t pool = sim->index.path[start->name].pool;

	assert(file->type == FILE_NONE);
	if (start_value(start->at, "on") != NULL) {
		file->type = FILE_OTHER;
		return true;
	}
	if (world_pool(sim->world, pool)->exists == 0)
		return start_wrong(start, "%.80s is in no pool of this text, "
		    "and the line does not say on which nodes it is: on=NODE",
		    start->at->name);
	file->pool = pool;
	file->type = *start->at->name != '/' ? FILE_FILESYSTEM :
	    naming_is_copy(start->at->name) ? FILE_OTHER : FILE_DISK;
	world_pool(sim->world, pool)->used += file->size;
	return true;
}

static bool
archive_begin(struct starting *start)
{
	start->name = start_name(start, KIND_FILE, start->at->name);
	if (file_of(start)->type != FILE_NONE)
		return start_wrong(start, "a second line about %.80s",
		    start->at->name);
	return (start->sim->index.path[start->name].share != 0 &&
	    naming_is_archive(start->at->name)) || start_wrong(start,
	    "%.80s is no archive on a share of the site", start->at->name);
}

static bool
archive_set_complete(struct starting *start, const char *value)
{
	(void)value;
	file_of(start)->type = FILE_SHARED;
	return true;
}

static bool
archive_set_partial(struct starting *start, const char *value)
{
	(void)value;
	file_of(start)->type = FILE_PARTIAL;
	return true;
}

static const struct start_row file_rows[] = {
	{ { "file", "size", START_VALUE, "ls -ld FILE; zfs list", NULL },
	    .set = file_set_size },
	{ { "file", "content", START_VALUE, NULL, not_read },
	    .set = file_set_content },
	{ { "file", "on", START_VALUE, "ls -ld FILE", NULL },
	    .set = file_set_on, .show = show_answering },
};

const struct start_kind start_file = {
	.line = "file", .phase[START_FIRST] = { file_begin, file_end }, .rows
	    = file_rows, .count = sizeof(file_rows) / sizeof(file_rows[0])
};

static const struct start_row archive_rows[] = {
	{ { "archive", "complete", START_WORD, NULL, not_asked },
	    .set = archive_set_complete },
	{ { "archive", "partial", START_WORD, NULL, not_asked },
	    .set = archive_set_partial },
};

const struct start_kind start_archive = {
	.line = "archive", .phase[START_FIRST] = { archive_begin, NULL },
	    .rows = archive_rows, .count = sizeof(archive_rows) /
	    sizeof(archive_rows[0])
};
