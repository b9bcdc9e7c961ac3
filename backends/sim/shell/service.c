/*
 * svcs, svcadm and ping.
 */
#include "backends/sim/shell/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"

enum { DAY_S = 86400, PING_S = 20, PING_LONGEST_S = 3600, STIME_BYTES = 16 };

/* The services of a control domain that the world runs: both are online from
 * its boot on. */
static const struct {
	const char	*name, *fmri;
} services[] = {
	{ "ldmd", "svc:/ldoms/ldmd:default" },
	{ "vntsd", "svc:/ldoms/vntsd:default" },
};

enum { SERVICES = sizeof(services) / sizeof(services[0]) };

/* SERVICES: it is none of them. */
static unsigned
service_find(const char *word)
{
	unsigned i = 0;

	while (i < SERVICES && strcmp(services[i].name, word) != 0 &&
	    strcmp(services[i].fmri, word) != 0 &&
	    strcmp(services[i].fmri + strlen("svc:/"), word) != 0)
		i++;
	return i;
}

/* A time within a day, else the day. */
static const char *
stime_print(const struct call *call, char text[STIME_BYTES])
{
	const struct world *world = call->shell->sim->world;
	int64_t up_ns = world_node(call->shell->sim->world,
	    call_node(call))->up_ns;
	struct moment moment;
	int64_t s = up_ns / MS / 1000 - (up_ns % ((int64_t)MS * 1000) < 0);

	clock_split(s, &moment);
	if (world->now_ns / MS / 1000 - s < DAY_S)
		snprintf(text, STIME_BYTES, "%2d:%02d:%02d", moment.hour,
		    moment.minute, moment.second);
	else
		snprintf(text, STIME_BYTES, "%s_%02d", clock_month(&moment),
		    moment.day);
	return text;
}

static void
service_print(struct call *call, unsigned i, const char *fields)
{
	char stime[STIME_BYTES];

	if (strcmp(fields, "state") == 0)
		buffer_print(&call->out, "online\n");
	else
		buffer_print(&call->out, "%-14s %-8s %s\n", "online",
		    stime_print(call, stime), services[i].fmri);
}

/* In order of name, each once; false: one is not simulated. */
static bool
services_read(struct call *call, const struct given *given,
    bool wanted[SERVICES])
{
	for (unsigned i = 0; i < given->count; i++) {
		unsigned found = service_find(given->operand[i]);

		if (found == SERVICES) {
			call_not_simulated(call);
			return false;
		}
		wanted[found] = true;
	}
	return true;
}

static void
services_print(struct call *call, const struct given *given,
    const bool wanted[SERVICES])
{
	const char *fields = given_has(given, 'o') ? given->option['o'] : "";

	if (!given_has(given, 'H'))
		buffer_print(&call->out, *fields != '\0' ? "STATE\n" :
		    "STATE          STIME    FMRI\n");
	for (unsigned i = 0; i < SERVICES; i++)
		if (wanted[i])
			service_print(call, i, fields);
}

/* Nothing that svcs -x would explain can happen to the services. */
void
svcs_run(struct call *call)
{
	bool wanted[SERVICES] = { false };
	struct given given;

	if (!given_read(&given, &call->line, 1, "Ho:xv") ||
	    (given_has(&given, 'v') && !given_has(&given, 'x')) ||
	    (given_has(&given, 'o') &&
	    strcmp(given.option['o'], "state") != 0) ||
	    (given.count == 0 && !given_has(&given, 'x'))) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !services_read(call, &given, wanted))
		return;
	if (!given_has(&given, 'x'))
		services_print(call, &given, wanted);
	else if (given.count != 0)
		call_not_simulated(call);
}

/* What is online already is enabled without effect. */
void
svcadm_run(struct call *call)
{
	bool wanted[SERVICES] = { false };
	struct given given;

	if (!given_read(&given, &call->line, 2, "rst") || given.count == 0 ||
	    strcmp(call->line.word[1], "enable") != 0)
		call_not_simulated(call);
	else if (call_answers(call))
		services_read(call, &given, wanted);
}

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
