#include "tools/memory.h"

#include <jansson.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { KEPT_BYTES = 16 << 20 };

static void *
taken(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL && size != 0)
		abort();
	return memory;
}

void
memory_guard(void)
{
	json_set_alloc_funcs(taken, free);
}

/* Where it cannot be said, or is refused, all is slower and nothing else. */
void
memory_keep(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
#endif
}
