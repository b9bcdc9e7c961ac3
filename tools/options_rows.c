/*
 * What may be typed behind a verb.
 */
#include "tools/options_rows.h"

#include <stddef.h>

#define AT(field)	offsetof(struct options, field)

const struct option_row option_rows[] = {
	{ 's', "site", "SITE", VERB_CHECK | VERB_PLAN | VERB_REHEARSE |
	    VERB_APPLY | VERB_EXPLORE | VERB_SHELL | VERB_LAB | VERB_JUDGE |
	    VERB_STATUS | VERB_DRIFT | VERB_SCRUB | VERB_REPLAY |
	    VERB_CAPTURE | VERB_WHATIF | VERB_CAPACITY, TAKES_TEXT, AT(site),
	    "site file; else $DOMFERRY_SITE, else ./site.json" },
	{ 0, "from", "CAPTURE", VERB_PLAN | VERB_REHEARSE | VERB_EXPLORE |
	    VERB_WHATIF, TAKES_TEXT, AT(from), "the site as it was captured, "
	    "instead of SITE" },
	{ 'j', "json", NULL, VERB_CHECK | VERB_PLAN | VERB_REHEARSE |
	    VERB_APPLY | VERB_RUN | VERB_EXPLAIN | VERB_RESUME | VERB_ROLLBACK |
	    VERB_REPORT | VERB_EXPLORE | VERB_JUDGE | VERB_STATUS |
	    VERB_DRIFT | VERB_CAPTURE | VERB_WHATIF | VERB_CAPACITY,
	    TAKES_NOTHING, AT(json), "JSON, one object a line" },
	{ 0, "all", NULL, VERB_WHATIF, TAKES_NOTHING, AT(all),
	    "every single failure: of nodes, devices, paths, switches and "
	    "interconnects, or of the KINDs of these that are named" },
	{ 0, "pairs", NULL, VERB_WHATIF, TAKES_NOTHING, AT(pairs),
	    "with --all: also every pair of nodes, switches, interconnects" },
	{ 'p', "parseable", NULL, VERB_STATUS | VERB_WHATIF | VERB_CAPACITY,
	    TAKES_NOTHING, AT(parseable),
	    "VERSION 1.0, then KIND|key=value|..." },
	{ 'H', "no-header", NULL, VERB_STATUS | VERB_WHATIF | VERB_CAPACITY,
	    TAKES_NOTHING, AT(no_header),
	    "no heading, tabs between the fields" },
	{ 'o', "fields", "F,...", VERB_WHATIF, TAKES_TEXT, AT(fields),
	    "with --all: failure, lost, back, downtime_ms, longest_ms, "
	    "missed, violated, guests" },
	{ 'o', "fields", "F,...", VERB_STATUS | VERB_CAPACITY, TAKES_TEXT,
	    AT(fields),
	    "of a list: kind, name, on, state, stands, detail" },
	{ 0, "define-and-remove", "NAME", VERB_CONFORM, TAKES_TEXT,
	    AT(define), "also define a domain on the first NODE, and remove "
	    "it" },
	{ 0, "record", "FILE", VERB_STATUS | VERB_DRIFT | VERB_CHECK,
	    TAKES_TEXT, AT(record), "write all that is asked and answered to "
	    "FILE" },
	{ 0, "watch", "SECONDS", VERB_STATUS, TAKES_NUMBER, AT(watch),
	    "look again and again; Ctrl-C ends it" },
	{ 0, "commands", NULL, VERB_PLAN, TAKES_NOTHING, AT(commands),
	    "only what is typed: PLACE<TAB>COMMAND, or # ..." },
	{ 0, "markdown", NULL, VERB_PLAN, TAKES_NOTHING, AT(markdown),
	    "a document for review, with its digest" },
	{ 'w', "write", "FILE", VERB_CONFORM, TAKES_TEXT, AT(write),
	    "save the whole report to FILE; - is standard output" },
	{ 'w', "write", "FILE", VERB_DRIFT, TAKES_TEXT, AT(write),
	    "save the plan that adds what is missing to FILE" },
	{ 'w', "write", "FILE", VERB_PLAN | VERB_NEW | VERB_EXPLORE |
	    VERB_SCRUB | VERB_CAPTURE | VERB_ADOPT, TAKES_TEXT, AT(write),
	    "save to FILE; - is standard output" },
	{ 'r', "run", "DIR", VERB_REHEARSE | VERB_APPLY | VERB_REPLAY,
	    TAKES_TEXT, AT(run), "create DIR, and keep a journal there" },
	{ 'n', "dry-run", NULL, CARRIES_ON | VERB_CANCEL, TAKES_NOTHING,
	    AT(dry_run), "show what would be done; only questions are typed" },
	{ 'y', "yes", NULL, CARRIES_ON | VERB_CANCEL, TAKES_NOTHING, AT(yes),
	    "do not ask; covers nothing of what follows" },
	{ 0, "destroy", "DEVICE", CARRIES_ON, TAKES_MANY, AT(destroy),
	    "the old content of DEVICE may be lost; repeatable" },
	{ 0, "destroy-data", "SERIAL", CARRIES_ON, TAKES_MANY,
	    AT(destroy_data), "the pool on that LUN may be destroyed" },
	{ 0, "power-off", "NODE", CARRIES_ON, TAKES_MANY, AT(power_off),
	    "NODE may be switched off" },
	{ 0, "accept", NULL, CARRIES_ON, TAKES_NOTHING, AT(accept),
	    "the point of no return may be passed" },
	{ 0, "take-over", NULL, CARRIES_ON, TAKES_NOTHING, AT(take_over),
	    "the lock of a dead run may be broken" },
	{ 0, "until", "PHASE", CARRIES_ON, TAKES_TEXT, AT(until),
	    "stop when PHASE is done" },
	{ 0, "pause-before", "STEP", CARRIES_ON, TAKES_TEXT,
	    AT(pause_before), "ask before STEP, or stop there" },
	{ 0, "window", "TIME", CARRIES_ON, TAKES_TEXT, AT(window),
	    "04:30, or 2h30m from now: no outage beyond it" },
	{ 0, "ssh-config", "FILE", CARRIES_ON | VERB_CANCEL | VERB_STATUS |
	    VERB_DRIFT | VERB_CONFORM | VERB_CAPTURE | VERB_ADOPT |
	    VERB_CHECK, TAKES_TEXT, AT(ssh_config),
	    "the configuration of ssh, instead of the user's" },
	{ 0, "change", "NUMBER", VERB_APPLY, TAKES_TEXT, AT(change),
	    "the number of the change, for the journal" },
	{ 0, "approved", "DIGEST", VERB_APPLY, TAKES_TEXT, AT(approved),
	    "carry out just the plan with that digest" },
	{ 0, "approved-by", "NAME", VERB_APPLY, TAKES_TEXT, AT(approved_by),
	    "who has approved it, where the site asks for that" },
	{ 0, "override", "GUARD", CARRIES_ON, TAKES_MANY, AT(override),
	    "go on although GUARD says no: window, overrun" },
	{ 'e', "exit-code", NULL, VERB_PLAN, TAKES_NOTHING, AT(exit_code),
	    "status 5 if there is anything to do" },
	{ 0, "diff", NULL, VERB_CAPTURE, TAKES_NOTHING, AT(diff),
	    "what has changed between two captures, OLD and NEW" },
	{ 'e', "exit-code", NULL, VERB_CAPTURE, TAKES_NOTHING, AT(exit_code),
	    "with --diff: status 5 if anything has changed" },
	{ 'e', "exit-code", NULL, VERB_STATUS, TAKES_NOTHING, AT(exit_code),
	    "status 5 if anything stands badly or is not known" },
	{ 'e', "exit-code", NULL, VERB_CAPACITY, TAKES_NOTHING, AT(exit_code),
	    "status 5 if a node's death leaves a guest without a home" },
	{ 'e', "exit-code", NULL, VERB_DRIFT, TAKES_NOTHING, AT(exit_code),
	    "status 5 if anything differs" },
	{ 0, "size", "VCPUS,MEMORY", VERB_CAPACITY, TAKES_TEXT, AT(size),
	    "room for guests of that size, such as 8,16G" },
	{ 0, "begin", "JOB", VERB_REHEARSE | VERB_EXPLORE | VERB_SHELL |
	    VERB_LAB | VERB_JUDGE, TAKES_MANY, AT(begin),
	    "first play JOB; repeatable" },
	{ 'N', "node", "NODE", VERB_STATUS | VERB_DRIFT, TAKES_TEXT, AT(node),
	    "only what is on NODE" },
	{ 'N', "node", "PLACE", VERB_SHELL | VERB_JUDGE, TAKES_TEXT, AT(node),
	    "type there: a node (the first one), sp:NODE, guest:NAME, "
	    "source:NAME" },
	{ 0, "state", "DIR", VERB_SHELL | VERB_LAB, TAKES_TEXT, AT(state),
	    "the folder that holds the site between commands" },
	{ 0, "real-time", "[=N]", VERB_SHELL | VERB_LAB, MAYBE_NUMBER,
	    AT(speed), "time passes by the clock, or N times as fast" },
	{ 0, "path-only", NULL, VERB_SHELL | VERB_JUDGE, TAKES_NOTHING,
	    AT(path_only), "a script finds the site's programs, and files of "
	    "this machine" },
	{ 0, "shell", "PATH", VERB_LAB, TAKES_TEXT, AT(shell),
	    "the shell that reads what is typed; default /bin/sh" },
	{ 0, "stop", NULL, VERB_LAB, TAKES_NOTHING, AT(stop),
	    "end the lab that serves the site in DIR" },
	{ 'F', "fault", "FAULT", VERB_REHEARSE | VERB_EXPLORE, TAKES_MANY,
	    AT(fault), "let FAULT strike; repeatable" },
	{ 0, "faults", "K", VERB_EXPLORE, TAKES_NUMBER, AT(faults),
	    "all schedules of at most K faults, 0 to 3; default 1" },
	{ 0, "faults", "K", VERB_JUDGE, TAKES_NUMBER, AT(faults),
	    "0: undisturbed only; default 1: each single fault" },
	{ 0, "into", "DIR", VERB_JUDGE, TAKES_TEXT, AT(into),
	    "a scenario of each finding into DIR, which is made" },
	{ 0, "into", "DIR", VERB_SCRUB | VERB_REPLAY, TAKES_TEXT, AT(into),
	    "write what comes of it into DIR, which is made" },
	{ 0, "also", "WORD", VERB_SCRUB, TAKES_MANY, AT(also),
	    "replace WORD, too; repeatable" },
	{ 0, "seeds", "N", VERB_EXPLORE, TAKES_NUMBER, AT(seeds),
	    "N random schedules instead" },
	{ 0, "first", NULL, VERB_EXPLORE, TAKES_NOTHING, AT(first),
	    "end with the first promise that is broken" },
	{ 0, "random-site", "N", VERB_EXPLORE | VERB_NEW, TAKES_NUMBER,
	    AT(random_site), "a site drawn by the seed N, instead of SITE" },
	{ 0, "shard", "I/N", VERB_EXPLORE, TAKES_TEXT, AT(shard),
	    "only part I of N, to share the work" },
	{ 'S', "seed", "N", VERB_REHEARSE | VERB_RUN | VERB_EXPLORE |
	    VERB_WHATIF, TAKES_NUMBER, AT(seed),
	    "seed of the random numbers, default 1" },
	{ 0, "live", NULL, VERB_CHECK, TAKES_NOTHING, AT(live),
	    "ask the nodes: is the site ready for JOB, or for each procedure" },
	{ 0, "without", "CHECK", VERB_CHECK, TAKES_MANY, AT(without),
	    "with --live: leave that check out; repeatable" },
	{ 'v', "verbose", NULL, VERB_CHECK, TAKES_NOTHING, AT(verbose),
	    "with --live: also the lines on which checks pass" },
	{ 'v', "verbose", NULL, VERB_REHEARSE | VERB_RUN | VERB_RESUME |
	    VERB_ROLLBACK | VERB_REPORT | VERB_APPLY | VERB_REPLAY,
	    TAKES_NOTHING, AT(verbose),
	    "every step with its reason; also questions" },
	{ 0, "follow", NULL, VERB_REPORT, TAKES_NOTHING, AT(follow),
	    "go on until the run ends, which another process carries out" },
	{ 0, "through", "WAY", VERB_REHEARSE | VERB_RUN, TAKES_TEXT,
	    AT(through), "op, directly; shell, by simulated commands; "
	    "process, as processes" },
	{ 0, "tap", NULL, VERB_RUN, TAKES_NOTHING, AT(format),
	    "Test Anything Protocol" },
	{ 0, "junit", "FILE", VERB_RUN, TAKES_TEXT, AT(junit),
	    "also JUnit XML to FILE; - is standard output" },
	{ 0, "stop-at", "TIME", VERB_RUN, TAKES_TEXT, AT(stop_at),
	    "end the scenario at that time" },
	{ 0, "codes", NULL, VERB_EXPLAIN, TAKES_NOTHING, AT(codes),
	    "names of all codes only" },
	{ '?', "help", NULL, ~0u, TAKES_NOTHING, AT(help), "this help" },
	{ .name = NULL },
};

_Static_assert(sizeof(option_rows) / sizeof(option_rows[0]) <=
    (size_t)OPTION_ROWS, "struct options knows of each");
