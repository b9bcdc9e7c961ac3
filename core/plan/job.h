/*
 * job.h: a procedure with its arguments, as an operator types it:
 * "switch ldom1 --to node2".
 *
 * A job holds numbers of the site's names; its texts are in the arena.
 */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/site/site.h"

struct arena;

/* What a node is emptied for; PURPOSE_NONE: it stays up. */
enum purpose { PURPOSE_NONE, PURPOSE_SHUTDOWN, PURPOSE_REBOOT,
    PURPOSE_FIRMWARE };

struct job {
	const struct procedure *procedure;
	const char	*text;		/* as typed, with single blanks */
	uint32_t	 guest;		/* 0 if the procedure takes none */
	uint64_t	 nodes;		/* bit n: node n; services: 0 is all */
	uint32_t	 node;		/* the one, of a procedure that takes
					   one; or 0 */
	uint32_t	 to;		/* --to NODE, or 0 */
	uint32_t	 phases;	/* --phase: bit n: the n-th; 0 is all */
	uint32_t	 hostid, vcpus;	/* --set, or the site's "maintain"; 0:
					   not given */
	int64_t		 memory;
	uint32_t	 crypto;
	bool		 sets_crypto;	/* crypto is given; it may be 0 */
	const char	*destroy;	/* --destroy-data SERIAL, or NULL */
	enum purpose	 purpose;	/* --for */
	uint32_t	 off;		/* --power-off NODE, or 0: it is given
					   up although it may be a member */
	const char	*kind;		/* --kind KIND, or NULL: cold */
	const char	*places;	/* --places RUN, or NULL */
	bool		 no_test;	/* --no-test */
	bool		 keep_iso;	/* --keep-iso */
	bool		 locks;		/* --locks: as a real run does */
};

/* The words of --for, by enum purpose; "" for none. */
extern const char *const job_purposes[];

/* The words of a job while they are read. */
struct job_words {
	const char *const *list;
	int		 count;
	int		 at;		/* the word that is read */
};

/* Read a job from its words; names must be those of the site.  The words must
 * be valid as long as the job.  ERR_JOB_INVALID, ERR_UNSUPPORTED; then the job
 * is all zero. */
bool	 job_read(struct arena *, const struct site *, struct job_words,
	    struct job *, struct err *);
/* The same from one line, with words separated by blanks. */
bool	 job_read_line(struct arena *, const struct site *, const char *line,
	    struct job *, struct err *);

/* Does the job touch that node: has its guest's group it in its list, or is it
 * one of those that the job names?  A job without either touches all. */
bool	 job_touches(const struct site *, const struct job *, uint32_t node);
/* Is that phase part of the job?  Its procedure has the phase. */
bool	 job_has_phase(const struct job *, const char *phase);

#endif
