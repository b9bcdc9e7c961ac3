/*
 * Variables of the firmware: what "ldm set-variable" sets, and a guest's own
 * eeprom.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/ok.h"
#include "backends/sim/hypervisor/constraints.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/world/simulation.h"

enum { VALUE_BYTES = 2 * CONSOLE_LINE, NAME_BYTES = 32 };

/* In the order in which they are listed. */
static const struct variable {
	const char	*name, *value;	/* as it has it by itself */
	bool		 truth;		/* true or false */
} variables[] = {
	{ "ttya-rts-dtr-off", "false", true },
	{ "ttya-ignore-cd", "true", true },
	{ "keyboard-layout", "", false },
	{ "reboot-command", "", false },
	{ "security-mode", "none", false },
	{ "security-#badlogins", "0", false },
	{ "diag-switch?", "false", true },
	{ "local-mac-address?", "true", true },
	{ "fcode-debug?", "false", true },
	{ "scsi-initiator-id", "7", false },
	{ "oem-logo?", "false", true },
	{ "oem-banner?", "false", true },
	{ "ansi-terminal?", "true", true },
	{ "screen-#columns", "80", false },
	{ "screen-#rows", "34", false },
	{ "ttya-mode", "9600,8,n,1,-", false },
	{ "output-device", "virtual-console", false },
	{ "input-device", "virtual-console", false },
	{ "auto-boot-on-error?", "false", true },
	{ "error-reset-recovery", "sync", false },
	{ "load-base", "16384", false },
	{ "auto-boot?", "true", true },
	{ "network-boot-arguments", "", false },
	{ "boot-command", "boot", false },
	{ "boot-file", "", false },
	{ "boot-device", "disk net", false },
	{ "multipath-boot?", "false", true },
	{ "boot-device-index", "0", false },
	{ "use-nvramrc?", "false", true },
	{ "nvramrc", "", false },
};

enum { VARIABLES = sizeof(variables) / sizeof(variables[0]) };

static const struct variable *
variable_find(struct console *console, const char *name)
{
	for (size_t i = 0; i < VARIABLES; i++)
		if (strcmp(variables[i].name, name) == 0)
			return &variables[i];
	console_print(console, "Unknown option: %s\n", name);
	return NULL;
}

/* Its part of the definition, or 0: it was never set. */
static uint32_t
part_of(struct console *console, const struct variable *variable)
{
	struct sim *sim = console_sim(console);
	uint32_t p = console_domain(console)->parts;
	size_t n = strlen(variable->name);

	for (; p != 0; p = world_part(sim->world, p)->next) {
		const struct part_row *part = world_part(sim->world, p);
		const char *text = part->kind != PART_VARIABLE ? "" :
		    sim_name(sim, KIND_TEXT, part->value);

		if (strncmp(text, variable->name, n) == 0 && text[n] == '=')
			break;
	}
	return p;
}

static const char *
value_of(struct console *console, const struct variable *variable)
{
	struct sim *sim = console_sim(console);
	uint32_t part = part_of(console, variable);
	const char *value = sim_name(sim, KIND_TEXT,
	    world_part(sim->world, part)->value);

	return part == 0 ? variable->value : value + strcspn(value, "=") + 1;
}

static void
variable_print(struct console *console, const struct variable *variable)
{
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "%s =", variable->name);
	console_print(console, "%-24s%s\n", name,
	    value_of(console, variable));
}

void
printenv_word(struct console *console, char *rest)
{
	const struct variable *variable;

	if (*rest != '\0') {
		variable = variable_find(console, rest);
		if (variable != NULL)
			variable_print(console, variable);
		return;
	}
	console_print(console, "Variable Name           Value                "
	    "          Default Value\n\n");
	for (size_t i = 0; i < VARIABLES; i++)
		console_print(console, "%-24s%-31s%s\n", variables[i].name,
		    value_of(console, &variables[i]), variables[i].value);
}

static bool
is_fit(const struct variable *variable, const char *value)
{
	return !variable->truth || strcmp(value, "true") == 0 ||
	    strcmp(value, "false") == 0;
}

/* It is in the definition then, and travels with it. */
static void
variable_set(struct console *console, const struct variable *variable,
    const char *value)
{
	struct sim *sim = console_sim(console);
	struct op op = { .kind = OP_GUEST_VARIABLE,
	    .on = console_domain(console)->node,
	    .guest = console_domain(console)->guest };
	struct err err = { 0 };
	char text[VALUE_BYTES];

	snprintf(text, sizeof(text), "%s=%s", variable->name, value);
	op.value = names_put(sim->names, KIND_TEXT, text);
	console_do(console);
	if (!guest_part_act.allows(sim, &op, &err)) {
		console_print(console, "%s\n", err.text);
		return;
	}
	guest_part_act.apply(sim, &op);
	console_done(console);
}

void
setenv_word(struct console *console, char *rest)
{
	const struct variable *variable;
	char *value = rest + strcspn(rest, " ");

	if (*value != '\0')
		*value++ = '\0';
	value += strspn(value, " ");
	if (*value == '\0') {
		console_print(console, "Usage: setenv option-name value\n");
		return;
	}
	variable = variable_find(console, rest);
	if (variable == NULL)
		return;
	if (!is_fit(variable, value)) {
		console_print(console, "Invalid value: %s\n", value);
		return;
	}
	variable_set(console, variable, value);
	variable_print(console, variable);
}

static void
variable_clear(struct console *console, const struct variable *variable)
{
	struct sim *sim = console_sim(console);
	uint32_t part = part_of(console, variable);

	if (part == 0)
		return;
	console_do(console);
	part_remove(sim, console->domain, part);
	sim_touch(sim, KIND_GUEST, console_domain(console)->guest);
	console_done(console);
}

void
set_default_word(struct console *console, char *rest)
{
	const struct variable *variable = variable_find(console, rest);

	if (variable != NULL)
		variable_clear(console, variable);
}

void
set_defaults_word(struct console *console, char *rest)
{
	(void)rest;
	console_print(console, "Setting NVRAM parameters to default "
	    "values.\n");
	for (size_t i = 0; i < VARIABLES; i++)
		variable_clear(console, &variables[i]);
}
