#include <stdio.h>
#include <string.h>

#include "core/procedures/procedure.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/verbs.h"

enum { ABOUT_COLUMN = 32 };

const struct verb verbs[] = {
	{ "check", VERB_CHECK, false, "[SITE], or --live [JOB|PLAN]",
	    OPERANDS_OR_JOB,
	    "is the site file correct; with --live: is the site ready",
	    "Every mistake is reported with its line and column.  Then "
	    "domferry checks what can be checked without asking a machine: "
	    "CPUs, memory and crypto units for every guest on every node of "
	    "its group, what is left when a node is dead, password files, "
	    "time limits, sizes, and the plans of the jobs.  With --live it "
	    "asks the nodes, changes nothing, and judges what they answer: the "
	    "status is 4 if a check fails, 9 if one is not known.",
	    cmd_check },
	{ "plan", VERB_PLAN, true, "JOB", 0,
	    "which commands would be typed, where, in which order, and why",
	    "", cmd_plan },
	{ "rehearse", VERB_REHEARSE, true, "JOB|PLAN", 0,
	    "play a plan on the simulated site",
	    "The site starts in the state from which the procedure starts, "
	    "unless --begin or the site file gives another.", cmd_rehearse },
	{ "apply", VERB_APPLY, true, "JOB|PLAN", 0,
	    "carry a job or a saved plan out at the real site",
	    "The plan is shown, and what the site answers to its checks; "
	    "then the name of the guest has to be typed, or -y given.  What "
	    "destroys, and the point of no return, is said yes to by its "
	    "name.  A run directory is always kept: DIR, or one in runs/.",
	    cmd_apply },
	{ "resume", VERB_RESUME, false, "RUN", 1,
	    "continue a run that was interrupted",
	    "RUN is a run directory.  The run first asks for the outcome of "
	    "its last command, then whether everything is as it was left.  "
	    "Then it continues, forward or back.", cmd_resume },
	{ "rollback", VERB_ROLLBACK, false, "RUN", 1,
	    "undo a run to its very beginning",
	    "RUN is a run directory; its run may be interrupted, stuck or "
	    "ended.  After the point of no return the rollback is refused.  "
	    "After a successful rollback the status is 1: the run has "
	    "returned.", cmd_rollback },
	{ "cancel", VERB_CANCEL, false, "RUN", 1,
	    "cancel the command of a run that is under way",
	    "RUN is a run directory; the process that carries it out may be "
	    "at work.  The command that the operation has for that is typed "
	    "where it is under way; for one that has none it is said what can "
	    "be done instead.  What came of it the run asks by itself.",
	    cmd_cancel },
	{ "report", VERB_REPORT, false, "RUN", 1,
	    "what a run did, where it is, what remains by hand",
	    "RUN is a run directory.  Only its journal is read; nothing is "
	    "asked or changed.  With --follow it goes on until the run ends, "
	    "which another process carries out.",
	    cmd_report },
	{ "explore", VERB_EXPLORE, true, "JOB|PLAN|SCENARIO", 0,
	    "try everything that can go wrong with a job",
	    "Every fault of every operation, the death of domferry before and "
	    "after it, nodes that fail meanwhile; one at a time, in pairs, in "
	    "triples (--faults), or at random (--seeds).  A broken promise is "
	    "printed as a scenario that reproduces it.  --random-site draws "
	    "the site and, if there is none, the job.",
	    cmd_explore },
	{ "whatif", VERB_WHATIF, false, "EVENT...|--all [KIND...]",
	    OPERANDS_ANY,
	    "what becomes of the guests when that happens",
	    "EVENT is a fault of the world, as scenarios have them, or a "
	    "sentence: \"node1 loses power\", \"d14 is lost on node2\"; with "
	    "\", at 5m\" it happens later.  The simulated site goes on until "
	    "it is quiet, and nobody does anything about it: who runs where, "
	    "from when, who does not come back, and why.  If an objective of "
	    "the site is not kept, or data are lost, the status is 7.  With "
	    "--all every single failure is tried, and the worst stands first.",
	    cmd_whatif },
	{ "capture", VERB_CAPTURE, false, "[NODE...]", OPERANDS_ANY,
	    "all that a live site answers, as one file",
	    "The nodes are those of the site file, or those that are named, "
	    "and only answer questions.  FILE has each answer with its command "
	    "and its digest, and no secret: equal answers make equal bytes, "
	    "but for their times.  With --diff OLD NEW two such files are "
	    "compared, fact by fact.",
	    cmd_capture },
	{ "run", VERB_RUN, false, "SCENARIO...", 0,
	    "play scenarios and judge their expectations",
	    "", cmd_run },
	{ "judge", VERB_JUDGE, false, "RUNBOOK [WORD...]", OPERANDS_ANY,
	    "say what a script of your own does when something breaks",
	    "The script is played at a simulated site: undisturbed, with each "
	    "single fault at each command that it types, and with the death of "
	    "a node afterwards.  Each finding is said once, the worst first, "
	    "with the first case in which it shows.  The shell is that of the "
	    "script's first line, else ksh.",
	    cmd_judge },
	{ "shell", VERB_SHELL, true, "[-- COMMAND]", 0,
	    "type at a simulated site: ldm, zpool, clrg and others",
	    "COMMAND is typed at the place of --node; its output and its "
	    "status are those of the real program.  Without it, lines are "
	    "read from standard input, and \"help\" lists the words that are "
	    "domferry's.  What a real program would do and this one cannot "
	    "ends with status 125, an unknown program with 127.  COMMAND may "
	    "be a script: sh FILE; it has the site's programs in its PATH.  "
	    "Nothing is kept when it ends, unless --state names a folder.",
	    cmd_shell },
	{ "lab", VERB_LAB, false, "", OPERANDS_NONE,
	    "serve a simulated site by ssh",
	    "OpenSSH's sshd listens on 127.0.0.1, at a port for each node, "
	    "guest and source.  DIR gets ssh_config, an inventory for Ansible "
	    "and site.json.  Ctrl-C or --stop ends it; the site is kept in "
	    "DIR, and nothing else is left.", cmd_lab },
	{ "parse", VERB_PARSE, false, "PROGRAM [SUBCOMMAND] [OPTION...] "
	    "[FILE]", OPERANDS_FREE,
	    "what the output of a real command says",
	    "FILE, or standard input, is what ldm, zpool, zfs, clrg and "
	    "others have printed.  Each fact is a JSON object on a line, and "
	    "so is each line that is not understood (\"strange\"): then the "
	    "status is 1.  Options are those of the command: -p of ldm, and "
	    "-o of zpool and zfs, say which form it is.",
	    cmd_parse },
	{ "status", VERB_STATUS, false, "", OPERANDS_NONE,
	    "how nodes, groups, guests and pools stand",
	    "All nodes are asked at once, and nothing is changed.  First what "
	    "is bad (!!), not known (?) or worth a look (!), then the rest.  "
	    "What nobody has answered is \"?\"; the last lines say who has "
	    "not answered, and why.", cmd_status },
	{ "watch", VERB_WATCH, false, "", OPERANDS_NONE,
	    "what has failed, what the cluster mends by itself, what to type",
	    "All nodes are asked again and again, and nothing is changed.  "
	    "Each finding is said when it is new, when it is not over in the "
	    "time in which the cluster should have ended it, and when it is "
	    "over, with the lines that show it and what to do.  Of a guest "
	    "that was down the outage is said with its parts.  Status with "
	    "--once: 0 nothing is found, 5 something is, 9 nothing is, and not "
	    "all is known.  Ctrl-C ends it.", cmd_watch },
	{ "drift", VERB_DRIFT, false, "", OPERANDS_NONE,
	    "how nodes differ from each other and from the site file",
	    "All nodes are asked, and nothing is changed.  -w saves the plan "
	    "of the job services, which adds what is missing; what differs "
	    "otherwise is for a person to decide.", cmd_drift },
	{ "capacity", VERB_CAPACITY, false, "", OPERANDS_NONE,
	    "which guest has no home when one node is dead, or two",
	    "No machine is asked: SITE says what there is.  For each node, and "
	    "each pair of nodes, it is computed where the Resource Group "
	    "Manager is expected to bring the groups online, and why not on "
	    "each other node.  Then, which nodes may be down together for "
	    "maintenance, and how many guests more of a size there could be, "
	    "with every node's death still endured.", cmd_capacity },
	{ "conform", VERB_CONFORM, false, "NODE...", OPERANDS_ANY,
	    "which outputs of a real machine are understood",
	    "NODE, as ssh knows it, is asked everything that domferry may ask, "
	    "in each form, and what is not there; nothing is changed without "
	    "--define-and-remove.  What is not understood, and what is "
	    "otherwise than the manual of the simulation says, is printed, and "
	    "the status is then 1.", cmd_conform },
	{ "replay", VERB_REPLAY, false, "RUN...", OPERANDS_ANY,
	    "play a recorded run again, against its transcript",
	    "RUN is the directory of a run at a real site, or a folder that "
	    "--into has made.  Every command has to be the recorded one, and "
	    "gets the recorded answer; no machine is asked, and no hook is "
	    "started.  The first difference is said, with status 7.  A "
	    "transcript alone needs --site.", cmd_replay },
	{ "scrub", VERB_SCRUB, false, "TRANSCRIPT...", OPERANDS_ANY,
	    "a transcript without the names of its site",
	    "TRANSCRIPT is transcript.jsonl of a run, or its directory.  "
	    "Names, addresses, MACs, hostids, GUIDs and serials are "
	    "replaced, each always by the same, of the same length.  With "
	    "--into the site file is written, too, without its comments; "
	    "together the two play as before.  What is known of names comes "
	    "from the commands' outputs, from SITE, and from --also.",
	    cmd_scrub },
	{ "adopt", VERB_ADOPT, false, "NODE...", OPERANDS_ANY,
	    "write a site file of a live site",
	    "Only questions are asked.  NODE is a control domain, as ssh knows "
	    "it; \"here\" is this machine.  Name all nodes of the cluster.  "
	    "What was not learned stands in the file as a comment; then the "
	    "status is 9.  A guest that has what a site file cannot say is "
	    "marked there as not ours, and no job takes it.", cmd_adopt },
	{ "explain", VERB_EXPLAIN, false,
	    "[OPERATION|CODE|INVARIANT|CHECK|FINDING]", 1,
	    "what an operation does, what an error means",
	    "Without an operand: all of them.", cmd_explain },
	{ "new", VERB_NEW, false, "site", 1,
	    "a commented template of a site file", "", cmd_new },
	{ "help", VERB_HELP, false, "[VERB]", 1,
	    "list the verbs, or the options of one", "", cmd_help },
	{ .name = NULL },
};

