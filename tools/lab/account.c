#include "tools/lab/account.h"

#include <assert.h>
#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/lab/lab_folder.h"
#include "tools/shell/child.h"

/* Of sshd where the system has no such account: nobody's. */
enum { NOBODY = 65534 };

bool
account_find(struct arena *arena, const char *shell,
    struct account *account, struct err *err)
{
	const struct passwd *user = getpwuid(geteuid());

	shell = shell != NULL ? shell : "/bin/sh";
	if (*shell != '/' || access(shell, X_OK) != 0 ||
	    strpbrk(shell, ":\"\\\n ") != NULL)
		return err_set(err, ERR_USAGE, "--shell %.100s is not the "
		    "absolute path of a program", shell);
	if (user == NULL)
		return err_set(err, ERR_UNSUPPORTED, "the user number %ld has "
		    "no account, and sshd lets nobody in without one",
		    (long)geteuid());
	*account = (struct account){
		.user = arena_text(arena, user->pw_name,
		    strlen(user->pw_name)),
		.login_shell = *user->pw_shell == '\0' ? "/bin/sh" :
		    arena_text(arena, user->pw_shell, strlen(user->pw_shell)),
		.shell = shell,
	};
	return true;
}

bool
account_prove(const struct account *account, struct err *err)
{
	const char *words[] = { account->login_shell, "-c", "exit 0", NULL };
	struct err why = { 0 };

	if (*account->login_shell == '/' && child_run(words, &why))
		return true;
	return err_set(err, ERR_PROGRAM_FAILED, "the login shell of %.40s "
	    "starts nothing: %.150s", account->user, why.code != ERR_NONE ?
	    why.text : account->login_shell);
}

/* An account without a password that is not locked. */
bool
account_write(struct arena *arena, const struct account *account,
    const char *home, struct err *err)
{
	const struct passwd *sshd = getpwnam("sshd");
	long uid = sshd != NULL ? (long)sshd->pw_uid : NOBODY;
	long gid = sshd != NULL ? (long)sshd->pw_gid : NOBODY;
	const char *folder = lab_folder_path(arena, home, "lab/home");
	const char *passwd = arena_format(arena, "%s:x:0:0::%s:%s\n"
	    "sshd:x:%ld:%ld::/:/bin/false\n", account->user, folder,
	    account->login_shell, uid, gid);
	const char *shadow = arena_format(arena, "%s:*:::::::\n",
	    account->user);

	assert(strchr(home, ':') == NULL);
	if (mkdir(folder, 0700) != 0)
		return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s",
		    folder, strerror(errno));
	return lab_folder_write(arena, home, "lab/passwd", passwd, err) &&
	    lab_folder_write(arena, home, "lab/shadow", shadow, err) &&
	    lab_folder_write(arena, home, "lab/none", "", err);
}
