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
	enum ask_line	 line;
	const char	*fact;
	const char	*except;	/* a name that is not meant, or NULL */
	bool		 of_service;	/* of the one that is asked about */
} lists[] = {
	{ OP_SERVICE_STATE, LINE_BINDINGS, "vsw", NULL, false },
	{ OP_SERVICE_STATE, LINE_BINDINGS, "vds", NULL, false },
	{ OP_SERVICE_STATE, LINE_BINDINGS, "vcc", NULL, false },
	{ OP_VOLUME_STATE, LINE_BINDINGS, "volume", NULL, true },
	{ OP_GUEST_STATE, LINE_BINDINGS, "domain", "primary", false },
	{ OP_CONFIG_STATE, LINE_CONFIGS, "config", NULL, false },
	{ OP_POOL_STATE, LINE_POOLS, "pool", NULL, false },
	{ OP_GROUP_STATE, LINE_STATUS, "group", NULL,
	    false },
	{ OP_RESOURCE_STATE, LINE_STATUS, "resource", NULL,
	    false },
};

enum { LISTS = sizeof(lists) / sizeof(lists[0]) };

static bool
is_meant(const struct asking *asking, const struct op *ask, size_t list,
    const struct fact_row *fact)
{
	return strcmp(fact->kind, lists[list].fact) == 0 &&
	    (lists[list].except == NULL || !fact_is(fact, "name",
	    lists[list].except)) && (!lists[list].of_service || fact_is(fact,
	    "service", names_text(asking->names, KIND_SERVICE,
	    ask->service)));
}

static void
names_add(struct asking *asking, const struct op *ask, size_t list,
    const struct reading *reading)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)ask->kind)];

	for (uint32_t i = 0; i < reading->count; i++)
		if (is_meant(asking, ask, list, &reading->fact[i]))
			names_put(asking->names, kind, fact_said(
			    &reading->fact[i], "name"));
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
		reading = asking_facts(asking, ask->on, lists[i].line, ask);
		if (reading == NULL)
			return false;
		names_add(asking, ask, i, reading);
	}
	return true;
}
