#include "tools/report/ink.h"

#include <assert.h>

#include "tools/say.h"

void
ink_set(bool colour, enum ink ink)
{
	static const unsigned codes[] = { 0, 1, 2, 31, 32 };

	assert(ink <= GREEN);
	if (colour)
		say("\033[%um", codes[ink]);
}

void
ink_say(bool colour, enum ink ink, const char *words)
{
	ink_set(colour, ink);
	say("%s", words);
	ink_set(colour, PLAIN);
}
