#include "backends/sim/shell/service_section.h"

#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/world/world.h"

bool
service_is_old(const struct listing *listing)
{
	return ldm_release(listing->call) < LDM_UUID;
}

static bool
is_named(const struct listing *listing)
{
	return listing->kind == LISTING_SERVICES && !service_is_old(listing);
}

const struct widths *
service_columns(const struct listing *listing, const struct widths *old,
    const struct widths *new, const struct widths *named)
{
	if (service_is_old(listing))
		return old;
	return is_named(listing) ? named : new;
}

const char *
service_cell(struct listing *listing, const char *name, const char *owner)
{
	return is_named(listing) ? arena_format(&listing->arena,
	    "%-16s %-16s", name, owner) : name;
}

void
service_begin(struct listing *listing, const char *name,
    const struct widths *columns, const char *const cell[WIDTHS])
{
	if (listing->parseable)
		return;
	buffer_print(listing->out, "%s\n", name);
	widths_print(listing->out, columns, cell);
}

void
service_end(struct listing *listing)
{
	if (!listing->parseable)
		buffer_print(listing->out, "\n");
}

unsigned
service_clients(const struct listing *listing, uint32_t service,
    unsigned kind)
{
	unsigned n = 0;

	for (uint32_t i = 1; i < listing->layout.count; i++)
		for (const struct part_row *part = NULL; (part = listed_part(
		    listing->call, &listing->layout.slot[i].listed, kind,
		    part)) != NULL;)
			n += (kind == PART_NET ? part->value :
			    part->service) == service;
	return n;
}
