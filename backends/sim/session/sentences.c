/*
 * Faults of the world as sentences: what a person would say instead of the
 * phrase that begins a row of world_faults.c.
 */
#include <stddef.h>
#include <string.h>

#include "backends/sim/session/vocabulary.h"

static const struct {
	const char	*form, *sentence;
} rows[] = {
	{ "power-off NODE", "NODE loses power" },
	{ "power-on NODE", "NODE is switched on" },
	{ "panic NODE", "NODE panics" },
	{ "reboot NODE", "NODE reboots" },
	{ "hang NODE", "NODE hangs" },
	{ "split NODE [from NODE]",
	    "NODE loses its private links [to NODE]" },
	{ "cut DEVICE [on NODE]", "DEVICE is lost [on NODE]" },
	{ "hang-guest GUEST", "GUEST hangs" },
	{ "stop-guest GUEST", "GUEST stops" },
	{ "boot-loop GUEST", "GUEST boots again and again" },
	{ "drop SERVICE on NODE", "SERVICE is gone on NODE" },
	{ "archive-down SERVER", "SERVER no longer answers" },
};

const char *
sim_world_sentence(unsigned n)
{
	unsigned can;
	const char *form = sim_world_fault(n, &can);

	for (size_t i = 0; form != NULL && i < sizeof(rows) / sizeof(rows[0]);
	    i++)
		if (strcmp(rows[i].form, form) == 0)
			return rows[i].sentence;
	return NULL;
}
