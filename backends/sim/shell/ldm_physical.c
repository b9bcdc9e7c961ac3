/*
 * Sections of what a domain has of the machine: CPUs, crypto units, memory,
 * buses.
 */
#include <stdio.h>

#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/listing.h"
#include "backends/sim/shell/sections.h"
#include "backends/sim/world/world.h"

/* The title of a section and of its columns, before its first row. */
static void
title(struct listing *listing, const char *name, const char *columns)
{
	buffer_print(listing->out, "%s\n", name);
	if (!listing->parseable)
		buffer_print(listing->out, "%s\n", columns);
}

static void
end(struct listing *listing)
{
	if (!listing->parseable)
		buffer_print(listing->out, "\n");
}

static uint32_t
core_end(const struct slot *slot)
{
	return (slot->strand + slot->vcpus + CORE_STRANDS - 1) / CORE_STRANDS;
}

/* The strands of a core that are the domain's. */
static const char *
cpuset(struct listing *listing, const struct slot *slot, uint32_t core,
    const char *between)
{
	const char *text = "";

	for (uint32_t s = core * CORE_STRANDS; s < (core + 1) * CORE_STRANDS;
	    s++)
		if (s >= slot->strand && s - slot->strand < slot->vcpus)
			text = arena_format(&listing->arena, "%s%s%u", text,
			    *text != '\0' ? between : "", (unsigned)s);
	return text;
}

void
section_core(struct listing *listing, const struct listed *listed)
{
	const struct slot *slot = layout_slot(&listing->layout,
	    listed->guest);

	if (slot == NULL || slot->vcpus == 0 ||
	    ldm_release(listing->call) < LDM_UUID)
		return;
	title(listing, "CORE", "    CID    CPUSET");
	for (uint32_t c = slot->strand / CORE_STRANDS; c < core_end(slot); c++)
		if (listing->parseable)
			buffer_print(listing->out, "|cid=%u|cpuset=%s\n",
			    (unsigned)c, cpuset(listing, slot, c, ","));
		else
			buffer_print(listing->out, "    %-6u (%s)\n",
			    (unsigned)c, cpuset(listing, slot, c, ", "));
	end(listing);
}

/* Who spins at the ok prompt does so on one strand. */
static unsigned
strand_use(const struct listing *listing, const struct slot *slot, uint32_t n)
{
	unsigned use = listed_use(listing->call, &slot->listed);

	if (!listed_is_spinning(&slot->listed))
		return use;
	return n == 0 ? 1000 : 0;
}

static void
strand_print(struct listing *listing, const struct slot *slot, uint32_t n)
{
	unsigned use = strand_use(listing, slot, n);
	bool active = listed_is_active(&slot->listed);
	uint32_t pid = slot->strand + n;
	char text[SIZE_BYTES] = "", cid[SIZE_BYTES] = "";

	if (listing->parseable) {
		if (active)
			snprintf(text, sizeof(text), "%u.%u", use / 10,
			    use % 10);
		if (ldm_release(listing->call) >= LDM_UUID)
			snprintf(cid, sizeof(cid), "|cid=%u",
			    (unsigned)(pid / CORE_STRANDS));
		buffer_print(listing->out, "|vid=%u|pid=%u%s|util=%s|"
		    "strand=100\n", (unsigned)n, (unsigned)pid, cid, text);
		return;
	}
	if (active)
		use_print(use, text);
	if (ldm_release(listing->call) >= LDM_UUID)
		snprintf(cid, sizeof(cid), "%-6u ",
		    (unsigned)(pid / CORE_STRANDS));
	buffer_print(listing->out, "    %-6u %-6u %s%4s   %s\n", (unsigned)n,
	    (unsigned)pid, cid, text, "100%");
}

void
section_vcpu(struct listing *listing, const struct listed *listed)
{
	const struct slot *slot = layout_slot(&listing->layout,
	    listed->guest);

	if (slot == NULL || slot->vcpus == 0)
		return;
	title(listing, "VCPU", ldm_release(listing->call) >= LDM_UUID ?
	    "    VID    PID    CID    UTIL STRAND" :
	    "    VID    PID    UTIL STRAND");
	for (uint32_t n = 0; n < slot->vcpus; n++)
		strand_print(listing, slot, n);
	end(listing);
}

void
section_mau(struct listing *listing, const struct listed *listed)
{
	const struct slot *slot = layout_slot(&listing->layout,
	    listed->guest);
	bool ids = ldm_release(listing->call) >= LDM_UUID;
	uint32_t first;

	if (slot == NULL || slot->crypto == 0)
		return;
	first = slot->strand / CORE_STRANDS;
	title(listing, "MAU", ids ? "    ID     CPUSET" : "    CPUSET");
	for (uint32_t c = first; c < first + slot->crypto; c++)
		if (listing->parseable)
			buffer_print(listing->out, "|id=%u|cpuset=%s\n",
			    (unsigned)c, layout_cpuset(&listing->arena,
			    &listing->layout, c, ","));
		else if (ids)
			buffer_print(listing->out, "    %-6u (%s)\n",
			    (unsigned)c, layout_cpuset(&listing->arena,
			    &listing->layout, c, ", "));
		else
			buffer_print(listing->out, "    (%s)\n", layout_cpuset(
			    &listing->arena, &listing->layout, c, ", "));
	end(listing);
}

/* The control domain sees its memory where it is. */
void
section_memory(struct listing *listing, const struct listed *listed)
{
	const struct slot *slot = layout_slot(&listing->layout,
	    listed->guest);
	unsigned long long ra, pa;
	char size[SIZE_BYTES], from[SIZE_BYTES], at[SIZE_BYTES];

	if (slot == NULL || slot->memory == 0)
		return;
	pa = (unsigned long long)slot->pa;
	ra = listed->row == NULL ? pa : ldm_release(listing->call) <
	    LDM_PADDED ? 0x8000000 : 0x80000000;
	title(listing, "MEMORY", "    RA               PA               SIZE");
	snprintf(from, sizeof(from), "0x%llx", ra);
	snprintf(at, sizeof(at), "0x%llx", pa);
	if (listing->parseable)
		buffer_print(listing->out, "|ra=%s|pa=%s|size=%lld\n", from,
		    at, (long long)slot->memory);
	else
		buffer_print(listing->out, "    %-16s %-16s %s\n", from, at,
		    size_print(slot->memory, size));
	end(listing);
}

void
section_io(struct listing *listing, const struct listed *listed)
{
	if (listed->row != NULL || !ldm_is_t5440(listing->call))
		return;
	title(listing, "IO", "    DEVICE           PSEUDONYM        OPTIONS");
	for (unsigned i = 0; i < T5440_BUSES; i++)
		buffer_print(listing->out, listing->parseable ?
		    "|dev=pci@%u00|alias=pci_%u\n" :
		    "    pci@%u00          pci_%u\n", i + 4, i);
	end(listing);
}
