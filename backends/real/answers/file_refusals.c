/*
 * What mkfile, mkdir, rm, mount, tar and the scripts of the share say.
 */
#include "backends/real/answers/refusal_rows.h"

const struct refusal_row file_refusals[] = {
	{ ERR_PATH_MISSING, FAILED, OP_NONE,
	    "could not open *: no such file or directory" },
	{ ERR_NO_SPACE, FAILED, OP_DISK_CREATE,
	    "* initialized * of * bytes: no space left on device" },
	{ ERR_LOCKED, FAILED, OP_LOCK_TAKE,
	    "failed to make directory \"*\"; file exists" },
	{ ERR_EXISTS, FAILED, OP_DIRECTORY_MAKE,
	    "failed to make directory \"*\"; file exists" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE,
	    "failed to make directory \"*\"; no such file or directory" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE,
	    "directory \"*\": directory does not exist" },
	{ ERR_IN_USE, FAILED, OP_NONE, "nfs mount: mount: *: device busy" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE, "* not in mnttab" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "* no such file or directory" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "no such file or directory" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

const struct refusal_row p2v_refusals[] = {
	{ ERR_TIMEOUT, FAILED, OP_P2V_CONVERT,
	    "error: timeout waiting for solaris to come up" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

const struct refusal_row console_refusals[] = {
	{ ERR_NOT_RUNNING, FAILED, OP_NONE,
	    "unable to connect to remote host: connection refused" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};

/* The shell says it, or the simulated site. */
const struct refusal_row any_refusals[] = {
	{ ERR_UNSUPPORTED, FAILED, OP_NONE, "domferry: not simulated: ~" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "* not found" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "*: not found" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "not found" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};
