#include "tools/session/plan_saved.h"

#include <stdlib.h>

#include "tools/file.h"
#include "tools/session/plan_file.h"

bool
plan_save(const struct plan *plan, const char *path, const json_t *whole,
    struct err *err)
{
	char *text = json_dumps(whole, JSON_SORT_KEYS | JSON_COMPACT);
	struct arena arena = { 0 };
	bool saved;

	if (text == NULL)
		abort();
	saved = plan_file_fits(plan, text, err) && file_write(path,
	    arena_format(&arena, "%s\n", text), err);

	free(text);
	arena_drop(&arena);
	return saved;
}
