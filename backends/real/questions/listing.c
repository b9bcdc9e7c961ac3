/*
 * Questions about all objects of a kind: their names are those that some output
 * has, and those that are known already.
 */
#include <assert.h>
#include <string.h>

#include "backends/real/questions/answering.h"

/* Where names of a kind stand. */
static const struct {
	enum op_kind	 question;
	const char	*line;
	const char	*fact, *key;
} lists[] = {
	{ OP_SERVICE_STATE, "ldm list-bindings -p", "vsw", "name" },
	{ OP_SERVICE_STATE, "ldm list-bindings -p", "vds", "name" },
	{ OP_SERVICE_STATE, "ldm list-bindings -p", "vcc", "name" },
	{ OP_VOLUME_STATE, "ldm list-bindings -p", "volume", "name" },
	{ OP_GUEST_STATE, "ldm list-bindings -p", "domain", "name" },
	{ OP_CONFIG_STATE, "ldm list-spconfig", "config", "name" },
	{ OP_POOL_STATE, "zpool list", "pool", "name" },
	{ OP_GROUP_STATE, "cluster status -t node,rg,rs", "group", "name" },
	{ OP_RESOURCE_STATE, "cluster status -t node,rg,rs", "resource",
	    "name" },
};

enum { LISTS = sizeof(lists) / sizeof(lists[0]) };

/* A volume is one of the service that is asked about; the control domain is no
 * guest. */
static bool
is_meant(const struct asking *asking, const struct op *ask,
    const struct fact_row *fact)
{
	if (ask->kind == OP_VOLUME_STATE)
		return fact_is(fact, "service", names_text(asking->names,
		    KIND_SERVICE, ask->service));
	return ask->kind != OP_GUEST_STATE || !fact_is(fact, "name",
	    "primary");
}

static void
names_add(struct asking *asking, const struct op *ask, size_t list,
    const struct reading *reading)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)ask->kind)];

	for (uint32_t i = 0; i < reading->count; i++)
		if (strcmp(reading->fact[i].kind, lists[list].fact) == 0 &&
		    is_meant(asking, ask, &reading->fact[i]))
			names_put(asking->names, kind, fact_said(
			    &reading->fact[i], lists[list].key));
}

bool
question_names(struct asking *asking, const struct op *ask)
{
	assert(op_of_all(ask));
	asking->err = (struct err){ 0 };
	for (size_t i = 0; i < LISTS; i++) {
		const struct reading *reading;

		if (lists[i].question != (enum op_kind)ask->kind)
			continue;
		reading = asking_facts(asking, ask->on, lists[i].line);
		if (reading == NULL)
			return false;
		names_add(asking, ask, i, reading);
	}
	return true;
}
