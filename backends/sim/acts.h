/*
 * acts.h: how each operation is carried out on the world.
 *
 * The functions are those of the files named; the table is in acts.c.
 */
#ifndef SIM_ACTS_H
#define SIM_ACTS_H

#include "backends/sim/sim_inside.h"

/*
 * How an operation is carried out.  may: the command's refusals; changes
 * nothing; asked when it is given and again when its effect comes.  Either
 * effect, after the time that the timing says; or begin, which marks what is
 * under way and schedules it, and end.
 */
struct act {
	bool	(*so)(struct sim *, const struct op *);	/* NULL: its question */
	bool	(*may)(struct sim *, const struct op *, struct err *);
	void	(*effect)(struct sim *, const struct op *);
	void	(*begin)(struct sim *, uint32_t row);
	void	(*end)(struct sim *, uint32_t row);
};

extern const struct act acts[OP_KINDS];

/* node.c */
bool		 node_policy_may(struct sim *, const struct op *,
		    struct err *);
void		 node_policy(struct sim *, const struct op *);
bool		 config_save_may(struct sim *, const struct op *,
		    struct err *);
void		 config_save(struct sim *, const struct op *);
bool		 lockdir_take_may(struct sim *, const struct op *,
		    struct err *);
void		 lockdir_take(struct sim *, const struct op *);
bool		 lockdir_drop_may(struct sim *, const struct op *,
		    struct err *);
void		 lockdir_drop(struct sim *, const struct op *);
bool		 config_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 config_remove(struct sim *, const struct op *);

/* storage.c */
bool		 label_may(struct sim *, const struct op *, struct err *);
void		 label(struct sim *, const struct op *);
bool		 pool_create_so(struct sim *, const struct op *);
bool		 pool_create_may(struct sim *, const struct op *,
		    struct err *);
void		 pool_create(struct sim *, const struct op *);
bool		 pool_destroy_may(struct sim *, const struct op *,
		    struct err *);
void		 pool_destroy(struct sim *, const struct op *);
bool		 pool_import_so(struct sim *, const struct op *);
bool		 pool_import_may(struct sim *, const struct op *,
		    struct err *);
void		 pool_import(struct sim *, const struct op *);
bool		 pool_export_so(struct sim *, const struct op *);
bool		 pool_export_may(struct sim *, const struct op *,
		    struct err *);
void		 pool_export(struct sim *, const struct op *);

/* files.c */
bool		 filesystem_create_may(struct sim *, const struct op *,
		    struct err *);
void		 filesystem_create(struct sim *, const struct op *);
bool		 filesystem_destroy_may(struct sim *, const struct op *,
		    struct err *);
void		 filesystem_destroy(struct sim *, const struct op *);
bool		 disk_create_may(struct sim *, const struct op *,
		    struct err *);
void		 disk_create(struct sim *, const struct op *);
bool		 disk_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 disk_remove(struct sim *, const struct op *);

/* services.c, volumes.c */
bool		 service_add_may(struct sim *, const struct op *,
		    struct err *);
void		 service_add(struct sim *, const struct op *);
bool		 service_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 service_remove(struct sim *, const struct op *);
bool		 volume_add_may(struct sim *, const struct op *,
		    struct err *);
void		 volume_add(struct sim *, const struct op *);
bool		 volume_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 volume_remove(struct sim *, const struct op *);

/* define.c */
bool		 guest_define_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_define(struct sim *, const struct op *);
bool		 guest_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_remove(struct sim *, const struct op *);
bool		 guest_save_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_save(struct sim *, const struct op *);

/* constrain.c */
bool		 guest_set_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_set(struct sim *, const struct op *);
bool		 guest_part_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_part(struct sim *, const struct op *);
bool		 guest_net_set_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_net_set(struct sim *, const struct op *);
bool		 guest_part_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_part_remove(struct sim *, const struct op *);

/* guest.c, boot.c */
bool		 guest_bind_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_bind(struct sim *, const struct op *);
bool		 guest_unbind_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_unbind(struct sim *, const struct op *);
bool		 guest_start_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_start(struct sim *, const struct op *);
bool		 guest_migrate_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_migrate_begin(struct sim *, uint32_t row);
void		 guest_migrate_end(struct sim *, uint32_t row);
bool		 guest_stop_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_stop_begin(struct sim *, uint32_t row);
void		 guest_stop_end(struct sim *, uint32_t row);
bool		 guest_halt_so(struct sim *, const struct op *);
bool		 guest_halt_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_halt_begin(struct sim *, uint32_t row);
void		 guest_halt_end(struct sim *, uint32_t row);
bool		 guest_boot_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_boot_begin(struct sim *, uint32_t row);
void		 guest_boot_end(struct sim *, uint32_t row);
bool		 guest_install_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_install_begin(struct sim *, uint32_t row);
void		 guest_install_end(struct sim *, uint32_t row);

/* group.c */
bool		 group_create_so(struct sim *, const struct op *);
bool		 group_create_may(struct sim *, const struct op *,
		    struct err *);
