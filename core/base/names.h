/*
 * names.h: the texts of a site, interned by kind.
 *
 * Operations, plans and worlds hold numbers; texts appear at the borders
 * (files, commands, messages).  A number is only good together with its kind:
 * guest 1 and source 1 may both be called "system1".  Numbers begin at 1 and
 * are given in order; 0 is "none".  The reader of a site interns nodes, guests,
 * devices, services, sources in the order of the file, so there the number is
 * the row of the site's table.
 */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include <stddef.h>
#include <stdint.h>

enum kind {
	KIND_NONE,
	KIND_NODE,
	KIND_GUEST,
	KIND_SOURCE,
	KIND_ARCHIVE,		/* a server with a share */
	KIND_DEVICE,
	KIND_POOL,
	KIND_GROUP,
	KIND_RESOURCE,
	KIND_TYPE,		/* SUNW.HAStoragePlus, SUNW.ldom */
	KIND_SERVICE,		/* a vsw, vds or vcc */
	KIND_VOLUME,		/* a vdsdev */
	KIND_DISK,		/* a vdisk of a guest */
	KIND_NET,		/* a vnet of a guest */
	KIND_FILE,		/* a path on a node or in a pool */
	KIND_TEXT,		/* any other value */
	KINDS
};

/* Texts that every set of names has, under these numbers. */
enum {
	TEXT_NONE,
	TEXT_SUSPENDED, /* what a question asks about: see core/op/op.h */
	TEXT_MONITORED,
	TEXT_VCPUS,
	TEXT_MEMORY,
	TEXT_HOSTID,
	TEXT_MASTER,
	TEXT_POLICY,
	TEXT_POWER,
	TEXT_APPLICATIONS, /* of a source: do they write */
	TEXT_CRYPTO,
	TEXTS
};
enum { TYPE_NONE, TYPE_STORAGE, TYPE_AGENT, TYPES };

struct arena;

/* The texts of one kind: open addressing by text; slots hold numbers. */
struct names_table {
	const char	**text;
	uint32_t	 *key;		/* KIND_TEXT only: the part before = */
	uint32_t	 *slot;
	uint32_t	  count;
	uint32_t	  capacity;	/* a power of two; slots are twice it */
};

/* A set of names; only core/base/names.c looks inside. */
struct names {
	struct arena	*arena;
	struct names_table table[KINDS];
	size_t		 bytes;
};

/* An empty set; it and its texts live in the arena. */
struct names	*names_make(struct arena *);
/* The same in memory of the caller, which must not move afterwards. */
void		 names_begin(struct arena *, struct names *);
/* The number of a text, given now if it had none.  "" and NULL are 0. */
uint32_t	 names_put(struct names *, enum kind, const char *);
/* The number of a text, or 0. */
uint32_t	 names_find(const struct names *, enum kind, const char *);
/* The text of a number; "" for 0.  Borrowed. */
const char	*names_text(const struct names *, enum kind, uint32_t);
/* How many of a kind there are; the numbers are 1 to this. */
uint32_t	 names_count(const struct names *, enum kind);
/* For the text "key=value" the number of the text "key", else 0. */
uint32_t	 names_key(const struct names *, uint32_t text);
/* Bytes taken by all texts and their index. */
size_t		 names_bytes(const struct names *);
/* The word for a kind ("guest"), and back (KIND_NONE). */
const char	*kind_name(enum kind);
enum kind	 kind_find(const char *);

#endif
