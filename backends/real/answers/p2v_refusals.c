/*
 * What ldmp2v says, what a console does, and what the shell says of any
 * program.
 */
#include "backends/real/answers/refusal_rows.h"

const struct refusal_row p2v_refusals[] = {
	/* Known: the guest goes on booting, and may come up all the same. */
	{ ERR_TIMEOUT, FAILED, OP_P2V_CONVERT,
	    "error: timeout waiting for solaris to come up" },
	/* ours */
	{ ERR_REFUSED, FAILED, OP_P2V_CONVERT,
	    "error: domain * cannot be started" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "the archive of * under ~" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "* missing" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "* is not on *" },
	{ ERR_SERVICE_MISSING, FAILED, OP_NONE,
	    "a service that * names is not on *" },
	{ ERR_SERVICE_MISSING, FAILED, OP_NONE,
	    "no virtual disk server on *" },
	{ ERR_POOL_MISSING, FAILED, OP_NONE, "no pool * on *" },
	{ ERR_NO_SPACE, FAILED, OP_NONE, "the disks do not fit in *" },
	{ ERR_EXISTS, FAILED, OP_NONE, "domain * already exists on *" },
	{ ERR_MUST_BE_STOPPED, FAILED, OP_NONE, "domain * is active on *" },
	{ ERR_WRONG_STATE, FAILED, OP_NONE,
	    "domain * must be defined and stopped on *" },
	{ ERR_NOT_RUNNING, FAILED, OP_NONE, "* is not running" },
	{ ERR_REFUSED, FAILED, OP_NONE, "operation on another domain not "
	    "allowed while domain primary is in the process~" },
	{ ERR_REFUSED, FAILED, OP_NONE, "ldmd does not run on *" },
	{ ERR_SHARE_FULL, UNKNOWN, OP_NONE, "*: no space left on ~" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE,
	    "* can only be typed on the source" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

const struct refusal_row console_refusals[] = {
	{ ERR_NOT_RUNNING, FAILED, OP_NONE,
	    "unable to connect to remote host: connection refused" },
	{ ERR_NOT_RUNNING, FAILED, OP_NONE, "* is not running" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

/* "ksh: NAME:  not found": the program is not there, and nothing began. */
/* Of the operator's own commands no words are known. */
const struct refusal_row own_refusals[] = {
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

const struct refusal_row any_refusals[] = {
	{ ERR_UNSUPPORTED, FAILED, OP_NONE, "domferry: not simulated: ~" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "ksh: *: not found" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "sh: *: not found" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};
