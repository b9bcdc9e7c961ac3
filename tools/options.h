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

enum { OPTION_OPERANDS = 512, OPTION_REPEATS = 16, OPTION_ROWS = 96 };

enum verb_bit { VERB_CHECK = 1, VERB_PLAN = 2, VERB_REHEARSE = 4,
    VERB_RUN = 8, VERB_EXPLAIN = 16, VERB_HELP = 32, VERB_NEW = 64,
    VERB_RESUME = 128, VERB_ROLLBACK = 256, VERB_REPORT = 512,
    VERB_EXPLORE = 1024, VERB_SHELL = 2048, VERB_LAB = 4096,
    VERB_PARSE = 8192, VERB_APPLY = 16384, VERB_CANCEL = 32768,
    VERB_JUDGE = 65536, VERB_STATUS = 1 << 17, VERB_DRIFT = 1 << 18,
    VERB_ADOPT = 1 << 19, VERB_CAPTURE = 1 << 20, VERB_SCRUB = 1 << 21,
    VERB_REPLAY = 1 << 22, VERB_CONFORM = 1 << 23, VERB_WHATIF = 1 << 24,
    VERB_WATCH = 1 << 26, VERB_CAPACITY = 1 << 28 };

/* What an option that may be repeated was given. */
struct option_list {
	const char	*item[OPTION_REPEATS];
	unsigned	 count;
};

struct options {
	const char	*site;
	const char	*from;		/* the capture to begin from */
	const char	*write;
	const char	*node;		/* where it is typed */
	const char	*state;		/* the folder that holds a site */
	const char	*into;		/* the folder for scenarios */
	const char	*shell;		/* which reads what is typed */
	const char	*run;		/* the run directory to make */
	struct option_list begin, fault;
	struct option_list also;	/* words to replace */
	struct option_list without;	/* checks that are left out */
	/* What is said yes to by its name. */
	struct option_list destroy, destroy_data, power_off, override;
	const char	*until;		/* the last phase to carry out */
	const char	*pause_before;	/* the step before which it asks */
	const char	*window;	/* when the time for it ends */
	const char	*ssh_config;
	const char	*approved;	/* the digest of the plan */
	const char	*approved_by;	/* who has approved it */
	const char	*change;	/* its number */
	const char	*format;
	const char	*junit;		/* the file of the report */
	const char	*stop_at;
	const char	*through;	/* the way to the site */
	const char	*fields;	/* of a list, with commas */
	const char	*record;	/* the transcript to write */
	const char	*define;	/* a domain to define and remove */
	const char	*size;		/* of guests, if there were more */
	const char	*why;		/* a group, or a guest */
	const char	*again;		/* a saved decision */
	uint64_t	 seed, faults, seeds, random_site, speed;
	uint64_t	 watch;		/* seconds between two looks; 0: one */
	const char	*shard;
	const char	*beside;	/* the job of another operator */
	bool		 given[OPTION_ROWS]; /* of the table */
	bool		 path_only, live;
	bool		 all, pairs;	/* single failures; pairs, too */
	bool		 json, commands, verbose, exit_code, help, codes, first,
			 stop, dry_run, yes, accept, take_over, markdown,
			 follow, parseable, no_header, diff, once, syslog,
			 act;
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
/* The first option that was given and that only a run at a real site has; NULL:
 * there is none. */
const char *options_of_real(const struct options *);
/* The options of a verb, a line each, to standard output. */
void	 options_print(unsigned verb);

#endif
