/*
 * A scenario that is read from its text.
 */
#include "core/base/limits.h"
#include "tools/file.h"
#include "tools/scenario/scenario.h"

static const char *
site_load(void *with, const char *path, size_t *n)
{
	struct err err = { 0 };

	return file_read(with, path, LIMIT_FILE_BYTES, n, &err);
}

struct scenario *
scenario_load(struct arena *arena, const struct source *source,
    struct mistakes *mistakes)
{
	struct loader loader = { site_load, arena, &scenario_vocabulary };

	return scenario_read(arena, source, &loader, mistakes);
}
