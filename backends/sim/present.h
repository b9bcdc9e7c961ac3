/*
 * present.h: which files the world knows, and where they are, for who shows
 * them as files.
 */
#ifndef SIM_PRESENT_H
#define SIM_PRESENT_H

#include <stdint.h>

struct sim;

/* What is there.  Texts are borrowed until the world changes. */
enum present_kind {
	PRESENT_POOL,		/* imported at the places */
	PRESENT_SHARE,		/* of an archive server: mounted there */
	PRESENT_FOLDER,
	PRESENT_FILE,
	PRESENT_NONE,		/* it has a name, and is not there */
	PRESENT_DEVICE		/* a disk that the places see */
};

struct present {
	enum present_kind kind;
	const char	*path;		/* whole, as people type it; of a pool
					   and a device the name alone */
	uint32_t	 pool, share;	/* in one of them, or 0 */
	uint64_t	 nodes;		/* bit n: there; not of shares */
	const char	*mount;		/* of the share */
	uint32_t	 place;		/* of a share, and of a folder that is
					   no node's; of a file on a share,
					   where that is mounted, or 0 */
	const char	*text;		/* what is in it, as far as that is
					   known; or NULL */
	int64_t		 size;
};

struct presence {
	void		(*each)(struct presence *, const struct present *);
};

/* Calls back with each, in an order that depends on the world alone: pools
 * before what is in them, and shares before all. */
void		 sim_present(struct sim *, struct presence *);

#endif
