/*
 * The programs of a simulated site.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/program.h"
#include "backends/sim/shell/system.h"

/* A program that only changes something is read by the table of commands. */
static void
change_run(struct call *call)
{
	change_read(call, &call->line);
}

/* Sorted by name. */
const struct program programs[] = {
	{ "boot", AT_GUEST, 1, 1, change_run, NULL },
	{ "clrg", AT_MEMBER, 3, 0, NULL, clrg_subcommands },
	{ "clrs", AT_MEMBER, 3, 0, NULL, clrs_subcommands },
	{ "clrt", AT_MEMBER, 3, 0, NULL, clrt_subcommands },
	{ "cp", AT_ALL, 2, 2, change_run, NULL },
	{ "date", AT_ALL, 1, 1, date_run, NULL },
	{ "fmthard", AT_NODE, 1, 1, change_run, NULL },
	{ "hostid", AT_ALL, 1, 1, hostid_run, NULL },
	{ "hostname", AT_ALL, 1, 1, hostname_run, NULL },
	{ "init", AT_ALL, 1, 1, change_run, NULL },
	{ "ksh", AT_ALL, 1, 1, change_run, NULL },
	{ "ldm", AT_NODE, 1, 1, NULL, ldm_subcommands },
	{ "ldmp2v", AT_NODE | AT_SOURCE, 1, 1, change_run, NULL },
	{ "mkdir", AT_ALL, 2, 2, change_run, NULL },
	{ "mkfile", AT_ALL, 1, 1, change_run, NULL },
	{ "mount", AT_ALL, 1, 1, change_run, NULL },
	{ "rm", AT_ALL, 2, 2, change_run, NULL },
	{ "rmdir", AT_ALL, 2, 2, change_run, NULL },
	{ "sh", AT_ALL, 1, 1, change_run, NULL },
	{ "shutdown", AT_ALL, 1, 1, change_run, NULL },
	{ "tar", AT_ALL, 1, 1, change_run, NULL },
	{ "tee", AT_ALL, 2, 2, change_run, NULL },
	{ "telnet", AT_NODE, 1, 1, change_run, NULL },
	{ "touch", AT_ALL, 1, 1, change_run, NULL },
	{ "umount", AT_ALL, 1, 1, change_run, NULL },
	{ "uname", AT_ALL, 2, 2, uname_run, NULL },
	{ "zfs", AT_NODE, 2, 1, NULL, zfs_subcommands },
	{ "zpool", AT_NODE, 2, 1, NULL, zpool_subcommands },
	{ NULL, 0, 0, 0, NULL, NULL },
};

enum { PROGRAMS = sizeof(programs) / sizeof(programs[0]) - 1 };

static int
order(const void *name, const void *program)
{
	return strcmp(name, ((const struct program *)program)->name);
}

/* The last part of a path; a bare name is looked up in the PATH. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

const struct program *
program_find(const char *name)
{
	return bsearch(base_name(name), programs, PROGRAMS,
	    sizeof(programs[0]), order);
}
