#include "backends/sim/session/trouble_faults.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "backends/sim/session/incidents.h"
#include "backends/sim/world/trouble.h"

static const struct {
	const char	*form;
	enum trouble	 trouble;
} rows[] = {
	{ "fill / on NODE", TROUBLE_ROOT_FULL },
	{ "fill /var on NODE", TROUBLE_VAR_FULL },
	{ "stop ldmd on NODE", TROUBLE_LDMD_OFF },
	{ "stop vntsd on NODE", TROUBLE_VNTSD_OFF },
	{ "fail ldmd on NODE", TROUBLE_LDMD_FAILED },
	{ "fail vntsd on NODE", TROUBLE_VNTSD_FAILED },
	{ "delay-reconfiguration on NODE", TROUBLE_DELAYED },
	{ "expire-password NODE", TROUBLE_EXPIRED },
	{ "drop-cachefiles NODE", TROUBLE_NO_CACHEFILES },
	{ "visit NODE", TROUBLE_VISITED },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

void
trouble_strike(struct sim *sim, const struct fault *fault, const char *form,
    bool has)
{
	size_t i = 0;

	while (i < ROWS && strcmp(rows[i].form, form) != 0)
		i++;
	assert(i < ROWS);
	sim_trouble(sim, fault->on != 0 ? fault->on : fault->object,
	    rows[i].trouble, has);
}
