#include "backends/sim/shell/ending.h"

#include <assert.h>

static const struct ending endings[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { NULL, label_done, label_failed },
	[OP_POOL_CREATE] = { pool_create_refuses, NULL, pool_failed },
	[OP_POOL_DESTROY] = { pool_here_refuses, NULL, pool_failed },
	[OP_POOL_IMPORT] = { pool_import_refuses, pool_import_done,
	    pool_failed },
	[OP_POOL_EXPORT] = { pool_here_refuses, NULL, pool_failed },
	[OP_FILESYSTEM_CREATE] = { filesystem_create_refuses, NULL,
	    filesystem_failed },
	[OP_FILESYSTEM_DESTROY] = { filesystem_destroy_refuses, NULL,
	    filesystem_failed },
	[OP_DISK_CREATE] = { mkfile_refuses, NULL, file_failed },
	[OP_DISK_REMOVE] = { NULL, NULL, file_failed },
	[OP_ARCHIVE_REMOVE] = { NULL, NULL, file_failed },
	[OP_LOCK_TAKE] = { NULL, NULL, file_failed },
	[OP_LOCK_DROP] = { lock_drop_refuses, NULL, file_failed },
	[OP_SOURCE_COLLECT] = { NULL, NULL, file_failed },
	[OP_SOURCE_SAVE] = { NULL, NULL, file_failed },
	[OP_SUMS_TAKE] = { NULL, NULL, file_failed },
	[OP_GUEST_INSTALL] = { NULL, telnet_done, NULL },
	[OP_P2V_CONVERT] = { NULL, NULL, convert_failed },
	[OP_FILE_WRITE] = { NULL, tee_done, NULL },
	[OP_SCRIPT_WRITE] = { NULL, tee_done, NULL },
	[OP_DIRECTORY_MAKE] = { NULL, NULL, file_failed },
	[OP_SHARE_MOUNT] = { mount_refuses, NULL, file_failed },
	[OP_NODE_POWER_OFF] = { power_refuses, power_done, power_failed },
	[OP_NODE_POWER_ON] = { power_refuses, power_done, power_failed },
	[OP_SHARE_UNMOUNT] = { umount_refuses, NULL, file_failed },
};

const struct ending *
ending_of(const struct op *op)
{
	assert(op->kind < OP_KINDS);
	return &endings[op->kind];
}
