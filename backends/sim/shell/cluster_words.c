#include "backends/sim/shell/cluster_words.h"

#include <assert.h>

void
group_verb(struct call *call, const char *name, uint32_t group)
{
	const char *word[] = { "clrg", name, call_name(call, KIND_GROUP,
	    group) };

	change_words(call, word, 3);
}

void
group_switch_to(struct call *call, uint32_t group, uint32_t node)
{
	const char *word[] = { "clrg", "switch", "-n", call_name(call,
	    KIND_NODE, node), call_name(call, KIND_GROUP, group) };

	change_words(call, word, 5);
}

void
group_online_on(struct call *call, uint32_t group, uint32_t node)
{
	const char *word[] = { "clrg", "online", "-eM", "-n", call_name(call,
	    KIND_NODE, node), call_name(call, KIND_GROUP, group) };

	change_words(call, word, 6);
}

void
resource_verb(struct call *call, const char *name, uint32_t resource)
{
	const char *word[] = { "clrs", name, call_name(call, KIND_RESOURCE,
	    resource) };

	change_words(call, word, 3);
}

void
resource_clear_on(struct call *call, uint32_t resource, uint32_t node)
{
	const char *word[] = { "clrs", "clear", "-f", "STOP_FAILED", "-n",
	    call_name(call, KIND_NODE, node), call_name(call, KIND_RESOURCE,
	    resource) };

	assert(resource != 0 && node != 0);
	change_words(call, word, 7);
}
