/*
 * ping.
 */
#include "backends/sim/shell/service.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"

enum { PING_S = 20, PING_LONGEST_S = 3600 };

/* The place of that name; 0: it is none. */
static uint32_t
host_find(const struct call *call, const char *name)
{
	static const struct {
		enum kind	 kind;
		uint32_t	 flag;
		enum table_id	 table;
	} kinds[] = { { KIND_NODE, 0, T_NODE }, { KIND_GUEST, PLACE_GUEST,
	    T_GUEST }, { KIND_SOURCE, PLACE_SOURCE, T_SOURCE } };
	struct sim *sim = call->shell->sim;
	uint32_t place = 0;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		uint32_t n = names_find(sim_names(sim), kinds[i].kind, name);

		if (n != 0 && n <= sim->world->table[kinds[i].table].count &&
		    (place == 0 || !place_answers(sim, place)))
			place = n | kinds[i].flag;
	}
	return place;
}

void
ping_run(struct call *call)
{
	const char *name = call->line.count > 1 ? call->line.word[1] : "-";
	long s = PING_S;
	char *end = "";
	uint32_t place;

	if (call->line.count > 2)
		s = strtol(call->line.word[2], &end, 10);
	place = host_find(call, name);
	if (call->line.count > 3 || *end != '\0' || s < 1 ||
	    s > PING_LONGEST_S || place == 0) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (place_answers(call->shell->sim, place)) {
		buffer_print(&call->out, "%s is alive\n", name);
		return;
	}
	buffer_print(&call->out, "no answer from %s\n", name);
	call->status = 1;
	call->until_ms = sim_now_ms(call->shell->sim) + s * 1000;
}
