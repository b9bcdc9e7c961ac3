#include "tools/lab/surroundings.h"

#include <assert.h>
#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

#include "tools/shell/space.h"

/* What lies below /run is not needed, unless the site itself does. */
static const char script[] =
    "set -e\n"
    "cd \"$1\"\n"
    "here=$(pwd -P)\n"
    "over() {\n"
    "	[ ! -e \"$2\" ] || mount --bind \"$1\" \"$2\"\n"
    "}\n"
    "over lab/passwd /etc/passwd\n"
    "over lab/shadow /etc/shadow\n"
    "for record in wtmp btmp lastlog; do\n"
    "	over lab/none /var/log/$record\n"
    "done\n"
    "mount -t tmpfs -o mode=755,size=1m domferry /run\n"
    "case $here in\n"
    "/run/*)\n"
    "	mkdir -p \"$here\"\n"
    "	mount --no-canonicalize --bind . \"$here\" ;;\n"
    "esac\n"
    "mkdir /run/sshd\n"
    "echo ready\n"
    "read -r end || :\n";

/* The descriptor keeps the name space when its maker has ended. */
static bool
space_take(struct arena *arena, const char *home,
    struct surroundings *surroundings, struct err *err)
{
	const char *words[] = { home, NULL };
	struct space space;

	if (!space_make(arena, &space, &(struct space_from){ script, words,
	    false }, err))
		return false;
	surroundings->enter = space.enter;
	surroundings->fd = open(space_path(arena, &space, "ns/mnt"),
	    O_RDONLY | O_CLOEXEC);
	return space_end(&space, err) && (surroundings->fd >= 0 || err_set(err,
	    ERR_PROGRAM_FAILED, "unshare -m makes none that can be entered"));
}

bool
surroundings_make(struct arena *arena, const char *home,
    struct account *account, struct surroundings *surroundings,
    struct err *err)
{
	struct account own = *account;
	struct err why = { 0 };

	*surroundings = (struct surroundings){ .fd = -1 };
	if (geteuid() != 0)
		return true;
	own.login_shell = account->shell;
	if (!account_write(arena, &own, home, err))
		return false;
	if (space_take(arena, home, surroundings, &why)) {
		*account = own;
		return true;
	}
	surroundings_end(surroundings);
	return getpwnam("sshd") != NULL || err_set(err, why.code, "root's "
	    "sshd needs a name space of mounts, or an account named sshd: "
	    "%.150s", why.text);
}

void
surroundings_end(struct surroundings *surroundings)
{
	if (surroundings->fd >= 0)
		close(surroundings->fd);
	*surroundings = (struct surroundings){ .fd = -1 };
}

unsigned
surroundings_words(struct arena *arena,
    const struct surroundings *surroundings, const char *words[])
{
	if (surroundings->fd < 0)
		return 0;
	assert(surroundings->enter != NULL);
	words[0] = surroundings->enter;
	words[1] = arena_format(arena, "--mount=/proc/self/fd/%d",
	    surroundings->fd);
	return 2;
}
