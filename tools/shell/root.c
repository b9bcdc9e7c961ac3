#include "tools/shell/root.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "backends/sim/shell/catalogue.h"
#include "tools/host/installed.h"
#include "tools/shell/beneath.h"

enum { PATH_BYTES = 4096, LINKS = 16 };

/* What is on every Solaris. */
static const char *const folders[] = { "etc", "export/home", "mnt", "opt",
    "tmp", "usr/local/bin", "var/adm", "var/run", "var/tmp" };

/* Where each place has what. */
static const struct {
	const char	*path, *to;
	bool		 of_nodes;
} links[] = {
	{ "bin", "usr/bin", false },
	{ "dev/null", "/.domferry/dev/null", false },
	{ "dev/tty", "/.domferry/dev/tty", false },
	{ "dev/zero", "/.domferry/dev/zero", false },
	{ "lib", ".domferry/machine/lib", false },
	{ "lib32", ".domferry/machine/lib32", false },
	{ "lib64", ".domferry/machine/lib64", false },
	{ "libx32", ".domferry/machine/libx32", false },
	{ "opt/SUNWldm/bin", "/.domferry/ldm", true },
	{ "sbin", ".domferry/bin", false },
	{ "usr/bin", "../.domferry/bin", false },
	{ "usr/cluster/bin", "/.domferry/cluster", true },
	{ "usr/lib", "../.domferry/machine/usr/lib", false },
	{ "usr/lib64", "../.domferry/machine/usr/lib64", false },
	{ "usr/sbin", "../.domferry/bin", false },
	{ "usr/share", "../.domferry/machine/usr/share", false },
};

/* They work on texts, on files, and on what stands in their words. */
static const char *const tools[] = { "[", "awk", "banner", "basename", "bash",
    "bc", "cal", "chgrp", "chmod", "chown", "cksum", "cmp", "comm", "csplit",
    "cut", "dash", "dc", "dd", "diff", "dirname", "du", "echo", "ed", "egrep",
    "env", "expand", "expr", "false", "fgrep", "fold", "getopt", "grep",
    "gunzip", "gzip", "head", "id", "join", "ln", "logname", "mkfifo",
    "mktemp", "more", "mv", "nawk", "nice", "nl", "nohup", "od", "paste",
    "perl", "pr", "printf", "pwd", "readlink", "rev", "seq", "sort", "split",
    "sum", "tac", "test", "time", "tr", "true", "tsort", "tty", "unexpand",
    "uniq", "wc", "whoami", "xargs", "yes", "zsh" };

/* Real ones of which the site's program makes use. */
static const char *const wrapped[] = { "cat", "cp", "find", "grep", "ksh",
    "ksh93", "ls", "mkdir", "mksh", "rm", "rmdir", "sed", "sh", "tail", "tar",
    "tee", "touch" };

static const struct {
	const char	*path, *text;
} files[] = {
	{ "etc/group", "root::0:\nother::1:root\n" },
	{ "etc/passwd", "root:x:0:0:Super-User:/:/sbin/sh\n" },
};

/* A program of this machine, by whatever links: what a link leads to may lie
 * where a root has nothing. */
static bool
real_find(const char *name, char path[PATH_BYTES])
{
	static const char *const places[] = { "/usr/bin", "/bin",
	    "/usr/local/bin" };
	char to[PATH_BYTES];
	size_t i = 0;

	do
		snprintf(path, PATH_BYTES, "%s/%s", places[i], name);
	while (access(path, X_OK) != 0 && ++i < sizeof(places) /
	    sizeof(places[0]));
	if (i == sizeof(places) / sizeof(places[0]))
		return false;
	for (unsigned n = 0; n < LINKS; n++) {
		ssize_t size = readlink(path, to, sizeof(to) - 1);

		if (size <= 0)
			return true;
		to[size] = '\0';
		if (*to == '/')
			*path = '\0';
		else
			strrchr(path, '/')[1] = '\0';
		if (strlen(path) + strlen(to) >= PATH_BYTES)
			return false;
		strcat(path, to);
	}
	return false;
}

/* A link to it, unless this machine has none. */
static bool
real_link(struct arena *arena, int root, const char *folder, const char *name)
{
	char path[PATH_BYTES];

	return !real_find(name, path) || beneath_link(root,
	    arena_format(arena, ".domferry/%s/%s", folder, name),
	    arena_format(arena, "/.domferry/machine%s", path));
}

static bool
client_link(struct arena *arena, int root, const char *folder,
    const char *name)
{
	return beneath_link(root, arena_format(arena, ".domferry/%s/%s",
	    folder, name), "/.domferry/client");
}

/* In the folders where it is found, as the catalogue knows them; what the
 * catalogue does not know may be looked for in each. */
static bool
program_link(struct arena *arena, int root, const char *name)
{
	static const struct {
		const char	*path, *folder;
	} places[] = {
		{ "/usr/sbin", "bin" }, { "/usr/cluster/bin", "cluster" },
		{ "/opt/SUNWldm/bin", "ldm" },
	};
	bool known = catalogue_has(name), done = true;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (!known || catalogue_has(arena_format(arena, "%s/%s",
		    places[i].path, name)))
			done &= client_link(arena, root, places[i].folder,
			    name);
	return done;
}

bool
root_share(struct arena *arena, int root)
{
	static const char rc[] = "builtin -d sleep\n";
	static const char owner[] = "/.domferry/at/socket\n";
	const char *name;
	bool done = beneath_file(root, ".domferry/kshrc", rc, sizeof(rc) - 1,
	    sizeof(rc) - 1) && beneath_file(root, ".domferry/state/owner",
	    owner, sizeof(owner) - 1, sizeof(owner) - 1);

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++)
		done &= real_link(arena, root, "bin", tools[i]);
	for (size_t i = 0; i < sizeof(wrapped) / sizeof(wrapped[0]); i++)
		done &= real_link(arena, root, "real", wrapped[i]);
	for (unsigned i = 0; (name = installed_name(i)) != NULL; i++)
		done &= program_link(arena, root, name);
	return done;
}

bool
root_make(struct arena *arena, int root, const char *place)
{
	bool is_node = strchr(place, ':') == NULL;
	bool done = beneath_file(root, arena_format(arena, "%s/.place",
	    place), place, strlen(place), (off_t)strlen(place));

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		done &= beneath_folder(root, arena_format(arena, "%s/%s",
		    place, folders[i]));
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (is_node || !links[i].of_nodes)
			done &= beneath_link(root, arena_format(arena,
			    "%s/%s", place, links[i].path), links[i].to);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		done &= beneath_file(root, arena_format(arena, "%s/%s", place,
		    files[i].path), files[i].text, strlen(files[i].text),
		    (off_t)strlen(files[i].text));
	return done;
}