void		 group_create(struct sim *, const struct op *);
bool		 group_delete_may(struct sim *, const struct op *,
		    struct err *);
void		 group_delete(struct sim *, const struct op *);
bool		 group_unmanage_may(struct sim *, const struct op *,
		    struct err *);
void		 group_unmanage(struct sim *, const struct op *);
bool		 group_set_may(struct sim *, const struct op *,
		    struct err *);
void		 group_set(struct sim *, const struct op *);
bool		 group_exists_may(struct sim *, const struct op *,
		    struct err *);
void		 group_suspend(struct sim *, const struct op *);
void		 group_resume(struct sim *, const struct op *);
bool		 group_online_may(struct sim *, const struct op *,
		    struct err *);
void		 group_online_begin(struct sim *, uint32_t row);
bool		 group_offline_may(struct sim *, const struct op *,
		    struct err *);
void		 group_offline_begin(struct sim *, uint32_t row);
bool		 group_switch_may(struct sim *, const struct op *,
		    struct err *);
void		 group_switch_begin(struct sim *, uint32_t row);

/* resource.c */
bool		 resource_create_so(struct sim *, const struct op *);
bool		 resource_create_may(struct sim *, const struct op *,
		    struct err *);
void		 resource_create_begin(struct sim *, uint32_t row);
void		 resource_create_end(struct sim *, uint32_t row);
bool		 resource_delete_may(struct sim *, const struct op *,
		    struct err *);
void		 resource_delete(struct sim *, const struct op *);
bool		 resource_disable_may(struct sim *, const struct op *,
		    struct err *);
bool		 resource_enable_may(struct sim *, const struct op *,
		    struct err *);
void		 resource_switch_begin(struct sim *, uint32_t row);
bool		 resource_exists_may(struct sim *, const struct op *,
		    struct err *);
void		 resource_monitor(struct sim *, const struct op *);
bool		 resource_clear_may(struct sim *, const struct op *,
		    struct err *);
void		 resource_clear(struct sim *, const struct op *);
bool		 type_register_may(struct sim *, const struct op *,
		    struct err *);
void		 type_register(struct sim *, const struct op *);

/* share.c */
bool		 share_mount_may(struct sim *, const struct op *,
		    struct err *);
void		 share_mount(struct sim *, const struct op *);
bool		 share_unmount_may(struct sim *, const struct op *,
		    struct err *);
void		 share_unmount(struct sim *, const struct op *);
bool		 shared_write_may(struct sim *, const struct op *,
		    struct err *);
void		 shared_write(struct sim *, const struct op *);
bool		 text_write_may(struct sim *, const struct op *,
		    struct err *);
void		 text_write(struct sim *, const struct op *);
bool		 archive_write_may(struct sim *, const struct op *,
		    struct err *);
void		 archive_write_begin(struct sim *, uint32_t row);
void		 archive_write_end(struct sim *, uint32_t row);
bool		 archive_remove_may(struct sim *, const struct op *,
		    struct err *);
void		 archive_remove(struct sim *, const struct op *);

/* source.c */
bool		 source_runs_may(struct sim *, const struct op *,
		    struct err *);
void		 source_freeze(struct sim *, const struct op *);
void		 source_thaw(struct sim *, const struct op *);
void		 source_stop(struct sim *, const struct op *);
bool		 source_off_may(struct sim *, const struct op *,
		    struct err *);
void		 source_off(struct sim *, const struct op *);
bool		 source_start_may(struct sim *, const struct op *,
		    struct err *);
void		 source_start(struct sim *, const struct op *);

/* p2v.c, upgrade.c, restore.c */
bool		 p2v_prepare_may(struct sim *, const struct op *,
		    struct err *);
void		 p2v_prepare_begin(struct sim *, uint32_t row);
void		 p2v_prepare_end(struct sim *, uint32_t row);
bool		 p2v_clean_so(struct sim *, const struct op *);
bool		 p2v_clean_may(struct sim *, const struct op *,
		    struct err *);
void		 p2v_clean(struct sim *, const struct op *);
bool		 p2v_convert_may(struct sim *, const struct op *,
		    struct err *);
void		 p2v_convert_begin(struct sim *, uint32_t row);
void		 p2v_convert_end(struct sim *, uint32_t row);
bool		 guest_upgrade_may(struct sim *, const struct op *,
		    struct err *);
void		 guest_upgrade_begin(struct sim *, uint32_t row);
void		 guest_upgrade_end(struct sim *, uint32_t row);
bool		 data_filesystem_may(struct sim *, const struct op *,
		    struct err *);
void		 data_filesystem(struct sim *, const struct op *);
bool		 data_restore_may(struct sim *, const struct op *,
		    struct err *);
void		 data_restore(struct sim *, const struct op *);
bool		 accept_may(struct sim *, const struct op *,
		    struct err *);
void		 accepted(struct sim *, const struct op *);

#endif
