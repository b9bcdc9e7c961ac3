/*
 * eeprom: the variables of the firmware, as the system above it sees them.
 *
 * Those of a guest are in its definition; of a source the world knows whether
 * it boots by itself, and of a node nothing.
 */
#include <string.h>

#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

static const char auto_boot[] = "auto-boot?";

static bool
is_named(const char *text, const char *name)
{
	size_t n = strlen(name);

	return strncmp(text, name, n) == 0 && text[n] == '=';
}

/* The variable of that name, or all. */
static void
guest_print(struct call *call, const char *name)
{
	struct world *world = call->shell->sim->world;
	const struct part_row *part;
	bool found = name == NULL;

	for (uint32_t p = machine_domain(call)->parts; p != 0;
	    p = part->next) {
		const char *text;

		part = world_part(world, p);
		text = call_name(call, KIND_TEXT, part->value);
		if (part->kind != PART_VARIABLE ||
		    (name != NULL && !is_named(text, name)))
			continue;
		buffer_print(&call->out, "%s\n", text);
		found = true;
	}
	if (!found)
		buffer_print(&call->out, "%s: data not available.\n", name);
}

/* It is written back into the definition. */
static void
guest_set(struct call *call, const char *text)
{
	struct op op = { .kind = OP_GUEST_VARIABLE,
	    .guest = call->place & PLACE_ID, .on = machine_node(call),
	    .value = names_put(sim_names(call->shell->sim), KIND_TEXT,
	    text) };

	call_add(call, &op);
}

static void
source_print(struct call *call, const char *name)
{
	const struct source_row *row = world_source(call->shell->sim->world,
	    call->place & PLACE_ID);

	if (name == NULL || strcmp(name, auto_boot) != 0)
		call_not_simulated(call);
	else
		buffer_print(&call->out, "%s=%s\n", auto_boot,
		    row->held != 0 ? "false" : "true");
}

static void
source_set(struct call *call, const char *text)
{
	struct source_row *row = world_source(call->shell->sim->world,
	    call->place & PLACE_ID);

	if (strcmp(text, "auto-boot?=true") == 0)
		row->held = 0;
	else if (strcmp(text, "auto-boot?=false") == 0)
		row->held = 1;
	else
		call_not_simulated(call);
}

void
eeprom_run(struct call *call)
{
	bool source = (call->place & PLACE_SOURCE) != 0;
	const char *word = call->line.count == 2 ? call->line.word[1] : NULL;

	if (call->line.count > 2 || (word != NULL && *word == '-') ||
	    call_node(call) != 0) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (word != NULL && strchr(word, '=') != NULL) {
		if (call_is_bare(call))
			(source ? source_set : guest_set)(call, word);
	} else {
		(source ? source_print : guest_print)(call, word);
	}
}
