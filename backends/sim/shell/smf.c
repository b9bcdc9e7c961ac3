/*
 * svcs, svcadm and svcprop: the services of a control domain.
 */
#include "backends/sim/shell/service.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

enum { DAY_S = 86400, STIME_BYTES = 16 };

/* The services of a control domain that the world runs; the world's node knows
 * since when, in this order. */
static const struct {
	const char	*name, *fmri;
	unsigned	 off, failed;	/* troubles of a node */
} services[] = {
	{ "ldmd", "svc:/ldoms/ldmd:default", TROUBLE_LDMD_OFF,
	    TROUBLE_LDMD_FAILED },
	{ "vntsd", "svc:/ldoms/vntsd:default", TROUBLE_VNTSD_OFF,
	    TROUBLE_VNTSD_FAILED },
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
stime_print(const struct call *call, unsigned service,
    char text[STIME_BYTES])
{
	const struct world *world = call->shell->sim->world;
	int64_t ns = world_node(call->shell->sim->world,
	    call_node(call))->served_ns[service];
	struct moment moment;
	int64_t s = ns / MS / 1000 - (ns % ((int64_t)MS * 1000) < 0);

	clock_split(s, &moment);
	if (world->now_ns / MS / 1000 - s < DAY_S)
		snprintf(text, STIME_BYTES, "%2d:%02d:%02d", moment.hour,
		    moment.minute, moment.second);
	else
		snprintf(text, STIME_BYTES, "%s_%02d", clock_month(&moment),
		    moment.day);
	return text;
}

static const char *
state_of(const struct call *call, unsigned service)
{
	struct sim *sim = call->shell->sim;

	return trouble_is(sim, call_node(call), services[service].failed) ?
	    "maintenance" : trouble_is(sim, call_node(call),
	    services[service].off) ? "disabled" : "online";
}

/* The columns: SERVICES is the title. */
static const char *
cell_state(const struct call *call, unsigned service, char text[STIME_BYTES])
{
	(void)text;
	return service == SERVICES ? "STATE" : state_of(call, service);
}

static const char *
cell_since(const struct call *call, unsigned service, char text[STIME_BYTES])
{
	return service == SERVICES ? "STIME" : stime_print(call, service,
	    text);
}

static const char *
cell_name(const struct call *call, unsigned service, char text[STIME_BYTES])
{
	(void)call;
	(void)text;
	return service == SERVICES ? "FMRI" : services[service].fmri;
}

static const struct column {
	const char	*word;
	int		 width;
	const char	*(*cell)(const struct call *, unsigned service,
			    char text[STIME_BYTES]);
} columns[] = {
	{ "state", 14, cell_state }, { "stime", 8, cell_since },
	{ "fmri", 0, cell_name },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* The column that a list of words begins with, which is moved behind it; NULL:
 * it is none. */
static const struct column *
column_next(const char **fields)
{
	size_t n = strcspn(*fields, ",");
	unsigned i = 0;

	while (i < COLUMNS && (strlen(columns[i].word) != n ||
	    strncmp(columns[i].word, *fields, n) != 0))
		i++;
	*fields += n + ((*fields)[n] == ',');
	return i < COLUMNS ? &columns[i] : NULL;
}

static bool
columns_known(const char *fields)
{
	do {
		if (column_next(&fields) == NULL)
			return false;
	} while (*fields != '\0');
	return true;
}

/* What follows the last column is not filled up. */
static void
service_print(struct call *call, unsigned i, const char *fields)
{
	while (*fields != '\0') {
		const struct column *column = column_next(&fields);
		char text[STIME_BYTES];

		buffer_print(&call->out, "%-*s%s", *fields == '\0' ? 0 :
		    column->width, column->cell(call, i, text),
		    *fields == '\0' ? "\n" : " ");
	}
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
	const char *fields = given_has(given, 'o') ? given->option['o'] :
	    "state,stime,fmri";

	if (!given_has(given, 'H'))
		service_print(call, SERVICES, fields);
	for (unsigned i = 0; i < SERVICES; i++)
		if (wanted[i])
			service_print(call, i, fields);
}

/* Is one of them not online? */
static bool
is_troubled(struct call *call)
{
	return trouble_is(call->shell->sim, call_node(call), TROUBLE_LDMD |
	    TROUBLE_VNTSD);
}

/* How svcs -x explains what is wrong is not simulated. */
void
svcs_run(struct call *call)
{
	bool wanted[SERVICES] = { false };
	struct given given;

	if (!given_read(&given, &call->line, 1, "Ho:xv") ||
	    (given_has(&given, 'v') && !given_has(&given, 'x')) ||
	    (given_has(&given, 'o') && !columns_known(given.option['o'])) ||
	    (given.count == 0 && !given_has(&given, 'x'))) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !services_read(call, &given, wanted))
		return;
	if (!given_has(&given, 'x'))
		services_print(call, &given, wanted);
	else if (given.count != 0 || is_troubled(call))
		call_not_simulated(call);
}

/* What svcadm does to a service: from which of its states, and to which.  One
 * that is not online is not restarted. */
static const struct {
	const char	*name;
	const char	*from, *to;	/* NULL: nothing changes */
} verbs[] = {
	{ "enable", "disabled", "online" }, { "refresh", NULL, NULL },
	{ "restart", "online", "online" },
	{ "clear", "maintenance", "online" },
	{ "disable", "online", "disabled" },
	{ "disable", "maintenance", "disabled" },
};

enum { VERBS = sizeof(verbs) / sizeof(verbs[0]) };

static void
service_become(struct call *call, unsigned service, const char *state)
{
	struct world *world = call->shell->sim->world;
	struct node_row *node = world_node(world, call_node(call));

	node->served_ns[service] = world->now_ns;
	node->trouble &= ~(uint32_t)(services[service].off |
	    services[service].failed);
	if (strcmp(state, "disabled") == 0)
		node->trouble |= services[service].off;
}

/* Consoles of guests that are in use end with vntsd; nobody is at one that the
 * world would know. */
static void
verb_run(struct call *call, unsigned verb, unsigned service)
{
	const char *name = verbs[verb].name;
	const char *state = state_of(call, service);

	while (verb < VERBS && (strcmp(verbs[verb].name, name) != 0 ||
	    verbs[verb].from == NULL || strcmp(verbs[verb].from, state) != 0))
		verb++;
	if (verb < VERBS)
		service_become(call, service, verbs[verb].to);
	else if (strcmp(name, "clear") == 0)
		call_fail(call, 1, "svcadm: Instance \"%s\" is not in a "
		    "maintenance or degraded state.", services[service].fmri);
}

void
svcadm_run(struct call *call)
{
	bool wanted[SERVICES] = { false };
	struct given given;
	unsigned verb = 0;

	while (verb < VERBS && call->line.count > 1 &&
	    strcmp(call->line.word[1], verbs[verb].name) != 0)
		verb++;
	if (!given_read(&given, &call->line, 2, "rst") || given.count == 0 ||
	    verb == VERBS) {
		call_not_simulated(call);
		return;
	}
	if (!call_is_bare(call) || !call_answers(call) ||
	    !services_read(call, &given, wanted))
		return;
	for (unsigned i = 0; i < SERVICES; i++)
		if (wanted[i])
			verb_run(call, verb, i);
}

/* A property of a service, as ldmd's manual has it. */
struct property {
	const char	*group, *name, *type, *value;
	const char	*(*now)(const struct node_row *);
};

static const char *
autorecovery(const struct node_row *node)
{
	return node->recovers != 0 ? "3" : "1";
}

static const struct property properties[][8] = {
	{
		{ "ldmd", "autorecovery_policy", "integer", NULL,
		    autorecovery },
		{ "ldmd", "incoming_migration_enabled", "boolean", "true",
		    NULL },
		{ "ldmd", "outgoing_migration_enabled", "boolean", "true",
		    NULL },
		{ "ldmd", "xmpp_enabled", "boolean", "true", NULL },
	}, {
		{ "vntsd", "listen_addr", "astring", "localhost", NULL },
		{ "vntsd", "timeout_minutes", "integer", "0", NULL },
		{ "vntsd", "vcc_device", "astring",
		    "virtual-console-concentrator@0", NULL },
	},
};

/* Is it "GROUP", or "GROUP/NAME", or is none wanted? */
static bool
property_fits(const struct property *property, const char *wanted)
{
	size_t n = strlen(property->group);

	return wanted == NULL || strcmp(wanted, property->group) == 0 ||
	    (strncmp(wanted, property->group, n) == 0 && wanted[n] == '/' &&
	    strcmp(wanted + n + 1, property->name) == 0);
}

/* One that is named whole is printed as its value alone. */
static unsigned
service_properties(struct call *call, unsigned service, const char *wanted)
{
	const struct node_row *node = world_node(call->shell->sim->world,
	    call_node(call));
	unsigned found = 0;

	for (const struct property *property = properties[service];
	    property->name != NULL; property++) {
		const char *value = property->now != NULL ?
		    property->now(node) : property->value;

		if (!property_fits(property, wanted))
			continue;
		found++;
		if (wanted != NULL && strchr(wanted, '/') != NULL)
			buffer_print(&call->out, "%s\n", value);
		else
			buffer_print(&call->out, "%s/%s %s %s\n",
			    property->group, property->name, property->type,
			    value);
	}
	return found;
}

/* Without -p a real one has many more than are known here. */
void
svcprop_run(struct call *call)
{
	bool wanted[SERVICES] = { false };
	struct given given;
	unsigned i = 0;

	if (!given_read(&given, &call->line, 1, "p:") || given.count != 1 ||
	    !given_has(&given, 'p')) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call) || !services_read(call, &given, wanted))
		return;
	while (!wanted[i])
		i++;
	if (service_properties(call, i, given.option['p']) == 0)
		call_fail(call, 1, "svcprop: Couldn't find property group "
		    "`%s' for instance `%s'.", given.option['p'],
		    services[i].fmri + strlen("svc:/"));
}
