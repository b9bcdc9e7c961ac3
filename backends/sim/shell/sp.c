#include "backends/sim/shell/sp.h"

#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/identity.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* The options that come first, each with a word: of these programs only the
 * host means anything here. */
enum { OPTIONS = 4, IPMI_WORDS = 1 + 2 * OPTIONS };

static bool
has_power(const struct call *call, uint32_t machine)
{
	struct world *world = call->shell->sim->world;

	return (machine & PLACE_SOURCE) != 0 ? world_source(world,
	    machine & PLACE_ID)->power != SOURCE_OFF :
	    world_node(world, machine)->power != NODE_DOWN;
}

static void
property_print(struct call *call, const char *target, const char *name,
    const char *value)
{
	buffer_print(&call->out, "\n  %s\n    Properties:\n"
	    "        %s = %s\n\n\n", target, name, value);
}

/* A physical domain says what its host does. */
static const char *
power_text(const struct call *call, uint32_t machine, bool of_pdom)
{
	bool has = has_power(call, machine);

	if (!of_pdom)
		return has ? "On" : "Off";
	return !has ? "Powered Off" : (machine & PLACE_SOURCE) != 0 ||
	    place_answers(call->shell->sim, machine) ? "Solaris running" :
	    "OpenBoot Running";
}

/* false: it is not simulated. */
static bool
shown(struct call *call, uint32_t machine, const char *target,
    const char *name)
{
	const struct site *site = call->shell->site;
	bool of_pdom = site_sp_of(site, machine)->pdom != 0;
	char text[ADDRESS_BYTES], host[SP_TARGET], power[SP_TARGET];

	if (strcmp(target, site_sp_power(site, machine, power)) == 0 &&
	    strcmp(name, of_pdom ? "status" : "power_state") == 0)
		property_print(call, target, name, power_text(call, machine,
		    of_pdom));
	else if (strcmp(target, site_sp_power(site, machine, power)) == 0 &&
	    strcmp(name, "keyswitch_state") == 0)
		property_print(call, target, name, "Normal");
	else if (strncmp(target, site_sp_host(site, machine, host),
	    strlen(host)) == 0 && strcmp(target + strlen(host),
	    "/bootmode") == 0 && strcmp(name, "config") == 0)
		property_print(call, target, name, "(none)");
	else if (strcmp(target, site_sp_host(site, machine, host)) == 0 &&
	    strcmp(name, "macaddress") == 0)
		property_print(call, target, name, address_print(
		    address_of_machine(call, machine), text));
	else
		return false;
	return true;
}

/* The machine of whose service processor the place is. */
static uint32_t
machine_at(const struct call *call)
{
	return call->place & ~(uint32_t)PLACE_SP;
}

void
show_run(struct call *call)
{
	const char *const *word = call->line.word;

	if (call->line.count != 3 || !shown(call, machine_at(call), word[1],
	    word[2]))
		call_not_simulated(call);
}

/* The machine whose service processor has that name on the network; 0: none. */
static uint32_t
machine_of(const struct call *call, const char *host)
{
	const struct site *site = call->shell->site;
	const uint32_t counts[] = { site->node_count, site->source_count };
	const uint32_t flags[] = { 0, PLACE_SOURCE };

	for (unsigned i = 0; i < 2; i++)
		for (uint32_t n = 1; n <= counts[i]; n++) {
			const char *own = site_sp_of(site, flags[i] |
			    n)->host;

			if (own != NULL && strcmp(own, host) == 0)
				return flags[i] | n;
		}
	return 0;
}

/* The host; NULL: it is not called with these options, or would ask for a
 * password. */
