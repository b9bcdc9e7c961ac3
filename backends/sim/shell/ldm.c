/*
 * ldm: its subcommands.
 */
#include "backends/sim/shell/ldm_change.h"
#include "backends/sim/shell/ldm_constraints.h"
#include "backends/sim/shell/ldm_devices.h"
#include "backends/sim/shell/ldm_list.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/ldm_services.h"
#include "backends/sim/shell/ldm_tell.h"
#include "backends/sim/shell/program.h"

const struct subcommand ldm_subcommands[] = {
	{ "--help", "", "[subcommand]", ldm_help_run, 0 },
	{ "-V", "", "", ldm_release_run, 0 },
	{ "list-domain", "elo:pS", "[-e] [-l] [-o format] [-p] [-S] [ldom...]",
	    ldm_list_run, 0 },
	{ "list-services", "ep", "[-e] [-p] [ldom...]",
	    ldm_services_run, 0 },
	{ "list-bindings", "ep", "[-e] [-p] [ldom...]", ldm_bindings_run,
	    0 },
	{ "list-constraints", "xep", "([-x] | [-e] [-p]) [ldom...]",
	    ldm_constraints_run, 0 },
	{ "list-devices", "ap", "[-a] [-p] [cpu] [crypto] [memory] [io]",
	    ldm_devices_run, 0 },
	{ "list-spconfig", "r", "[-r [autosave-name]]", ldm_spconfig_run, 0 },
	{ "list-variable", "", "[var-name...] ldom", ldm_variable_run, 0 },
	{ "add-domain", "i:", "(-i file | [keys] ldom...)", ldm_define_run, 0 },
	{ "set-domain", "i:", "(-i file | [keys] ldom)", NULL, 0 },
	{ "remove-domain", "a", "(-a | ldom...)", ldm_domains_run, 0 },
	{ "bind-domain", "i:fq", "(-i file | ldom)", NULL, 0 },
	{ "unbind-domain", "", "ldom", NULL, 0 },
	{ "start-domain", "ai:", "(-a | -i file | ldom...)",
	    ldm_domains_run, 0 },
	{ "stop-domain", "afqhrt:m:", "[-f] (-a | ldom...)",
	    ldm_domains_run, 0 },
	{ "panic-domain", "", "ldom", ldm_panic_run, 0 },
	{ "migrate-domain", "fncp:", "[-f] [-n] [-p file] source-ldom "
	    "[user@]target-host[:target-ldom]", ldm_migrate_run, 0 },
	{ "cancel-operation", "", "(migration | reconf | memdr) ldom",
	    ldm_cancel_run, 0 },
	{ "start-reconf", "", "ldom", NULL, NOT_SIMULATED },
	{ "cancel-reconf", "", "ldom", NULL, NOT_SIMULATED },
	{ "add-vsw", "", "[keys] vswitch-name ldom", NULL, KEYS_FIRST },
	{ "set-vsw", "", "[keys] vswitch-name", NULL, NOT_SIMULATED },
	{ "remove-vsw", "f", "[-f] vswitch-name", NULL, 0 },
	{ "add-vds", "", "service-name ldom", NULL, 0 },
	{ "remove-vds", "f", "[-f] service-name", NULL, 0 },
	{ "add-vcc", "", "port-range=x-y vcc-name ldom", NULL, KEYS_FIRST },
	{ "set-vcc", "", "port-range=x-y vcc-name", NULL, NOT_SIMULATED },
	{ "remove-vcc", "f", "[-f] vcc-name", NULL, 0 },
	{ "add-vdsdev", "fq", "[-f] [-q] [options={ro,slice,excl}] "
	    "[mpgroup=mpgroup] backend volume-name@service-name", NULL,
	    KEYS_FIRST },
	{ "set-vdsdev", "f", "[-f] [keys] volume-name@service-name",
	    ldm_vdsdev_run, KEYS_FIRST },
	{ "remove-vdsdev", "f", "[-f] volume-name@service-name", NULL, 0 },
	{ "add-vdisk", "", "[timeout=seconds] [id=disk-id] disk-name "
	    "volume-name@service-name ldom", ldm_vdisk_run, KEYS_FIRST },
	{ "set-vdisk", "", "[keys] disk-name ldom", ldm_vdisk_set_run,
	    KEYS_FIRST },
	{ "remove-vdisk", "f", "[-f] disk-name ldom", NULL, 0 },
	{ "add-vnet", "", "[keys] if-name vswitch-name ldom", NULL,
	    KEYS_FIRST },
	{ "set-vnet", "", "[keys] if-name ldom", NULL, KEYS_FIRST },
	{ "remove-vnet", "f", "[-f] if-name ldom", NULL, 0 },
	{ "set-vcons", "", "[keys] ldom", ldm_vcons_run, KEYS_FIRST },
	{ "add-vcpu", "c", "number ldom", NULL, 0 },
	{ "set-vcpu", "c", "number ldom", NULL, 0 },
	{ "remove-vcpu", "c", "number ldom", ldm_less_run, 0 },
	{ "add-crypto", "", "number ldom", NULL, 0 },
	{ "set-crypto", "", "number ldom", NULL, 0 },
	{ "remove-crypto", "f", "[-f] number ldom", NULL, 0 },
	{ "add-memory", "-:", "[--auto-adj] size[unit] ldom", NULL, 0 },
	{ "set-memory", "-:", "[--auto-adj] size[unit] ldom", NULL, 0 },
	{ "remove-memory", "-:", "[--auto-adj] size[unit] ldom",
	    ldm_less_run, 0 },
	{ "set-variable", "", "var-name=[value]... ldom", NULL, 0 },
	{ "remove-variable", "", "var-name... ldom",
	    ldm_variable_remove_run, 0 },
	{ "add-spconfig", "r:", "config-name", NULL, 0 },
	{ "set-spconfig", "", "(config-name | factory-default)", NULL, 0 },
	{ "remove-spconfig", "r", "[-r] config-name", NULL, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};
