/*
 * The section of virtual switches.
 */
#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/sections.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/shell/service_section.h"
#include "backends/sim/world/world.h"

static const struct widths vsw_old = { 4, { NAME_WIDTH, 17, 9, 9 } },
    vsw_new = { 4, { NAME_WIDTH, 17, 9, 4, 10, 10, 15, 4, 20, 5, 6 } },
    vsw_named = { 4, { NAMES_WIDTH, 17, 9, 4, 10, 10, 15, 4, 20, 5, 6 } },
    vsw_peer_old = { 8, { 27 } },
    vsw_peer_new = { 8, { 27, 17, 6, 4, 20, 5 } };

/* One net that uses the switch. */
static void
peer_print(struct listing *listing, const struct listed *listed,
    const struct part_row *part)
{
	char mac[ADDRESS_BYTES];
	const char *who = arena_format(&listing->arena, "%s@%s",
	    call_name(listing->call, KIND_NET, part->name), listed->name);

	address_print(address_of_net(listing->call, listed->guest, part), mac);
	if (listing->parseable && service_is_old(listing))
		buffer_print(listing->out, "|peer=%s|mac-addr=%s\n", who, mac);
	else if (listing->parseable)
		buffer_print(listing->out, "|peer=%s|mac-addr=%s|mode=|pvid=1|"
		    "vid=|mtu=1500\n", who, mac);
	else if (service_is_old(listing))
		widths_print(listing->out, &vsw_peer_old,
		    (const char *const[WIDTHS]){ who, mac });
	else
		widths_print(listing->out, &vsw_peer_new,
		    (const char *const[WIDTHS]){ who, mac, "", "1", "",
		    "1500" });
}

static void
vsw_peers(struct listing *listing, uint32_t service)
{
	if (listing->kind != LISTING_BINDINGS ||
	    service_clients(listing, service, PART_NET) == 0)
		return;
	if (!listing->parseable && service_is_old(listing))
		widths_print(listing->out, &vsw_peer_old,
		    (const char *const[WIDTHS]){ "PEER", "MAC" });
	else if (!listing->parseable)
		widths_print(listing->out, &vsw_peer_new,
		    (const char *const[WIDTHS]){ "PEER", "MAC", "MODE",
		    "PVID", "VID", "MTU", "LINKPROP" });
	for (uint32_t i = 1; i < listing->layout.count; i++) {
		const struct listed *listed = &listing->layout.slot[i].listed;

		for (const struct part_row *part = NULL; (part = listed_part(
		    listing->call, listed, PART_NET, part)) != NULL;)
			if (part->value == service)
				peer_print(listing, listed, part);
	}
}

static void
vsw_record(struct listing *listing, uint32_t s, const char *mac)
{
	struct call *call = listing->call;
	unsigned id = service_id(call, s);

	buffer_print(listing->out, "VSW|name=%s|nclients=%u|mac-addr=%s|"
	    "net-dev=%s|dev=switch@%u|", call_name(call, KIND_SERVICE, s),
	    service_clients(listing, s, PART_NET), mac, service_value(call, s),
	    id);
	if (service_is_old(listing))
		buffer_print(listing->out, "mode=prog,promisc\n");
	else
		buffer_print(listing->out, "default-vlan-id=1|pvid=1|vid=|"
		    "mtu=1500|mode=|id=%u|linkprop=\n", id);
}

static void
vsw_row(struct listing *listing, uint32_t s, const char *mac)
{
	struct call *call = listing->call;
	const char *name = call_name(call, KIND_SERVICE, s);
	const char *id = arena_format(&listing->arena, "%u",
	    service_id(call, s));
	const char *device = arena_format(&listing->arena, "switch@%s", id);

	if (service_is_old(listing))
		widths_print(listing->out, &vsw_old,
		    (const char *const[WIDTHS]){ name, mac,
		    service_value(call, s), device, "prog,promisc" });
	else
		widths_print(listing->out, service_columns(listing, NULL,
		    &vsw_new, &vsw_named), (const char *const[WIDTHS]){
		    service_cell(listing, name, "primary"), mac,
		    service_value(call, s), id, device, "", "1", "1", "",
		    "1500", "", "on" });
}

void
section_vsw(struct listing *listing, const struct listed *listed)
{
	static const char *const old[WIDTHS] = { "NAME", "MAC", "NET-DEV",
	    "DEVICE", "MODE" };
	const char *const new[WIDTHS] = {
	    service_cell(listing, "NAME", "LDOM"), "MAC", "NET-DEV", "ID",
	    "DEVICE", "LINKPROP", "DEFAULT-VLAN-ID",
	    "PVID", "VID", "MTU", "MODE", "INTER-VNET-LINK" };
	struct call *call = listing->call;
	char mac[ADDRESS_BYTES];
	uint32_t s = 0;

	if (listed->row != NULL || service_after(call, SERVICE_VSW, 0) == 0)
		return;
	service_begin(listing, "VSW", service_columns(listing, &vsw_old,
	    &vsw_new, &vsw_named), service_is_old(listing) ? old : new);
	while ((s = service_after(call, SERVICE_VSW, s)) != 0) {
		address_print(address_of(call_name(call, KIND_NODE,
		    call_node(call)), call_name(call, KIND_SERVICE, s)), mac);
		if (listing->parseable)
			vsw_record(listing, s, mac);
		else
			vsw_row(listing, s, mac);
		vsw_peers(listing, s);
	}
	service_end(listing);
}
