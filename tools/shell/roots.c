#include "tools/shell/roots.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/host/installed.h"
#include "tools/shell/beneath.h"
#include "tools/shell/root.h"

enum { PATH_BYTES = 4096, ROOTS_PLACES = 1024, OWN_WORDS = 8 };

/* VIEW CLIENT SOCKET HERE FOLDER NAME PLACE...: HERE is where the first place's
 * script is started, and FOLDER has its file.  In a folder that a root has
 * itself nothing is seen of this machine's but that file.  The root of the
 * machine is left at the end: no way out of a place's root leads there. */
static const char text[] =
    "set -e\n"
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin\n"
    "client=$2 socket=$3 here=$4 folder=$5 name=$6 place=$7\n"
    "over() {\n"
    "	mount --bind \"$1\" \"$2\"\n"
    "	mount -o remount,bind,ro \"$2\"\n"
    "}\n"
    "reach() {\n"
    "	case $1 in\n"
    "	/ | /.domferry* | /bin | /bin/* | /dev | /dev/did* | /etc | \\\n"
    "	/export | /export/home | /lib* | /mnt | /mnt/* | /opt | \\\n"
    "	/opt/SUNWldm* | /sbin | /sbin/* | /tmp | /usr | /usr/* | /var | \\\n"
    "	/var/adm | /var/run | /var/tmp) return 1 ;;\n"
    "	esac\n"
    "	mkdir -p \"$place$1\"\n"
    "	over \"$1\" \"$place$1\"\n"
    "}\n"
    "mount -t tmpfs -o mode=755,size=256m domferry \"$1\"\n"
    "cd \"$1\"\n"
    "shift 7\n"
    "mkdir .domferry\n"
    "cd .domferry\n"
    "mkdir at dev machine old own pools real shares state\n"
    "cp \"$client\" client\n"
    "over \"$socket\" at\n"
    "for each in null tty zero; do\n"
    "	>dev/$each\n"
    "	mount --bind /dev/$each dev/$each\n"
    "done\n"
    "for each in usr bin sbin lib lib32 lib64 libx32; do\n"
    "	if [ -h /$each ]; then\n"
    "		ln -s \"$(readlink /$each)\" machine/$each\n"
    "	elif [ -d /$each ]; then\n"
    "		mkdir machine/$each\n"
    "		over /$each machine/$each\n"
    "	fi\n"
    "	ln -s .domferry/machine/$each ../$each\n"
    "done\n"
    "cd ..\n"
    "for each; do\n"
    "	mkdir \"$each\" \"$each/.domferry\"\n"
    "	mount --rbind .domferry \"$each/.domferry\"\n"
    "done\n"
    "reach \"$here\" || :\n"
    "if [ -n \"$name\" ] && [ ! -e \"$place$folder/$name\" ] &&\n"
    "    ! reach \"$folder\"; then\n"
    "	mkdir -p \"$place$folder\"\n"
    "	>\"$place$folder/$name\"\n"
    "	over \"$folder/$name\" \"$place$folder/$name\"\n"
    "fi\n"
    "pivot_root . .domferry/old\n"
    "ln -s .domferry/old/proc proc\n"
    "umount -l /.domferry/old\n"
    "rm proc\n"
    "echo ready\n"
    "read -r end || :\n";

/* The word that is a file of this machine, to be read by a shell or as a
 * program. */
static const char *
script_of(const char *const words[])
{
	unsigned at = strchr(words[0], '/') != NULL ? 0 : 1;

	while (at != 0 && words[at] != NULL && words[at][0] == '-')
		at++;
	return words[at] != NULL && access(words[at], F_OK) == 0 ? words[at] :
	    "";
}

/* A folder as the system knows it, without links; "" if one cannot go there. */
static const char *
folder_find(struct arena *arena, const char *path)
{
	char *found = arena_take(arena, PATH_BYTES, 1);
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (here < 0)
		return found;
	if (chdir(path) != 0 || getcwd(found, PATH_BYTES) == NULL)
		*found = '\0';
	if (fchdir(here) != 0)
		abort();
	close(here);
	return found;
}

static const char *const *
words_put(struct arena *arena, const struct roots *roots,
    const struct roots_from *from, const char *client)
{
	const char **words = arena_take(arena, ROOTS_PLACES + OWN_WORDS,
	    sizeof(*words));
	const char *name = script_of(from->words), *slash;
	unsigned n = 0;

	slash = strrchr(name, '/');
	words[n++] = arena_format(arena, "%s/roots", from->home);
	words[n++] = client;
	words[n++] = from->socket;
	words[n++] = roots->folder;
	words[n++] = slash == NULL ? roots->folder : folder_find(arena,
	    arena_format(arena, "%.*s", (int)(slash - name + 1), name));
	words[n++] = slash == NULL ? name : slash + 1;
	words[n++] = from->place;
	for (unsigned i = 0; from->places[i] != NULL; i++) {
		assert(i < ROOTS_PLACES);
		words[n++] = from->places[i];
	}
	words[n] = NULL;
	return words;
}

