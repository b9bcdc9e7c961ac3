#include "backends/sim/shell/model.h"

#include <stddef.h>
#include <string.h>

#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/shell.h"

static const char sun[] = "Sun Microsystems", oracle[] = "Oracle Corporation";

static const struct model models[] = {
	{ "Sun Fire T5440", "SUNW,T5440", sun, "UltraSPARC-T2+", 1414 },
	{ "SPARC Enterprise T5440", "SUNW,T5440", sun, "UltraSPARC-T2+",
	    1414 },
	{ "SPARC Enterprise T5120", "SUNW,SPARC-Enterprise-T5120", sun,
	    "UltraSPARC-T2", 1165 },
	{ "SPARC Enterprise T5220", "SUNW,SPARC-Enterprise-T5220", sun,
	    "UltraSPARC-T2", 1165 },
	{ "SPARC Enterprise T5240", "SUNW,T5240", sun, "UltraSPARC-T2+",
	    1165 },
	{ "Sun Blade T6320", "SUNW,Sun-Blade-T6320", sun, "UltraSPARC-T2",
	    1415 },
	{ "Sun Fire T2000", "SUNW,Sun-Fire-T200", sun, "UltraSPARC-T1",
	    1000 },
	{ "SPARC T3-1", "ORCL,SPARC-T3-1", oracle, "SPARC-T3", 1649 },
	{ "SPARC T4-2", "ORCL,SPARC-T4-2", oracle, "SPARC-T4", 2848 },
};

const struct model *
model_of(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t node = machine_node(call);
	const char *name = node != 0 && node <= site->node_count ?
	    site->nodes[node].model : NULL;

	for (size_t i = 0; name != NULL &&
	    i < sizeof(models) / sizeof(models[0]); i++)
		if (strcmp(models[i].name, name) == 0)
			return &models[i];
	return NULL;
}
