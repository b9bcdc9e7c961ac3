/*
 * The word "boot" of the firmware.
 *
 * A device by its alias or path, then what is for the system: "-s" boots it in
 * single-user mode; "- install" behind the net has the install server answer
 * what the installer would ask.  Other flags are shown and change nothing here.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/device.h"
#include "backends/sim/console/ok.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/boot_from.h"
#include "backends/sim/p2v/upgrade.h"
#include "backends/sim/world/simulation.h"

/* Is there a letter of a flag? */
static bool
has_flag(const char *args, char letter)
{
	for (; *args != '\0'; args += strcspn(args, " "), args +=
	    strspn(args, " "))
		if (*args == '-' && args[1] != ' ' && memchr(args, letter,
		    strcspn(args, " ")) != NULL)
			return true;
	return false;
}

static bool
is_hands_off(const char *args)
{
	const char *install = strstr(args, "- ");

	return install != NULL && strncmp(install + 2 + strspn(install + 2,
	    " "), "install", strlen("install")) == 0;
}

/* Nothing boots from it: the firmware says so at once. */
static bool
is_refused(struct console *console, const struct device *device)
{
	char path[DEVICE_BYTES];
	struct sim *sim = console_sim(console);

	if (device->kind == DEVICE_NET)
		return false;
	if (device->kind == DEVICE_NONE || !device_is_open(console, device)) {
		console_print(console, "\nEvaluating: \n\nCan't open boot "
		    "device\n\n");
		return true;
	}
	if (device->number == 0 || boot_is_medium(sim,
	    console_domain(console), device->name))
		return false;
	console_print(console, "Boot device: %s  File and args: \nThe file "
	    "just loaded does not appear to be executable.\n",
	    device_path(device, path));
	return true;
}

/* The server installs the guest anew, whatever is on its disks. */
static void
served_begin(struct console *console)
{
	struct sim *sim = console_sim(console);
	const struct domain_row *domain = console_domain(console);
	const struct op op = { .kind = OP_GUEST_INSTALL,
	    .on = domain->node, .guest = domain->guest };
	struct result res = { .outcome = UNKNOWN };
	uint32_t row;

	console->acted = true;
	row = sim_begin(sim, &op, CAUSE_PERSON, &res);
	if (row == 0) {
		console_print(console, "%s\n", res.err.text);
		return;
	}
	upgrade_wipe(sim, op.guest);
	sim_leave(sim, row);
}

static void
boot_begin(struct console *console, const struct device *device,
    const char *args)
{
	struct console_row *row = console_row(console);
	bool net = device->kind == DEVICE_NET;
	bool single = has_flag(args, 's');

	row->resumes = 0;
	row->boot = (uint8_t)(CONSOLE_TYPED | (net ? CONSOLE_NET : 0) |
	    (single ? CONSOLE_SINGLE : 0));
	row->device = (uint8_t)device->number;
	snprintf(row->text[2], sizeof(row->text[2]), "%s", args);
	if (net && is_hands_off(args)) {
		served_begin(console);
		return;
	}
	console_do(console);
	boot_typed(console_sim(console), console_domain(console),
	    device->name, (single ? TYPED_SINGLE : 0u) |
	    (net ? TYPED_NET : 0u));
	console_done(console);
}

void
boot_word(struct console *console, char *rest)
{
	struct device device = { DEVICE_NONE, 0, 0 };
	const char *args = rest;
	size_t n = *rest == '-' ? 0 : strcspn(rest, " ");

	if (has_flag(rest, 'a') || has_flag(rest, 'L') ||
	    has_flag(rest, 'Z')) {
		console_print(console, "domferry: not simulated: boot %s\n",
		    rest);
		return;
	}
	if (n == 0) {
		/* As boot-device has it: whether that boots is seen when it
		 * has been tried. */
		device_first(console, &device);
		device.name = 0;
		device.kind = DEVICE_DISK;
	} else {
		device_find(console, rest, n, &device);
		args = rest + n + strspn(rest + n, " ");
		if (is_refused(console, &device))
			return;
	}
	boot_begin(console, &device, args);
}
