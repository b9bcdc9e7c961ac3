/*
 * options.h: the command line, by one table.
 *
 * Options and operands may be mixed; "--" ends the options.  In the words of a
 * job, options that are not ours belong to the job.  No option is ignored: one
 * that can have no effect beside another is refused.
 */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"

enum { OPTION_OPERANDS = 512, OPTION_REPEATS = 16 };

enum verb_bit { VERB_CHECK = 1, VERB_PLAN = 2, VERB_REHEARSE = 4,
    VERB_RUN = 8, VERB_EXPLAIN = 16, VERB_HELP = 32, VERB_NEW = 64,
    VERB_RESUME = 128, VERB_ROLLBACK = 256, VERB_REPORT = 512,
    VERB_EXPLORE = 1024, VERB_SHELL = 2048, VERB_LAB = 4096,
    VERB_PARSE = 8192 };

struct options {
	const char	*site;
	const char	*write;
	const char	*node;		/* where it is typed */
	const char	*state;		/* the folder that holds a site */
	const char	*shell;		/* which reads what is typed */
	const char	*run;		/* the run directory to make */
	const char	*begin[OPTION_REPEATS];
	const char	*fault[OPTION_REPEATS];
	const char	*format;
	const char	*junit;		/* the file of the report */
	const char	*stop_at;
	const char	*through;	/* the way to the site */
	unsigned	 begin_count, fault_count;
	uint64_t	 seed, faults, seeds, random_site, speed;
	const char	*shard;
	uint32_t	 given;		/* bit n: row n of the table */
	bool		 json, commands, verbose, exit_code, help, codes, first,
			 stop;
	const char	*operand[OPTION_OPERANDS];
	int		 operand_count;
};

/* Read the words after the verb, up to a NULL.  job: unknown options are
 * operands.  ERR_USAGE also where one would be ignored: two that exclude
 * each other, a second value. */
bool	 options_read(struct options *, unsigned verb, bool job, char **words,
	    struct err *);
/* Was the option of that long name given? */
bool	 options_given(const struct options *, const char *name);
/* The options of a verb, a line each, to standard output. */
void	 options_print(unsigned verb);

#endif
