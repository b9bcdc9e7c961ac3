#include "backends/sim/hypervisor/address.h"

#include <assert.h>

#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"
#include "core/op/mac.h"

/* The half of ldm's addresses that it gives by itself begins at 0xf80000. */
enum { OUI = 0x00144f, AUTOMATIC = 0xf80000, AUTOMATIC_MASK = 0x3ffff };

int64_t
part_mac(const struct part_row *part)
{
	assert(part->kind == PART_NET);
	return (int64_t)((uint64_t)part->service << 32 | part->id);
}

int64_t
address_given(const char *one, const char *other)
{
	uint64_t token = draw_mix(draw_name(DRAW_MAC, one),
	    draw_name(DRAW_MAC, other));

	return (int64_t)OUI << 24 | AUTOMATIC |
	    (int64_t)(token & AUTOMATIC_MASK);
}

int64_t
net_address(struct sim *sim, uint32_t guest, const struct part_row *part)
{
	int64_t mac = part_mac(part);

	return mac != 0 ? mac : address_given(sim_name(sim, KIND_GUEST, guest),
	    sim_name(sim, KIND_NET, part->name));
}

/* Has the domain that MAC address: its own, or that of one of its nets? */
static bool
has_mac(struct sim *sim, const struct domain_row *domain, int64_t mac)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_NET && part_mac(part) == mac)
			return true;
	}
	return domain->mac == (uint64_t)mac;
}

/* The first address of the domain's nets that the other one has, too; or 0. */
static int64_t
mac_shared(struct sim *sim, const struct domain_row *domain,
    const struct domain_row *other)
{
	const struct part_row *part;

	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->kind == PART_NET && part_mac(part) != 0 &&
		    has_mac(sim, other, part_mac(part)))
			return part_mac(part);
	}
	return has_mac(sim, other, (int64_t)domain->mac) ?
	    (int64_t)domain->mac : 0;
}

static bool
clashes(struct sim *sim, const struct domain_row *domain,
    const struct domain_row *other, struct err *err)
{
	const char *name = sim_name(sim, KIND_GUEST, domain->guest);
	const char *owner = sim_name(sim, KIND_GUEST, other->guest);
	const char *where = sim_name(sim, KIND_NODE, other->node);
	int64_t mac = mac_shared(sim, domain, other);
	char text[MAC_BYTES];

	if (other->hostid == domain->hostid)
		return !err_set(err, ERR_ADDRESS_CLASH, "hostid %08lx of %s "
		    "is also the hostid of %s on %s",
		    (unsigned long)domain->hostid, name, owner, where);
	return mac != 0 && !err_set(err, ERR_ADDRESS_CLASH, "MAC address %s "
	    "of %s is also an address of %s on %s", mac_write(mac, text),
	    name, owner, where);
}

bool
address_allows(struct sim *sim, const struct domain_row *domain, uint32_t node,
    struct err *err)
{
	struct world *world = sim->world;

	assert(domain->guest != 0 && node != 0);
	if (world->addresses == 0)
		return true;
	for (uint32_t d = 1; d <= world->table[T_DOMAIN].high; d++) {
		const struct domain_row *other = world_domain(world, d);

		if (other->guest == domain->guest || other->node == 0 ||
		    !world_is_bound(other) || (other->node != node &&
		    other->state != STATE_AT_OK))
			continue;
		if (clashes(sim, domain, other, err))
			return false;
	}
	return true;
}

uint32_t
address_taken(struct sim *sim, uint32_t guest, uint32_t node)
{
	const struct site_guest *row = declared_guest(sim, guest);
	uint32_t taken = 0;

	assert(guest != 0 && node != 0);
	for (uint32_t d = 1; d <= sim->world->table[T_DOMAIN].high; d++) {
		const struct domain_row *other = world_domain(sim->world, d);

		if (other->guest == 0 || other->guest == guest ||
		    other->node != node)
			continue;
		taken += row->hostid != 0 && other->hostid == row->hostid;
		for (uint32_t i = 0; i < row->net_count; i++)
			taken += row->net[i].mac != 0 &&
			    has_mac(sim, other, row->net[i].mac);
	}
	return taken;
}
