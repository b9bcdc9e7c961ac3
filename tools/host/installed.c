#include "tools/host/installed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/sim/shell/catalogue.h"

enum { PATH_BYTES = 4096 };

/* Beside the programs of the site: what reaches another place, and what a
 * script must not do to this machine if it is not simulated. */
static const char *const more[] = {
    "domferry-login", "domferry-own", "ssh", "ksh93", "mksh",
    "clresourcegroup", "clresource",
    "clresourcetype", "clq", "cldev", "clintr", "halt", "poweroff",
    "format", "fdisk", "svccfg", "bootadm", "beadm",
    "zonecfg", "zoneadm", "ipadm", "vntsd", "ldmd",
    "clsetup", "scinstall", "scshutdown", "cldg", "clnas", "clrslh",
    "clrssa", "clta", "clzc"
};

enum { MORE = sizeof(more) / sizeof(more[0]) };

const char *
installed_name(unsigned n)
{
	return n < MORE ? more[n] : catalogue_name(n - MORE);
}

/* The path of this program, as the system knows it: Linux's way, Solaris'. */
static bool
self_path(char path[PATH_BYTES])
{
	static const char *const links[] = { "/proc/self/exe",
	    "/proc/self/path/a.out" };

	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		ssize_t n = readlink(links[i], path, PATH_BYTES - 1);

		if (n > 0) {
			path[n] = '\0';
			return true;
		}
	}
	return false;
}

/* Beside domferry, as it was built; or where it is installed. */
static bool
client_path(const char *self, const char *name, char path[PATH_BYTES])
{
	static const char *const places[] = { "", "../libexec/domferry/" };
	const char *slash = strrchr(self, '/');

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, PATH_BYTES, "%.*s/%.64s%.64s",
		    (int)(slash - self), self, places[i], name);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

static bool
link_make(const char *to, const char *folder, const char *name,
    struct err *err)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%.3900s/%.64s", folder, name);
	return symlink(to, path) == 0 || errno == EEXIST || err_set(err,
	    ERR_FILE_UNWRITABLE, "%.150s: %s", path, strerror(errno));
}

bool
installed_link(const char *folder, struct err *err)
{
	char self[PATH_BYTES], client[PATH_BYTES], bin[PATH_BYTES];
	const char *name;

	snprintf(bin, sizeof(bin), "%.3900s/bin", folder);
	if (access(bin, F_OK) == 0)
		return true;
	if (!self_path(self) || !client_path(self, "domferry-client", client))
		return err_set(err, ERR_FILE_UNREADABLE, "domferry-client is "
		    "not installed beside domferry: install both");
	if (!link_make(self, folder, "domferry", err))
		return false;
	if (mkdir(bin, 0700) != 0)
		return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", bin,
		    strerror(errno));
	for (unsigned i = 0; (name = installed_name(i)) != NULL; i++)
		if (!link_make(client, bin, name, err))
			return false;
	return true;
}

const char *
installed_beside(struct arena *arena, const char *name)
{
	char self[PATH_BYTES], path[PATH_BYTES];

	return self_path(self) && client_path(self, name, path) ?
	    arena_text(arena, path, strlen(path)) : NULL;
}

const char *
installed_prompt(struct arena *arena)
{
	return installed_beside(arena, "domferry-prompt");
}

void
installed_unlink(const char *folder)
{
	char path[PATH_BYTES];
	const char *name;

	for (unsigned i = 0; (name = installed_name(i)) != NULL; i++) {
		snprintf(path, sizeof(path), "%.3900s/bin/%.64s", folder,
		    name);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%.3900s/bin", folder);
	rmdir(path);
}

bool
installed_refuse(const char *root, struct err *err)
{
	static const char *const real[] = { "/opt/SUNWldm/bin/ldm",
	    "/opt/SUNWldm/bin/ldmd", "/usr/sbin/ldm", "/usr/lib/ldoms/ldmd",
	    "/usr/cluster/bin/clrg", "/usr/cluster/bin/cluster" };
	char path[PATH_BYTES];

	if (access("/.domferry/client", F_OK) == 0)
		return err_set(err, ERR_USAGE, "domferry is started by a "
		    "script that sees the files of a simulated site: start "
		    "that with --path-only");
	for (size_t i = 0; i < sizeof(real) / sizeof(real[0]); i++) {
		snprintf(path, sizeof(path), "%.3900s%s", root, real[i]);
		if (access(path, F_OK) == 0)
			return err_set(err, ERR_GUARDED, "this machine has %s: "
			    "a simulated site beside the real one would be "
			    "mistaken for it; use another machine", real[i]);
	}
	return true;
}

bool
installed_is_script(const char *const words[], unsigned count)
{
	static const char *const shells[] = { "sh", "ksh", "dash", "bash",
	    "ksh93", "mksh", "zsh", "env" };
	const char *word = count != 0 ? words[0] : "";
	const char *slash = strrchr(word, '/');

	if (slash != NULL && access(word, X_OK) != 0)
		return false;
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (strcmp(slash != NULL ? slash + 1 : word, shells[i]) == 0)
			return i > 1 || count == 1 || words[1][0] == '-' ||
			    access(words[1], F_OK) == 0;
	return slash != NULL && !catalogue_has(word);
}
