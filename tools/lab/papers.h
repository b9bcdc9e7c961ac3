/*
 * papers.h: what a lab writes for those who drive the site: a configuration of
 * ssh, the site as a file of its own, an inventory of Ansible's.
 */
#ifndef LAB_PAPERS_H
#define LAB_PAPERS_H

#include "tools/file.h"
#include "tools/lab/places.h"

struct papers {
	const char	*home, *user;
	const struct places *places;
	const struct site_text *site;
};

/* ERR_FILE_UNWRITABLE. */
bool		 papers_write(struct arena *, const struct papers *,
		    struct err *);

/* A part of it: the site, simulated, and with a way to each place. */
const char	*papers_site(struct arena *, const struct papers *);

#endif
