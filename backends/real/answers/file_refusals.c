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
	{ ERR_IN_USE, FAILED, OP_SHARE_MOUNT,
	    "nfs mount: mount: *: device busy" },
	{ ERR_NOT_FOUND, FAILED, OP_SHARE_MOUNT, "mount: *: not found" },
	{ ERR_NOT_FOUND, FAILED, OP_SHARE_UNMOUNT, "* not in mnttab" },
	{ ERR_SHARE_FULL, UNKNOWN, OP_NONE, "*: no space left on ~" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "* no such file or directory" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "no such file or directory" },
	/* ours */
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "tar: *: no such file in *" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE, "tar: * is not mounted in *" },
	{ ERR_PATH_MISSING, FAILED, OP_NONE,
	    "* has no disk * that answers" },
	{ ERR_UNSUPPORTED, FAILED, OP_NONE,
	    "* can only be typed on the source" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};
