#include "tools/host/tree.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static void
entry_remove(const char *folder, const char *name)
{
	char path[PATH_BYTES];
	struct stat found;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    (size_t)snprintf(path, sizeof(path), "%s/%s", folder, name) >=
	    sizeof(path) || lstat(path, &found) != 0)
		return;
	if (S_ISDIR(found.st_mode))
		tree_remove(path);
	else
		unlink(path);
}

void
tree_remove(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;

	if (folder == NULL)
		return;
	while ((entry = readdir(folder)) != NULL)
		entry_remove(path, entry->d_name);
	closedir(folder);
	rmdir(path);
}
