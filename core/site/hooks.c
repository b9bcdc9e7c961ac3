#include "core/site/hooks.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

const char *const hook_words[HOOK_MOMENTS] = {
	[HOOK_START] = "start",
	[HOOK_IRREVERSIBLE] = "irreversible",
	[HOOK_END] = "end",
	[HOOK_BEFORE] = "before",
	[HOOK_AFTER] = "after",
};

bool
hook_is_of(const struct site_hook *hook, const char *step)
{
	size_t n;

	assert(step != NULL);
	if (hook->step == NULL)
		return false;
	n = strlen(hook->step);
	return strncmp(hook->step, step, n) == 0 &&
	    (step[n] == '\0' || step[n] == ':' || step[n] == '@');
}
