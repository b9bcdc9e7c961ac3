#include "tools/scenario_open.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "tools/file.h"
#include "tools/say.h"
#include "tools/scenario/scenario.h"

struct scenario *
scenario_try(struct arena *arena, const char *path, struct mistakes *mistakes,
    struct err *err)
{
	struct scenario *scenario;
	size_t n;
	char *text = file_read(arena, path, LIMIT_FILE_BYTES, &n, err);

	if (text == NULL)
		return NULL;
	scenario = scenario_load(arena, &(struct source){ path, text, n },
	    mistakes);
	if (scenario == NULL)
		err_set(err, ERR_FILE_INVALID, "%s: %u mistake%s", path,
		    (unsigned)mistakes->count, plural(mistakes->count));
	return scenario;
}

void
scenario_unread_print(const struct mistakes *mistakes, const struct err *err)
{
	if (err->code == ERR_FILE_INVALID)
		mistakes_print(mistakes);
	else
		err_print(err);
}

struct scenario *
scenario_open(struct arena *arena, const char *path)
{
	struct mistakes mistakes = { 0 };
	struct err err = { 0 };
	struct scenario *scenario = scenario_try(arena, path, &mistakes,
	    &err);

	if (scenario == NULL)
		scenario_unread_print(&mistakes, &err);
	return scenario;
}

bool
scenario_is(const char *path)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(&arena, path, LIMIT_FILE_BYTES, &n,
	    &err);
	const char *key = text != NULL ? strchr(text, '"') : NULL;
	bool is = key != NULL && strncmp(key, "\"scenario\"", 10) == 0;

	arena_drop(&arena);
	return is;
}
