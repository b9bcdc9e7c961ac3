/*
 * ldm list-devices: what the machine has, and who has it.  Without -a only what
 * is free.
 */
#include "backends/sim/shell/ldm_devices.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/layout.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/world/simulation.h"
#include "core/base/arena.h"

/* Free blocks are so far from each other. */
static const int64_t block_step = (int64_t)1 << 43;

/* A listing of devices while it is printed. */
struct devices {
	struct call	*call;
	struct arena	 arena;
	struct layout	 layout;
	bool		 all, parseable;
	bool		 begun;		/* the section has its titles */
};

/* The titles come before the first row; a blank line divides sections. */
static void
begin(struct devices *devices, const char *name, const char *columns)
{
	if (devices->begun)
		return;
	devices->begun = true;
	buffer_print(&devices->call->out, "%s\n", name);
	if (!devices->parseable)
		buffer_print(&devices->call->out, "%s\n", columns);
}

static unsigned
core_free(const struct devices *devices, uint32_t core)
{
	unsigned n = 0;

	for (uint32_t s = core * CORE_STRANDS; s < (core + 1) * CORE_STRANDS;
	    s++)
		n += layout_is_free(&devices->layout, s);
	return n * 100 / CORE_STRANDS;
}

static void
core_print(struct devices *devices)
{
	for (uint32_t c = 0; c < site_cores(devices->layout.strands); c++) {
		unsigned left = core_free(devices, c);
		const char *set = layout_cpuset(&devices->arena,
		    &devices->layout, c, devices->parseable ? "," : ", ");

		if (!devices->all && left == 0)
			continue;
		begin(devices, "CORE", "    ID      %FREE   CPUSET");
		if (devices->parseable)
			buffer_print(&devices->call->out, "|id=%u|free=%u|"
			    "cpuset=%s\n", (unsigned)c, left, set);
		else
			buffer_print(&devices->call->out, "    %-7u %-7u "
			    "(%s)\n", (unsigned)c, left, set);
	}
}

static void
cpu_print(struct devices *devices)
{
	for (uint32_t s = 0; s < devices->layout.strands; s++) {
		bool left = layout_is_free(&devices->layout, s);

		if (!devices->all && !left)
			continue;
		begin(devices, "VCPU", "    PID     %FREE   PM");
		if (devices->parseable)
			buffer_print(&devices->call->out, "|pid=%u|free=%s|"
			    "pm=%s\n", (unsigned)s, left ? "100" : "0",
			    left ? "" : "no");
		else
			buffer_print(&devices->call->out, "    %-7u %-7s "
			    "%s\n", (unsigned)s, left ? "100" : "0",
			    left ? "---" : "no");
	}
}

/* Which units are free is not in the world, but how many. */
static void
mau_print(struct devices *devices)
{
	bool ids = ldm_release(devices->call) >= LDM_UUID;
	uint32_t left = world_node(devices->call->shell->sim->world,
	    call_node(devices->call))->free_crypto;

	for (uint32_t c = 0; c * CORE_STRANDS < devices->layout.strands;
	    c++) {
		const struct slot *owner = layout_unit(&devices->layout, c);
		const char *name = owner != NULL ? owner->listed.name : "";
		const char *set = layout_cpuset(&devices->arena,
		    &devices->layout, c, devices->parseable ? "," : ", ");
		const char *cell = arena_format(&devices->arena, "(%s)", set);

		if (owner == NULL ? left == 0 : !devices->all)
			continue;
		left -= owner == NULL;
		begin(devices, "MAU", !ids ? "    CPUSET" "                   "
		    "               BOUND" : "    ID      CPUSET"
		    "                                  BOUND");
		if (devices->parseable)
			buffer_print(&devices->call->out, "|id=%u|cpuset=%s|"
			    "bound=%s\n", (unsigned)c, set, name);
		else if (ids)
			buffer_print(&devices->call->out, *name != '\0' ?
			    "    %-7u %-39s %s\n" : "    %-7u %s\n",
			    (unsigned)c, cell, name);
		else
			buffer_print(&devices->call->out, *name != '\0' ?
			    "    %-39s %s\n" : "    %s\n", cell, name);
	}
}

