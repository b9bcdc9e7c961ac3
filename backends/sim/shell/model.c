#include "backends/sim/shell/model.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/hardware.h"
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

static const char *
name_of(const struct call *call)
{
	uint32_t node = machine_node(call);

	return node != 0 && node <= call->shell->site->node_count ?
	    hardware_model(call->shell->site, node) : NULL;
}

const struct model *
model_of(const struct call *call)
{
	const char *name = name_of(call);

	for (size_t i = 0; name != NULL &&
	    i < sizeof(models) / sizeof(models[0]); i++)
		if (strcmp(models[i].name, name) == 0)
			return &models[i];
	return NULL;
}

const char *
model_platform(const struct call *call, char text[MODEL_BYTES])
{
	const struct model *model = model_of(call);
	const char *name = name_of(call);

	if (model != NULL || name == NULL)
		return model != NULL ? model->platform : NULL;
	snprintf(text, MODEL_BYTES, "%s,%s", strncmp(name, "SPARC ",
	    strlen("SPARC ")) == 0 ? "ORCL" : "SUNW", name);
	for (char *at = text; *at != '\0'; at++)
		if (*at == ' ')
			*at = '-';
	return text;
}
