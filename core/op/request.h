/*
 * request.h: which questions one command answers.
 *
 * Some commands print the answers to many questions: one list of domains has
 * the state of every guest of a node, its services and its volumes; one line
 * names all files of a directory; the status of the cluster is the same from
 * every member.  A command at a place is a request, and all questions with
 * equal requests are answered by its output.  A request takes time; a question
 * does not.
 */
#ifndef CORE_OP_REQUEST_H
#define CORE_OP_REQUEST_H

#include "core/op/op.h"

/* What stands beside each is the command that most of its questions take; all
 * of them are in backends/commands/questions.c. */
enum request_kind {
	REQUEST_NONE,		/* no command: a person is asked */
	REQUEST_CLUSTER,	/* cluster status -t node,rg,rs */
	REQUEST_GROUPS,		/* clrt list; clrg show -v */
	REQUEST_VOTES,		/* clquorum status */
	REQUEST_LOADS,		/* clnode show -v */
	REQUEST_DOMAINS,	/* ldm list-bindings -p */
	REQUEST_MACHINE,	/* ldm list-devices -p; ldm list-spconfig:
				   what is free, and saved */
	REQUEST_POWER,		/* show /SYS power_state, at the service
				   processor; its key switch and boot mode */
	REQUEST_DEVICE,		/* prtvtoc /dev/did/rdsk/%devices2 */
	REQUEST_POOLS,		/* zpool list; zpool import */
	REQUEST_FILESYSTEMS,	/* zfs list */
	REQUEST_FILES,		/* ls -ld of the files in the directory of
				   %file; what domferry has written there is
				   read, too */
	REQUEST_MOUNTS,		/* mount -p */
	REQUEST_COMMANDS,	/* cat of the files of the run's commands */
	REQUEST_LOCKS,		/* ls /var/run/domferry/lock */
	REQUEST_BLACKOUT,	/* the site's own command */
	REQUEST_CONSOLE,	/* uname -m, or the source's console */
	REQUEST_PROCESSES,	/* fuser -c of the source's data */
	REQUEST_NEWER,		/* find / -newer %file */
	REQUEST_IMAGE,		/* ls -ld of the guest's first disk */
	REQUEST_SUMS,		/* sums -c with the checksums beside %file */
	REQUEST_MIGRATION,	/* ldm migrate-domain -n %guest %to */
	REQUEST_KINDS
};

/* Two requests with equal bytes are the same request. */
struct request {
	uint32_t	kind;		/* enum request_kind */
	uint32_t	place;		/* where the command is typed; 0: at any
					   member of the cluster */
	uint32_t	field[FIELDS];	/* names in the command; else 0.  For a
					   directory one of its files stands,
					   the same for all of them */
};

/* The request that answers a question, whose names are those.  The operation
 * must be a question. */
struct request	 request_of(const struct names *, const struct op *);
/* Does the service processor answer it?  It is asked for every question. */
bool		 request_is_power(const struct op *);
/* Where a question is asked, even if another place could answer it: a node, a
 * source, inside a guest, or 0, any member of the cluster. */
uint32_t	 request_place(const struct op *);
/* How much of the name of a file is the directory that REQUEST_FILES lists: all
 * of it, if other files are in it. */
size_t		 request_directory(const struct names *, uint32_t file);
bool		 request_equal(const struct request *,
		    const struct request *);

#endif
