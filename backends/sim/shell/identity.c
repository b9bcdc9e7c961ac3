#include "backends/sim/shell/identity.h"

#include <stdio.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/draw.h"
#include "backends/sim/world/simulation.h"

enum { OUI_LDM = 0x00144f, OUI_OLD = 0x0003ba, OUI_NEW = 0x002128 };

const char *
address_print(int64_t mac, char text[ADDRESS_BYTES])
{
	uint64_t m = (uint64_t)mac;

	snprintf(text, ADDRESS_BYTES, "%02x:%02x:%02x:%02x:%02x:%02x",
	    (unsigned)(m >> 40 & 255), (unsigned)(m >> 32 & 255),
	    (unsigned)(m >> 24 & 255), (unsigned)(m >> 16 & 255),
	    (unsigned)(m >> 8 & 255), (unsigned)(m & 255));
	return text;
}

int64_t
address_of(const char *one, const char *other)
{
	return address_given(one, other);
}

int64_t
address_of_net(const struct call *call, uint32_t guest,
    const struct part_row *part)
{
	return net_address(call->shell->sim, guest, part);
}

uint32_t
hostid_of_domain(const struct call *call, const struct listed *listed)
{
	return listed->row != NULL ? listed->row->hostid :
	    call->shell->site->nodes[call_node(call)].hostid;
}

/* The first byte of a hostid says whose the first half of the address is. */
static int64_t
address_of_hostid(uint32_t hostid)
{
	static const struct {
		uint32_t	prefix;
		int64_t		oui;
	} known[] = { { 0x83, OUI_OLD }, { 0x84, OUI_LDM },
		{ 0x85, OUI_NEW } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].prefix == hostid >> 24)
			return known[i].oui << 24 | (hostid & 0xffffff);
	return 0;
}

int64_t
address_of_domain(const struct call *call, const struct listed *listed)
{
	return listed->row != NULL ? (int64_t)listed->row->mac :
	    address_of_hostid(hostid_of_domain(call, listed));
}

int64_t
address_of_machine(const struct call *call, uint32_t machine)
{
	uint32_t hostid = (machine & PLACE_SOURCE) != 0 ?
	    site_machine_hostid(call->shell->site, machine) :
	    machine_hostid(call, machine);
	int64_t mac = address_of_hostid(hostid);

	return mac != 0 ? mac : (int64_t)OUI_LDM << 24 | (hostid & 0xffffff);
}

const char *
uuid_print(const struct call *call, const struct listed *listed,
    char text[UUID_BYTES])
{
	const char *owner = listed->row != NULL ? listed->name :
	    call_name(call, KIND_NODE, call_node(call));
	uint64_t high = draw_name(DRAW_MARK, owner);
	uint64_t low = draw_mix(high, listed->row != NULL);

	snprintf(text, UUID_BYTES, "%08lx-%04x-%04x-%04x-%012llx",
	    (unsigned long)(high >> 32), (unsigned)(high >> 16 & 0xffff),
	    (unsigned)(0x4000 | (high & 0xfff)),
	    (unsigned)(0x8000 | (low >> 48 & 0x3fff)),
	    (unsigned long long)(low & 0xffffffffffffULL));
	return text;
}
