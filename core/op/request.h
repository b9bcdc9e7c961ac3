/*
 * request.h: which questions one command answers.
 *
 * Some commands print more than one question asks for: one list of domains says
 * how every guest of a node is, and what services and volumes it has.  Such a
 * command at such a place is a request; questions whose requests are equal are
 * answered by what one of them has printed.  A request costs time, a question
 * by itself does not.
 */
#ifndef CORE_OP_REQUEST_H
#define CORE_OP_REQUEST_H

#include "core/op/op.h"

enum request_kind {
	REQUEST_NONE,		/* no command: a person is asked */
	REQUEST_CLUSTER,
	REQUEST_GROUPS,
	REQUEST_TYPES,
	REQUEST_DOMAINS,
	REQUEST_FREE,
	REQUEST_CONFIGS,
	REQUEST_POWER,
	REQUEST_DEVICE,
	REQUEST_POOLS,
	REQUEST_FILESYSTEMS,
	REQUEST_FILE,
	REQUEST_MOUNTS,
	REQUEST_COMMANDS,
	REQUEST_LOCKS,
	REQUEST_CONSOLE,
	REQUEST_PROCESSES,
	REQUEST_NEWER,
	REQUEST_IMAGE,
	REQUEST_SUMS,
	REQUEST_MIGRATION,
	REQUEST_KINDS
};

/* Equal bytes are the same request. */
struct request {
	uint32_t	kind;		/* enum request_kind */
	uint32_t	place;		/* where the command is typed; 0: at any
					   member of the cluster */
	uint32_t	field[FIELDS];	/* what it names; zero: nothing */
};

/* What is typed, in words, for a person who reads the table; "" for none. */
extern const char *const request_command[REQUEST_KINDS];

/* The request that answers a question.  Asks for a question. */
struct request	 request_of(const struct op *);
bool		 request_equal(const struct request *,
		    const struct request *);

#endif
