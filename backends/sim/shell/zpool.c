/*
 * zpool and zfs: their subcommands.
 */
#include "backends/sim/shell/program.h"

const struct subcommand zpool_subcommands[] = {
	{ "create", "fno:R:m:", "[-fn] pool vdev ...", NULL, 0 },
	{ "destroy", "f", "[-f] pool", NULL, 0 },
	{ "export", "f", "[-f] pool ...", NULL, ONE_BY_ONE },
	{ "get", "", "<\"all\" | property[,...]> pool ...", NULL,
	    NOT_SIMULATED },
	{ "import", "d:Do:fR:a", "[-f] [pool | id [newpool]]", NULL, 0 },
	{ "list", "Ho:", "[-H] [-o property[,...]] [pool] ...", NULL,
	    NOT_SIMULATED },
	{ "scrub", "s", "[-s] pool ...", NULL, NOT_SIMULATED },
	{ "status", "vx", "[-vx] [pool] ...", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand zfs_subcommands[] = {
	{ "create", "po:V:sb:", "[-p] [-o property=value] ... filesystem",
	    NULL, 0 },
	{ "destroy", "rRf", "[-rRf] filesystem|volume|snapshot", NULL, 0 },
	{ "get", "rHo:s:p", "<all | property[,...]> [filesystem] ...", NULL,
	    NOT_SIMULATED },
	{ "list", "rHo:t:s:S:", "[-rH] [-o property[,...]] [filesystem] ...",
	    NULL, NOT_SIMULATED },
	{ "rollback", "rRf", "[-rRf] snapshot", NULL, NOT_SIMULATED },
	{ "snapshot", "ro:", "[-r] filesystem@snapname", NULL,
	    NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};
