/*
 * The section of virtual disk servers and their volumes.
 */
#include "backends/sim/shell/sections.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/shell/service_section.h"
#include "backends/sim/world/world.h"

static const struct widths client_columns = { 8, { 27 } },
    vds_old = { 4, { NAME_WIDTH, 14, 16 } },
    vds_new = { 4, { NAME_WIDTH, 14, 16, 14 } },
    vds_named = { 4, { NAMES_WIDTH, 14, 16, 14 } };

/* Options are written as they were given. */
static void
volume_print(struct listing *listing, const char *name,
    const struct export_row *row)
{
	struct call *call = listing->call;
	const char *volume = call_name(call, KIND_VOLUME, row->volume);
	const char *options = call_name(call, KIND_TEXT, row->options);
	const char *file = call_name(call, KIND_FILE, row->file);

	if (listing->parseable)
		buffer_print(listing->out, "|vol=%s|opts=%s|dev=%s%s\n",
		    volume, options, file, service_is_old(listing) ? "" :
		    "|mpgroup=");
	else if (service_is_old(listing))
		widths_print(listing->out, &vds_old,
		    (const char *const[WIDTHS]){ name, volume, options,
		    file });
	else
		widths_print(listing->out, service_columns(listing, NULL,
		    &vds_new, &vds_named), (const char *const[WIDTHS]){
		    name, volume, options, "", file });
}

static void
client_print(struct listing *listing, const struct listed *listed,
    uint32_t service)
{
	const char *who, *volume;

	for (const struct part_row *part = NULL; (part = listed_part(
	    listing->call, listed, PART_DISK, part)) != NULL;) {
		if (part->service != service)
			continue;
		who = arena_format(&listing->arena, "%s@%s",
		    call_name(listing->call, KIND_DISK, part->name),
		    listed->name);
		volume = call_name(listing->call, KIND_VOLUME, part->value);
		if (listing->parseable)
			buffer_print(listing->out, "|client=%s|vol=%s\n", who,
			    volume);
		else
			widths_print(listing->out, &client_columns,
			    (const char *const[WIDTHS]){ who, volume });
	}
}

static void
vds_clients(struct listing *listing, uint32_t service)
{
	if (listing->kind != LISTING_BINDINGS ||
	    service_clients(listing, service, PART_DISK) == 0)
		return;
	if (!listing->parseable)
		widths_print(listing->out, &client_columns,
		    (const char *const[WIDTHS]){ "CLIENT", "VOLUME" });
	for (uint32_t i = 1; i < listing->layout.count; i++)
		client_print(listing, &listing->layout.slot[i].listed,
		    service);
}

/* The server's name stands before its first volume only. */
static void
vds_print(struct listing *listing, uint32_t s)
{
	const char *service = call_name(listing->call, KIND_SERVICE, s);
	const char *name = service_cell(listing, service, "primary");
	const struct export_row *row = NULL;

	if (listing->parseable)
		buffer_print(listing->out, "VDS|name=%s|nclients=%u\n",
		    service, service_clients(listing, s, PART_DISK));
	else if (volume_after(listing->call, s, NULL) == NULL)
		buffer_print(listing->out, "    %s\n", name);
	while ((row = volume_after(listing->call, s, row)) != NULL) {
		volume_print(listing, name, row);
		name = "";
	}
	vds_clients(listing, s);
}

void
section_vds(struct listing *listing, const struct listed *listed)
{
	static const char *const old[WIDTHS] = { "NAME", "VOLUME", "OPTIONS",
	    "DEVICE" };
	const char *const new[WIDTHS] = {
	    service_cell(listing, "NAME", "LDOM"), "VOLUME", "OPTIONS",
	    "MPGROUP", "DEVICE" };
	uint32_t s = 0;

	if (listed->row != NULL ||
	    service_after(listing->call, SERVICE_VDS, 0) == 0)
		return;
	service_begin(listing, "VDS", service_columns(listing, &vds_old,
	    &vds_new, &vds_named), service_is_old(listing) ? old : new);
	while ((s = service_after(listing->call, SERVICE_VDS, s)) != 0)
		vds_print(listing, s);
	service_end(listing);
}
