#define _DEFAULT_SOURCE		/* chroot, realpath */
#include "tools/client/root.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/client/filing.h"
#include "tools/client/talk.h"

static const char pools[] = "/.domferry/pools";

bool
root_is_here(void)
{
	return access("/.domferry/client", F_OK) == 0;
}

const char *
root_place(void)
{
	static char place[TALK_PLACE];
	FILE *file = fopen("/.place", "r");
	bool read = file != NULL && fgets(place, sizeof(place), file) != NULL;

	if (file != NULL)
		fclose(file);
	place[strcspn(place, "\n")] = '\0';
	return read ? place : NULL;
}

static bool
is_here(const char *path)
{
	struct stat named, here;

	return path != NULL && *path == '/' && stat(path, &named) == 0 &&
	    stat(".", &here) == 0 && named.st_dev == here.st_dev &&
	    named.st_ino == here.st_ino;
}

/* Is it that folder, or below? */
static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return n > 1 && strncmp(path, folder, n) == 0 &&
	    (path[n] == '\0' || path[n] == '/');
}

/* A shell keeps the links by which it has come in PWD. */
const char *
root_folder(void)
{
	static char path[TALK_PATH];
	const char *typed = getenv("PWD");

	if (!is_here(typed)) {
		if (getcwd(path, sizeof(path)) == NULL)
			return "";
		typed = path;
	}
	if (is_below(typed, pools))
		typed += sizeof(pools) - 1;
	return strcmp(typed, "/") == 0 ? "" : typed;
}

bool
root_is_shared(const char *path)
{
	char *found = root_is_here() ? realpath(path, NULL) : NULL;
	bool shared = found != NULL && is_below(found, "/.domferry/shares");

	free(found);
	return shared;
}

/* All roots lie in one folder, which is the root of the name space: what is
 * above a root that one has left behind. */
bool
root_go(const char *place)
{
	return strchr(place, '/') == NULL && chdir("/") == 0 &&
	    chroot("/.domferry/state") == 0 && chdir("..") == 0 &&
	    chroot(place) == 0 && chdir("/") == 0 && setenv("PWD", "/", 1) ==
	    0;
}

void
root_become(const char *name, char **argv)
{
	char path[64];

	snprintf(path, sizeof(path), "/.domferry/real/%.32s", name);
	execv(path, argv);
}

/* The dates that ls prints would be those of this machine. */
bool
root_has(const char *name, char **argv)
{
	unsigned first, last;

	return filing_has(name, &first, &last) && root_is_here() &&
	    (strcmp(name, "ls") != 0 || argv[1] == NULL ||
	    argv[1][0] != '-' || strchr(argv[1], 'l') == NULL);
}
