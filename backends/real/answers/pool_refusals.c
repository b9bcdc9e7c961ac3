/*
 * What zpool, zfs and fmthard say.
 */
#include "backends/real/answers/refusal_rows.h"

const struct refusal_row pool_refusals[] = {
	{ ERR_POOL_ELSEWHERE, FAILED, OP_NONE,
	    "cannot import '*': pool may be in use from other system~" },
	{ ERR_POOL_MISSING, FAILED, OP_NONE,
	    "cannot import '*': no such pool available" },
	{ ERR_EXISTS, FAILED, OP_NONE,
	    "cannot import '*': a pool with that name ~" },
	{ ERR_POOL_MISSING, FAILED, OP_NONE, "cannot open '*': no such pool" },
	{ ERR_DEVICE_MISSING, FAILED, OP_NONE,
	    "cannot open '*': no such file or directory" },
	{ ERR_NOT_FOUND, FAILED, OP_NONE,
	    "cannot open '*': dataset does not exist" },
	{ ERR_POOL_MISSING, FAILED, OP_NONE,
	    "cannot create '*': no such pool '*'" },
	{ ERR_POOL_MISSING, FAILED, OP_NONE,
	    "cannot create '*': no such pool~" },
	{ ERR_EXISTS, FAILED, OP_NONE,
	    "cannot create '*': pool already exists" },
	{ ERR_EXISTS, FAILED, OP_NONE,
	    "cannot create '*': dataset already exists" },
	/* Other file systems of the pool may be unmounted by now. */
	{ ERR_POOL_BUSY, FAILED, OP_NONE, "cannot unmount '*': device busy" },
	{ ERR_POOL_BUSY, FAILED, OP_NONE, "cannot export '*': pool is busy" },
	{ ERR_DEVICE_IN_USE, FAILED, OP_NONE,
	    "* is part of active zfs pool *. please see zpool(1m)" },
	{ ERR_DEVICE_IN_USE, FAILED, OP_NONE,
	    "* is part of exported or potentially active zfs pool *. "
	    "please see zpool(1m)" },
	{ ERR_DEVICE_MISSING, FAILED, OP_NONE,
	    "cannot open device * - no such file or directory" },
	{ ERR_LABEL_KIND, FAILED, OP_NONE, "unable to read the label of *" },
	{ ERR_NONE, FAILED, OP_NONE, NULL },
};
