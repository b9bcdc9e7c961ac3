#include "backends/sim/shell/sp.h"

#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/identity.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

bool
sp_has_power(const struct call *call, uint32_t machine)
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
	bool has = sp_has_power(call, machine);

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

bool
sp_is_whole(const struct call *call, uint32_t machine)
{
	return (machine & PLACE_SOURCE) == 0 &&
	    site_sp_of(call->shell->site, machine)->pdom == 0;
}

bool
sp_other_show(struct call *call, uint32_t machine,
    const struct typed_line *line)
{
	return line->count == 3 && strcmp(line->word[0], "show") == 0 &&
	    shown(call, machine, line->word[1], line->word[2]);
}

/* Of a physical domain, or of a source, only what a run asks for. */
void
sp_other_run(struct call *call, uint32_t machine)
{
	const char *verb = call->line.word[0];

	if (strcmp(verb, "start") == 0 || strcmp(verb, "stop") == 0)
		change_run(call);
	else if (!sp_other_show(call, machine, &call->line))
		call_not_simulated(call);
}

static bool
is_ipmi(const struct call *call)
{
	return strcmp(call->line.word[0], "ipmitool") == 0;
}

static bool
is_verb(const struct call *call, const char *verb)
{
	return strcmp(call->line.word[0], verb) == 0;
}

static bool
has_word(const struct call *call, const char *word)
{
	unsigned i = 1;

	while (i < call->line.count && strcmp(call->line.word[i], word) != 0)
		i++;
	return i < call->line.count;
}

/* ILOM says that it has no power, or has it; ipmitool does not look.  Neither
 * switches on a machine whose key switch stands on standby. */
enum err_code
power_refuses(struct call *call, const struct op *op)
{
	bool wanted = !op_table[op->kind].cuts_power;

	if (wanted && world_node(call->shell->sim->world,
	    op->on)->keyswitch == KEY_STANDBY)
		return ERR_IN_USE;
	return !is_ipmi(call) && sp_has_power(call, op->on) == wanted ?
	    ERR_WRONG_STATE : ERR_NONE;
}

void
power_done(struct call *call, const struct op *op)
{
	char text[SP_TARGET];
	const char *target = site_sp_power(call->shell->site, op->on, text);

	if (is_ipmi(call))
		ipmi_done(call);
	else if (!is_verb(call, "start") && !is_verb(call, "stop"))
		return;
	else if (!op_table[op->kind].cuts_power)
		buffer_print(&call->out, "Starting %s\n", target);
	else
		buffer_print(&call->out, "Stopping %s%s\n", target,
		    has_word(call, "-f") || has_word(call, "-force") ?
		    " immediately" : "");
}

bool
power_failed(struct call *call, const struct op *op, enum err_code code)
{
	if (code == ERR_IN_USE && is_ipmi(call))
		call_fail(call, 1, "Set Chassis Power Control to Up/On "
		    "failed: Command not supported in present state");
	else if (code == ERR_IN_USE)
		buffer_print(&call->out, "start: The key switch is in the "
		    "position Standby\n");
	else if (code == ERR_WRONG_STATE)
		buffer_print(&call->out, "%s\n",
		    op_table[op->kind].cuts_power ?
		    "stop: Target already stopped" :
		    "start: Target already started");
	return code == ERR_IN_USE || code == ERR_WRONG_STATE;
}
