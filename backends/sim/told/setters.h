/*
 * setters.h: what the table of keys calls; inside backends/sim/told only.
 */
#ifndef SIM_TOLD_SETTERS_H
#define SIM_TOLD_SETTERS_H

#include "backends/sim/told/telling.h"

typedef bool	 told_setter(struct telling *, const char *value);
typedef bool	 told_shower(struct sim *, const struct told_line *,
		    const char *value, struct buffer *);

told_setter	 node_set_power, node_set_member, node_set_policy,
		 node_set_share, node_set_apart, node_set_bootmode,
		 node_set_keyswitch, node_set_recovers, node_set_saved,
		 node_set_next, node_set_current, node_set_degraded;
told_setter	 service_set_value, service_set_kind, volume_set_all;
told_setter	 device_set_label, device_set_pool;
told_setter	 pool_set_device, pool_set_nodes, pool_set_last,
		 pool_set_damaged, pool_set_cached, pool_set_copy;
told_setter	 file_set_size, file_set_content, file_set_on;
told_setter	 archive_set_complete, archive_set_partial;
told_setter	 type_set_registered;
told_setter	 group_set_nodes, group_set_managed, group_set_suspended,
		 group_set_online, group_set_stop_failed, group_set_failback,
		 group_set_description, group_set_affinities,
		 group_set_loads;
told_setter	 resource_set_group, resource_set_type, resource_set_enabled,
		 resource_set_monitored, resource_set_failed,
		 resource_set_pool, resource_set_guest;
told_setter	 guest_set_vcpus, guest_set_memory, guest_set_mac,
		 guest_set_hostid, guest_set_master, guest_set_crypto,
		 guest_set_port, guest_set_disk, guest_set_net,
		 guest_set_variable, guest_set_loops, guest_set_state;
told_setter	 source_set_power, source_set_applications,
		 source_set_auto_boot, source_set_untouched,
		 source_set_share;
/* What is taken where another key of the line is told. */
told_setter	 told_elsewhere;

told_shower	 show_answering, show_power, show_member, show_saved,
		 show_state, show_online, show_imported;
/* What is shown stands nowhere in the canonical text. */
told_shower	 show_nothing;

#endif
