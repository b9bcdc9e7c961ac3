/*
 * request.h: which questions one command answers.
 *
 * Some commands print the answers to many questions: one list of domains has
 * the state of every guest of a node, its services and its volumes.  A command
 * at a place is a request, and all questions with equal requests are answered
 * by its output.  A request takes time; a question does not.
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

/* Two requests with equal bytes are the same request. */
struct request {
	uint32_t	kind;		/* enum request_kind */
	uint32_t	place;		/* where the command is typed; 0: at any
					   member of the cluster */
	uint32_t	field[FIELDS];	/* names in the command; else 0 */
};

/* The command of each, for people; "" for REQUEST_NONE. */
extern const char *const request_command[REQUEST_KINDS];

/* The request that answers a question; the operation must be a question. */
struct request	 request_of(const struct op *);
bool		 request_equal(const struct request *,
		    const struct request *);

#endif
