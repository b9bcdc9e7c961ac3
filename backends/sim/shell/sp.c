#include "backends/sim/shell/sp.h"

#include <string.h>

#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/identity.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* The options that come first, each with a word: of these programs only the
 * host means anything here. */
enum { OPTIONS = 4, IPMI_WORDS = 1 + 2 * OPTIONS };

static bool
has_power(const struct call *call, uint32_t node)
{
	return world_node(call->shell->sim->world, node)->power != NODE_DOWN;
}

static void
property_print(struct call *call, const char *target, const char *name,
    const char *value)
{
	buffer_print(&call->out, "\n  %s\n    Properties:\n"
	    "        %s = %s\n\n\n", target, name, value);
}

/* false: it is not simulated. */
static bool
shown(struct call *call, uint32_t node, const char *target, const char *name)
{
	char text[ADDRESS_BYTES];

	if (strcmp(target, "/SYS") == 0 && strcmp(name, "power_state") == 0)
		property_print(call, target, name, has_power(call, node) ?
		    "On" : "Off");
	else if (strcmp(target, "/HOST") == 0 &&
	    strcmp(name, "macaddress") == 0)
		property_print(call, target, name, address_print(
		    address_of_machine(call, node), text));
	else
		return false;
	return true;
}

void
show_run(struct call *call)
{
	const char *const *word = call->line.word;

	if (call->line.count != 3 || !shown(call, call->place & PLACE_ID,
	    word[1], word[2]))
		call_not_simulated(call);
}

/* The node whose service processor has that name on the network; 0: none. */
static uint32_t
node_of(const struct call *call, const char *host)
{
	const struct site *site = call->shell->site;
	uint32_t node = site->node_count;

	while (node != 0 && (site->nodes[node].sp.host == NULL ||
	    strcmp(site->nodes[node].sp.host, host) != 0))
		node--;
	return node;
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
power_run(struct call *call, uint32_t node, const char *what)
{
	struct op op = { .kind = strcmp(what, "on") == 0 ? OP_NODE_POWER_ON :
	    OP_NODE_POWER_OFF, .on = node };

	if (strcmp(what, "status") == 0)
		buffer_print(&call->out, "Chassis Power is %s\n",
		    has_power(call, node) ? "on" : "off");
	else if (strcmp(what, "on") == 0 || strcmp(what, "off") == 0)
		call_add(call, &op);
	else
		call_not_simulated(call);
}

/* One command of ILOM, by the interface of ipmitool. */
static void
cli_run(struct call *call, uint32_t node, const char *text)
{
	struct typed_line line;
	struct err err;

	buffer_print(&call->out, "Connected. Use ^D to exit.\n-> %s\n", text);
	if (!line_read(&line, text, &err) || line.count != 3 ||
	    strcmp(line.word[0], "show") != 0 ||
	    !shown(call, node, line.word[1], line.word[2])) {
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
	uint32_t node = host != NULL ? node_of(call, host) : 0;

	if (host == NULL)
		call_not_simulated(call);
	if (host == NULL || !call_answers(call))
		return;
	if (node == 0)
		call_fail(call, 1, "Error: Unable to establish IPMI v2 / "
		    "RMCP+ session");
	else if (left == 3 && strcmp(word[0], "chassis") == 0 &&
	    strcmp(word[1], "power") == 0)
		power_run(call, node, word[2]);
	else if (left == 3 && strcmp(word[0], "sunoem") == 0 &&
	    strcmp(word[1], "cli") == 0)
		cli_run(call, node, word[2]);
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

	buffer_print(&call->out, "%s\n", is_ipmi(call) ?
	    (on ? "Chassis Power Control: Up/On" :
	    "Chassis Power Control: Down/Off") :
	    (on ? "Starting /SYS" : "Stopping /SYS immediately"));
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
