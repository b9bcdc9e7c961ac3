/*
 * address.h: MAC addresses and hostids that two domains must not share.
 *
 * The hypervisor never gives an address twice; but they can be set by hand.
 */
#ifndef SIM_ADDRESS_H
#define SIM_ADDRESS_H

#include "backends/sim/world/simulation.h"

/* The MAC address of a net that was given by hand; else 0. */
int64_t	 part_mac(const struct part_row *);
/* The address that the hypervisor gives by itself to what two names stand
 * for. */
int64_t	 address_given(const char *one, const char *other);
/* The address of a guest's net, given by hand or by the hypervisor. */
int64_t	 net_address(struct sim *, uint32_t guest, const struct part_row *);
/* false, with ERR_ADDRESS_CLASH: another domain that is bound on the node, or
 * active anywhere, has the hostid of this one, or one of its MAC addresses. */
bool	 address_allows(struct sim *, const struct domain_row *, uint32_t node,
	    struct err *);
/* How many of the addresses that the site declares for the guest belong to
 * another domain of the node, in any state. */
uint32_t address_taken(struct sim *, uint32_t guest, uint32_t node);

#endif
