/*
 * constraints.h: the constraints of a domain, from the document in which ldm
 * list-constraints -x writes them and ldm add-domain -i reads them.
 *
 * Version 3 of the document.  Elements are known by their local names, whatever
 * their namespaces; what is not known is left out.  The document may come from
 * anywhere: it may declare no type and no entity, nothing is loaded for it, and
 * its size and depth are limited.
 */
#ifndef COMMANDS_CONSTRAINTS_H
#define COMMANDS_CONSTRAINTS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/err.h"

enum { CONSTRAINTS_BYTES = 1 << 20, CONSTRAINTS_PARTS = 64 };

enum constraint_kind { CONSTRAINT_DISK, CONSTRAINT_NET, CONSTRAINT_VARIABLE };

/* Texts are "" if they are not in the document. */
struct constraint {
	enum constraint_kind kind;
	const char	*name;		/* of the disk, net or variable */
	const char	*service;	/* of a disk or net */
	const char	*volume;	/* of a disk */
	const char	*value;		/* of a variable */
	int64_t		 mac;		/* of a net; 0: any */
	int64_t		 timeout;	/* of a disk, in s */
};

struct constraints {
	const char	*name;		/* of the domain */
	const char	*master;
	const char	*unknown;	/* a kind of item that a domain may have
					   and that is not known here, or
					   NULL */
	int64_t		 vcpus, crypto;
	int64_t		 memory;	/* bytes */
	int64_t		 mac, hostid, port;	/* 0: none is said */
	struct constraint part[CONSTRAINTS_PARTS];
	unsigned	 part_count;
};

/* Read the one domain of a document.  The arena owns the texts.  ERR_USAGE,
 * and why; ERR_PROGRAM_MISSING: libxml2 cannot be loaded. */
bool	 constraints_read(struct arena *, const char *text, size_t n,
	    struct constraints *, struct err *);

#endif
