/*
 * hooks.h: programs of the operator that a real run starts, on the machine
 * where domferry runs.
 */
#ifndef CORE_SITE_HOOKS_H
#define CORE_SITE_HOOKS_H

#include <stdbool.h>
#include <stdint.h>

enum hook_moment {
	HOOK_START,		/* the run begins, or goes on */
	HOOK_IRREVERSIBLE,	/* a step that cannot be undone begins */
	HOOK_END,		/* it has ended, or stopped */
	HOOK_BEFORE,		/* a step begins */
	HOOK_AFTER,		/* it is done */
	HOOK_MOMENTS
};

/* "start", "before": as the site file has it. */
extern const char *const hook_words[HOOK_MOMENTS];

struct site_hook {
	enum hook_moment moment;
	const char	*step;		/* of HOOK_BEFORE, HOOK_AFTER */
	const char	*const *words;	/* a path first; NULL ends them */
};

struct site_hooks {
	const struct site_hook *list;
	unsigned	 count;
	int64_t		 limit_ms;	/* for each of them */
};

/* Is it a hook of that step?  Its name is that of the step, or what stands
 * before ":" or "@" in it. */
bool	 hook_is_of(const struct site_hook *, const char *step);

#endif
