/*
 * zpool and zfs: their subcommands, in the order of their usage.
 */
#include "backends/sim/shell/dataset.h"
#include "backends/sim/shell/zpool_property.h"
#include "backends/sim/shell/zpool_status.h"

const struct subcommand zpool_subcommands[] = {
	{ "create", "fnR:m:o:", "[-fn] [-o property=value] ... \n"
	    "\t    [-m mountpoint]\n\t    [-R root] <pool> <vdev> ...", NULL,
	    0 },
	{ "destroy", "f", "[-f] <pool>", NULL, 0 },
	{ "add", "fn", "[-fn] <pool> <vdev> ...", NULL, NOT_SIMULATED },
	{ "remove", "", "<pool> <device> ...", NULL, NOT_SIMULATED },
	{ "list", "Ho:", "[-H] [-o property[,...]] [pool] ...",
	    zpool_list_run, 0 },
	{ "iostat", "v", "[-v] [pool] ... [interval [count]]", NULL,
	    NOT_SIMULATED },
	{ "status", "vx", "[-vx] [pool] ...", zpool_status_run, 0 },
	{ "online", "", "<pool> <device> ...", NULL, NOT_SIMULATED },
	{ "offline", "t", "[-t] <pool> <device> ...", NULL, NOT_SIMULATED },
	{ "clear", "", "<pool> [device]", NULL, NOT_SIMULATED },
	{ "attach", "f", "[-f] <pool> <device> <new-device>", NULL,
	    NOT_SIMULATED },
	{ "detach", "", "<pool> <device>", NULL, NOT_SIMULATED },
	{ "replace", "f", "[-f] <pool> <device> [new-device]", NULL,
	    NOT_SIMULATED },
	{ "scrub", "s", "[-s] <pool> ...", zpool_scrub_run, 0 },
	{ "import", "afc:d:Do:R:", "[-d dir] [-D]\n"
	    "\timport [-o mntopts] [-o property=value] ... \n"
	    "\t    [-d dir | -c cachefile] [-D] [-f] [-R root] -a\n"
	    "\timport [-o mntopts] [-o property=value] ... \n"
	    "\t    [-d dir | -c cachefile] [-D] [-f] [-R root] <pool | id> "
	    "[newpool]", zpool_import_run, 0 },
	{ "export", "f", "[-f] <pool> ...", NULL, ONE_BY_ONE },
	{ "upgrade", "avV:", "\n\tupgrade -v\n\tupgrade [-V version] <-a | "
	    "pool ...>", zpool_upgrade_run, 0 },
	{ "history", "il", "[-il] [<pool>] ...", NULL, NOT_SIMULATED },
	{ "get", "", "<\"all\" | property[,...]> <pool> ...", zpool_get_run,
	    0 },
	{ "set", "", "<property=value> <pool> ", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand zfs_subcommands[] = {
	{ "create", "pso:V:b:", "[-p] [-o property=value] ... <filesystem>\n"
	    "\tcreate [-ps] [-b blocksize] [-o property=value] ... -V <size> "
	    "<volume>", NULL, 0 },
	{ "destroy", "rRf", "[-rRf] <filesystem|volume|snapshot>", NULL, 0 },
	{ "snapshot", "ro:", "[-r] <filesystem@snapname|volume@snapname>",
	    zfs_snapshot_run, 0 },
	{ "rollback", "rRf", "[-rRf] <snapshot>", zfs_rollback_run, 0 },
	{ "clone", "p", "[-p] <snapshot> <filesystem|volume>", NULL,
	    NOT_SIMULATED },
	{ "promote", "", "<clone-filesystem>", NULL, NOT_SIMULATED },
	{ "rename", "pr", "<filesystem|volume|snapshot> "
	    "<filesystem|volume|snapshot>\n"
	    "\trename -p <filesystem|volume> <filesystem|volume>\n"
	    "\trename -r <snapshot> <snapshot>", NULL, NOT_SIMULATED },
	{ "list", "rHo:t:s:S:", "[-rH] [-o property[,...]] [-t type[,...]] "
	    "[-s property] ...\n\t    [-S property] ... "
	    "[filesystem|volume|snapshot] ...", zfs_list_run, 0 },
	{ "set", "", "<property=value> <filesystem|volume> ...", NULL,
	    NOT_SIMULATED },
	{ "get", "rHpo:s:", "[-rHp] [-o field[,...]] [-s source[,...]]\n"
	    "\t    <\"all\" | property[,...]> [filesystem|volume|snapshot] "
	    "...", zfs_get_run, 0 },
	{ "inherit", "r", "[-r] <property> <filesystem|volume> ...", NULL,
	    NOT_SIMULATED },
	{ "upgrade", "rvaV:", "[-v]\n"
	    "\tupgrade [-r] [-V version] <-a | filesystem ...>", NULL,
	    NOT_SIMULATED },
	{ "mount", "vOao:", "\n\tmount [-vO] [-o opts] <-a | filesystem>",
	    NULL, NOT_SIMULATED },
	{ "unmount", "fa", "[-f] <-a | filesystem|mountpoint>", NULL,
	    NOT_SIMULATED },
	{ "share", "a", "<-a | filesystem>", NULL, NOT_SIMULATED },
	{ "unshare", "fa", "[-f] <-a | filesystem|mountpoint>", NULL,
	    NOT_SIMULATED },
	{ "send", "RiI", "[-R] [-[iI] snapshot] <snapshot>", NULL,
	    NOT_SIMULATED },
	{ "receive", "vnFd", "[-vnF] <filesystem|volume|snapshot>\n"
	    "\treceive [-vnF] -d <filesystem>", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};
