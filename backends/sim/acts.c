/*
 * The table of operations: how each is carried out on the world.
 */
#include "backends/sim/acts.h"

static bool
pause_so(struct sim *sim, const struct op *op)
{
	(void)sim;
	return op->number == 0;
}

static bool
pause_may(struct sim *sim, const struct op *op, struct err *err)
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

const struct act acts[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .may = label_may, .effect = label },
	[OP_VSW_ADD] = { .may = service_add_may, .effect = service_add },
	[OP_VDS_ADD] = { .may = service_add_may, .effect = service_add },
	[OP_VCC_ADD] = { .may = service_add_may, .effect = service_add },
	[OP_VSW_REMOVE] = { .may = service_remove_may,
	    .effect = service_remove },
	[OP_VDS_REMOVE] = { .may = service_remove_may,
	    .effect = service_remove },
	[OP_VCC_REMOVE] = { .may = service_remove_may,
	    .effect = service_remove },
	[OP_NODE_POLICY] = { .may = node_policy_may, .effect = node_policy },
	[OP_CONFIG_SAVE] = { .may = config_save_may, .effect = config_save },
	[OP_CONFIG_REMOVE] = { .may = config_remove_may,
	    .effect = config_remove },
	[OP_TYPE_REGISTER] = { .may = type_register_may,
	    .effect = type_register },
	[OP_POOL_CREATE] = { pool_create_so, pool_create_may, pool_create,
	    NULL, NULL },
	[OP_POOL_DESTROY] = { .may = pool_destroy_may,
	    .effect = pool_destroy },
	[OP_POOL_IMPORT] = { pool_import_so, pool_import_may, pool_import,
	    NULL, NULL },
	[OP_POOL_EXPORT] = { pool_export_so, pool_export_may, pool_export,
	    NULL, NULL },
	[OP_FILESYSTEM_CREATE] = { .may = filesystem_create_may,
	    .effect = filesystem_create },
	[OP_FILESYSTEM_DESTROY] = { .may = filesystem_destroy_may,
	    .effect = filesystem_destroy },
	[OP_DISK_CREATE] = { .may = disk_create_may, .effect = disk_create },
	[OP_DISK_REMOVE] = { .may = disk_remove_may, .effect = disk_remove },
	[OP_VOLUME_ADD] = { .may = volume_add_may, .effect = volume_add },
	[OP_VOLUME_REMOVE] = { .may = volume_remove_may,
	    .effect = volume_remove },
	[OP_GROUP_CREATE] = { group_create_so, group_create_may, group_create,
	    NULL, NULL },
	[OP_GROUP_DELETE] = { .may = group_delete_may,
	    .effect = group_delete },
	[OP_GROUP_ONLINE] = { .may = group_online_may,
	    .begin = group_online_begin },
	[OP_GROUP_OFFLINE] = { .may = group_offline_may,
	    .begin = group_offline_begin },
	[OP_GROUP_UNMANAGE] = { .may = group_unmanage_may,
	    .effect = group_unmanage },
	[OP_GROUP_SWITCH] = { .may = group_switch_may,
	    .begin = group_switch_begin },
	[OP_GROUP_SET] = { .may = group_set_may, .effect = group_set },
	[OP_GROUP_SUSPEND] = { .may = group_exists_may,
	    .effect = group_suspend },
	[OP_GROUP_RESUME] = { .may = group_exists_may,
	    .effect = group_resume },
	[OP_RESOURCE_CREATE] = { resource_create_so, resource_create_may, NULL,
	    resource_create_begin, resource_create_end },
	[OP_RESOURCE_DELETE] = { .may = resource_delete_may,
	    .effect = resource_delete },
	[OP_RESOURCE_DISABLE] = { .may = resource_disable_may,
	    .begin = resource_switch_begin },
	[OP_RESOURCE_ENABLE] = { .may = resource_enable_may,
	    .begin = resource_switch_begin },
	[OP_RESOURCE_UNMONITOR] = { .may = resource_exists_may,
	    .effect = resource_monitor },
	[OP_RESOURCE_MONITOR] = { .may = resource_exists_may,
	    .effect = resource_monitor },
	[OP_RESOURCE_CLEAR] = { .may = resource_clear_may,
	    .effect = resource_clear },
	[OP_GUEST_DEFINE] = { .may = guest_define_may,
	    .effect = guest_define },
	[OP_GUEST_REMOVE] = { .may = guest_remove_may,
	    .effect = guest_remove },
	[OP_GUEST_VCPUS] = { .may = guest_set_may, .effect = guest_set },
	[OP_GUEST_MEMORY] = { .may = guest_set_may, .effect = guest_set },
	[OP_GUEST_HOSTID] = { .may = guest_set_may, .effect = guest_set },
	[OP_GUEST_MASTER] = { .may = guest_set_may, .effect = guest_set },
	[OP_GUEST_VARIABLE] = { .may = guest_part_may, .effect = guest_part },
	[OP_GUEST_VDISK] = { .may = guest_part_may, .effect = guest_part },
	[OP_GUEST_VDISK_REMOVE] = { .may = guest_part_remove_may,
	    .effect = guest_part_remove },
	[OP_GUEST_VNET] = { .may = guest_part_may, .effect = guest_part },
	[OP_GUEST_VNET_REMOVE] = { .may = guest_part_remove_may,
	    .effect = guest_part_remove },
	[OP_GUEST_BIND] = { .may = guest_bind_may, .effect = guest_bind },
	[OP_GUEST_UNBIND] = { .may = guest_unbind_may,
	    .effect = guest_unbind },
	[OP_GUEST_START] = { .may = guest_start_may, .effect = guest_start },
	[OP_GUEST_STOP] = { NULL, guest_stop_may, NULL, guest_stop_begin,
	    guest_stop_end },
	[OP_GUEST_HALT] = { guest_halt_so, guest_halt_may, NULL,
	    guest_halt_begin, guest_halt_end },
	[OP_GUEST_BOOT] = { NULL, guest_boot_may, NULL, guest_boot_begin,
	    guest_boot_end },
	[OP_GUEST_MIGRATE] = { NULL, guest_migrate_may, NULL,
	    guest_migrate_begin, guest_migrate_end },
	[OP_GUEST_INSTALL] = { NULL, guest_install_may, NULL,
	    guest_install_begin, guest_install_end },
	[OP_GUEST_SAVE] = { .may = guest_save_may, .effect = guest_save },
	[OP_LOCK_TAKE] = { .may = lockdir_take_may, .effect = lockdir_take },
	[OP_LOCK_DROP] = { .may = lockdir_drop_may, .effect = lockdir_drop },
	[OP_PAUSE] = { pause_so, pause_may, pause_over, NULL, NULL },
};
