/*
 * The cluster's programs: their subcommands.
 */
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_show.h"
#include "backends/sim/shell/program.h"

const struct subcommand clrg_subcommands[] = {
	{ "add-node", "n:Su", "-n node[,...] [-S] {+ | rg...}", NULL,
	    NOT_SIMULATED },
	{ "create", "n:p:S", "[-S] [-n node[,...]] [-p name=value]... rg...",
	    clrg_create, 0 },
	{ "delete", "F", "[-F] {+ | rg...}", NULL, ONE_BY_ONE },
	{ "evacuate", "n:T:", "-n node[,...] [-T seconds] +", clrg_evacuate,
	    0 },
	{ "export", "o:", "[-o file] [+ | rg...]", NULL, NOT_SIMULATED },
	{ "list", "n:r:s:t:v", "[-n node,...] [-r rs,...] [-s state,...] "
	    "[-t rt,...] [-v] [+ | rg...]", clrg_list, 0 },
	{ "manage", "u", "{+ | rg...}", clrg_manage, 0 },
	{ "offline", "n:u", "[-n node[,...]] {+ | rg...}", clrg_offline, 0 },
	{ "online", "emMn:u", "[-e] [-m] [-M] [-n node[,...]] {+ | rg...}",
	    clrg_online, 0 },
	{ "quiesce", "ku", "[-k] {+ | rg...}", clrg_quiesce, 0 },
	{ "remaster", "u", "{+ | rg...}", clrg_remaster, 0 },
	{ "remove-node", "n:u", "-n node[,...] {+ | rg...}", NULL,
	    NOT_SIMULATED },
	{ "restart", "n:u", "[-n node[,...]] {+ | rg...}", clrg_restart, 0 },
	{ "resume", "", "{+ | rg...}", clrg_resume, 0 },
	{ "set", "i:n:p:u", "[-n node[,...]] -p name[+|-]=value... "
	    "{+ | rg...}", clrg_set, 0 },
	{ "show", "n:p:r:s:t:v", "[-n node,...] [-p name,...] [-r rs,...] "
	    "[-s state,...] [-t rt,...] [-v] [+ | rg...]", clrg_show, 0 },
	{ "status", "n:r:s:t:v", "[-n node,...] [-r rs,...] [-s state,...] "
	    "[-t rt,...] [+ | rg...]", clrg_status, 0 },
	{ "suspend", "k", "[-k] {+ | rg...}", clrg_suspend, 0 },
	{ "switch", "emMn:u", "[-e] [-m] [-M] -n node[,...] {+ | rg...}",
	    clrg_switch, 0 },
	{ "unmanage", "u", "{+ | rg...}", clrg_unmanage, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clrs_subcommands[] = {
	{ "clear", "f:g:n:t:", "[-f errorflag] [-g rg,...] [-t rt,...] "
	    "-n node[,...] {+ | rs...}", clrs_clear, 0 },
	{ "create", "ai:g:t:dp:x:y:", "-g rg -t rt [-d] [-p name=value]... rs",
	    clrs_create, 0 },
	{ "delete", "Fg:t:", "[-F] [-g rg,...] [-t rt,...] {+ | rs...}",
	    clrs_delete, 0 },
	{ "disable", "rRn:g:t:", "[-r|-R] [-n node[,...]] [-g rg,...] "
	    "[-t rt,...] {+ | rs...}", clrs_disable, 0 },
	{ "enable", "rRn:g:t:", "[-r|-R] [-n node[,...]] [-g rg,...] "
	    "[-t rt,...] {+ | rs...}", clrs_enable, 0 },
	{ "export", "o:", "[-o file] [+ | rs...]", NULL, NOT_SIMULATED },
	{ "list", "s:g:t:v", "[-s state,...] [-g rg,...] [-t rt,...] [-v] "
	    "[+ | rs...]", clrs_list, 0 },
	{ "list-props", "l:g:t:v", "[-l all|extension|standard] [-g rg,...] "
	    "[-t rt,...] [+ | rs...]", clrs_list_props, 0 },
	{ "monitor", "n:g:t:", "[-n node[,...]] [-g rg,...] [-t rt,...] "
	    "{+ | rs...}", clrs_monitor, 0 },
	{ "set", "i:p:x:y:g:t:", "-p name[+|-]=value... [-g rg,...] "
	    "[-t rt,...] {+ | rs...}", clrs_set, 0 },
	{ "show", "p:g:t:v", "[-p name,...] [-g rg,...] [-t rt,...] [-v] "
	    "[+ | rs...]", clrs_show, 0 },
	{ "status", "s:n:g:t:v", "[-s state,...] [-n node,...] [-g rg,...] "
	    "[-t rt,...] [+ | rs...]", clrs_status, 0 },
	{ "unmonitor", "n:g:t:", "[-n node[,...]] [-g rg,...] [-t rt,...] "
	    "{+ | rs...}", clrs_unmonitor, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clrt_subcommands[] = {
	{ "list", "v", "[-v] [+ | rt...]", clrt_list, 0 },
	{ "register", "", "rt...", NULL, ONE_BY_ONE },
	{ "show", "v", "[-v] [+ | rt...]", clrt_show, 0 },
	{ "unregister", "", "{+ | rt...}", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clnode_subcommands[] = {
	{ "evacuate", "T:", "[-T seconds] {+ | node}", clnode_evacuate, 0 },
	{ "list", "v", "[-v] [+ | node...]", clnode_list, 0 },
	{ "remove", "F", "[-F] [node]", NULL, NOT_SIMULATED },
	{ "set", "p:", "-p name=value {+ | node...}", NULL, NOT_SIMULATED },
	{ "show", "v", "[-v] [+ | node...]", clnode_show, 0 },
	{ "show-rev", "v", "[-v] [node]", NULL, NOT_SIMULATED },
	{ "status", "mv", "[-m] [+ | node...]", clnode_status, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clquorum_subcommands[] = {
	{ "add", "", "devicename...", NULL, NOT_SIMULATED },
	{ "disable", "t:", "{+ | devicename...}", clquorum_disable, 0 },
	{ "enable", "t:", "{+ | devicename...}", clquorum_enable, 0 },
	{ "list", "t:v", "[-t type,...] [-v] [+ | devicename...]",
	    clquorum_list, 0 },
	{ "remove", "", "devicename...", NULL, NOT_SIMULATED },
	{ "reset", "", "", NULL, NOT_SIMULATED },
	{ "show", "t:n:v", "[-t type,...] [+ | devicename...]",
	    clquorum_show, 0 },
	{ "status", "t:n:v", "[-t type,...] [+ | devicename...]",
	    clquorum_status, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand cldevice_subcommands[] = {
	{ "check", "n:", "[-n node,...] [+]", NULL, NOT_SIMULATED },
	{ "clear", "n:", "[-n node,...] [+]", NULL, NOT_SIMULATED },
	{ "combine", "d:t:g:", "-d device device", NULL, NOT_SIMULATED },
	{ "export", "o:n:", "[-o file] [+ | device...]", NULL,
	    NOT_SIMULATED },
	{ "list", "n:v", "[-n node,...] [-v] [+ | device...]", cldevice_list,
	    0 },
	{ "monitor", "n:", "[-n node,...] {+ | disk...}", NULL,
	    NOT_SIMULATED },
	{ "populate", "", "", NULL, NOT_SIMULATED },
	{ "refresh", "n:", "[-n node,...] [+]", NULL, NOT_SIMULATED },
	{ "rename", "d:", "-d device device", NULL, NOT_SIMULATED },
	{ "repair", "n:", "[-n node,...] {+ | device...}", NULL,
	    NOT_SIMULATED },
	{ "replicate", "t:S:D:", "", NULL, NOT_SIMULATED },
	{ "set", "p:n:", "-p default_fencing=value {+ | device...}",
	    cldevice_set, 0 },
	{ "show", "n:v", "[-n node,...] [-v] [+ | device...]", cldevice_show,
	    0 },
	{ "status", "n:s:", "[-n node,...] [-s state,...] [+ | disk...]",
	    cldevice_status, 0 },
	{ "unmonitor", "n:", "[-n node,...] {+ | disk...}", NULL,
	    NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand cldg_subcommands[] = {
	{ "add-device", "d:", "-d device[,...] group", NULL, NOT_SIMULATED },
	{ "add-node", "n:t:", "-n node[,...] {+ | group...}", NULL,
	    NOT_SIMULATED },
	{ "create", "n:t:d:p:", "-n node[,...] -t type [-d device[,...]] "
	    "group...", NULL, NOT_SIMULATED },
	{ "delete", "t:", "{+ | group...}", NULL, NOT_SIMULATED },
	{ "disable", "t:", "{+ | group...}", NULL, NOT_SIMULATED },
	{ "enable", "t:", "{+ | group...}", NULL, NOT_SIMULATED },
	{ "export", "n:o:t:", "[-o file] [+ | group...]", NULL,
	    NOT_SIMULATED },
	{ "list", "n:t:v", "[-n node,...] [-t type,...] [-v] [+ | group...]",
	    cldg_list, 0 },
	{ "offline", "t:", "{+ | group...}", NULL, NOT_SIMULATED },
	{ "online", "en:t:", "[-e] [-n node] {+ | group...}", NULL,
	    NOT_SIMULATED },
	{ "remove-device", "d:", "-d device[,...] group", NULL,
	    NOT_SIMULATED },
	{ "remove-node", "n:t:", "-n node[,...] {+ | group...}", NULL,
	    NOT_SIMULATED },
	{ "set", "p:d:t:", "-p name=value... {+ | group...}", NULL,
	    NOT_SIMULATED },
	{ "show", "n:t:v", "[-n node,...] [-t type,...] [-v] [+ | group...]",
	    cldg_show, 0 },
	{ "status", "n:s:t:v", "[-n node,...] [-s state,...] [-t type,...] "
	    "[+ | group...]", cldg_status, 0 },
	{ "switch", "n:t:", "-n node {+ | group...}", NULL, NOT_SIMULATED },
	{ "sync", "t:", "{+ | group...}", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clinterconnect_subcommands[] = {
	{ "disable", "n:", "[-n node] {+ | endpoint...}", NULL,
	    NOT_SIMULATED },
	{ "enable", "n:", "[-n node] {+ | endpoint...}", NULL,
	    NOT_SIMULATED },
	{ "show", "n:v", "[-n node,...] [+ | endpoint...]",
	    clinterconnect_show, 0 },
	{ "status", "n:v", "[-n node,...] [+ | endpoint...]",
	    clinterconnect_status, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand cluster_subcommands[] = {
	{ "check", "vk:C:E:n:o:s:", "[options]", NULL, NOT_SIMULATED },
	{ "export", "o:t:", "[-o file] [-t type,...]", NULL, NOT_SIMULATED },
	{ "list", "v", "[+ | cluster]", cluster_list, 0 },
	{ "set", "p:i:", "-p name=value...", NULL, NOT_SIMULATED },
	{ "show", "t:v", "[-t type,...] [-v] [+]", NULL, NOT_SIMULATED },
	{ "shutdown", "yg:m:", "[-y] [-g grace] [-m message]", NULL,
	    NOT_SIMULATED },
	{ "status", "t:v", "[-t type,...] [-v] [+]", cluster_status, 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};
