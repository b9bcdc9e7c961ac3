#include "tools/shell/space.h"

#include <assert.h>
#include <string.h>

enum { LINE_BYTES = 160, OWN_WORDS = 6 };

/* unshare -m /bin/sh -c TEXT domferry WORD... */
static const char *const *
words_put(struct arena *arena, const char *unshare, bool mapped,
    const char *text, const char *const words[])
{
	const char *own[OWN_WORDS] = { unshare, mapped ? "-Urm" : "-m",
	    "/bin/sh", "-c", text, "domferry" };
	unsigned count = 0;
	const char **all;

	while (words[count] != NULL)
		count++;
	all = arena_take(arena, count + OWN_WORDS + 1, sizeof(*all));
	memcpy(all, own, sizeof(own));
	memcpy(all + OWN_WORDS, words, (count + 1) * sizeof(*all));
	return all;
}

bool
space_make(struct arena *arena, struct space *space,
    const struct space_from *from, struct err *err)
{
	const char *unshare = child_find(arena, "unshare", "util-linux", err);
	char line[LINE_BYTES] = "";
	struct err why = { 0 };

	*space = (struct space){ .mapped = from->mapped };
	space->enter = child_find(arena, "nsenter", "util-linux", err);
	if (unshare == NULL || space->enter == NULL ||
	    !child_start(&space->maker, words_put(arena, unshare,
	    from->mapped, from->text, from->words), err))
		return false;
	if (child_line(&space->maker, line, sizeof(line)) &&
	    strcmp(line, "ready") == 0)
		return true;
	child_end(&space->maker, "unshare", &why);
	return err_set(err, ERR_PROGRAM_FAILED, "unshare -m makes none: "
	    "%.100s", line);
}

const char *
space_path(struct arena *arena, const struct space *space, const char *name)
{
	assert(space->maker.pid > 0);
	return arena_format(arena, "/proc/%ld/%s", (long)space->maker.pid,
	    name);
}

bool
space_end(struct space *space, struct err *err)
{
	return child_end(&space->maker, "unshare -m", err);
}
