/*
 * identity.h: addresses of domains and of their devices; inside
 * backends/sim/shell only.
 *
 * What is set by hand, and a domain's own MAC address and hostid, are in the
 * world.  The others follow from the names, so that both nodes agree.
 */
#ifndef SIM_IDENTITY_H
#define SIM_IDENTITY_H

#include "backends/sim/shell/listed.h"

enum { UUID_BYTES = 37, ADDRESS_BYTES = 18 };

/* "00:14:4f:f8:0a:21"; returns the buffer. */
const char	*address_print(int64_t mac, char text[ADDRESS_BYTES]);
/* A MAC address for what two names stand for. */
int64_t		 address_of(const char *one, const char *other);
/* The address of a net of a guest. */
int64_t		 address_of_net(const struct call *, uint32_t guest,
		    const struct part_row *);
/* The MAC address of a domain; 0: the site does not say it. */
int64_t		 address_of_domain(const struct call *,
		    const struct listed *);
/* The address of a node's machine, as its service processor has it. */
int64_t		 address_of_machine(const struct call *, uint32_t node);
uint32_t	 hostid_of_domain(const struct call *, const struct listed *);
const char	*uuid_print(const struct call *, const struct listed *,
		    char text[UUID_BYTES]);

#endif
