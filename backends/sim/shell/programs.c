/*
 * The programs of a simulated site.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/archived.h"
#include "backends/sim/shell/catalogue.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/messages.h"
#include "backends/sim/shell/people.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/shell/service.h"
#include "backends/sim/shell/sp.h"
#include "backends/sim/shell/system_file.h"

/* A program that only changes something is read by the table of commands, which
 * knows whole paths. */
void
change_run(struct call *call)
{
	static const char *const names[] = { "cp", "rmdir", "tee", "touch" };
	const struct typed_line *line = &call->line;
	bool relative = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		relative |= strcmp(line->word[0], names[i]) == 0;
	for (unsigned i = 1; relative && i < line->count; i++)
		if (line->word[i][0] != '/' && line->word[i][0] != '-') {
			call_not_simulated(call);
			return;
		}
	change_read(call, line);
}

/* Sorted by name. */
const struct program programs[] = {
	{ "boot", AT_GUEST, 1, 1, &plain_manner, change_run, NULL },
	{ "cat", AT_ALL, 2, 2, &plain_manner, cat_run, NULL },
	{ "cd", AT_SP, 1, 1, &plain_manner, call_not_simulated, NULL },
	{ "cldevice", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, cldevice_subcommands },
	{ "cldevicegroup", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, cldg_subcommands },
	{ "clinterconnect", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, clinterconnect_subcommands },
	{ "clnasdevice", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "clnode", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, clnode_subcommands },
	{ "clquorum", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, clquorum_subcommands },
	{ "clreslogicalhostname", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "clressharedaddress", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "clrg", AT_MEMBER, 3, 0, &cluster_manner, NULL, clrg_subcommands },
	{ "clrs", AT_MEMBER, 3, 0, &cluster_manner, NULL, clrs_subcommands },
	{ "clrt", AT_MEMBER, 3, 0, &cluster_manner, NULL, clrt_subcommands },
	{ "clsnmphost", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "clsnmpmib", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "clsnmpuser", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "cltelemetryattribute", AT_MEMBER, 3, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "cluster", AT_MEMBER, 3, 0, &cluster_manner,
	    NULL, cluster_subcommands },
	{ "cp", AT_ALL, 2, 2, &plain_manner, change_run, NULL },
	{ "date", AT_ALL, 1, 1, &plain_manner, date_run, NULL },
	{ "df", AT_ALL, 1, 1, &plain_manner, df_run, NULL },
	{ "dladm", AT_NODE | AT_GUEST, 1, 1, &plain_manner, dladm_run, NULL },
	{ "domferry-clock", AT_ALL, 2, 2, &plain_manner, clock_run, NULL },
	{ "eeprom", AT_ALL, 1, 1, &plain_manner, eeprom_run, NULL },
	{ "find", AT_SOURCE, 1, 1, &plain_manner, find_run, NULL },
	{ "flar", AT_ALL, 1, 1, &plain_manner, flar_run, NULL },
	{ "fmthard", AT_NODE, 1, 1, &plain_manner, change_run, NULL },
	{ "fuser", AT_NODE | AT_SOURCE, 1, 1, &plain_manner, fuser_run, NULL },
	{ "getent", AT_NODE, 1, 1, &plain_manner, getent_run, NULL },
	{ "grep", AT_ALL, 2, 2, &plain_manner, grep_run, NULL },
	{ "hostid", AT_ALL, 1, 1, &plain_manner, hostid_run, NULL },
	{ "hostname", AT_ALL, 1, 1, &plain_manner, hostname_run, NULL },
	{ "ifconfig", AT_ALL, 1, 1, &plain_manner, ifconfig_run, NULL },
	{ "init", AT_ALL, 1, 1, &plain_manner, init_run, NULL },
	{ "ipmitool", AT_ALL | AT_SP, 1, 1, &plain_manner,
	    ipmitool_run, NULL },
	{ "ksh", AT_ALL, 1, 1, &plain_manner, ksh_run, NULL },
	{ "ldm", AT_NODE, 1, 1, &ldm_manner, NULL, ldm_subcommands },
	{ "ldmp2v", AT_NODE | AT_SOURCE, 1, 1, &plain_manner,
	    ldmp2v_run, NULL },
	{ "ls", AT_ALL, 2, 2, &plain_manner, ls_run, NULL },
	{ "metastat", AT_NODE | AT_SOURCE, 1, 1, &plain_manner,
	    metastat_run, NULL },
	{ "mkdir", AT_ALL, 2, 2, &plain_manner, mkdir_run, NULL },
	{ "mkfile", AT_ALL, 1, 1, &plain_manner, mkfile_run, NULL },
	{ "mount", AT_ALL, 1, 1, &plain_manner, mount_run, NULL },
	{ "newfs", AT_NODE, 1, 1, &plain_manner, newfs_run, NULL },
	{ "passwd", AT_NODE, 2, 1, &plain_manner, passwd_run, NULL },
	{ "person", AT_ALL, 2, 1, &plain_manner, person_run, NULL },
	{ "ping", AT_ALL, 1, 1, &plain_manner, ping_run, NULL },
	{ "prtdiag", AT_ALL, 1, 1, &plain_manner, prtdiag_run, NULL },
	{ "prtvtoc", AT_NODE, 1, 1, &plain_manner, prtvtoc_run, NULL },
	{ "ps", AT_NODE, 1, 1, &plain_manner, ps_run, NULL },
	{ "psrinfo", AT_ALL, 2, 2, &plain_manner, psrinfo_run, NULL },
	{ "reboot", AT_NODE, 1, 1, &plain_manner, reboot_run, NULL },
	{ "reset", AT_SP, 1, 1, &ilom_manner, ilom_run, NULL },
	{ "rm", AT_ALL, 2, 2, &plain_manner, rm_run, NULL },
	{ "rmdir", AT_ALL, 2, 2, &plain_manner, change_run, NULL },
	{ "scconf", AT_MEMBER, 1, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "scdidadm", AT_MEMBER, 1, 0, &cluster_manner, scdidadm_run, NULL },
	{ "scdpm", AT_MEMBER, 1, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "scgdevs", AT_MEMBER, 1, 0, &cluster_manner,
	    call_not_simulated, NULL },
	{ "scrgadm", AT_MEMBER, 1, 0, &cluster_manner, scrgadm_run, NULL },
	{ "scstat", AT_MEMBER, 1, 0, &cluster_manner, scstat_run, NULL },
	{ "scswitch", AT_MEMBER, 1, 0, &cluster_manner, scswitch_run, NULL },
	{ "sed", AT_ALL, 2, 2, &plain_manner, sed_run, NULL },
	{ "set", AT_SP, 1, 1, &ilom_manner, ilom_run, NULL },
	{ "sh", AT_ALL, 1, 1, &plain_manner, ksh_run, NULL },
	{ "show", AT_SP, 1, 1, &ilom_manner, ilom_run, NULL },
	{ "shutdown", AT_ALL, 1, 1, &plain_manner, shutdown_run, NULL },
	{ "sleep", AT_ALL, 2, 2, &plain_manner, sleep_run, NULL },
	{ "snoop", AT_NODE, 1, 1, &plain_manner, snoop_run, NULL },
	{ "start", AT_SP, 1, 1, &ilom_manner, ilom_run, NULL },
	{ "stop", AT_SP, 1, 1, &ilom_manner, ilom_run, NULL },
	{ "svcadm", AT_NODE, 1, 1, &plain_manner, svcadm_run, NULL },
	{ "svcprop", AT_NODE, 1, 1, &plain_manner, svcprop_run, NULL },
	{ "svcs", AT_NODE, 1, 1, &plain_manner, svcs_run, NULL },
	{ "tail", AT_ALL, 2, 2, &plain_manner, tail_run, NULL },
	{ "tar", AT_ALL, 1, 1, &plain_manner, tar_run, NULL },
	{ "tee", AT_ALL, 2, 2, &plain_manner, change_run, NULL },
	{ "telnet", AT_NODE, 1, 1, &plain_manner, telnet_run, NULL },
	{ "touch", AT_ALL, 1, 1, &plain_manner, change_run, NULL },
	{ "umount", AT_ALL, 1, 1, &plain_manner, change_run, NULL },
	{ "uname", AT_ALL, 2, 2, &plain_manner, uname_run, NULL },
	{ "uptime", AT_ALL, 1, 1, &plain_manner, uptime_run, NULL },
	{ "version", AT_SP, 1, 1, &plain_manner, call_not_simulated, NULL },
	{ "who", AT_ALL, 1, 1, &plain_manner, who_run, NULL },
	{ "zdb", AT_NODE, 2, 1, &plain_manner, zdb_run, NULL },
	{ "zfs", AT_NODE, 2, 1, &zfs_manner, NULL, zfs_subcommands },
	{ "zpool", AT_NODE, 2, 1, &zfs_manner, NULL, zpool_subcommands },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
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

/* Of a program that many packages have, which folder it is in is not known
 * here. */
static const struct {
	const char	*folder;
	const struct manner *only;	/* NULL: but the cluster's */
} folders[] = {
	{ "/usr/cluster/bin/", &cluster_manner },
	{ "/opt/SUNWldm/bin/", &ldm_manner },
	{ "/usr/sbin/", NULL }, { "/usr/bin/", NULL }, { "/sbin/", NULL },
	{ "/bin/", NULL },
};

bool
program_is_at(const struct program *program, const char *path)
{
	size_t n = (size_t)(base_name(path) - path);

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (strlen(folders[i].folder) == n &&
		    strncmp(folders[i].folder, path, n) == 0)
			return folders[i].only != NULL ?
			    folders[i].only == program->manner :
			    program->manner != &cluster_manner;
	return n == 0;
}

const char *
catalogue_name(unsigned n)
{
	return n < PROGRAMS ? programs[n].name : NULL;
}

const char *
catalogue_subcommand(const char *program, size_t size, unsigned n)
{
	char name[SUBCOMMAND_BYTES] = "";
	const struct program *row;

	if (size < sizeof(name))
		memcpy(name, program, size);
	row = program_find(name);
	if (row == NULL || row->subcommands == NULL)
		return NULL;
	for (unsigned i = 0; i < n; i++)
		if (row->subcommands[i].name == NULL)
			return NULL;
	return row->subcommands[n].name;
}

bool
catalogue_has(const char *path)
{
	const struct program *program = program_find(path);

	return program != NULL && program_is_at(program, path);
}
