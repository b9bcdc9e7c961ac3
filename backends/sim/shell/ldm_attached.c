/*
 * Sections of a domain's virtual devices: networks, disks, console.
 */
#include <stdio.h>

#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/sections.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/shell/service_section.h"
#include "backends/sim/world/world.h"

static const struct widths network_old = { 4, { 16, 25, 10 } },
    network_new = { 4, { 16, 27, 4, 10, 17, 6, 4, 20, 5 } },
    peer_old = { 8, { 27 } },
    peer_new = { 8, { 27, 17, 6, 4, 20, 5 } },
    disk_old = { 4, { 16, 27, 10 } },
    disk_new = { 4, { 16, 27, 4, 4, 7, 14 } },
    vcons_columns = { 4, { 16, 27 } };

/* The switch's own end. */
static void
switch_print(struct listing *listing, const char *service)
{
	struct call *call = listing->call;
	char mac[ADDRESS_BYTES];
	const char *peer = arena_format(&listing->arena, "%s@primary",
	    service);

	address_print(address_of(call_name(call, KIND_NODE, call_node(call)),
	    service), mac);
	if (listing->parseable) {
		buffer_print(listing->out, "|peer=%s|mac-addr=%s%s\n", peer,
		    mac, service_is_old(listing) ? "" :
		    "|mode=|pvid=1|vid=|mtu=1500");
		return;
	}
	if (service_is_old(listing)) {
		widths_print(listing->out, &peer_old,
		    (const char *const[WIDTHS]){ "PEER", "MAC" });
		widths_print(listing->out, &peer_old,
		    (const char *const[WIDTHS]){ peer, mac });
		return;
	}
	widths_print(listing->out, &peer_new, (const char *const[WIDTHS]){
	    "PEER", "MAC", "MODE", "PVID", "VID", "MTU", "LINKPROP" });
	widths_print(listing->out, &peer_new, (const char *const[WIDTHS]){
	    peer, mac, "", "1", "", "1500" });
}

static void
net_print(struct listing *listing, const struct listed *listed,
    const struct part_row *part, unsigned id)
{
	struct call *call = listing->call;
	const char *name = call_name(call, KIND_NET, part->name);
	const char *service = arena_format(&listing->arena, "%s@primary",
	    call_name(call, KIND_SERVICE, part->value));
	const char *number = arena_format(&listing->arena, "%u", id);
	const char *device = arena_format(&listing->arena, "network@%u", id);
	char mac[ADDRESS_BYTES];

	address_print(address_of_net(call, listed->guest, part), mac);
	if (listing->parseable && service_is_old(listing))
		buffer_print(listing->out, "VNET|name=%s|dev=%s|service=%s|"
		    "mac-addr=%s\n", name, device, service, mac);
	else if (listing->parseable)
		buffer_print(listing->out, "VNET|name=%s|dev=%s|service=%s|"
		    "mac-addr=%s|mode=|pvid=1|vid=|mtu=1500|linkprop=|id=%u\n",
		    name, device, service, mac, id);
	else if (service_is_old(listing))
		widths_print(listing->out, &network_old,
		    (const char *const[WIDTHS]){ name, service, device,
		    mac });
	else
		widths_print(listing->out, &network_new,
		    (const char *const[WIDTHS]){ name, service, number,
		    device, mac, "", "1", "", "1500" });
	if (listing->kind == LISTING_BINDINGS && world_is_bound(listed->row))
		switch_print(listing, call_name(call, KIND_SERVICE,
		    part->value));
}

void
section_network(struct listing *listing, const struct listed *listed)
{
	static const char *const old[WIDTHS] = { "NAME", "SERVICE", "DEVICE",
	    "MAC" };
	static const char *const new[WIDTHS] = { "NAME", "SERVICE", "ID",
	    "DEVICE", "MAC", "MODE", "PVID", "VID", "MTU", "LINKPROP" };
	const struct part_row *part = NULL;
	unsigned id = 0;

	if (listed_part(listing->call, listed, PART_NET, NULL) == NULL)
		return;
	if (service_is_old(listing))
		service_begin(listing, "NETWORK", &network_old, old);
	else
		service_begin(listing, "NETWORK", &network_new, new);
	while ((part = listed_part(listing->call, listed, PART_NET,
	    part)) != NULL)
		net_print(listing, listed, part, id++);
	service_end(listing);
}

static void
disk_print(struct listing *listing, const struct part_row *part)
{
	struct call *call = listing->call;
	const char *name = call_name(call, KIND_DISK, part->name);
	const char *volume = arena_format(&listing->arena, "%s@%s",
	    call_name(call, KIND_VOLUME, part->value),
	    call_name(call, KIND_SERVICE, part->service));
	const char *id = arena_format(&listing->arena, "%u",
	    (unsigned)part->id);
	const char *device = arena_format(&listing->arena, "disk@%s", id);
	const char *timeout = part->timeout == 0 ? "" : arena_format(
	    &listing->arena, "%u", (unsigned)part->timeout);

	if (listing->parseable && service_is_old(listing))
		buffer_print(listing->out, "VDISK|name=%s|vol=%s|timeout=%s|"
		    "dev=%s|server=primary\n", name, volume, timeout, device);
	else if (listing->parseable)
		buffer_print(listing->out, "VDISK|name=%s|vol=%s|timeout=%s|"
		    "dev=%s|server=primary|mpgroup=|id=%s\n", name, volume,
		    timeout, device, id);
	else if (service_is_old(listing))
		widths_print(listing->out, &disk_old,
		    (const char *const[WIDTHS]){ name, volume, device,
		    "primary" });
	else
		widths_print(listing->out, &disk_new,
		    (const char *const[WIDTHS]){ name, volume, timeout, id,
		    device, "primary" });
}

void
section_disk(struct listing *listing, const struct listed *listed)
{
	static const char *const old[WIDTHS] = { "NAME", "VOLUME", "DEVICE",
	    "SERVER" };
	static const char *const new[WIDTHS] = { "NAME", "VOLUME", "TOUT",
	    "ID", "DEVICE", "SERVER", "MPGROUP" };
	const struct part_row *part = NULL;

	if (listed_part(listing->call, listed, PART_DISK, NULL) == NULL)
		return;
	if (service_is_old(listing))
		service_begin(listing, "DISK", &disk_old, old);
	else
		service_begin(listing, "DISK", &disk_new, new);
	while ((part = listed_part(listing->call, listed, PART_DISK,
	    part)) != NULL)
		disk_print(listing, part);
	service_end(listing);
}

/* The concentrator is chosen at bind. */
void
section_vcons(struct listing *listing, const struct listed *listed)
{
	struct call *call = listing->call;
	char port[SIZE_BYTES];
	const char *console = listed_console(call, listed, port);
	const char *service = arena_format(&listing->arena, "%s@primary",
	    call_name(call, KIND_SERVICE, service_after(call, SERVICE_VCC,
	    0)));

	if (*console == '\0')
		return;
	service_begin(listing, "VCONS", &vcons_columns,
	    (const char *const[WIDTHS]){ "NAME", "SERVICE", "PORT" });
	if (listing->parseable && listed->row == NULL)
		buffer_print(listing->out, "VCONS|type=%s\n", console);
	else if (listing->parseable)
		buffer_print(listing->out, "VCONS|group=%s|service=%s|"
		    "port=%s\n", listed->name, service, console);
	else if (listed->row == NULL)
		buffer_print(listing->out, "    %s\n", console);
	else
		widths_print(listing->out, &vcons_columns,
		    (const char *const[WIDTHS]){ listed->name, service,
		    console });
	service_end(listing);
}