/* Long operands have a line of their own. */
static void
row_print(const char *name, const char *operands, const char *about)
{
	if (strlen(operands) > 20)
		text_column(about, say("  %-9s%s", name,
		    operands) + ABOUT_COLUMN, ABOUT_COLUMN);
	else
		text_column(about, say("  %-9s%-20s ", name,
		    operands), ABOUT_COLUMN);
}

static void
jobs_print(void)
{
	say("\nJobs:\n");
	for (size_t i = 0; procedures[i] != NULL; i++)
		row_print(procedures[i]->name, procedures[i]->operands,
		    procedures[i]->about);
	say("  With --locks any job locks every node that it touches, as a "
	    "real run does.\n");
}

static int
verb_help(const struct verb *verb)
{
	char about[TEXT_ROOM];

	snprintf(about, sizeof(about), "%s.", verb->about);
	say("domferry %s %s\n\n", verb->name, verb->operands);
	text_wrap(about, 0, 0);
	if (*verb->more != '\0')
		text_wrap(verb->more, 0, 0);
	say("\n");
	options_print(verb->bit);
	if (verb->job || verb->most == OPERANDS_OR_JOB)
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
		say_to(stderr, "domferry: usage: there is no verb \"%s\"\n"
		    "        'domferry help' lists the verbs.\n",
		    options->operand[0]);
		return EXIT_USAGE;
	}
	say("domferry plans and rehearses the moves of logical domains "
	    "between the control\ndomains of a Solaris Cluster.\n\n"
	    "usage: domferry VERB [option...] [operand...]\n\nVerbs:\n");
	for (const struct verb *verb = verbs; verb->name != NULL; verb++)
		row_print(verb->name, verb->operands, verb->about);
	jobs_print();
	say("\n'domferry help VERB' lists a verb's options; "
	    "domferry(8) has everything.\n");
	return EXIT_OK;
}