/* Root's first; somebody else, or root without the right to mount, is root
 * there only. */
static bool
space_try(struct arena *arena, struct roots *roots, const char *const words[],
    struct err *err)
{
	struct err why = { 0 };

	return (geteuid() == 0 && space_make(arena, &roots->space,
	    &(struct space_from){ text, words, false }, &why)) ||
	    space_make(arena, &roots->space, &(struct space_from){ text, words,
	    true }, err);
}

static bool
unwritable(struct err *err, const char *what)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", what,
	    strerror(errno));
}

static bool
root_open(struct arena *arena, struct roots *roots,
    const struct roots_from *from, struct err *err)
{
	const char *path = space_path(arena, &roots->space, "root");

	roots->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (roots->root < 0)
		return unwritable(err, path);
	if (!root_share(arena, roots->root))
		return unwritable(err, "the programs of the site");
	for (unsigned i = 0; from->places[i] != NULL; i++)
		if (!root_make(arena, roots->root, from->places[i]))
			return unwritable(err, from->places[i]);
	return true;
}

bool
roots_make(struct arena *arena, struct roots *roots,
    const struct roots_from *from, struct err *err)
{
	const char *client = installed_beside(arena, "domferry-client");
	const char *path = arena_format(arena, "%s/roots", from->home);

	*roots = (struct roots){ .root = -1,
	    .folder = folder_find(arena, ".") };
	roots->confine = child_find(arena, "setpriv", "util-linux", err);
	if (roots->confine == NULL || client == NULL)
		return false;
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return unwritable(err, path);
	if (!space_try(arena, roots, words_put(arena, roots, from, client),
	    err))
		return false;
	roots->made = true;
	if (root_open(arena, roots, from, err))
		return true;
	roots_end(roots);
	return false;
}

void
roots_end(struct roots *roots)
{
	struct err err = { 0 };

	if (roots->root >= 0)
		close(roots->root);
	roots->root = -1;
	if (roots->made)
		space_end(&roots->space, &err);
	roots->made = false;
	shown_drop(&roots->shown);
}

/* Where the script is started, if that folder is there: through no link, which
 * would lead out of the place's root. */
static const char *
start_folder(struct arena *arena, const struct roots *roots, const char *place)
{
	const char *path = arena_format(arena, "%s%s", place, roots->folder);
	struct stat found;

	beneath_look(roots->root, path, &found);
	return S_ISDIR(found.st_mode) ? path : place;
}

static void
environment_set(const char *place)
{
	static const char *const none[] = { "DOMFERRY_FOLDER", "ENV",
	    "OLDPWD", "TMPDIR", "DOMFERRY_PROGRAM" };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		unsetenv(none[i]);
	if (setenv("PATH", "/usr/sbin:/usr/bin:/usr/cluster/bin:"
	    "/opt/SUNWldm/bin", 1) != 0 || setenv("HOME", "/", 1) != 0 ||
	    setenv("DOMFERRY_STATE", "/.domferry/state", 1) != 0 ||
	    setenv("DOMFERRY_PLACE", place, 1) != 0)
		abort();
}

unsigned
roots_enter(struct arena *arena, const struct roots *roots, const char *place,
    const char *words[ROOTS_WORDS])
{
	const char *root = space_path(arena, &roots->space, "root");
	const char *folder = start_folder(arena, roots, place);
	unsigned n = 0;

	assert(roots->made);
	words[n++] = roots->space.enter;
	if (roots->space.mapped) {
		words[n++] = arena_format(arena, "--user=%s",
		    space_path(arena, &roots->space, "ns/user"));
		words[n++] = "--preserve-credentials";
	}
	words[n++] = arena_format(arena, "--mount=%s",
	    space_path(arena, &roots->space, "ns/mnt"));
	words[n++] = arena_format(arena, "--root=%s/%s", root, place);
	words[n++] = arena_format(arena, "--wd=%s/%s", root, folder);
	words[n++] = arena_format(arena, "/.domferry/machine%s",
	    roots->confine);
	/* To go to the root of another place is all that a script may do. */
	words[n++] = "--bounding-set=-all,+sys_chroot,+dac_override,+chown,"
	    "+fowner";
	words[n++] = "--inh-caps=-all";
	words[n++] = "--no-new-privs";
	assert(n < ROOTS_WORDS);
	setenv("PWD", strcmp(folder, place) == 0 ? "/" :
	    folder + strlen(place), 1);
	environment_set(place);
	return n;
}
