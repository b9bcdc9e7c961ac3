/*
 * ways.h: the ways to the places of a site, as its file declares them.
 */
#ifndef WAYS_WAYS_H
#define WAYS_WAYS_H

#include "backends/real/reach.h"
#include "core/site/site.h"

/* The ways to the places of that site; ssh_config is the configuration of ssh,
 * NULL: the user's own.  NULL and err: a place has none, or one that is not
 * offered yet; a node is not what the site file says of it ("simulated").
 * Given back by ways_close. */
struct reach	*ways_open(const struct site *, const char *ssh_config,
		    struct err *);
void		 ways_close(struct reach *);

#endif
