#include "backends/real/channels/way.h"

#include <string.h>
#include <unistd.h>

enum { WORDS = 40 };

/* The shell of every request.  Constant: no name meets a login shell. */
static const char shell[] = "/usr/bin/ksh";
static const char remote[] = "exec /usr/bin/ksh -s";

/* Nobody is there to answer; nothing else goes through that connection; who has
 * set up a shared one uses it, and none is begun; a place that says nothing for
 * a minute is lost. */
static const char *const ssh_options[] = { "-T", "-a", "-x", "-e", "none",
    "-o", "BatchMode=yes", "-o", "ConnectTimeout=10",
    "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4",
    "-o", "ControlMaster=no", "-o", "ClearAllForwardings=yes",
    "-o", "PermitLocalCommand=no", "-o", "LogLevel=ERROR" };

static const char *const ssh_paths[] = { "/usr/bin/ssh", "/usr/local/bin/ssh" };

const char *
way_release(const struct site *site, uint32_t place)
{
	return (place & (PLACE_GUEST | PLACE_SOURCE)) == 0 ?
	    site->nodes[(place & PLACE_ID)].releases.solaris : NULL;
}

static const char *
ssh_find(struct err *err)
{
	for (size_t i = 0; i < sizeof(ssh_paths) / sizeof(ssh_paths[0]); i++)
		if (access(ssh_paths[i], X_OK) == 0)
			return ssh_paths[i];
	err_set(err, ERR_PROGRAM_MISSING, "ssh is not on this machine: it is "
	    "in the package openssh-client");
	return NULL;
}

const char *const *
way_ssh_words(struct arena *arena, const struct way_ssh *way, struct err *err)
{
	const char **words = arena_take(arena, WORDS, sizeof(*words));
	const char *const given[][2] = { { "-F", way->config },
	    { "-i", way->key }, { "-l", way->user } };
	unsigned count = 0;

	words[count++] = ssh_find(err);
	if (words[0] == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(ssh_options) / sizeof(ssh_options[0]);
	    i++)
		words[count++] = ssh_options[i];
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (given[i][1] != NULL) {
			words[count++] = given[i][0];
			words[count++] = given[i][1];
		}
	if (way->key != NULL) {
		words[count++] = "-o";
		words[count++] = "IdentitiesOnly=yes";
	}
	words[count++] = "--";
	words[count++] = way->host;
	words[count++] = way->command;
	words[count] = NULL;
	return words;
}

/* A place without a host is known to ssh by its own name. */
static const char *const *
ssh_words(struct arena *arena, const struct site_reach *reach,
    const char *name, const char *ssh_config, struct err *err)
{
	return way_ssh_words(arena, &(struct way_ssh){ .host = reach->host !=
	    NULL ? reach->host : name, .user = reach->user,
	    .config = ssh_config, .command = remote }, err);
}

const char *const *
way_words(struct arena *arena, const struct site *site, uint32_t place,
    const char *ssh_config, struct err *err)
{
	static const char *const here[] = { shell, "-s", NULL };
	const struct site_reach *reach = site_reach_at(site, place);
	char name[256];

	site_place(site->names, place, name, sizeof(name));
	if (reach->by == NULL)
		err_set(err, ERR_UNSUPPORTED, "the site file has no \"reach\" "
		    "for %.100s: say there how one gets to it", name);
	else if (strcmp(reach->by, "ssh") == 0)
		return ssh_words(arena, reach, arena_format(arena, "%s",
		    strrchr(name, ':') != NULL ? strrchr(name, ':') + 1 :
		    name), ssh_config, err);
	else if (strcmp(reach->by, "here") != 0)
		err_set(err, ERR_UNSUPPORTED, "\"reach\" of %.100s: \"by\": "
		    "\"%s\" is no way of a program: \"here\" and \"ssh\" are",
		    name, reach->by);
	else if (access(shell, X_OK) != 0)
		err_set(err, ERR_PROGRAM_MISSING, "%.100s is reached from "
		    "here, and there is no %s here", name, shell);
	else
		return here;
	return NULL;
}

const char *const *
way_local_words(struct arena *arena, const struct site *site, uint32_t place,
    const char *state, struct err *err)
{
	const char **words = arena_take(arena, WORDS, sizeof(*words));
	unsigned count = 0;
	char name[256];

	site_place(site->names, place, name, sizeof(name));
	words[count++] = "/usr/bin/env";
	words[count++] = arena_format(arena, "DOMFERRY_STATE=%s", state);
	words[count++] = arena_format(arena, "DOMFERRY_PLACE=%s", name);
	words[count++] = shell;
	words[count++] = "-s";
	words[count] = NULL;
	if (access(shell, X_OK) == 0)
		return words;
	err_set(err, ERR_PROGRAM_MISSING, "the programs of a simulated site "
	    "are started by %s, and it is not on this machine", shell);
	return NULL;
}
