#include "core/procedures/procedure.h"

#include <assert.h>
#include <string.h>

const struct procedure *const procedures[] = {
	&procedure_services,
	&procedure_create,
	&procedure_p2v,
	&procedure_migrate,
	&procedure_switch,
	&procedure_maintain,
	&procedure_retire,
	&procedure_sweep,
	&procedure_recover,
	&procedure_evacuate,
	&procedure_return,
	&procedure_boot,
	&procedure_unstick,
	&procedure_rejoin,
	NULL,
};

const struct procedure *
procedure_find(const char *name)
{
	assert(name != NULL);
	for (size_t i = 0; procedures[i] != NULL; i++)
		if (strcmp(procedures[i]->name, name) == 0)
			return procedures[i];
	return NULL;
}
