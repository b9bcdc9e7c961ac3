/*
 * verbs.h: one function a verb, each in a file of its own.
 */
#ifndef TOOLS_VERBS_H
#define TOOLS_VERBS_H

#include "tools/options.h"

/* How many operands a verb takes, beside a number: any; any, and after the
 * first one all words are, whatever they begin with; none; one, or with --live
 * the words of a job. */
enum { OPERANDS_ANY = 0, OPERANDS_FREE = -1, OPERANDS_NONE = -2,
    OPERANDS_OR_JOB = -3 };

struct verb {
	const char	*name;
	unsigned	 bit;
	bool		 job;		/* its operands are a job's words */
	const char	*operands;
	int		 most;		/* of them, or one of the above */
	const char	*about;
	const char	*more;		/* for help of the verb, or "" */
	int		(*play)(const struct options *);
};

extern const struct verb verbs[];	/* ends with a NULL name */

int	 cmd_adopt(const struct options *);
int	 cmd_apply(const struct options *);
int	 cmd_cancel(const struct options *);
int	 cmd_capacity(const struct options *);
int	 cmd_capture(const struct options *);
int	 cmd_check(const struct options *);
int	 cmd_conform(const struct options *);
int	 cmd_drift(const struct options *);
int	 cmd_explain(const struct options *);
int	 cmd_explore(const struct options *);
int	 cmd_help(const struct options *);
int	 cmd_judge(const struct options *);
int	 cmd_lab(const struct options *);
int	 cmd_new(const struct options *);
int	 cmd_parse(const struct options *);
int	 cmd_plan(const struct options *);
int	 cmd_rehearse(const struct options *);
int	 cmd_replay(const struct options *);
int	 cmd_report(const struct options *);
int	 cmd_resume(const struct options *);
int	 cmd_rollback(const struct options *);
int	 cmd_scrub(const struct options *);
int	 cmd_shell(const struct options *);
int	 cmd_run(const struct options *);
int	 cmd_status(const struct options *);
int	 cmd_watch(const struct options *);
int	 cmd_whatif(const struct options *);

#endif
