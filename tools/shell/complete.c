#include "tools/shell/complete.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/catalogue.h"
#include "backends/sim/sim.h"
#include "tools/shell/word.h"

enum { CANDIDATES = 256 };

struct candidates {
	const char	*prefix;	/* of what is looked for */
	size_t		 size;		/* of the prefix */
	const char	*list[CANDIDATES];
	unsigned	 count;
};

static void
offer(struct candidates *candidates, const char *text)
{
	if (candidates->count < CANDIDATES &&
	    strncmp(text, candidates->prefix, candidates->size) == 0)
		candidates->list[candidates->count++] = text;
}

static void
commands_offer(struct candidates *candidates)
{
	const char *name;

	for (unsigned i = 0; (name = word_name(i)) != NULL; i++)
		offer(candidates, name);
	for (unsigned i = 0; (name = catalogue_name(i)) != NULL; i++)
		offer(candidates, name);
}

static void
names_offer(const struct names *names, struct candidates *candidates)
{
	static const enum kind kinds[] = { KIND_NODE, KIND_GUEST, KIND_SOURCE,
	    KIND_POOL, KIND_GROUP, KIND_RESOURCE, KIND_SERVICE, KIND_VOLUME,
	    KIND_DEVICE, KIND_FILE };

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (uint32_t i = 1; i <= names_count(names, kinds[k]); i++)
			offer(candidates, names_text(names, kinds[k], i));
}

/* How many words stand before the last one, and the first of them. */
static unsigned
words_before(const char *line, const char *last, const char **first,
    size_t *size)
{
	unsigned count = 0;

	*first = line + strspn(line, " \t");
	*size = strcspn(*first, " \t");
	for (const char *at = *first; at < last; count++) {
		at += strcspn(at, " \t");
		at += strspn(at, " \t");
	}
	return count;
}

static int
order(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

void
complete(const struct stage *stage, const char *line, struct buffer *out)
{
	struct candidates candidates = { .count = 0 };
	const char *last = line + strlen(line), *first, *name;
	unsigned before;
	size_t size;

	assert(line != NULL);
	while (last > line && last[-1] != ' ' && last[-1] != '\t')
		last--;
	candidates.prefix = last;
	candidates.size = strlen(last);
	before = words_before(line, last, &first, &size);
	if (before == 0)
		commands_offer(&candidates);
	for (unsigned i = 0; before == 1 && (name = catalogue_subcommand(first,
	    size, i)) != NULL; i++)
		offer(&candidates, name);
	if (before != 0 && candidates.count == 0)
		names_offer(sim_names(stage->sandbox->simulated.sim),
		    &candidates);
	qsort(candidates.list, candidates.count, sizeof(candidates.list[0]),
	    order);
	for (unsigned i = 0; i < candidates.count; i++)
		if (i == 0 || strcmp(candidates.list[i],
		    candidates.list[i - 1]) != 0)
			buffer_print(out, "%s\n", candidates.list[i]);
}
