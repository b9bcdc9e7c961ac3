/*
 * From what a guest boots: the disk with id 0 if boot-device names it, and it
 * answers and holds what was installed; or the install medium, if that is still
 * attached and boot-device is not the disk.
 */
#include "backends/sim/hypervisor/boot_from.h"

#include <string.h>

#include "core/site/boot_device.h"

/* Does boot-device name the disk?  Without a value it is "disk net". */
static bool
is_named(struct sim *sim, const struct domain_row *domain,
    const struct part_row *disk)
{
	uint32_t row = world_domain_of(sim->world, domain->guest,
	    domain->node);
	const char *list = sim_name(sim, KIND_TEXT, world_part(sim->world,
	    world_part_of(sim->world, row, PART_VARIABLE,
	    sim->index.boot_device))->value);
	struct boot_word word;

	if (*list == '\0')
		return disk->id == 0;
	for (list += strcspn(list, "=") + 1; boot_device_next(&list, &word);)
		if ((word.kind == BOOT_DISK_ID && word.id == disk->id) ||
		    boot_device_is(&word, sim_name(sim, KIND_DISK,
		    disk->name)))
			return true;
	return false;
}

/* A boot that was typed at the ok prompt names its device itself, as the value
 * of boot-device would. */
static bool
is_asked(struct sim *sim, const struct domain_row *domain,
    const struct op *op, const struct part_row *disk)
{
	return op->disk != 0 ? op->disk == disk->name :
	    is_named(sim, domain, disk);
}

static bool
can_boot(struct sim *sim, const struct domain_row *domain,
    const struct op *op)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		const struct file_row *file;

		part = world_part(sim->world, p);
		file = world_file(sim->world, part->file);
		if (part->kind == PART_DISK && part->id == 0)
			return is_asked(sim, domain, op, part) &&
			    part->handle == HANDLE_OPEN &&
			    file->expected != 0 &&
			    file->content == file->expected;
	}
	return false;
}

bool
boot_is_medium(struct sim *sim, const struct domain_row *domain,
    uint32_t disk)
{
	uint32_t row = world_domain_of(sim->world, domain->guest,
	    domain->node);
	const struct part_row *part = world_part(sim->world, world_part_of(
	    sim->world, row, PART_DISK, disk));
	const struct export_row *export = world_export(sim->world,
	    world_export_of(sim->world, part->value, domain->node));

	return disk != 0 && (disk == sim->index.iso ||
	    export->options == sim->index.read_only);
}

/* Does it boot from the medium?  It does when boot-device has another value
 * than the disk. */
static bool
takes_medium(struct sim *sim, const struct domain_row *domain)
{
	uint32_t row = world_domain_of(sim->world, domain->guest,
	    domain->node);
	uint32_t device = world_part(sim->world, world_part_of(sim->world,
	    row, PART_VARIABLE, sim->index.boot_device))->value;

	return device != 0 && device != sim->index.boot_disk &&
	    world_part(sim->world, world_part_of(sim->world, row, PART_DISK,
	    sim->index.iso))->handle == HANDLE_OPEN;
}

/* The disk that was asked for is the medium, or an install server is. */
static bool
asks_medium(struct sim *sim, const struct domain_row *domain,
    const struct op *op)
{
	uint32_t row = world_domain_of(sim->world, domain->guest,
	    domain->node);

	return (op->number & TYPED_NET) != 0 || (boot_is_medium(sim, domain,
	    op->disk) && world_part(sim->world, world_part_of(sim->world, row,
	    PART_DISK, op->disk))->handle == HANDLE_OPEN);
}

static bool
is_typed(const struct op *op)
{
	return op->disk != 0 || (op->number & TYPED_NET) != 0;
}

enum boot_from
boot_from(struct sim *sim, const struct domain_row *domain,
    const struct op *op)
{
	if (is_typed(op) ? asks_medium(sim, domain, op) :
	    takes_medium(sim, domain))
		return FROM_MEDIUM;
	return can_boot(sim, domain, op) ? FROM_DISK : FROM_NOTHING;
}
