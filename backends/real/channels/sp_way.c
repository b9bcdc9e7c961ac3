#include "backends/real/channels/sp_way.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/commands/line.h"
#include "backends/real/channels/way.h"

enum { OTHERS = 077 };

static const char *const ipmitools[] = { "/usr/bin/ipmitool",
    "/usr/sbin/ipmitool", "/usr/sfw/bin/ipmitool",
    "/usr/local/bin/ipmitool" };

static bool
is_own(const char *path, struct err *err)
{
	struct stat found;

	if (stat(path, &found) != 0)
		return err_set(err, ERR_FILE_UNREADABLE, "%.120s: %s", path,
		    strerror(errno));
	if (!S_ISREG(found.st_mode))
		return err_set(err, ERR_FILE_UNREADABLE, "%.120s is no file",
		    path);
	if (found.st_uid != geteuid())
		return err_set(err, ERR_GUARDED, "%.120s belongs to another "
		    "user (%lu): it is not used", path,
		    (unsigned long)found.st_uid);
	return (found.st_mode & OTHERS) == 0 || err_set(err, ERR_GUARDED,
	    "%.120s can be read by others (mode %04o): it is not used before "
	    "chmod 600", path, (unsigned)found.st_mode & 07777u);
}

static const char *const *
ipmitool_words(struct arena *arena, const char *text, struct err *err)
{
	struct typed_line *line = arena_take(arena, 1, sizeof(*line));
	const char **words;

	if (!line_read(line, arena_text(arena, text, strlen(text)), err))
		return NULL;
	words = arena_take(arena, line->count + 1, sizeof(*words));
	for (unsigned i = 0; i < line->count; i++)
		words[i] = line->word[i];
	for (size_t i = 0; i < sizeof(ipmitools) / sizeof(ipmitools[0]); i++)
		if (access(ipmitools[i], X_OK) == 0) {
			words[0] = ipmitools[i];
			return words;
		}
	err_set(err, ERR_PROGRAM_MISSING, "ipmitool is not on this machine: "
	    "it is in the package ipmitool");
	return NULL;
}

const char *const *
sp_words(struct arena *arena, const struct site *site,
    const struct order *order, const char *ssh_config, struct err *err)
{
	uint32_t machine = order->place & ~(uint32_t)PLACE_SP;
	const struct site_sp *sp = site_sp_of(site, machine);
	const char *lacks = site_sp_lacks(site, machine);

	assert((order->place & PLACE_SP) != 0);
	if (lacks != NULL) {
		err_set(err, ERR_NO_REACH, "%s", lacks);
		return NULL;
	}
	if (sp->credentials != NULL && !is_own(sp->credentials, err))
		return NULL;
	if (site_sp_by_ipmi(site, machine))
		return ipmitool_words(arena, order->line, err);
	return way_ssh_words(arena, &(struct way_ssh){ .host = sp->host,
	    .user = sp->user, .key = sp->credentials, .config = ssh_config,
	    .command = order->line }, err);
}
