#include "tools/lab/sshd.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "tools/file.h"
#include "tools/lab/lab_folder.h"
#include "tools/shell/child.h"

enum { KEY_BYTES = 4096 };

/* A public key is no secret: who may read its file is not asked.  Without sftp
 * nobody takes the files of this machine for those of a place. */
static const char configuration[] =
    "# sshd_config of a simulated site; written by domferry lab.\n"
    "HostKey \"%s/lab/host_key\"\n"
    "AuthorizedKeysFile \"%s/lab/authorized_keys\"\n"
    "AllowUsers %s\n"
    "PermitRootLogin prohibit-password\n"
    "AuthenticationMethods publickey\n"
    "PasswordAuthentication no\n"
    "KbdInteractiveAuthentication no\n"
    "StrictModes no\n"
    "UsePAM no\n"
    "UseDNS no\n"
    "MaxSessions 1000\n"
    "PermitUserRC no\n"
    "PermitUserEnvironment no\n"
    "AllowAgentForwarding no\n"
    "X11Forwarding no\n"
    "PrintMotd no\n"
    "PrintLastLog no\n"
    "LogLevel ERROR\n"
    "ForceCommand exec \"$DOMFERRY_STATE/bin/domferry-login\"\n";

/* Two configurations, a PATH, an account and an inventory have the path in
 * them; none of these can say every character. */
static bool
home_fits(const char *home, struct err *err)
{
	for (const char *at = home; *at != '\0'; at++) {
		bool control = (unsigned char)*at < ' ' || *at == 0x7f;

		if (control || strchr("\"'\\%$:#", *at) != NULL)
			return err_set(err, ERR_USAGE, "--state %.120s: the "
			    "configuration of ssh cannot have a path with %s%c",
			    home, control ? "a control character" : "a ",
			    control ? ' ' : *at);
	}
	return true;
}

bool
sshd_find(struct arena *arena, const char *home, const char *shell,
    struct sshd *sshd, struct err *err)
{
	*sshd = (struct sshd){ .home = home, .surroundings.fd = -1 };
	if (!home_fits(home, err))
		return false;
	sshd->path = child_find(arena, "sshd", "openssh-server", err);
	if (sshd->path != NULL)
		sshd->keygen = child_find(arena, "ssh-keygen",
		    "openssh-client", err);
	return sshd->keygen != NULL &&
	    account_find(arena, shell, &sshd->account, err);
}

static bool
key_make(struct arena *arena, const struct sshd *sshd, const char *name,
    struct err *err)
{
	const char *words[] = { sshd->keygen, "-q", "-t", "ed25519", "-N", "",
	    "-C", "a simulated site", "-f",
	    lab_folder_path(arena, sshd->home, name), NULL };

	return child_run(words, err);
}

/* The line of a public key, or NULL. */
static const char *
key_read(struct arena *arena, const struct sshd *sshd, const char *name,
    struct err *err)
{
	size_t n;

	return file_read(arena, lab_folder_path(arena, sshd->home, name),
	    KEY_BYTES, &n, err);
}

static bool
keys_make(struct arena *arena, const struct sshd *sshd, struct err *err)
{
	const char *host = NULL, *client = NULL;

	if (key_make(arena, sshd, "lab/host_key", err) &&
	    key_make(arena, sshd, "lab/client_key", err))
		host = key_read(arena, sshd, "lab/host_key.pub", err);
	if (host != NULL)
		client = key_read(arena, sshd, "lab/client_key.pub", err);
	return client != NULL && lab_folder_write(arena, sshd->home,
	    "lab/authorized_keys", client, err) &&
	    lab_folder_write(arena, sshd->home, "lab/known_hosts",
	    arena_format(arena, "domferry-lab %s", host), err);
}

/* "sshd -t" says what would be wrong with the first connection. */
static bool
sshd_prove(struct arena *arena, const struct sshd *sshd, struct err *err)
{
	const char *words[SSHD_WORDS] = { 0 };
	unsigned n = surroundings_words(arena, &sshd->surroundings, words);
	int fd = sshd->surroundings.fd;
	bool fine;

	words[n++] = sshd->path;
	words[n++] = "-t";
	words[n++] = "-f";
	words[n] = lab_folder_path(arena, sshd->home, "lab/sshd_config");
	if (fd >= 0)
		fcntl(fd, F_SETFD, 0);
	fine = child_run(words, err);
	if (fd >= 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fine;
}

bool
sshd_prepare(struct arena *arena, struct sshd *sshd, struct err *err)
{
	const char *text = arena_format(arena, configuration, sshd->home,
	    sshd->home, sshd->account.user);

	return keys_make(arena, sshd, err) &&
	    lab_folder_write(arena, sshd->home, "lab/sshd_config", text,
	    err) && surroundings_make(arena, sshd->home, &sshd->account,
	    &sshd->surroundings, err) &&
	    account_prove(&sshd->account, err) &&
	    sshd_prove(arena, sshd, err);
}

void
sshd_end(struct sshd *sshd)
{
	surroundings_end(&sshd->surroundings);
}

void
sshd_words(struct arena *arena, const struct sshd *sshd,
    const struct lab_place *place, const char *words[SSHD_WORDS])
{
	unsigned n = surroundings_words(arena, &sshd->surroundings, words);

	words[n++] = sshd->path;
	words[n++] = "-i";
	words[n++] = "-e";
	words[n++] = "-f";
	words[n++] = lab_folder_path(arena, sshd->home, "lab/sshd_config");
	words[n++] = "-o";
	words[n++] = arena_format(arena, "SetEnv \"DOMFERRY_STATE=%s\" "
	    "DOMFERRY_PLACE=%s SHELL=%s", sshd->home, place->name,
	    sshd->account.shell);
	words[n] = NULL;
}
