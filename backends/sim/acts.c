/*
 * The table of operations: how each is carried out on the world.
 */
#include "backends/sim/acts.h"

#include "backends/sim/cluster/blackout.h"
#include "backends/sim/cluster/evacuation.h"
#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/locks.h"
#include "backends/sim/cluster/power.h"
#include "backends/sim/cluster/resource.h"
#include "backends/sim/cluster/shutdown.h"
#include "backends/sim/cluster/switch.h"
#include "backends/sim/cluster/type.h"
#include "backends/sim/cluster/votes.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/config.h"
#include "backends/sim/hypervisor/constraints.h"
#include "backends/sim/hypervisor/control.h"
#include "backends/sim/hypervisor/define.h"
#include "backends/sim/hypervisor/guest.h"
#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/setting.h"
#include "backends/sim/hypervisor/stop.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/observers/uptime.h"
#include "backends/sim/p2v/ldmp2v.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/p2v/upgrade.h"
#include "backends/sim/storage/files.h"
#include "backends/sim/storage/pool.h"

static bool
pause_already(struct sim *sim, const struct op *op)
{
	(void)sim;
	return op->number == 0;
}

static bool
pause_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

static void
pause_over(struct sim *sim, const struct op *op)
{
	(void)sim;
	(void)op;
}

/* A service that was up on the source is down from now on. */
static void
freeze(struct sim *sim, const struct op *op)
{
	if (world_source(sim->world, op->source)->frozen == 0)
		uptime_begin(sim, source_guest(sim, op->source));
	source_freeze(sim, op);
}

static const struct act source_freeze_act = { .allows = source_runs_allows,
    .apply = freeze };

static const struct act pause_act = { .already = pause_already,
    .allows = pause_allows, .apply = pause_over };

