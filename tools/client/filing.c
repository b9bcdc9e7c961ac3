#include "tools/client/filing.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

/* The first word of tar is letters; what follows a script is its own. */
static const struct {
	const char	*name;
	unsigned	 first, last;
} programs[] = {
	{ "cat", 1, UINT_MAX }, { "cp", 1, UINT_MAX }, { "ksh", 1, 1 },
	{ "ls", 1, UINT_MAX }, { "mkdir", 1, UINT_MAX }, { "rm", 1, UINT_MAX },
	{ "rmdir", 1, UINT_MAX }, { "sh", 1, 1 }, { "tail", 1, UINT_MAX },
	{ "tar", 2, UINT_MAX }, { "tee", 1, UINT_MAX },
	{ "touch", 1, UINT_MAX },
};

bool
filing_has(const char *name, unsigned *first, unsigned *last)
{
	size_t i = 0;

	while (i < sizeof(programs) / sizeof(programs[0]) &&
	    strcmp(programs[i].name, name) != 0)
		i++;
	if (i == sizeof(programs) / sizeof(programs[0]))
		return false;
	*first = programs[i].first;
	*last = programs[i].last;
	return true;
}

bool
filing_reads_input(const char *const words[], unsigned count)
{
	const char *slash = strrchr(words[0], '/');
	const char *name = slash != NULL ? slash + 1 : words[0];

	if (strcmp(name, "tee") == 0)
		return true;
	for (unsigned i = 1; i < count; i++)
		if (strcmp(name, "fmthard") == 0 &&
		    strcmp(words[i], "-") == 0)
			return true;
	return false;
}
