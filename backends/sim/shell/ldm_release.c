#include "backends/sim/shell/ldm_release.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/shell/hardware.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* From this release on the program has its later name. */
enum { LDM_RENAMED = 103 };

uint32_t
ldm_release(const struct call *call)
{
	assert(call_node(call) != 0);
	return world_node(call->shell->sim->world, call_node(call))->ldm;
}

static const struct site_node *
site_node(const struct call *call)
{
	return &call->shell->site->nodes[call_node(call)];
}

void
ldm_version_line(struct call *call)
{
	buffer_print(&call->out, "VERSION %s\n",
	    site_node(call)->releases.parseable);
}

static bool
model_has(const struct call *call, const char *part)
{
	return strstr(hardware_model(call->shell->site, call_node(call)),
	    part) != NULL;
}

bool
ldm_has_uart(const struct call *call)
{
	static const char *const families[] = { "T4-", "T5-", "T7-", "T8-",
	    "M5-", "M6-", "M7-", "M8-", "S7-", "M10-", "M12-" };

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (model_has(call, families[i]))
			return true;
	return false;
}

bool
ldm_has_norm(const struct call *call)
{
	return ldm_release(call) >= LDM_PADDED && ldm_has_uart(call);
}

bool
ldm_is_t5440(const struct call *call)
{
	return model_has(call, "T5440");
}

/* The site does not say which firmware it has, so "System PROM" is not
 * there. */
void
ldm_release_run(struct call *call, const struct given *given)
{
	if (given->count != 0) {
		call_not_simulated(call);
		return;
	}
	buffer_print(&call->out, "Logical Domain%s Manager (v %s)\n"
	    "\tHypervisor control protocol v 1.3\n"
	    "\tUsing Hypervisor MD v 0.1\n",
	    ldm_release(call) >= LDM_RENAMED ? "s" : "",
	    site_node(call)->releases.ldm);
}