/* Rows of ldm 3.x are padded at their end, those of 2.0 are not. */
static void
block_print(struct devices *devices, int64_t pa, int64_t bytes,
    const char *bound)
{
	bool padded = ldm_release(devices->call) >= LDM_PADDED;
	char at[SIZE_BYTES], size[SIZE_BYTES];

	if (bytes == 0 || (!devices->all && *bound != '\0'))
		return;
	begin(devices, "MEMORY", devices->all ? padded ?
	    "    PA                   SIZE            BOUND    " :
	    "    PA                   SIZE            BOUND" : padded ?
	    "    PA                   SIZE           " :
	    "    PA                   SIZE");
	snprintf(at, sizeof(at), "0x%llx", (unsigned long long)pa);
	size_print(bytes, size);
	if (devices->parseable) {
		buffer_print(&devices->call->out, "|pa=%s|size=%lld", at,
		    (long long)bytes);
		buffer_print(&devices->call->out, devices->all ?
		    "|bound=%s\n" : "\n", bound);
	} else if (padded) {
		buffer_print(&devices->call->out, *bound == '\0' ?
		    "    %-20s %-15s\n" : "    %-20s %-15s %-16s \n", at,
		    size, bound);
	} else {
		buffer_print(&devices->call->out, *bound == '\0' ?
		    "    %-20s %s\n" : "    %-20s %-15s %s\n", at, size,
		    bound);
	}
}

/* Free memory in the blocks that the site declares, as far as it goes; what is
 * left is one more.  Each has a part of the addresses of its own. */
static void
blocks_print(struct devices *devices)
{
	const struct site_node *site = &devices->call->shell->site->nodes[
	    call_node(devices->call)];
	int64_t pa = devices->layout.free_pa;
	int64_t left = devices->layout.free_memory;

	for (uint32_t i = 0; left > 0; i++) {
		int64_t size = i < site->block_count &&
		    site->block[i] < left ? site->block[i] : left;

		block_print(devices, pa, size, "");
		pa = pa / block_step * block_step + block_step;
		left -= size;
	}
}

static void
memory_print(struct devices *devices)
{
	const struct layout *layout = &devices->layout;

	block_print(devices, 0, layout->firmware, "_sys_");
	for (uint32_t i = 0; i < layout->count; i++)
		block_print(devices, layout->slot[i].pa,
		    layout->slot[i].memory, layout->slot[i].listed.name);
	blocks_print(devices);
	block_print(devices, layout->free_pa + layout->free_memory,
	    layout->taken, "_sys_");
}

/* All buses are the control domain's. */
static void
io_print(struct devices *devices)
{
	if (!devices->all || !ldm_is_t5440(devices->call))
		return;
	begin(devices, "IO", "    DEVICE           PSEUDONYM        BOUND   "
	    "OPTIONS");
	for (unsigned i = 0; i < T5440_BUSES; i++)
		buffer_print(&devices->call->out, devices->parseable ?
		    "|dev=pci@%u00|alias=pci_%u|bound=yes\n" :
		    "    pci@%u00          pci_%u            yes\n", i + 4,
		    i);
}

static const struct class {
	const char	*name, *alias;
	uint32_t	 from;		/* the release that has it */
	void		(*print)(struct devices *);
} classes[] = {
	{ "core", "core", LDM_UUID, core_print },
	{ "cpu", "vcpu", 0, cpu_print },
	{ "crypto", "mau", 0, mau_print },
	{ "memory", "mem", 0, memory_print },
	{ "io", "io", 0, io_print },
};

enum { CLASSES = sizeof(classes) / sizeof(classes[0]) };

static bool
is_class(const struct class *class, const char *word)
{
	return strcmp(word, class->name) == 0 ||
	    strcmp(word, class->alias) == 0;
}

/* Without operands: all. */
static bool
is_wanted(const struct class *class, const struct given *given)
{
	for (unsigned i = 0; i < given->count; i++)
		if (is_class(class, given->operand[i]))
			return true;
	return given->count == 0;
}

static const char *
unknown(const struct given *given)
{
	for (unsigned i = 0; i < given->count; i++) {
		unsigned c = 0;

		while (c < CLASSES && !is_class(&classes[c],
		    given->operand[i]))
			c++;
		if (c == CLASSES)
			return given->operand[i];
	}
	return NULL;
}

/* Of other machines than the T5440 the buses are not known. */
static bool
is_simulated(const struct call *call, const struct given *given)
{
	return ldm_is_t5440(call) || given->count == 0 ||
	    !is_wanted(&classes[4], given);
}

void
ldm_devices_run(struct call *call, const struct given *given)
{
	struct devices devices = { .call = call, .all = given_has(given, 'a'),
	    .parseable = given_has(given, 'p') };

	if (unknown(given) != NULL) {
		call_usage(call, unknown(given));
		return;
	}
	if (!is_simulated(call, given)) {
		call_not_simulated(call);
		return;
	}
	layout_make(&devices.arena, call, &devices.layout);
	if (devices.parseable)
		ldm_version_line(call);
	for (unsigned i = 0; i < CLASSES; i++) {
		devices.begun = false;
		if (classes[i].from <= ldm_release(call) &&
		    is_wanted(&classes[i], given))
			classes[i].print(&devices);
		if (devices.begun && !devices.parseable)
			buffer_print(&call->out, "\n");
	}
	arena_drop(&devices.arena);
}
