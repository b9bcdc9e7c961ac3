#include "backends/sim/console/device.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/hypervisor/boot_from.h"
#include "backends/sim/world/simulation.h"
#include "core/site/boot_device.h"

static const char above[] = "/virtual-devices@100/channel-devices@200/";

const char *
device_path(const struct device *device, char text[DEVICE_BYTES])
{
	snprintf(text, DEVICE_BYTES, device->kind == DEVICE_NET ?
	    "%snetwork@%x" : "%sdisk@%x:a", above, (unsigned)device->number);
	return text;
}

bool
device_list(struct console *console, enum device_kind kind, unsigned n,
    struct device *device, const char **name)
{
	struct sim *sim = console_sim(console);
	const struct part_row *part;
	unsigned nets = 0, found = 0;

	for (uint32_t p = console_domain(console)->parts; p != 0;
	    p = part->next) {
		bool net;

		part = world_part(sim->world, p);
		net = part->kind == PART_NET;
		if ((!net && part->kind != PART_DISK) ||
		    net != (kind == DEVICE_NET))
			continue;
		*device = (struct device){ kind, net ? nets : part->id,
		    net ? 0 : part->name };
		nets += net;
		if (found++ != n)
			continue;
		*name = sim_name(sim, net ? KIND_NET : KIND_DISK,
		    part->name);
		return true;
	}
	return false;
}

/* A disk by its number, or the first that is only read. */
static void
disk_find(struct console *console, int64_t number, struct device *device)
{
	const char *name;

	for (unsigned i = 0; device_list(console, DEVICE_DISK, i, device,
	    &name); i++)
		if (number >= 0 ? device->number == number :
		    boot_is_medium(console_sim(console),
		    console_domain(console), device->name))
			return;
	*device = (struct device){ DEVICE_NONE, 0, 0 };
}

static void
name_find(struct console *console, const struct boot_word *word,
    struct device *device)
{
	static const enum device_kind kinds[] = { DEVICE_DISK, DEVICE_NET };
	const char *name;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (unsigned i = 0; device_list(console, kinds[k], i,
		    device, &name); i++)
			if (boot_device_is(word, name))
				return;
	*device = (struct device){ DEVICE_NONE, 0, 0 };
	if (boot_device_is(word, "cdrom"))
		disk_find(console, -1, device);
}

void
device_find(struct console *console, const char *text, size_t n,
    struct device *device)
{
	char copy[CONSOLE_LINE];
	const char *list = copy, *name;
	struct boot_word word;

	snprintf(copy, sizeof(copy), "%.*s", (int)n, text);
	*device = (struct device){ DEVICE_NONE, 0, 0 };
	if (!boot_device_next(&list, &word))
		return;
	if (word.kind == BOOT_DISK_ID)
		disk_find(console, word.id, device);
	else if (word.kind == BOOT_NAME)
		name_find(console, &word, device);
	else if (!device_list(console, DEVICE_NET, 0, device, &name))
		*device = (struct device){ DEVICE_NONE, 0, 0 };
}

void
device_first(struct console *console, struct device *device)
{
	struct sim *sim = console_sim(console);
	const char *list = sim_name(sim, KIND_TEXT, world_part(sim->world,
	    world_part_of(sim->world, console->domain, PART_VARIABLE,
	    sim->index.boot_device))->value);

	list += strcspn(list, "=");
	list += *list == '=';
	list += strspn(list, " ");
	device_find(console, list, strcspn(list, " "), device);
	if (device->kind == DEVICE_NONE)
		disk_find(console, 0, device);
}

bool
device_is_open(struct console *console, const struct device *device)
{
	struct world *world = console_sim(console)->world;

	return world_part(world, world_part_of(world, console->domain,
	    PART_DISK, device->name))->handle == HANDLE_OPEN;
}

bool
device_answers(struct console *console)
{
	struct device device;

	disk_find(console, console_row(console)->device, &device);
	return device.kind == DEVICE_DISK && device_is_open(console, &device);
}

bool
device_is_medium(struct console *console, const struct device *device)
{
	struct device disk;

	if (device->kind != DEVICE_DISK)
		return device->kind == DEVICE_NET;
	disk_find(console, device->number, &disk);
	return disk.kind == DEVICE_DISK && boot_is_medium(
	    console_sim(console), console_domain(console), disk.name);
}
