/*
 * clrg, clrs and clrt: their subcommands.
 */
#include "backends/sim/shell/program.h"

const struct subcommand clrg_subcommands[] = {
	{ "create", "n:p:S", "[-n node[,...]] [-p name=value] rg", NULL, 0 },
	{ "delete", "F", "[-F] {+ | rg...}", NULL, ONE_BY_ONE },
	{ "evacuate", "n:T:", "-n node[,...] +", NULL, NOT_SIMULATED },
	{ "list", "n:r:s:t:v", "[+ | rg...]", NULL, NOT_SIMULATED },
	{ "manage", "", "{+ | rg...}", NULL, NOT_SIMULATED },
	{ "offline", "n:", "[-n node[,...]] {+ | rg...}", NULL, ONE_BY_ONE },
	{ "online", "emMn:", "[-e] [-m] [-M] [-n node[,...]] {+ | rg...}",
	    NULL, ONE_BY_ONE },
	{ "quiesce", "k", "[-k] {+ | rg...}", NULL, NOT_SIMULATED },
	{ "remaster", "", "{+ | rg...}", NULL, NOT_SIMULATED },
	{ "restart", "n:", "[-n node[,...]] {+ | rg...}", NULL,
	    NOT_SIMULATED },
	{ "resume", "", "{+ | rg...}", NULL, ONE_BY_ONE },
	{ "set", "i:n:p:", "-p name[+|-]=value {+ | rg...}", NULL,
	    ONE_BY_ONE },
	{ "show", "n:p:r:s:t:v", "[+ | rg...]", NULL, NOT_SIMULATED },
	{ "status", "n:r:s:t:v", "[+ | rg...]", NULL, NOT_SIMULATED },
	{ "suspend", "k", "[-k] {+ | rg...}", NULL, ONE_BY_ONE },
	{ "switch", "emMn:", "[-e] [-m] [-M] -n node[,...] {+ | rg...}",
	    NULL, ONE_BY_ONE },
	{ "unmanage", "", "{+ | rg...}", NULL, ONE_BY_ONE },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clrs_subcommands[] = {
	{ "clear", "f:g:n:t:", "[-f errorflag] -n node {+ | rs...}", NULL,
	    ONE_BY_ONE },
	{ "create", "ag:t:dp:x:y:", "-g rg -t rt [-d] [-p name=value]... rs",
	    NULL, 0 },
	{ "delete", "F", "[-F] {+ | rs...}", NULL, ONE_BY_ONE },
	{ "disable", "rRn:g:t:", "[-r] [-n node] {+ | rs...}", NULL,
	    ONE_BY_ONE },
	{ "enable", "rRn:g:t:", "[-r] [-n node] {+ | rs...}", NULL,
	    ONE_BY_ONE },
	{ "list", "s:g:t:v", "[+ | rs...]", NULL, NOT_SIMULATED },
	{ "list-props", "l:v", "[-l all|extension|standard] [+ | rs...]",
	    NULL, NOT_SIMULATED },
	{ "monitor", "g:t:", "{+ | rs...}", NULL, ONE_BY_ONE },
	{ "set", "i:p:x:y:g:t:", "-p name[+|-]=value {+ | rs...}", NULL,
	    NOT_SIMULATED },
	{ "show", "p:g:t:v", "[+ | rs...]", NULL, NOT_SIMULATED },
	{ "status", "s:n:g:t:v", "[+ | rs...]", NULL, NOT_SIMULATED },
	{ "unmonitor", "g:t:", "{+ | rs...}", NULL, ONE_BY_ONE },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct subcommand clrt_subcommands[] = {
	{ "list", "v", "[-v] [+ | rt...]", NULL, NOT_SIMULATED },
	{ "register", "f:Nn:", "[-f rtrfile] rt...", NULL, ONE_BY_ONE },
	{ "show", "v", "[-v] [+ | rt...]", NULL, NOT_SIMULATED },
	{ NULL, NULL, NULL, NULL, 0 },
};
