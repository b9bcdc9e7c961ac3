/*
 * A guest's definitions as text: one on each node, and the cluster's copy.
 */
#include <stdlib.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/text/lines.h"

static const enum kind part_kinds[] = { [PART_DISK] = KIND_DISK,
    [PART_NET] = KIND_NET, [PART_VARIABLE] = KIND_TEXT };

static void
print_part(struct text *text, const struct part_row *part)
{
	if (part->kind == PART_DISK) {
		buffer_print(&text->out, " disk=%s:%s@%s:%u",
		    text_name(text, KIND_DISK, part->name),
		    text_name(text, KIND_VOLUME, part->value),
		    text_name(text, KIND_SERVICE, part->service),
		    (unsigned)part->id);
		if (part->timeout != 0)
			buffer_print(&text->out, ":%us",
			    (unsigned)part->timeout);
	} else if (part->kind == PART_NET) {
		buffer_print(&text->out, " net=%s:%s",
		    text_name(text, KIND_NET, part->name),
		    text_name(text, KIND_SERVICE, part->value));
		if (part_mac(part) != 0)
			buffer_print(&text->out, ":%012llx",
			    (unsigned long long)part_mac(part));
	} else
		buffer_print(&text->out, " %s", text_name(text, KIND_TEXT,
		    part->value));
}

static void
print_parts(struct text *text, const struct domain_row *domain,
    enum part_kind kind)
{
	struct sim *sim = text->sim;
	struct named list[PARTS_OF_ONE] = { { NULL, 0 } };
	uint32_t n = 0;

	for (uint32_t p = domain->parts; p != 0;
	    p = world_part(sim->world, p)->next)
		if (world_part(sim->world, p)->kind == kind)
			list[n++] = (struct named){ text_name(text,
			    part_kinds[kind], world_part(sim->world,
			    p)->name), p };
	qsort(list, n, sizeof(*list), text_order);
	for (uint32_t i = 0; i < n; i++)
		print_part(text, world_part(sim->world, list[i].number));
}

static void
print_domain(struct text *text, const char *name, const char *on,
    const struct domain_row *row)
{
	struct sim *sim = text->sim;

	if (row->guest == 0)
		return;
	buffer_print(&text->out, "guest %s on=%s state=%s vcpus=%u memory=%lld "
	    "mac=%012llx hostid=%08lx master=%s", name, on,
	    row->node == 0 ? "copy" : state_name(domain_state(sim, row)),
	    (unsigned)row->vcpus,
	    (long long)row->memory, (unsigned long long)row->mac,
	    (unsigned long)row->hostid,
	    text_name(text, KIND_TEXT, row->master));
	if (row->crypto != 0)
		buffer_print(&text->out, " crypto=%u", (unsigned)row->crypto);
	if (row->fixed != 0)
		buffer_print(&text->out, " port=%u", (unsigned)row->fixed);
	print_parts(text, row, PART_DISK);
	print_parts(text, row, PART_NET);
	print_parts(text, row, PART_VARIABLE);
	buffer_print(&text->out, "\n");
}

void
text_guest(struct text *text, uint32_t g, const char *name)
{
	struct sim *sim = text->sim;
	const struct named *nodes = text->nodes;

	for (uint32_t i = 0; i < text->node_count; i++)
		print_domain(text, name, nodes[i].name, world_domain(
		    sim->world, world_domain_of(sim->world, g,
		    nodes[i].number)));
	if (world_guest(sim->world, g)->installed == INSTALLED_LOOPS)
		buffer_print(&text->out, "guest %s loops\n", name);
	print_domain(text, name, "cluster", world_domain(sim->world,
	    world_domain_of(sim->world, g, 0)));
}
