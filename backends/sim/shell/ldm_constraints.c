/*
 * ldm list-constraints: what a domain was asked to have, whatever it was given.
 */
#include "backends/sim/shell/ldm_constraints.h"

#include <stdio.h>

#include "backends/sim/shell/identity.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/listing.h"
#include "backends/sim/shell/sections.h"
#include "backends/sim/shell/service_list.h"
#include "backends/sim/shell/widths.h"
#include "backends/sim/world/world.h"

static const struct widths name_columns = { 4, { 16 } },
    network_columns = { 4, { 16, 25, 10 } };

static void
counts_print(struct call *call, const struct listed *listed)
{
	char size[SIZE_BYTES];

	if (listed_vcpus(call, listed) != 0)
		buffer_print(&call->out, "VCPU\n    COUNT\n    %u\n\n",
		    (unsigned)listed_vcpus(call, listed));
	if (listed->row != NULL && listed->row->crypto != 0)
		buffer_print(&call->out, "MAU\n    COUNT\n    %u\n\n",
		    (unsigned)listed->row->crypto);
	if (listed_memory(call, listed) != 0)
		buffer_print(&call->out, "MEMORY\n    SIZE\n    %s\n\n",
		    size_print(listed_memory(call, listed), size));
}

static void
nets_print(struct call *call, const struct listed *listed)
{
	static const char *const titles[WIDTHS] = { "NAME", "SERVICE",
	    "DEVICE", "MAC" };
	const struct part_row *part = NULL;
	char mac[ADDRESS_BYTES], device[SIZE_BYTES];
	unsigned id = 0;

	if (listed_part(call, listed, PART_NET, NULL) == NULL)
		return;
	buffer_print(&call->out, "NETWORK\n");
	widths_print(&call->out, &network_columns, titles);
	while ((part = listed_part(call, listed, PART_NET, part)) != NULL) {
		snprintf(device, sizeof(device), "network@%u", id++);
		address_print(address_of_net(call, listed->guest, part), mac);
		widths_print(&call->out, &network_columns,
		    (const char *const[WIDTHS]){ call_name(call, KIND_NET,
		    part->name), call_name(call, KIND_SERVICE, part->value),
		    device, mac });
	}
	buffer_print(&call->out, "\n");
}

static void
disks_print(struct call *call, const struct listed *listed)
{
	static const char *const titles[WIDTHS] = { "NAME", "VOLUME" };
	const struct part_row *part = NULL;

	if (listed_part(call, listed, PART_DISK, NULL) == NULL)
		return;
	buffer_print(&call->out, "DISK\n");
	widths_print(&call->out, &name_columns, titles);
	while ((part = listed_part(call, listed, PART_DISK, part)) != NULL)
		buffer_print(&call->out, "    %-16s %s@%s\n",
		    call_name(call, KIND_DISK, part->name),
		    call_name(call, KIND_VOLUME, part->value),
		    call_name(call, KIND_SERVICE, part->service));
	buffer_print(&call->out, "\n");
}

static void
variables_print(struct call *call, const struct listed *listed)
{
	const struct part_row *part = NULL;
	const char *title = "VARIABLES\n";

	while ((part = listed_part(call, listed, PART_VARIABLE, part)) !=
	    NULL) {
		buffer_print(&call->out, "%s    %s\n", title,
		    call_name(call, KIND_TEXT, part->value));
		title = "";
	}
	if (*title == '\0')
		buffer_print(&call->out, "\n");
}

static const char *
concentrator(const struct call *call)
{
	return call_name(call, KIND_SERVICE, service_after(call, SERVICE_VCC,
	    0));
}

/* What the control domain offers. */
static void
services_print(struct call *call, const struct listed *listed)
{
	struct listing listing = { .call = call, .out = &call->out,
	    .kind = LISTING_LONG };

	section_io(&listing, listed);
	section_vcc(&listing, listed);
	section_vsw(&listing, listed);
	section_vds(&listing, listed);
	arena_drop(&listing.arena);
}

static void
domain_print(struct call *call, const struct listed *listed, void *with)
{
	(void)with;
	buffer_print(&call->out, "DOMAIN\n%s\n\n", listed->name);
	counts_print(call, listed);
	variables_print(call, listed);
	nets_print(call, listed);
	disks_print(call, listed);
	if (listed->row == NULL)
		services_print(call, listed);
	else if (*concentrator(call) != '\0')
		buffer_print(&call->out, "VCONS\n    NAME             "
		    "SERVICE\n    %-16s %s\n\n", listed->name,
		    concentrator(call));
}

