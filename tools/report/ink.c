#include "tools/report/ink.h"

#include <assert.h>

const char *
ink_code(bool colour, enum ink ink)
{
	static const char *const codes[] = { "\033[0m", "\033[1m",
	    "\033[2m", "\033[31m", "\033[32m" };

	assert(ink <= GREEN);
	return colour ? codes[ink] : "";
}
