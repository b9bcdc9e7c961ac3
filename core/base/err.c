#include "core/base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/*
 * Exit status 1 is for failures after which a run has returned; 6 for those
 * after which it is stuck, 9 if the outcome of its last command is unknown.
 */
const struct err_info err_table[ERR_CODES] = {
	[ERR_NONE] = { "none", EXIT_OK, "Nothing is wrong." },

	[ERR_USAGE] = { "usage", EXIT_USAGE,
	    "See domferry help, or domferry VERB --help." },
	[ERR_FILE_INVALID] = { "file-invalid", EXIT_FILE,
	    "Correct the file at the given line and column, then try again." },
	[ERR_FILE_UNREADABLE] = { "file-unreadable", EXIT_FILE,
	    "Check that the file exists and that you may read it." },
	[ERR_FILE_UNWRITABLE] = { "file-unwritable", EXIT_FILE,
	    "Check that the directory exists, that you may write there, and "
	    "that the disk is not full." },
	[ERR_FILE_EXISTS] = { "file-exists", EXIT_FILE,
	    "Nothing is overwritten: give another name, or remove what is "
	    "there." },
	[ERR_OUTPUT_LOST] = { "output-lost", EXIT_FILE,
	    "Nothing else is wrong.  Print it again to a place that takes all "
	    "of it; what a run did, domferry report RUN prints." },
	[ERR_JOB_INVALID] = { "job-invalid", EXIT_USAGE,
	    "domferry help lists the procedures and their arguments." },
	[ERR_TOO_MANY] = { "too-many", EXIT_FILE,
	    "Reduce what the message names; the limit is fixed in this "
	    "release." },

	[ERR_NOT_FOUND] = { "not-found", EXIT_RETURNED,
	    "Compare the name with what the node lists; the site file may be "
	    "out of date." },
	[ERR_EXISTS] = { "exists", EXIT_RETURNED,
	    "Find out whose it is; rename or remove it, then try again." },
	[ERR_IN_USE] = { "in-use", EXIT_RETURNED,
	    "Find out what uses it, and end that first." },
	[ERR_WRONG_STATE] = { "wrong-state", EXIT_RETURNED,
	    "Check its state on the node; somebody else may have changed it." },
	[ERR_IN_TRANSITION] = { "in-transition", EXIT_RETURNED,
	    "Wait until its manager is done: clrg status.  A group that goes "
	    "from node to node is stopped by clrg quiesce." },
	[ERR_MUST_BE_STOPPED] = { "must-be-stopped", EXIT_RETURNED,
	    "Suspend its group, halt and stop the guest, then try again." },
	[ERR_PATH_MISSING] = { "path-missing", EXIT_RETURNED,
	    "Check the path on that node; a path in a pool exists only where "
	    "the pool is imported." },
	[ERR_NO_SPACE] = { "no-space", EXIT_RETURNED,
	    "Free space in the pool, or declare smaller disks." },
	[ERR_SHARE_FULL] = { "share-full", EXIT_RETURNED,
	    "Free space on the archive server, then try again." },
	[ERR_NO_ROOM] = { "no-room", EXIT_RETURNED,
	    "Free virtual CPUs or memory on that node, or choose another "
	    "node." },
	[ERR_PORTS_FULL] = { "ports-full", EXIT_RETURNED,
	    "Extend the port range of the virtual console concentrator." },
	[ERR_ADDRESS_CLASH] = { "address-clash", EXIT_RETURNED,
	    "Find the other guest with that address; give one of the two a "
	    "new one." },
	[ERR_SLOTS_FULL] = { "slots-full", EXIT_RETURNED,
	    "Remove a saved configuration that is not needed, never the one "
	    "that boots next: ldm list-spconfig, ldm remove-spconfig." },
	[ERR_DEGRADED] = { "degraded", EXIT_RETURNED,
	    "The node has booted without a part of its configuration, and to "
	    "save that would make it the normal one.  Find out what is "
	    "missing (fmadm faulty), mend it, power-cycle the node." },
	[ERR_DEVICE_MISSING] = { "device-missing", EXIT_RETURNED,
	    "Check the paths to the LUN on that node: cldev status, format." },
	[ERR_LABEL_KIND] = { "label-kind", EXIT_RETURNED,
	    "Type format -e on the node, choose the LUN, label, SMI; all that "
	    "is on it is lost. Then look with prtvtoc on every node." },
	[ERR_DEVICE_IN_USE] = { "device-in-use", EXIT_RETURNED,
	    "Find out what is on the LUN before anything is written to it." },
	[ERR_POOL_BUSY] = { "pool-busy", EXIT_RETURNED,
	    "Stop and unbind the guest, leave the directories of the pool; "
	    "fuser -c lists the processes." },
	[ERR_POOL_ELSEWHERE] = { "pool-elsewhere", EXIT_RETURNED,
	    "Export the pool there first; before you force anything, make sure "
	    "that the other node is down." },
	[ERR_POOL_MISSING] = { "pool-missing", EXIT_RETURNED,
	    "Check that the node sees the LUN: zpool import lists what can be "
	    "imported." },
	[ERR_POOL_NOT_HELD] = { "pool-not-held", EXIT_RETURNED,
	    "Look who has imported the pool: zpool list -o name,altroot.  If "
	    "a person has: with the guest down, clrg offline, zpool export, "
	    "clrg online.  If the cluster does not find it then, somebody has "
	    "made it anew: its storage resource has to be made anew, too." },
	[ERR_SERVICE_MISSING] = { "service-missing", EXIT_RETURNED,
	    "Make the services of all nodes equal: domferry plan services." },
	[ERR_VOLUME_MISSING] = { "volume-missing", EXIT_RETURNED,
	    "Add the volume on that node under the same name: domferry plan "
	    "services, which adds what a node has lost." },
	[ERR_TYPE_UNKNOWN] = { "type-unknown", EXIT_RETURNED,
	    "Install the data service on all nodes, then register the type: "
	    "clrt register." },
	[ERR_VALIDATION] = { "validation", EXIT_RETURNED,
	    "The Validate method of the resource refused on some node; read "
	    "its message in /var/adm/messages there." },
	[ERR_NOT_MANAGED] = { "not-managed", EXIT_RETURNED,
	    "Bring the group under management first: clrg online -M." },
	[ERR_STOP_FAILED] = { "stop-failed", EXIT_RETURNED,
	    "Prove that the resource is down on that node, then clear the "
	    "mark: clrs clear." },
	[ERR_START_FAILED] = { "start-failed", EXIT_RETURNED,
	    "Find the reason in /var/adm/messages on the node that tried; "
	    "correct it, then bring the group online." },
	[ERR_PASSWORD_MISSING] = { "password-missing", EXIT_RETURNED,
	    "Put the root password of the other node into the first line of "
	    "the file, root's and mode 0400 (chown root FILE; chmod 400 FILE), "
	    "on every node." },
	[ERR_NODE_DOWN] = { "node-down", EXIT_RETURNED,
	    "Bring the node up, or choose another one." },
	[ERR_NOT_RUNNING] = { "not-running", EXIT_RETURNED,
	    "Start the guest or source that the message names, and look at its "
	    "console." },
	[ERR_GUEST_THERE] = { "guest-there", EXIT_RETURNED,
	    "Move the guest away first: domferry apply switch GUEST, or "
	    "migrate GUEST.  One that is not yours is declared with "
	    "\"ours\": false." },
	[ERR_NO_QUORUM] = { "no-quorum", EXIT_RETURNED,
	    "Bring back the node or the quorum device that is missing: "
	    "clquorum status." },
	[ERR_AFFINITY] = { "affinity", EXIT_RETURNED,
	    "Move the group that the affinity names, or choose another node; "
	    "clrg show -p RG_affinities lists who declares what." },
	[ERR_LOAD_LIMIT] = { "load-limit", EXIT_RETURNED,
	    "Choose another node, move a group away from that one, or raise "
	    "its limit: clnode set-loadlimit; clrg show -p Load_factors lists "
	    "who adds what." },
	[ERR_UNSUPPORTED] = { "unsupported", EXIT_REFUSED,
	    "Nothing was done; the message says what this release does not "
	    "support." },
	[ERR_REFUSED] = { "refused", EXIT_RETURNED,
	    "Read the message of the command; it has changed nothing." },
	[ERR_CANCELLED] = { "cancelled", EXIT_RETURNED,
	    "It has changed nothing; ask who has cancelled it before it is "
	    "tried again." },

	[ERR_GUARDED] = { "guarded", EXIT_REFUSED,
	    "The agent would start the guest again from its own copy of the "
	    "definition: use switch, or delete the resource first." },
	[ERR_CHECK_NOT_MET] = { "check-not-met", EXIT_RETURNED,
	    "A check in the middle of the job was not met; what the phase had "
	    "done is undone.  Correct what the message names." },
	[ERR_NO_CURE] = { "no-cure", EXIT_REFUSED,
	    "Nothing was done: a person decides.  The message says what was "
	    "seen, and what to type." },
	[ERR_PLAN_OLD] = { "plan-old", EXIT_REFUSED,
	    "Nothing was done.  The plan was made for another state of the "
	    "site: make it again, read it, then start it." },
	[ERR_PERSON_REFUSED] = { "person-refused", EXIT_RETURNED,
	    "A person answered no; what the phase had done is undone.  Try "
	    "again when they agree." },
	[ERR_CHECK_FAILED] = { "check-failed", EXIT_REFUSED,
	    "Nothing was done; correct what the check names, then start "
	    "again." },
	[ERR_SERVICES_DIFFER] = { "services-differ", EXIT_REFUSED,
	    "Add missing services with domferry plan services; correct a "
	    "different value by hand, or in the site file." },
	[ERR_NO_ANSWER] = { "no-answer", EXIT_UNKNOWN,
	    "Check that the node is up and can be reached." },
	[ERR_TIMEOUT] = { "timeout", EXIT_UNKNOWN,
	    "It may still be at work: check that on the node first." },
	[ERR_NO_EFFECT] = { "no-effect", EXIT_RETURNED,
	    "Check on the node why the command had no effect." },
	[ERR_NOT_PROVED] = { "not-proved", EXIT_STUCK,
	    "Check the precondition that the message names: it has to "
	    "hold." },
	[ERR_GUEST_NOT_PROVED] = { "guest-not-proved", EXIT_STUCK,
	    "Prove that the guest does not run there: switch the node off at "
	    "its service processor (stop -f /SYS), or bring it back and "
	    "look." },
	[ERR_WORLD_MOVED] = { "world-moved", EXIT_STUCK,
	    "Find out who or what changed it, and restore what the message "
	    "names." },
	[ERR_DEBT_STANDS] = { "debt-stands", EXIT_STUCK,
	    "Type the command that closes the debt." },
	[ERR_HALF_DONE] = { "half-done", EXIT_RETURNED,
	    "The part that took effect is undone; find the reason in the log "
	    "of the node, then try again." },
	[ERR_ROLLED_BACK] = { "rolled-back", EXIT_RETURNED,
	    "The run goes back to its beginning; after that, domferry resume "
	    "starts the job again." },
	[ERR_RUN_ENDED] = { "run-ended", EXIT_REFUSED,
	    "Nothing is left to do; domferry report RUN shows what was done." },
	[ERR_NO_WAY_BACK] = { "no-way-back", EXIT_REFUSED,
	    "Resume the run: it can only go forward." },
	[ERR_NOT_CONFIRMED] = { "not-confirmed", EXIT_REFUSED,
	    "Nothing was typed.  Say yes to what the message names, by its "
	    "name; what is not needed is not to be named." },
	[ERR_NO_REACH] = { "no-reach", EXIT_REFUSED,
	    "Nothing was typed.  Say in the site file how that place is "
	    "reached (\"reach\"), then try again." },
	[ERR_HOOK_MISSING] = { "hook-missing", EXIT_REFUSED,
	    "Nothing was typed.  Put the program there, so that it can be "
	    "started, or take it out of \"hooks\" in the site file." },
	[ERR_NOBODY_TYPES] = { "nobody-types", EXIT_REFUSED,
	    "Nothing was typed.  Begin it at a terminal, without -y: each "
	    "command for that place is shown, and you type it there." },
	[ERR_LOCKED] = { "locked", EXIT_LOCKED,
	    "Wait for the other run or ask its operator; the lock of a run "
	    "that is proved to be dead is broken with --take-over." },
	[ERR_LOCK_LOST] = { "lock-lost", EXIT_STUCK,
	    "Find out who removed it: a reboot, or a run that took it over and "
	    "is to end first.  A lock that is free is taken again when the run "
	    "goes on." },
	[ERR_NO_COMMAND] = { "no-command", EXIT_REFUSED,
	    "Nothing was typed.  Ctrl-C where the run is carried out stops it "
	    "before its next operation." },
	[ERR_RUN_BUSY] = { "run-busy", EXIT_LOCKED,
	    "Wait until that process has ended; domferry report RUN shows how "
	    "far the run has come." },
	[ERR_NOT_A_RUN] = { "not-a-run", EXIT_FILE,
	    "Give the path of a run directory, which contains journal.jsonl." },
	[ERR_NOT_BEGUN] = { "not-begun", EXIT_REFUSED,
	    "Nothing was typed.  Remove the directory, then start the job "
	    "again." },
	[ERR_JOURNAL_DAMAGED] = { "journal-damaged", EXIT_STUCK,
	    "Nothing was done.  Use another copy of the journal, or read the "
	    "lines before the damage and go on by hand with remaining.txt." },
	[ERR_JOURNAL_MISMATCH] = { "journal-mismatch", EXIT_STUCK,
	    "Nothing was done.  The journal does not belong to this plan, site "
	    "or version; go on by hand with remaining.txt." },
	[ERR_JOURNAL_BEHIND] = { "journal-behind", EXIT_STUCK,
	    "Nothing was typed.  Put the journal that the message names in the "
	    "place of the other one, then resume." },
	[ERR_JOURNAL_UNWRITABLE] = { "journal-unwritable", EXIT_STUCK,
	    "Nothing more was typed.  Free disk space or repair the disk, "
	    "then: domferry resume RUN." },
	[ERR_JOURNAL_FULL] = { "journal-full", EXIT_STUCK,
	    "Nothing more was typed.  A journal of that size cannot be "
	    "continued: go on by hand with remaining.txt." },
	[ERR_STOPPED] = { "stopped", EXIT_STUCK,
	    "What was done until now is sound: a run with a run directory can "
	    "be resumed or rolled back." },

	[ERR_STATE_BUSY] = { "state-busy", EXIT_LOCKED,
	    "A simulated site has one owner: end that process (a lab: domferry "
	    "lab --stop --state DIR), or name another folder." },
	[ERR_PROGRAM_MISSING] = { "program-missing", EXIT_REFUSED,
	    "Nothing was done.  Install the package that the message names, "
	    "then try again." },
	[ERR_PROGRAM_FAILED] = { "program-failed", EXIT_RETURNED,
	    "A program of this machine that is needed has failed: what it said "
	    "stands in the message." },

	[ERR_EXPECTATION] = { "expectation", EXIT_NOT_MET,
	    "Read what was seen instead: either the scenario or its "
	    "expectation is wrong." },
	[ERR_NOT_REACHED] = { "not-reached", EXIT_NOT_MET,
	    "Nothing is proved about what comes after that time: play it "
	    "without --stop-at." },
	[ERR_WAIT_IN_VAIN] = { "wait-in-vain", EXIT_NOT_MET,
	    "Correct the condition or its limit, or give the wait \"may\": "
	    "true." },
	[ERR_COMMAND_UNKNOWN] = { "command-unknown", EXIT_NOT_MET,
	    "Correct the command, or, if a person makes that mistake on "
	    "purpose, give the entry \"may\": true." },
	[ERR_FAULT_NEVER_STRUCK] = { "fault-never-struck", EXIT_NOT_MET,
	    "The run never comes to it: correct it, or, if a fault need not "
	    "strike, end its phrase with \", may\"." },
	[ERR_NOT_AS_RECORDED] = { "not-as-recorded", EXIT_NOT_MET,
	    "Compare job, site file and version with those of the run that was "
	    "recorded; if they are meant to differ, record another one." },
	[ERR_NOTHING_EXPLORED] = { "nothing-explored", EXIT_NOT_MET,
	    "Rehearse the job with the same options, correct what stops it, "
	    "then explore it again." },
	[ERR_VIOLATION] = { "violation", EXIT_NOT_MET,
	    "Something happened that must never happen; the lines before this "
	    "one show how." },
};

/* A text that was cut ends with a whole character of UTF-8. */
static size_t
whole_length(const char *text, size_t size)
{
	size_t n = strlen(text), begin = n;

	if (n + 1 < size)
		return n;
	while (begin > 0 && ((unsigned char)text[begin - 1] & 0xc0) == 0x80)
		begin--;
	return begin > 0 && (unsigned char)text[begin - 1] >= 0xc0 ?
	    begin - 1 : n;
}

bool
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list list;

	size_t n;

	assert(err != NULL);
	assert(code > ERR_NONE && code < ERR_CODES);
	err->code = code;
	va_start(list, format);
	if (vsnprintf(err->text, sizeof(err->text), format, list) < 0)
		err->text[0] = '\0';
	va_end(list);
	/* The rest is zeroed, because runs are compared by bytes. */
	n = whole_length(err->text, sizeof(err->text));
	memset(err->text + n, 0, sizeof(err->text) - n);
	return false;
}

enum err_code
err_find(const char *name)
{
	assert(name != NULL);
	for (enum err_code code = ERR_NONE + 1; code < ERR_CODES; code++)
		if (strcmp(err_table[code].name, name) == 0)
			return code;
	return ERR_NONE;
}
