#include "backends/sim/shell/ilom_target.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/sp.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

static const char *
power_state(struct arena *arena, struct call *call, uint32_t node)
{
	(void)arena;
	return sp_has_power(call, node) ? "On" : "Off";
}

static const char *const keys[] = { "Normal", "Standby", "Diag", "Locked" };

static const char *
keyswitch(struct arena *arena, struct call *call, uint32_t node)
{
	(void)arena;
	return keys[world_node(call->shell->sim->world, node)->keyswitch];
}

/* A machine whose switch stands on standby has no power. */
static bool
keyswitch_set(struct call *call, uint32_t node, const char *value)
{
	struct op op = { .kind = OP_NODE_POWER_OFF, .on = node };
	uint32_t key = KEY_NORMAL;

	while (key <= KEY_LOCKED && strcasecmp(keys[key], value) != 0)
		key++;
	if (key > KEY_LOCKED)
		return false;
	world_node(call->shell->sim->world, node)->keyswitch = key;
	if (key == KEY_STANDBY && sp_has_power(call, node))
		call_add(call, &op);
	return true;
}

static const char *
product_name(struct arena *arena, struct call *call, uint32_t node)
{
	const struct site *site = call->shell->site;

	(void)arena;
	return node <= site->node_count && site->nodes[node].model != NULL &&
	    *site->nodes[node].model != '\0' ? site->nodes[node].model :
	    "(none)";
}

/* No site says it: it follows from the hostid, as the address does. */
static const char *
serial_number(struct arena *arena, struct call *call, uint32_t node)
{
	return arena_format(arena, "SIM%08lX",
	    (unsigned long)machine_hostid(call, node));
}

static const char *
mac_address(struct arena *arena, struct call *call, uint32_t node)
{
	char text[ADDRESS_BYTES];

	address_print(address_of_machine(call, node), text);
	return arena_text(arena, text, strlen(text));
}

static const char *
host_status(struct arena *arena, struct call *call, uint32_t node)
{
	static const char *const words[] = { "Powered off", "Solaris running",
	    "Solaris running", "Solaris booting" };

	(void)arena;
	return words[world_node(call->shell->sim->world, node)->power];
}

static const char *
sp_name(struct arena *arena, struct call *call, uint32_t node)
{
	const struct site *site = call->shell->site;

	(void)arena;
	return node <= site->node_count && site->nodes[node].sp.host != NULL ?
	    site->nodes[node].sp.host : "(none)";
}

static const char *
none(struct arena *arena, struct call *call, uint32_t node)
{
	(void)arena;
	(void)call;
	(void)node;
	return "(none)";
}

static const char *
normal(struct arena *arena, struct call *call, uint32_t node)
{
	(void)arena;
	(void)call;
	(void)node;
	return "normal";
}

/* To boot once with other settings of OpenBoot is not in the world. */
static bool
normal_set(struct call *call, uint32_t node, const char *value)
{
	(void)node;
	if (strcmp(value, "normal") != 0)
		call_not_simulated(call);
	return true;
}

static const char *
bootmode(struct arena *arena, struct call *call, uint32_t node)
{
	struct sim *sim = call->shell->sim;
	uint32_t name = world_node(sim->world, node)->bootmode;

	(void)arena;
	return config_holds(sim, node) ? sim_name(sim, KIND_TEXT, name) :
	    "(none)";
}

/* A configuration that its service processor does not have is taken by a real
 * one perhaps; nobody knows what it boots then. */
static bool
bootmode_set(struct call *call, uint32_t node, const char *value)
{
	struct sim *sim = call->shell->sim;
	uint32_t name = names_find(sim_names(sim), KIND_TEXT, value);

	if (*value == '\0') {
		config_boots(sim, node, 0);
		return true;
	}
	if (name == 0 || (name != TEXT_FACTORY &&
	    config_slot(sim, node, name) == CONFIG_SLOTS))
		return false;
	config_boots(sim, node, name);
	return true;
}

static const char *
expires(struct arena *arena, struct call *call, uint32_t node)
{
	struct sim *sim = call->shell->sim;
	char text[TIME_BYTES];

	if (!config_holds(sim, node))
		return "(none)";
	clock_print(clock_now_s(call) + CONFIG_HOLDS_S -
	    (sim->world->now_ns - world_node(sim->world, node)->bootmode_ns) /
	    MS / 1000, text);
	return arena_text(arena, text, strlen(text));
}

const struct ilom_target ilom_targets[] = {
	{ "/", { "HOST", "SYS", "SP" }, { { NULL, NULL, NULL } }, { NULL } },
	{ "/HOST", { "bootmode", "domain" }, {
		{ "macaddress", mac_address, NULL },
		{ "status", host_status, NULL } }, { "set" } },
	{ "/HOST/bootmode", { NULL }, {
		{ "config", bootmode, bootmode_set },
		{ "expires", expires, NULL },
		{ "script", none, NULL },
		{ "state", normal, normal_set } }, { "set" } },
	{ "/HOST/domain", { "control" }, { { NULL, NULL, NULL } },
	    { NULL } },
	{ "/HOST/domain/control", { NULL }, { { NULL, NULL, NULL } },
	    { "reset" } },
	{ "/SP", { NULL }, { { "hostname", sp_name, NULL } }, { NULL } },
	{ "/SYS", { NULL }, {
		{ "keyswitch_state", keyswitch, keyswitch_set },
		{ "power_state", power_state, NULL },
		{ "product_name", product_name, NULL },
		{ "product_serial_number", serial_number, NULL } },
	    { "reset", "set", "start", "stop" } },
	{ NULL, { NULL }, { { NULL, NULL, NULL } }, { NULL } },
};

/* A slash at the end means nothing, and neither does case. */
const struct ilom_target *
ilom_target_find(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (const struct ilom_target *target = ilom_targets;
	    target->path != NULL; target++)
		if (strlen(target->path) == n &&
		    strncasecmp(target->path, path, n) == 0)
			return target;
	return NULL;
}

bool
ilom_target_may_be(const char *path)
{
	static const char *const roots[] = { "/HOST/", "/SP/", "/SYS/",
	    "/System", "/STORAGE" };

	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
		if (strncasecmp(path, roots[i], strlen(roots[i])) == 0)
			return true;
	return false;
}

const struct ilom_property *
ilom_property_find(const struct ilom_target *target, const char *name,
    size_t n)
{
	const struct ilom_property *property = target->property;

	while (property->name != NULL && (strlen(property->name) != n ||
	    strncasecmp(property->name, name, n) != 0))
		property++;
	return property->name != NULL ? property : NULL;
}