/* VCC, VSW and VDS of the control domain, without who uses them. */
static void
services_record(struct call *call)
{
	char mac[ADDRESS_BYTES];

	for (uint32_t s = 0; (s = service_after(call, SERVICE_VCC, s)) != 0;)
		buffer_print(&call->out, "VCC|name=%s|port-range=%s\n",
		    call_name(call, KIND_SERVICE, s), service_value(call, s));
	for (uint32_t s = 0; (s = service_after(call, SERVICE_VSW, s)) != 0;)
		buffer_print(&call->out, "VSW|name=%s|mac-addr=%s|net-dev=%s|"
		    "dev=switch@%u\n", call_name(call, KIND_SERVICE, s),
		    address_print(address_of(call_name(call, KIND_NODE,
		    call_node(call)), call_name(call, KIND_SERVICE, s)), mac),
		    service_value(call, s), service_id(call, s));
	for (uint32_t s = 0; (s = service_after(call, SERVICE_VDS, s)) != 0;) {
		const struct export_row *row = NULL;

		buffer_print(&call->out, "VDS|name=%s\n", call_name(call,
		    KIND_SERVICE, s));
		while ((row = volume_after(call, s, row)) != NULL)
			buffer_print(&call->out, "|vol=%s|opts=%s|dev=%s\n",
			    call_name(call, KIND_VOLUME, row->volume),
			    call_name(call, KIND_TEXT, row->options),
			    call_name(call, KIND_FILE, row->file));
	}
}

static void
parts_record(struct call *call, const struct listed *listed)
{
	const struct part_row *part = NULL;
	const char *title = "VARIABLES\n";
	char mac[ADDRESS_BYTES];
	unsigned id = 0;

	for (; (part = listed_part(call, listed, PART_VARIABLE, part)) !=
	    NULL; title = "")
		buffer_print(&call->out, "%s|%s\n", title, call_name(call,
		    KIND_TEXT, part->value));
	while ((part = listed_part(call, listed, PART_NET, part)) != NULL)
		buffer_print(&call->out, "VNET|name=%s|dev=network@%u|"
		    "service=%s|mac-addr=%s\n", call_name(call, KIND_NET,
		    part->name), id++, call_name(call, KIND_SERVICE,
		    part->value), address_print(address_of_net(call,
		    listed->guest, part), mac));
	while ((part = listed_part(call, listed, PART_DISK, part)) != NULL)
		buffer_print(&call->out, "VDISK|name=%s|vol=%s@%s\n",
		    call_name(call, KIND_DISK, part->name),
		    call_name(call, KIND_VOLUME, part->value),
		    call_name(call, KIND_SERVICE, part->service));
}

static void
buses_record(struct call *call)
{
	if (!ldm_is_t5440(call))
		return;
	buffer_print(&call->out, "IO\n");
	for (unsigned i = 0; i < T5440_BUSES; i++)
		buffer_print(&call->out, "|dev=pci@%u00|alias=pci_%u\n", i + 4,
		    i);
}

static void
record_print(struct call *call, const struct listed *listed, void *with)
{
	int64_t mac = address_of_domain(call, listed);
	char text[ADDRESS_BYTES];

	(void)with;
	buffer_print(&call->out, "DOMAIN|name=%s\n", listed->name);
	if (mac != 0)
		buffer_print(&call->out, "MAC|mac-addr=%s\n",
		    address_print(mac, text));
	buffer_print(&call->out, "VCPU|count=%u\n",
	    (unsigned)listed_vcpus(call, listed));
	if (listed->row != NULL && listed->row->crypto != 0)
		buffer_print(&call->out, "MAU|count=%u\n",
		    (unsigned)listed->row->crypto);
	buffer_print(&call->out, "MEMORY|size=%lld\n",
	    (long long)listed_memory(call, listed));
	if (listed->row == NULL) {
		buses_record(call);
		services_record(call);
	}
	parts_record(call, listed);
}

void
ldm_constraints_run(struct call *call, const struct given *given)
{
	bool xml = given_has(given, 'x');

	if (xml && (given_has(given, 'p') || given_has(given, 'e'))) {
		call_usage(call, given_has(given, 'p') ? "-p" : "-e");
	} else if (xml && call->line.output != NULL) {
		change_read(call, &call->line);
	} else if (given_has(given, 'e')) {
		call_not_simulated(call);
	} else if (xml) {
		ldm_xml_print(call, given);
	} else if (given_has(given, 'p')) {
		ldm_version_line(call);
		listed_each(call, given, record_print, NULL);
	} else {
		listed_each(call, given, domain_print, NULL);
	}
}
