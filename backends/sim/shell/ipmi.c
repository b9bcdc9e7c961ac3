/*
 * ipmitool: the power of a machine, and a command of ILOM, over its service
 * processor.
 */
#include <string.h>

#include "backends/sim/shell/program.h"
#include "backends/sim/shell/sp.h"

/* The options that come first, each with a word: of these programs only the
 * host means anything here. */
enum { OPTIONS = 4, IPMI_WORDS = 1 + 2 * OPTIONS };

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

/* What is done for each word, and what is said when it is. */
static const struct {
	const char	*what, *said;
	enum op_kind	 kind, then;
} orders[] = {
	{ "on", "Up/On", OP_NODE_POWER_ON, OP_NONE },
	{ "off", "Down/Off", OP_NODE_POWER_OFF, OP_NONE },
	{ "cycle", "Cycle", OP_NODE_POWER_OFF, OP_NODE_POWER_ON },
	{ "reset", "Reset", OP_NODE_POWER_OFF, OP_NODE_POWER_ON },
};

enum { ORDERS = sizeof(orders) / sizeof(orders[0]) };

static unsigned
order_find(const char *what)
{
	unsigned i = 0;

	while (i < ORDERS && strcmp(orders[i].what, what) != 0)
		i++;
	return i;
}

static void
power_run(struct call *call, uint32_t machine, const char *what)
{
	unsigned i = order_find(what);
	struct op op = { .on = machine };

	if (strcmp(what, "status") == 0) {
		buffer_print(&call->out, "Chassis Power is %s\n",
		    sp_has_power(call, machine) ? "on" : "off");
		return;
	}
	if (i == ORDERS || (machine & PLACE_SOURCE) != 0) {
		call_not_simulated(call);
		return;
	}
	if (orders[i].then != OP_NONE && !sp_has_power(call, machine)) {
		call_fail(call, 1, "Set Chassis Power Control to %s failed: "
		    "Command not supported in present state",
		    orders[i].said);
		return;
	}
	op.kind = orders[i].kind;
	call_add(call, &op);
	op.kind = orders[i].then;
	if (op.kind != OP_NONE)
		call_add(call, &op);
}

/* What it says of the power, once, at the end. */
void
ipmi_done(struct call *call)
{
	unsigned i = order_find(call->line.word[call->line.count - 1]);

	if (i < ORDERS && call->op_at + 1 == call->op_count)
		buffer_print(&call->out, "Chassis Power Control: %s\n",
		    orders[i].said);
}

/* Nobody is there to be asked. */
static bool
cli_play(struct call *call, uint32_t machine, const struct typed_line *line)
{
	if (!sp_is_whole(call, machine))
		return sp_other_show(call, machine, line);
	return line->count != 0 && (strcmp(line->word[0], "show") == 0 ||
	    strcmp(line->word[0], "set") == 0) &&
	    ilom_play(call, machine, line);
}

/* One command of ILOM. */
static void
cli_run(struct call *call, uint32_t machine, const char *text)
{
	struct typed_line line;
	struct err err;

	buffer_print(&call->out, "Connected. Use ^D to exit.\n-> %s\n", text);
	if (!line_read(&line, text, &err) || !cli_play(call, machine, &line))
		call_not_simulated(call);
	if (call->status == 0)
		buffer_print(&call->out, "-> Session closed\n"
		    "Disconnected\n");
	else
		buffer_drop(&call->out);
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
