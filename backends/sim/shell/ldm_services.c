/*
 * The section of console concentrators, and list-services.
 *
 * list-bindings shows under each service who uses it.
 */
#include "backends/sim/shell/ldm_services.h"

#include "backends/sim/shell/sections.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/shell/service_section.h"
#include "backends/sim/world/world.h"

static const struct widths vcc_columns = { 4, { NAME_WIDTH } },
    vcc_named = { 4, { NAMES_WIDTH } };
static const struct widths client_columns = { 8, { 27 } };

static void
vcc_clients(struct listing *listing, const char *name)
{
	const char *who, *port;

	if (listing->kind != LISTING_BINDINGS || listing->layout.count == 1)
		return;
	if (!listing->parseable)
		widths_print(listing->out, &client_columns,
		    (const char *const[WIDTHS]){ "CLIENT", "PORT" });
	for (uint32_t i = 1; i < listing->layout.count; i++) {
		const struct listed *listed = &listing->layout.slot[i].listed;

		who = arena_format(&listing->arena, "%s@%s", listed->name,
		    name);
		port = arena_format(&listing->arena, "%u",
		    (unsigned)listed->row->port);
		if (listing->parseable)
			buffer_print(listing->out, "|client=%s|port=%s\n", who,
			    port);
		else
			widths_print(listing->out, &client_columns,
			    (const char *const[WIDTHS]){ who, port });
	}
}

void
section_vcc(struct listing *listing, const struct listed *listed)
{
	const struct widths *columns = service_columns(listing, &vcc_columns,
	    &vcc_columns, &vcc_named);
	struct call *call = listing->call;
	uint32_t s = 0;

	if (listed->row != NULL || service_after(call, SERVICE_VCC, 0) == 0)
		return;
	service_begin(listing, "VCC", columns, (const char *const[WIDTHS]){
	    service_cell(listing, "NAME", "LDOM"), "PORT-RANGE" });
	while ((s = service_after(call, SERVICE_VCC, s)) != 0) {
		const char *name = call_name(call, KIND_SERVICE, s);

		if (listing->parseable)
			buffer_print(listing->out, "VCC|name=%s|nclients=%u|"
			    "port-range=%s\n", name,
			    (unsigned)listing->layout.count - 1,
			    service_value(call, s));
		else
			widths_print(listing->out, columns,
			    (const char *const[WIDTHS]){ service_cell(listing,
			    name, "primary"), service_value(call, s) });
		vcc_clients(listing, name);
	}
	service_end(listing);
}

/* Guests offer no services. */
void
ldm_services_run(struct call *call, const struct given *given)
{
	struct listing listing = { .kind = LISTING_SERVICES };

	if (given_has(given, 'e'))
		call_not_simulated(call);
	else
		listing_run(&listing, call, given);
}
