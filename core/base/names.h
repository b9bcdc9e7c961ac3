/*
 * names.h: the texts of a site, interned by kind.
 *
 * Operations, plans and worlds hold numbers; texts are used in files, commands
 * and messages.  A number is valid only together with its kind: guest 1 and
 * source 1 may both be called "system1".  Numbers begin at 1 and are given in
 * order; 0 is "none".  The reader of a site interns nodes, guests, devices,
 * services and sources in the order of the file, so that the number of each is
 * its row in the site's table.
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
	TEXT_SUSPENDED,		/* parts that questions ask about */
	TEXT_MONITORED,
	TEXT_VCPUS,
	TEXT_MEMORY,
	TEXT_HOSTID,
	TEXT_MASTER,
	TEXT_POLICY,
	TEXT_POWER,
	TEXT_APPLICATIONS,	/* of a source: do they write */
	TEXT_CRYPTO,
	TEXT_ADDRESSES,		/* of a guest, as declared: who has them */
	TEXT_CONFIG,		/* of a node: what its next power-on loads */
	TEXT_SLOTS,		/* of its service processor, that are free */
	TEXT_FACTORY,		/* the configuration that is always there */
	TEXT_LABEL,		/* of a device: the kind of its label */
	TEXT_SMI,		/* kinds of label */
	TEXT_EFI,
	TEXT_UNLABELLED,
	TEXT_ACCESS,		/* of a file: who can read it */
	TEXT_PRIVATE,		/* it is root's, and nobody else can */
	TEXT_OPEN,		/* others can, or it is theirs */
	TEXT_KEYSWITCH,		/* of a node: may its machine have power */
	TEXT_GROUPS,		/* of a node: how many groups are there */
	TEXT_VOTES,		/* of a node: its vote in the quorum */
	TEXT_QUORUM,		/* the votes that would be left without it */
	TEXT_BOOTMODE,		/* the configuration that only its next boot
				   loads */
	TEXT_NORMAL,		/* of a key switch */
	TEXT_AUTO_BOOT,		/* of a guest: does it leave ok by itself */
	TEXTS
};
/* The same of resource types: SUNW.HAStoragePlus and SUNW.ldom. */
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

/* A set of names; its members are private to core/base/names.c. */
struct names {
	struct arena	*arena;
	struct names_table table[KINDS];
	size_t		 bytes;
};

/* Make a set with only the texts above, in the caller's memory, which must not
 * move afterwards.  The arena owns its texts. */
void		 names_begin(struct arena *, struct names *);
/* A set with the same texts under the same numbers.  The arena owns it and its
 * texts. */
struct names	*names_copy(struct arena *, const struct names *);
/* The number of a text, which is added if it is new.  "" and NULL are 0. */
uint32_t	 names_put(struct names *, enum kind, const char *);
/* The number of a text, or 0. */
uint32_t	 names_find(const struct names *, enum kind, const char *);
/* The text of a number; "" for 0.  The set owns it. */
const char	*names_text(const struct names *, enum kind, uint32_t);
/* How many names of a kind there are; their numbers are 1 to this. */
uint32_t	 names_count(const struct names *, enum kind);
/* For the text "key=value" the number of the text "key"; else 0. */
uint32_t	 names_key(const struct names *, uint32_t text);
/* Bytes of all texts and their index. */
size_t		 names_bytes(const struct names *);
/* The word for a kind ("guest"), and the kind with that word, or KIND_NONE. */
const char	*kind_name(enum kind);
enum kind	 kind_find(const char *);

#endif
