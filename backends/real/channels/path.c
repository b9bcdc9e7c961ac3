#include "backends/real/channels/path.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Sorted by nothing: each program once. */
static const struct {
	const char	*program;
	const char	*path;
	const char	*before_11;	/* where it lies elsewhere */
} paths[] = {
	{ "cat", "/usr/bin/cat", NULL },
	{ "cldevice", "/usr/cluster/bin/cldevice", NULL },
	{ "clinterconnect", "/usr/cluster/bin/clinterconnect", NULL },
	{ "clnode", "/usr/cluster/bin/clnode", NULL },
	{ "clquorum", "/usr/cluster/bin/clquorum", NULL },
	{ "clrg", "/usr/cluster/bin/clrg", NULL },
	{ "clrs", "/usr/cluster/bin/clrs", NULL },
	{ "clrt", "/usr/cluster/bin/clrt", NULL },
	{ "cluster", "/usr/cluster/bin/cluster", NULL },
	{ "cp", "/usr/bin/cp", NULL },
	{ "date", "/usr/bin/date", NULL },
	{ "df", "/usr/sbin/df", NULL },
	{ "dladm", "/usr/sbin/dladm", NULL },
	{ "find", "/usr/bin/find", NULL },
	{ "fmthard", "/usr/sbin/fmthard", NULL },
	{ "fuser", "/usr/sbin/fuser", NULL },
	{ "getent", "/usr/bin/getent", NULL },
	{ "hostid", "/usr/bin/hostid", NULL },
	{ "ifconfig", "/usr/sbin/ifconfig", NULL },
	{ "init", "/usr/sbin/init", NULL },
	{ "ksh", "/usr/bin/ksh", NULL },
	{ "ldm", "/usr/sbin/ldm", "/opt/SUNWldm/bin/ldm" },
	{ "ldmp2v", "/usr/sbin/ldmp2v", NULL },
	{ "ls", "/usr/bin/ls", NULL },
	{ "mkdir", "/usr/bin/mkdir", NULL },
	{ "mkfile", "/usr/sbin/mkfile", NULL },
	{ "mount", "/usr/sbin/mount", NULL },
	{ "passwd", "/usr/bin/passwd", NULL },
	{ "ping", "/usr/sbin/ping", NULL },
	{ "ps", "/usr/bin/ps", NULL },
	{ "prtvtoc", "/usr/sbin/prtvtoc", NULL },
	{ "rm", "/usr/bin/rm", NULL },
	{ "rmdir", "/usr/bin/rmdir", NULL },
	{ "sed", "/usr/bin/sed", NULL },
	{ "shutdown", "/usr/sbin/shutdown", NULL },
	{ "svcprop", "/usr/bin/svcprop", NULL },
	{ "svcs", "/usr/bin/svcs", NULL },
	{ "tail", "/usr/bin/tail", NULL },
	{ "tar", "/usr/sbin/tar", NULL },
	{ "tee", "/usr/bin/tee", NULL },
	{ "touch", "/usr/bin/touch", NULL },
	{ "umount", "/usr/sbin/umount", NULL },
	{ "uname", "/usr/bin/uname", NULL },
	{ "uptime", "/usr/bin/uptime", NULL },
	{ "who", "/usr/bin/who", NULL },
	{ "zdb", "/usr/sbin/zdb", NULL },
	{ "zfs", "/usr/sbin/zfs", NULL },
	{ "zpool", "/usr/sbin/zpool", NULL },
};

const char *
path_of(const char *program, const char *solaris)
{
	bool is_old = solaris != NULL && strncmp(solaris, "11", 2) != 0;

	if (*program == '/')
		return program;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (strcmp(paths[i].program, program) == 0)
			return is_old && paths[i].before_11 != NULL ?
			    paths[i].before_11 : paths[i].path;
	return NULL;
}

/* How long a question to them is waited for; some read all data of a
 * machine. */
enum { STORAGE_MS = 120000, READING_MS = 4 * 3600000 };

static const struct {
	const char	*program;
	int64_t		 ms;
} of_storage[] = {
	{ "cat", STORAGE_MS }, { "df", STORAGE_MS }, { "find", READING_MS },
	{ "fuser", STORAGE_MS }, { "ksh", READING_MS }, { "ls", STORAGE_MS },
	{ "prtvtoc", STORAGE_MS }, { "sed", STORAGE_MS },
	{ "tail", STORAGE_MS }, { "tar", READING_MS }, { "zdb", STORAGE_MS },
	{ "zfs", STORAGE_MS }, { "zpool", STORAGE_MS },
};

int64_t
path_storage_ms(const char *program)
{
	for (size_t i = 0; i < sizeof(of_storage) / sizeof(of_storage[0]); i++)
		if (strcmp(of_storage[i].program, program) == 0)
			return of_storage[i].ms;
	return 0;
}
