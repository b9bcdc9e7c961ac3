/*
 * The keys of a start text: what sets each, and the question that shows it.
 *
 * One that no question shows is set all the same, when a text has it: the
 * canonical text of a simulated world has all.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/told/setters.h"

static const char config[] = "ldm list-config",
    services[] = "ldm list-services -p",
    pool_line[] = "zpool status POOL; zpool import",
    group[] = "clrg show -v GROUP", group_status[] = "clrg status GROUP",
    resource[] = "clrs show -v RESOURCE",
    domain[] = "ldm list -l -p GUEST",
    constraints[] = "ldm list-constraints -p GUEST",
    of_source[] = "a survey asks nodes, and nobody else",
    of_sp[] = "only a service processor knows it",
    of_disk[] = "what is on a disk is not read";

const struct told_row told_rows[] = {
	{ { "node", "power", TOLD_VALUE, "uname -n", "up; else not known" },
	    .set = node_set_power, .otherwise = "down", .show = show_power },
	{ { "node", "member", TOLD_VALUE, "clnode status", NULL },
	    .set = node_set_member, .otherwise = "no", .show = show_member },
	{ { "node", "policy", TOLD_VALUE, "ldm list -o domain primary", NULL },
	    .set = node_set_policy, .otherwise = "ignore" },
	{ { "node", "share", TOLD_VALUE, "mount", NULL },
	    .set = node_set_share },
	{ { "node", "saved", TOLD_LIST, config, "NAME of one that is current, "
	    "else NAME:older; what is in it is taken to be what the node has "
	    "now, without guests" },
	    .phase = TOLD_LATE, .set = node_set_saved, .show = show_saved },
	{ { "node", "next", TOLD_VALUE, config, NULL }, .phase = TOLD_LATE,
	    .set = node_set_next },
	{ { "node", "current", TOLD_VALUE, NULL, "what was loaded is shown "
	    "only while it is what runs" }, .phase = TOLD_LATE,
	    .set = node_set_current },
	{ { "node", "degraded", TOLD_WORD, config, NULL }, .phase = TOLD_LATE,
	    .set = node_set_degraded },
	{ { "node", "autorecovery", TOLD_WORD, "svcprop -p "
	    "ldmd/autorecovery_policy ldmd", NULL }, .set = node_set_recovers },
	{ { "node", "apart", TOLD_VALUE, NULL, "which private links are cut, a "
	    "member does not say before it has panicked" },
	    .set = node_set_apart },
	{ { "node", "bootmode", TOLD_VALUE, NULL, of_sp }, .phase = TOLD_LATE,
	    .set = node_set_bootmode },
	{ { "node", "keyswitch", TOLD_VALUE, NULL, of_sp },
	    .set = node_set_keyswitch },

	{ { "service", "on", TOLD_VALUE, services, NULL },
	    .set = told_elsewhere },
	{ { "service", "kind", TOLD_VALUE, services, "of one that the site "
	    "file does not have" }, .set = service_set_kind, .otherwise = "",
	    .show = show_nothing },
	{ { "service", "value", TOLD_VALUE, services, NULL },
	    .set = service_set_value, .otherwise = "" },

	{ { "device", "label", TOLD_VALUE, "prtvtoc /dev/did/rdsk/DEVICEs2",
	    NULL }, .set = device_set_label },
	{ { "device", "pool", TOLD_VALUE, pool_line, NULL },
	    .set = told_elsewhere },

	{ { "pool", "device", TOLD_VALUE, pool_line, NULL },
	    .set = pool_set_device },
	{ { "pool", "imported", TOLD_VALUE, "zpool list -H -o name", NULL },
	    .set = pool_set_nodes, .otherwise = "", .show = show_answering },
	{ { "pool", "last", TOLD_VALUE, "zdb -l /dev/did/dsk/DEVICEsN", "of a "
	    "host outside the cluster, that it is another one" },
	    .set = pool_set_last },
	{ { "pool", "damaged", TOLD_VALUE, NULL, of_disk },
	    .set = pool_set_damaged },
	{ { "pool", "cached", TOLD_VALUE, "zpool get altroot,cachefile POOL",
	    "where it is imported" }, .set = pool_set_cached,
	    .show = show_imported },
	{ { "pool", "uncached", TOLD_VALUE, "zpool get altroot,cachefile POOL",
	    "imported without an altroot, and in no cache" },
	    .set = told_elsewhere, .show = show_answering },
	{ { "pool", "copy", TOLD_VALUE, NULL, "the cluster keeps its copy of "
	    "zpool.cache to itself" }, .set = pool_set_copy },

	{ { "file", "size", TOLD_VALUE, "ls -l FILE; zfs list", NULL },
	    .set = file_set_size },
	{ { "file", "content", TOLD_VALUE, NULL, of_disk },
	    .set = file_set_content },
	{ { "file", "on", TOLD_VALUE, "ls -l FILE", NULL }, .set = file_set_on,
	    .show = show_answering },
	{ { "archive", "complete", TOLD_WORD, NULL, of_source },
	    .set = archive_set_complete },
	{ { "archive", "partial", TOLD_WORD, NULL, of_source },
	    .set = archive_set_partial },

	{ { "volume", "on", TOLD_VALUE, services, NULL },
	    .set = told_elsewhere },
	{ { "volume", "service", TOLD_VALUE, services, NULL },
	    .set = volume_set_all },
	{ { "volume", "file", TOLD_VALUE, services, NULL },
	    .set = told_elsewhere },
	{ { "volume", "options", TOLD_VALUE, services, NULL },
	    .set = told_elsewhere },

	{ { "type", "registered", TOLD_VALUE, "clrt list", NULL },
	    .set = type_set_registered },

	{ { "group", "nodes", TOLD_VALUE, group, NULL },
	    .set = group_set_nodes },
	{ { "group", "managed", TOLD_VALUE, group_status, NULL },
	    .set = group_set_managed, .otherwise = "yes" },
	{ { "group", "suspended", TOLD_VALUE, group_status, NULL },
	    .set = group_set_suspended, .otherwise = "no" },
	{ { "group", "online", TOLD_VALUE, group_status, NULL },
	    .set = group_set_online, .show = show_online },
	{ { "group", "stop-failed", TOLD_VALUE, group_status, NULL },
	    .set = group_set_stop_failed },
	{ { "group", "Failback", TOLD_VALUE, group, NULL },
	    .set = group_set_failback },
	{ { "group", "RG_description", TOLD_VALUE, group, NULL },
	    .set = group_set_description },
	{ { "group", "RG_affinities", TOLD_VALUE, group, NULL },
	    .set = group_set_affinities },
	{ { "group", "Load_factors", TOLD_VALUE, group, NULL },
	    .set = group_set_loads },

	{ { "resource", "group", TOLD_VALUE, resource, NULL },
	    .set = resource_set_group },
	{ { "resource", "type", TOLD_VALUE, resource, NULL },
	    .set = resource_set_type },
	{ { "resource", "enabled", TOLD_VALUE, resource, NULL },
	    .set = resource_set_enabled, .otherwise = "yes" },
	{ { "resource", "monitored", TOLD_VALUE, resource, NULL },
	    .set = resource_set_monitored, .otherwise = "yes" },
	{ { "resource", "failed", TOLD_VALUE, "clrs status RESOURCE", NULL },
	    .set = resource_set_failed, .otherwise = "no" },
	{ { "resource", "pool", TOLD_VALUE, resource, "Zpools; other "
	    "properties are as in the site file" }, .set = resource_set_pool,
	    .show = show_nothing },
	{ { "resource", "guest", TOLD_VALUE, resource, "Domain_name; other "
	    "properties are as in the site file" }, .set = resource_set_guest,
	    .show = show_nothing },

	{ { "guest", "on", TOLD_VALUE, domain, "the cluster's copy is not "
	    "shown" }, .set = told_elsewhere },
	{ { "guest", "vcpus", TOLD_VALUE, domain, NULL },
	    .set = guest_set_vcpus },
	{ { "guest", "memory", TOLD_VALUE, domain, NULL },
	    .set = guest_set_memory },
	{ { "guest", "mac", TOLD_VALUE, domain, NULL }, .set = guest_set_mac },
	{ { "guest", "hostid", TOLD_VALUE, domain, NULL },
	    .set = guest_set_hostid },
	{ { "guest", "master", TOLD_VALUE, domain, NULL },
	    .set = guest_set_master },
	{ { "guest", "crypto", TOLD_VALUE, domain, NULL },
	    .set = guest_set_crypto },
	{ { "guest", "port", TOLD_VALUE, constraints, NULL },
	    .set = guest_set_port },
	{ { "guest", "disk", TOLD_LIST, constraints, NULL },
	    .set = guest_set_disk },
	{ { "guest", "net", TOLD_LIST, constraints, NULL },
	    .set = guest_set_net },
	{ { "guest", "VARIABLE", TOLD_LIST, constraints, "any variable of "
	    "OpenBoot" }, .set = guest_set_variable },
	{ { "guest", "loops", TOLD_WORD, NULL, "a guest that boots again and "
	    "again looks like one that boots" }, .set = guest_set_loops },
	{ { "guest", "console", TOLD_VALUE, domain, "while it is bound" },
	    .set = told_elsewhere, .show = show_nothing },
	{ { "guest", "state", TOLD_VALUE, domain, "of a guest that boots, that "
	    "it is not up; of one that hangs, that it is" }, .phase = TOLD_LATE,
	    .set = guest_set_state, .otherwise = "inactive",
	    .show = show_state },

	{ { "source", "power", TOLD_VALUE, NULL, of_source },
	    .set = source_set_power },
	{ { "source", "applications", TOLD_VALUE, NULL, of_source },
	    .set = source_set_applications },
	{ { "source", "auto-boot", TOLD_VALUE, NULL, of_source },
	    .set = source_set_auto_boot },
	{ { "source", "untouched", TOLD_VALUE, NULL, of_source },
	    .set = source_set_untouched },
	{ { "source", "share", TOLD_VALUE, NULL, of_source },
	    .set = source_set_share },
};

const size_t told_row_count = sizeof(told_rows) / sizeof(told_rows[0]);

bool
told_elsewhere(struct telling *telling, const char *value)
{
	(void)telling;
	(void)value;
	return true;
}

/* What "ldm set-variable" is used for, and all that a guest's prompt has. */
static bool
is_variable(const char *key)
{
	static const char *const names[] = { "auto-boot?",
	    "auto-boot-on-error?", "boot-args", "boot-command", "boot-device",
	    "boot-device-index", "boot-file", "diag-switch?",
	    "error-reset-recovery", "fcode-debug?", "input-device",
	    "keyboard-layout", "load-base", "local-mac-address?",
	    "multipath-boot?", "network-boot-arguments", "nvramrc",
	    "output-device", "reboot-command", "security-mode",
	    "security-password", "ttya-mode", "use-nvramrc?",
	    "ansi-terminal?", "oem-banner", "oem-banner?", "oem-logo",
	    "oem-logo?", "scsi-initiator-id", "screen-#columns",
	    "screen-#rows", "security-#badlogins", "ttya-ignore-cd",
	    "ttya-rts-dtr-off", "verbosity" };
	size_t i = 0;

	while (i < sizeof(names) / sizeof(names[0]) &&
	    strcmp(names[i], key) != 0)
		i++;
	return i < sizeof(names) / sizeof(names[0]);
}

static const struct told_row *
row_find(const char *line, const char *key)
{
	for (size_t i = 0; i < told_row_count; i++)
		if (strcmp(told_rows[i].key.line, line) == 0 &&
		    strcmp(told_rows[i].key.key, key) == 0)
			return &told_rows[i];
	return NULL;
}

const struct told_row *
told_row_of(const struct told_line *line, const struct told_word *word)
{
	const struct told_row *row = strcmp(word->key, "VARIABLE") == 0 ?
	    NULL : row_find(line->kind, word->key);

	assert(line->kind != NULL);
	return row == NULL && strcmp(line->kind, "guest") == 0 &&
	    is_variable(word->key) ? row_find("guest", "VARIABLE") : row;
}

const struct told_key *
told_key(size_t n)
{
	return n < told_row_count ? &told_rows[n].key : NULL;
}

bool
told_is_observable(const char *line, const char *key)
{
	const struct told_line about = { .kind = line };
	const struct told_word word = { .key = key };
	const struct told_row *row = told_row_of(&about, &word);

	return row != NULL && row->key.shows != NULL;
}