static const char *
host_of(const struct call *call)
{
	static const char *const letters[OPTIONS] = { "-I", "-H", "-U", "-f" };
	const char *found[OPTIONS] = { NULL };

	for (unsigned i = 1; i + 1 < call->line.count && i < IPMI_WORDS;
	    i += 2)
		for (unsigned l = 0; l < OPTIONS; l++)
			if (strcmp(call->line.word[i], letters[l]) == 0)
				found[l] = call->line.word[i + 1];
	for (unsigned l = 0; l < OPTIONS; l++)
		if (found[l] == NULL)
			return NULL;
	return strcmp(found[0], "lanplus") == 0 ? found[1] : NULL;
}

static void
power_run(struct call *call, uint32_t machine, const char *what)
{
	struct op op = { .kind = strcmp(what, "on") == 0 ? OP_NODE_POWER_ON :
	    OP_NODE_POWER_OFF, .on = machine };

	if (strcmp(what, "status") == 0)
		buffer_print(&call->out, "Chassis Power is %s\n",
		    has_power(call, machine) ? "on" : "off");
	else if ((machine & PLACE_SOURCE) != 0)
		call_not_simulated(call);
	else if (strcmp(what, "on") == 0 || strcmp(what, "off") == 0)
		call_add(call, &op);
	else
		call_not_simulated(call);
}

/* One command of ILOM, by the interface of ipmitool. */
static void
cli_run(struct call *call, uint32_t machine, const char *text)
{
	struct typed_line line;
	struct err err;

	buffer_print(&call->out, "Connected. Use ^D to exit.\n-> %s\n", text);
	if (!line_read(&line, text, &err) || line.count != 3 ||
	    strcmp(line.word[0], "show") != 0 ||
	    !shown(call, machine, line.word[1], line.word[2])) {
		buffer_drop(&call->out);
		call_not_simulated(call);
		return;
	}
	buffer_print(&call->out, "-> Session closed\nDisconnected\n");
}

void
ipmitool_run(struct call *call)
{
	const char *const *word = call->line.word + IPMI_WORDS;
	const char *host = host_of(call);
	unsigned left = call->line.count > IPMI_WORDS ?
	    call->line.count - IPMI_WORDS : 0;
	uint32_t machine = host != NULL ? machine_of(call, host) : 0;

	if (host == NULL)
		call_not_simulated(call);
	if (host == NULL || !call_answers(call))
		return;
	if (machine == 0)
		call_fail(call, 1, "Error: Unable to establish IPMI v2 / "
		    "RMCP+ session");
	else if (left == 3 && strcmp(word[0], "chassis") == 0 &&
	    strcmp(word[1], "power") == 0)
		power_run(call, machine, word[2]);
	else if (left == 3 && strcmp(word[0], "sunoem") == 0 &&
	    strcmp(word[1], "cli") == 0)
		cli_run(call, machine, word[2]);
	else
		call_not_simulated(call);
}

static bool
is_ipmi(const struct call *call)
{
	return strcmp(call->line.word[0], "ipmitool") == 0;
}

/* ILOM says so; ipmitool does not look. */
enum err_code
power_refuses(struct call *call, const struct op *op)
{
	bool wanted = !op_table[op->kind].cuts_power;

	return !is_ipmi(call) && has_power(call, op->on) == wanted ?
	    ERR_WRONG_STATE : ERR_NONE;
}

void
power_done(struct call *call, const struct op *op)
{
	bool on = !op_table[op->kind].cuts_power;

	char target[SP_TARGET];

	if (is_ipmi(call))
		buffer_print(&call->out, "Chassis Power Control: %s\n", on ?
		    "Up/On" : "Down/Off");
	else
		buffer_print(&call->out, "%s %s%s\n", on ? "Starting" :
		    "Stopping", site_sp_power(call->shell->site, op->on,
		    target), on ? "" : " immediately");
}

bool
power_failed(struct call *call, const struct op *op, enum err_code code)
{
	if (code != ERR_WRONG_STATE)
		return false;
	buffer_print(&call->out, "%s\n", op_table[op->kind].cuts_power ?
	    "stop: Target already stopped" : "start: Target already started");
	return true;
}
