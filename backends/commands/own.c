#include "backends/commands/own.h"

#include <string.h>

#include "core/site/blackout.h"

unsigned
own_words(const struct site *site, enum op_kind kind,
    const struct typed_line *line)
{
	const char *const *word = site != NULL ? blackout_words(site, kind) :
	    NULL;
	unsigned at = 0;

	for (; word != NULL && *word != NULL; word++, at++)
		if (at == line->count || strcmp(*word, at == 0 ?
		    line->program : line->word[at]) != 0)
			return 0;
	return at;
}
