/*
 * program.h: how a program of the simulated site is written; inside
 * backends/sim/shell only.
 *
 * A program looks at the words of its call and prints; or it adds operations,
 * which are done one after the other once it has returned.  A program with
 * subcommands is a table of them.
 */
#ifndef SIM_PROGRAM_H
#define SIM_PROGRAM_H

#include "backends/sim/shell/given.h"
#include "backends/sim/shell/shell.h"

/* Where a program is found. */
enum at { AT_NODE = 1, AT_MEMBER = 2,	/* a node with the cluster's software */
    AT_GUEST = 4, AT_SOURCE = 8, AT_ALL = 15,
    AT_SP = 16 };		/* a service processor: it has ILOM's only */

struct program;
struct subcommand;

/* How the programs of one family speak, and what they refuse. */
struct manner {
	/* A line that is not taken: how the subcommand is called; row is NULL
	 * if there is none of that name.  wrong is the word, or NULL. */
	void		(*usage)(struct call *, const struct program *,
			    const struct subcommand *row, const char *wrong);
	/* Does the place answer?  If not, the call has failed.  NULL: that is
	 * for each subcommand to ask. */
	bool		(*answers)(struct call *);
	/* Does the program begin the operation, as the world is?  The engine
	 * would take some as done.  NULL: all of them. */
	bool		(*allows)(struct call *, const struct op *,
			    struct err *);
	/* The operation was done, or was not: print what the program does;
	 * done may be NULL. */
	void		(*done)(struct call *, const struct op *);
	void		(*failed)(struct call *, const struct op *,
			    const struct result *);
};

struct program {
	const char	*name;
	unsigned	 at;		/* of enum at */
	/* The status of a line that the program does not take, and of a change
	 * that is refused; 0: by the code of the error. */
	int		 usage_status, failed_status;
	const struct manner *manner;
	/* NULL: subcommands */
	void		(*run)(struct call *);
	const struct subcommand *subcommands;	/* ends with a NULL name */
};

enum { NOT_SIMULATED = 1,
    ONE_BY_ONE = 2,	/* any number of operands, each a change of its own */
    KEYS_FIRST = 4 };	/* KEY=VALUE stands before the other operands */

/* A subcommand by its full name; what people type instead is resolved in
 * backends/commands/line.c. */
struct subcommand {
	const char	*name;
	const char	*letters;	/* its options, as for getopt */
	const char	*operands;	/* for its usage */
	/* NULL: a change, as the table of commands reads it */
	void		(*run)(struct call *, const struct given *);
	unsigned	 flags;
};

/* The manner of programs that have no family, and its parts. */
extern const struct manner plain_manner;
void		 plain_usage(struct call *, const struct program *,
		    const struct subcommand *, const char *wrong);
bool		 plain_allows(struct call *, const struct op *, struct err *);
void		 plain_done(struct call *, const struct op *);
void		 plain_failed(struct call *, const struct op *,
		    const struct result *);
extern const struct manner ldm_manner, zfs_manner, cluster_manner,
    ilom_manner;

/* The programs, sorted by name; ends with a NULL name. */
extern const struct program programs[];
extern const struct subcommand ldm_subcommands[], zpool_subcommands[],
    zfs_subcommands[], clrg_subcommands[], clrs_subcommands[],
    clrt_subcommands[], clnode_subcommands[], clquorum_subcommands[],
    cldevice_subcommands[], cldg_subcommands[],
    clinterconnect_subcommands[], cluster_subcommands[];
/* The row of that name, or NULL. */
const struct program *program_find(const char *name);
/* Is it found by that path, or name, on Solaris? */
bool		 program_is_at(const struct program *, const char *path);

/* The node at which the program was called; 0: inside a guest or a source. */
uint32_t	 call_node(const struct call *);
/* The name of an object.  Borrowed. */
const char	*call_name(const struct call *, enum kind, uint32_t);
/* Print a line on standard error, and end with that status. */
void		 call_fail(struct call *, int status, const char *format, ...)
		    __attribute__((format(printf, 3, 4)));
/* Print how the subcommand of the call is used; wrong: a word that is not one
 * of its options, or NULL. */
void		 call_usage(struct call *, const char *wrong);
/* The same for a use that the real program has and that is not simulated. */
void		 call_not_simulated(struct call *);
/* The same for one that it has not: how it is used goes to standard error. */
void		 call_misused(struct call *, int status, const char *usage);
/* Does the place answer?  If not, the call has failed.  A change need not ask:
 * its operation does. */
bool		 call_answers(struct call *);
/* Stands nothing around the command?  If something does, the line is not
 * simulated.  What changes the world by itself asks before it does. */
bool		 call_is_bare(struct call *);
/* Do that operation after those that were added before. */
void		 call_add(struct call *, const struct op *);

/* A program that only changes something. */
void		 change_run(struct call *);
/* What the words mean according to the table of commands: add the operation, or
 * end as not simulated. */
void		 change_read(struct call *, const struct typed_line *);
/* Print what the program prints when its operation has ended so. */
void		 change_print(struct call *, const struct op *,
		    const struct result *);
/* The same of those words, whatever was typed. */
void		 change_words(struct call *, const char *const word[],
		    unsigned count);
/* The row of a table by its name, or NULL. */
const struct subcommand *subcommand_find(const struct subcommand *,
		    const char *name);
/* Run a program that is a table of subcommands. */
void		 subcommand_run(struct call *, const struct program *);

#endif
