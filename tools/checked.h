/*
 * checked.h: what `check` finds in a site, without asking a machine; and what
 * its nodes say.
 *
 * Each function judges one kind of thing, and prints a line for each
 * verdict.
 */
#ifndef TOOLS_CHECKED_H
#define TOOLS_CHECKED_H

#include <stdbool.h>

#include "core/site/site.h"
#include "tools/options.h"

enum verdict { PASS, WARN, FAIL };

struct checking {
	struct site	*site;		/* plans add texts to its names */
	bool		 json;
	enum verdict	 is;		/* of the next line */
	unsigned	 passed, warned, failed;
};

/* The next verdict is this one. */
struct checking *checked_as(struct checking *, enum verdict);
/* Print and count it: the name of the check, what it is about, and the
 * evidence. */
void	 checked_verdict(struct checking *, const char *check, const char *on,
	    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The text of a name of the site. */
const char *checked_name(const struct checking *, enum kind, uint32_t number);

/* Each node: its software, memory, service processor, and the way there. */
void	 checked_nodes(struct checking *);
/* The service processor of a machine (site_sp_of) of that name; without one
 * that can be asked, what a person has to say. */
void	 checked_power(struct checking *, uint32_t machine, const char *name,
	    const char *person);
/* Votes and fencing of the cluster. */
void	 checked_cluster(struct checking *);
/* Files on the nodes, and the space on the archive servers. */
void	 checked_files(struct checking *);
/* The hooks of a real run, the blackout, and who approves it. */
void	 checked_hooks(struct checking *);
/* A source, and the guest that is converted from it, or 0: what the guest takes
 * over. */
void	 checked_source(struct checking *, uint32_t source, uint32_t guest);
/* People, boot-device and migrations of a guest. */
void	 checked_guest(struct checking *, uint32_t guest);
/* Room for each guest on every node of its group, and for all of them when one
 * node is dead; near-linear in the number of guests. */
void	 checked_room(struct checking *);
/* The jobs that a guest is for: what each would refuse, and whether the
 * objectives are kept. */
void	 checked_jobs(struct checking *, uint32_t guest);
/* check --live: ask the nodes, judge, print; the exit status. */
int	 checked_live(const struct options *);
/* How one gets to a node, a guest or a source; nothing if it is not declared.
 * name: that of the thing. */
void	 checked_reach(struct checking *, const char *name,
	    const struct site_reach *);

#endif
