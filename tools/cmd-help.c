#include <stdio.h>
#include <string.h>

#include "core/procedures/procedure.h"
#include "tools/report/text.h"
#include "tools/verbs.h"

enum { ABOUT_COLUMN = 32 };

const struct verb verbs[] = {
	{ "check", VERB_CHECK, false, "[SITE]",
	    "is the site file sound, and does the site hold together",
	    "Every mistake is told with its line and column.  Then what can "
	    "be checked\nwithout asking a machine: room for every guest on "
	    "every node of its group,\npassword files, time limits, sizes.\n",
	    cmd_check },
	{ "plan", VERB_PLAN, true, "JOB",
	    "what would be typed, where, in which order, and why",
	    "", cmd_plan },
	{ "rehearse", VERB_REHEARSE, true, "JOB",
	    "play a plan on the simulated site",
	    "The site begins where the procedure begins, unless --begin or "
	    "the site file\nsays otherwise.\n", cmd_rehearse },
	{ "resume", VERB_RESUME, false, "RUN",
	    "take a run up that was broken off, and go on",
	    "RUN is a run directory.  What came of the last command is asked "
	    "first, then\nwhether all is as the run has left it.  Then it "
	    "goes on as it was going.\n", cmd_resume },
	{ "rollback", VERB_ROLLBACK, false, "RUN",
	    "bring a run back to its very beginning",
	    "RUN is a run directory; its run may be broken off, stuck or "
	    "ended.  After its\npoint of no return it is refused.  One that "
	    "came through has returned: status 1.\n", cmd_rollback },
	{ "report", VERB_REPORT, false, "RUN",
	    "what a run did, how it stands, what remains by hand",
	    "RUN is a run directory.  Only its journal is read; nothing is "
	    "asked or changed.\n",
	    cmd_report },
	{ "explore", VERB_EXPLORE, true, "JOB|PLAN|SCENARIO",
	    "try everything that can go wrong with a job",
	    "Every fault of every operation, the end of domferry before and "
	    "after it, nodes\nthat die under way; alone, in pairs, in "
	    "triples (--faults), or at random\n(--seeds).  What breaks a "
	    "promise is printed as a scenario that plays it again.\n",
	    cmd_explore },
	{ "run", VERB_RUN, false, "SCENARIO...",
	    "play stories and judge their expectations",
	    "", cmd_run },
	{ "explain", VERB_EXPLAIN, false, "[OPERATION|CODE|INVARIANT]",
	    "what an operation does, what an error means",
	    "Without an operand: all of them.\n", cmd_explain },
	{ "new", VERB_NEW, false, "site",
	    "an annotated template of a site file", "", cmd_new },
	{ "help", VERB_HELP, false, "[VERB]", "this", "", cmd_help },
	{ .name = NULL },
};

/* Long operands have a line of their own. */
static void
row_print(const char *name, const char *operands, const char *about)
{
	if (strlen(operands) > 20)
		printf("  %-9s%s\n%*s", name, operands, ABOUT_COLUMN, "");
	else
		printf("  %-9s%-20s ", name, operands);
	text_wrap(about, ABOUT_COLUMN, ABOUT_COLUMN);
}

static void
jobs_print(void)
{
	printf("\nJobs:\n");
	for (size_t i = 0; procedures[i] != NULL; i++)
		row_print(procedures[i]->name, procedures[i]->operands,
		    procedures[i]->about);
	printf("  Each takes --locks too: lock every node that it touches, "
	    "as a real run does.\n");
}

static int
verb_help(const struct verb *verb)
{
	printf("domferry %s %s\n\n%s.\n%s\n", verb->name, verb->operands,
	    verb->about, verb->more);
	options_print(verb->bit);
	if (verb->job)
		jobs_print();
	return EXIT_OK;
}

int
cmd_help(const struct options *options)
{
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		if (options->operand_count > 0 &&
		    strcmp(options->operand[0], verb->name) == 0)
			return verb_help(verb);
	if (options->operand_count > 0) {
		fprintf(stderr, "domferry: usage: there is no verb \"%s\"\n"
		    "        'domferry help' lists the verbs.\n",
		    options->operand[0]);
		return EXIT_USAGE;
	}
	printf("domferry plans and rehearses the moves of logical domains "
	    "between the control\ndomains of a Solaris Cluster.\n\n"
	    "usage: domferry VERB [option...] [operand...]\n\nVerbs:\n");
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		row_print(verb->name, verb->operands, verb->about);
	jobs_print();
	printf("\n'domferry help VERB' lists a verb's options; "
	    "domferry(8) has everything.\n");
	return EXIT_OK;
}
