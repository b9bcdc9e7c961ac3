#include "tools/memory.h"

#include <jansson.h>
#include <stdlib.h>

#include "tools/scenario/junit_xml.h"

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
	junit_xml_guard();
}
