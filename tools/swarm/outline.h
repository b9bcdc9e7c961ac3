/*
 * outline.h: what a random site has, before its parts are drawn; inside
 * tools/swarm only.
 *
 * Names and counts are functions of the outline: a part refers to another one
 * that is not drawn yet.
 */
#ifndef SWARM_OUTLINE_H
#define SWARM_OUTLINE_H

#include <jansson.h>

#include "core/base/limits.h"
#include "tools/swarm/draw.h"

enum { OUTLINE_NODES = 6, OUTLINE_GUESTS = 5, OUTLINE_SOURCES = 2,
    OUTLINE_NAME = LIMIT_NAME_BYTES + 1 };

struct outline {
	struct draw	 draw;
	unsigned	 nodes;		/* n1 … */
	unsigned	 guests;	/* g1 …, those of sources too */
	unsigned	 sources;	/* guest n comes from source n */
	unsigned	 vsws, vdss, vccs;
	unsigned	 archives;
};

/* One thing of it: the n-th of its kind, from 1. */
struct thing {
	const struct outline *outline;
	struct draw	 draw;
	unsigned	 n;
	json_t		*object;	/* so far */
};

/*
 * A key that may be there: once in so many things.  Its value is one of a few
 * (JSON, up to a NULL), or an object with keys of its own, or made; a value
 * that is made NULL is none.
 */
struct optional {
	const char	*key;		/* NULL: after the last one */
	unsigned	 one_in;	/* 1: always */
	const char	*const *of;
	const struct optional *keys;
	json_t		*(*make)(const struct thing *);
};

enum stem { STEM_NODE, STEM_GUEST, STEM_SOURCE, STEM_DEVICE, STEM_VSW,
    STEM_VDS, STEM_VCC, STEM_ARCHIVE };

struct outline	 outline_draw(uint64_t seed);
/* The name of the n-th of that kind, sometimes as long as a name can be. */
const char	*outline_name(const struct outline *, enum stem, unsigned n,
		    char buffer[OUTLINE_NAME]);
json_t		*outline_name_json(const struct outline *, enum stem,
		    unsigned n);
/* The nodes of a guest's group, in order of preference; returns how many. */
unsigned	 outline_group(const struct outline *, unsigned guest,
		    unsigned node[OUTLINE_NODES]);
/* The rows in order, into the thing's object. */
void		 outline_fill(const struct thing *, const struct optional *);
/* A list of so many of that kind, each with those keys. */
json_t		*outline_list(const struct outline *, enum stem, unsigned count,
		    const struct optional *);

/* Has guest n an agent? */
bool		 outline_has_agent(const struct outline *, unsigned n);
/* A guest's "now", or NULL. */
json_t		*outline_now(const struct thing *guest);
/* Have its nodes load limits, and how many guests are on one at the
 * beginning? */
bool		 outline_has_loads(const struct outline *);
unsigned	 outline_load(const struct outline *, unsigned node);
/* Keys of a guest's group. */
extern const struct optional outline_group_keys[];
/* Does source n exclude /data, for which its guest needs a disk? */
bool		 outline_excludes(const struct outline *, unsigned n);
/* How many disks of the source hold what is copied. */
unsigned	 outline_source_disks(const struct outline *, unsigned n);

/* The lists of a site: each new. */
json_t		*outline_guests(const struct outline *);
json_t		*outline_sources(const struct outline *);
json_t		*outline_archives(const struct outline *);
/* Keys of "reach", which nodes, guests and sources have. */
extern const struct optional outline_reach[];

#endif