const struct act *const acts[OP_KINDS] = {
	[OP_DEVICE_LABEL] = &label_act,
	[OP_VSW_ADD] = &service_add_act,
	[OP_VDS_ADD] = &service_add_act,
	[OP_VCC_ADD] = &service_add_act,
	[OP_VSW_REMOVE] = &service_remove_act,
	[OP_VDS_REMOVE] = &service_remove_act,
	[OP_VCC_REMOVE] = &service_remove_act,
	[OP_NODE_POLICY] = &node_policy_act,
	[OP_CONFIG_SAVE] = &config_save_act,
	[OP_CONFIG_SET] = &config_set_act,
	[OP_CONFIG_REMOVE] = &config_remove_act,
	[OP_TYPE_REGISTER] = &type_register_act,
	[OP_POOL_CREATE] = &pool_create_act,
	[OP_POOL_DESTROY] = &pool_destroy_act,
	[OP_POOL_IMPORT] = &pool_import_act,
	[OP_POOL_EXPORT] = &pool_export_act,
	[OP_FILESYSTEM_CREATE] = &filesystem_create_act,
	[OP_FILESYSTEM_DESTROY] = &filesystem_destroy_act,
	[OP_DISK_CREATE] = &disk_create_act,
	[OP_DISK_REMOVE] = &disk_remove_act,
	[OP_VOLUME_ADD] = &volume_add_act,
	[OP_VOLUME_MEND] = &volume_mend_act,
	[OP_VOLUME_REMOVE] = &volume_remove_act,
	[OP_GROUP_CREATE] = &group_create_act,
	[OP_GROUP_DELETE] = &group_delete_act,
	[OP_GROUP_ONLINE] = &group_online_act,
	[OP_GROUP_OFFLINE] = &group_offline_act,
	[OP_GROUP_UNMANAGE] = &group_unmanage_act,
	[OP_GROUP_SWITCH] = &group_switch_act,
	[OP_GROUP_SET] = &group_set_act,
	[OP_GROUP_QUIESCE] = &group_quiesce_act,
	[OP_GROUP_SUSPEND] = &group_suspend_act,
	[OP_GROUP_RESUME] = &group_resume_act,
	[OP_RESOURCE_CREATE] = &resource_create_act,
	[OP_RESOURCE_DELETE] = &resource_delete_act,
	[OP_RESOURCE_DISABLE] = &resource_disable_act,
	[OP_RESOURCE_ENABLE] = &resource_enable_act,
	[OP_RESOURCE_UNMONITOR] = &resource_monitor_act,
	[OP_RESOURCE_MONITOR] = &resource_monitor_act,
	[OP_RESOURCE_CLEAR] = &resource_clear_act,
	[OP_GUEST_DEFINE] = &guest_define_act,
	[OP_GUEST_REMOVE] = &guest_remove_act,
	[OP_GUEST_VCPUS] = &guest_vcpus_act,
	[OP_GUEST_CRYPTO] = &guest_crypto_act,
	[OP_GUEST_MEMORY] = &guest_memory_act,
	[OP_GUEST_HOSTID] = &guest_hostid_act,
	[OP_GUEST_MASTER] = &guest_master_act,
	[OP_GUEST_VARIABLE] = &guest_part_act,
	[OP_GUEST_VDISK] = &guest_part_act,
	[OP_GUEST_VDISK_REMOVE] = &guest_part_remove_act,
	[OP_GUEST_VNET] = &guest_part_act,
	[OP_GUEST_VNET_REMOVE] = &guest_part_remove_act,
	[OP_GUEST_BIND] = &guest_bind_act,
	[OP_GUEST_UNBIND] = &guest_unbind_act,
	[OP_GUEST_START] = &guest_start_act,
	[OP_GUEST_STOP] = &guest_stop_act,
	[OP_GUEST_HALT] = &guest_halt_act,
	[OP_GUEST_BOOT] = &guest_boot_act,
	[OP_GUEST_MIGRATE] = &guest_migrate_act,
	[OP_GUEST_CANCEL] = &guest_cancel_act,
	[OP_GUEST_INSTALL] = &guest_install_act,
	[OP_GUEST_SAVE] = &guest_save_act,
	[OP_GUEST_VNET_SET] = &guest_net_set_act,
	[OP_SHARE_MOUNT] = &share_mount_act,
	[OP_SHARE_UNMOUNT] = &share_unmount_act,
	[OP_DIRECTORY_MAKE] = &directory_make_act,
	[OP_FILE_COPY] = &file_copy_act,
	[OP_FILE_WRITE] = &text_write_act,
	[OP_SCRIPT_WRITE] = &text_write_act,
	[OP_SOURCE_FREEZE] = &source_freeze_act,
	[OP_SOURCE_THAW] = &source_thaw_act,
	[OP_SOURCE_MARK] = &source_mark_act,
	[OP_SOURCE_COLLECT] = &archive_write_act,
	[OP_SOURCE_SAVE] = &archive_write_act,
	[OP_SUMS_TAKE] = &sums_take_act,
	[OP_ARCHIVE_REMOVE] = &archive_remove_act,
	[OP_SOURCE_STOP] = &source_stop_act,
	[OP_SOURCE_OFF] = &source_off_act,
	[OP_SOURCE_START] = &source_start_act,
	[OP_P2V_PREPARE] = &p2v_prepare_act,
	[OP_P2V_CLEAN] = &p2v_clean_act,
	[OP_P2V_CONVERT] = &p2v_convert_act,
	[OP_GUEST_UPGRADE] = &guest_upgrade_act,
	[OP_DATA_FILESYSTEM] = &data_filesystem_act,
	[OP_DATA_RESTORE] = &data_restore_act,
	[OP_ASK] = &accept_act,
	[OP_LOCK_TAKE] = &lockdir_take_act,
	[OP_LOCK_DROP] = &lockdir_drop_act,
	[OP_BLACKOUT_OPEN] = &blackout_open_act,
	[OP_BLACKOUT_CLOSE] = &blackout_close_act,
	[OP_NODE_POWER_OFF] = &node_power_off_act,
	[OP_NODE_POWER_ON] = &node_power_on_act,
	[OP_NODE_EVACUATE] = &node_evacuate_act,
	[OP_NODE_SHUTDOWN] = &node_shutdown_act,
	[OP_QUORUM_DISABLE] = &quorum_disable_act,
	[OP_QUORUM_ENABLE] = &quorum_enable_act,
	[OP_PAUSE] = &pause_act,
};
