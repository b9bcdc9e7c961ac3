/*
 * Smaller questions of ldm: saved configurations, variables, help.
 */
#include "backends/sim/shell/ldm_tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/config.h"
#include "backends/sim/shell/listed.h"
#include "backends/sim/sim.h"
#include "backends/sim/text/lines.h"
#include "backends/sim/world/simulation.h"

/* What was loaded or saved last is current while nothing has changed since;
 * that it was loaded without a part of it stays so.  What boots next is said
 * only where it is another one. */
static void
config_print(struct call *call, uint32_t name)
{
	struct sim *sim = call->shell->sim;
	const struct node_row *node = world_node(sim->world, call_node(call));
	bool runs = name == node->current &&
	    config_runs(sim, call_node(call), name);
	bool degraded = name == node->current &&
	    node->degraded != 0;

	buffer_print(&call->out, "%s%s%s%s\n", name != 0 ? sim_name(sim,
	    KIND_TEXT, name) : "factory-default", runs ? " [current]" : "",
	    degraded ? " [degraded]" : "",
	    !runs && node->next == name ? " [next poweron]" : "");
}

/* ldmd saves each change by itself, beside the configuration that was loaded or
 * saved last. */
static void
autosaves_print(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	const struct node_row *node = world_node(sim->world, call_node(call));
	const char *name = node->current == 0 ? "factory-default" :
	    sim_name(sim, KIND_TEXT, node->current);

	if (given->count == 0 || strcmp(given->operand[0], name) == 0)
		buffer_print(&call->out, "%s%s\n", name, node->current != 0 &&
		    config_runs(sim, call_node(call), node->current) ? "" :
		    " [newer]");
}

void
ldm_spconfig_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct named list[CONFIG_SLOTS];
	uint32_t name, n = 0;

	if (given_has(given, 'r')) {
		autosaves_print(call, given);
		return;
	}
	for (uint32_t i = 0; i < CONFIG_SLOTS; i++) {
		name = world_config(sim->world, call_node(call), i)->name;
		if (name != 0)
			list[n++] = (struct named){ sim_name(sim, KIND_TEXT,
			    name), name };
	}
	qsort(list, n, sizeof(*list), text_order);
	config_print(call, 0);
	for (uint32_t i = 0; i < n; i++)
		config_print(call, list[i].number);
}

static bool
is_named(const char *text, const char *name)
{
	size_t n = strlen(name);

	return strncmp(text, name, n) == 0 && text[n] == '=';
}

/* Those variables of a domain, or all. */
static void
variables_print(struct call *call, const struct listed *listed,
    const char *name)
{
	const struct part_row *part = NULL;
	const char *text;
	bool found = name == NULL;

	while ((part = listed_part(call, listed, PART_VARIABLE, part)) !=
	    NULL) {
		text = call_name(call, KIND_TEXT, part->value);
		if (name != NULL && !is_named(text, name))
			continue;
		buffer_print(&call->out, "%s\n", text);
		found = true;
	}
	if (!found)
		call_fail(call, 1, "No variable %s found", name);
}

/* The variables of the control domain are in its firmware, which is not
 * here. */
void
ldm_variable_run(struct call *call, const struct given *given)
{
	struct listed listed;

	if (given->count == 0) {
		call_usage(call, NULL);
		return;
	}
	if (!listed_find(call, given->operand[given->count - 1], &listed))
		return;
	if (listed.row == NULL) {
		call_not_simulated(call);
		return;
	}
	if (given->count == 1)
		variables_print(call, &listed, NULL);
	for (unsigned i = 0; i + 1 < given->count; i++)
		variables_print(call, &listed, given->operand[i]);
}

/* The full name of a subcommand that may be typed in another way, in the
 * line. */
static const char *
full_name(struct typed_line *line, const char *word)
{
	char text[SUBCOMMAND_BYTES + 8];
	struct err err;

	snprintf(text, sizeof(text), "ldm %.60s", word);
	if (!line_read(line, text, &err) || line->count < 2)
		return word;
	return line->word[1];
}

static bool
help_print(struct call *call, const char *name)
{
	bool found = false;

	for (const struct subcommand *row = ldm_subcommands;
	    row->name != NULL; row++)
		if (name == NULL || strcmp(row->name, name) == 0) {
			buffer_print(&call->out, "    %s %s\n", row->name,
			    row->operands);
			found = true;
		}
	return found;
}

void
ldm_help_run(struct call *call, const struct given *given)
{
	struct typed_line line;

	buffer_print(&call->out, "Usage:\n");
	if (given->count == 0)
		help_print(call, NULL);
	for (unsigned i = 0; i < given->count; i++)
		if (!help_print(call, full_name(&line, given->operand[i])))
			call_fail(call, 1, "%s: unrecognized subcommand "
			    "\"%s\"", call->line.program, given->operand[i]);
}
