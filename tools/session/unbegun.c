#include "tools/session/unbegun.h"

#include <dirent.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "tools/file.h"
#include "tools/session/folder.h"

/* What a beginning leaves; the journal is made right after the lock. */
static const char *const names[] = { ".", "..", "lock", "journal.jsonl",
    "site.json", "plan.json", "reserve", "events.jsonl" };
enum { NAMES = sizeof(names) / sizeof(names[0]), ALONE = 3 };

/* A file that is being written has another name until it is whole. */
static bool
is_draft(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcmp(name + n - 4, ".new") == 0;
}

static bool
is_one_of(const char *name, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* Has the folder only files of a beginning? */
static bool
is_beginning(const char *path, bool journal)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool only = folder != NULL;

	while (only && (entry = readdir(folder)) != NULL)
		only = is_one_of(entry->d_name, journal ? (size_t)NAMES :
		    (size_t)ALONE) || (journal && is_draft(entry->d_name));
	if (folder != NULL)
		closedir(folder);
	return only;
}

/* Are there both records of a beginning, the second with the plan? */
static bool
has_plan(const char *text, size_t size)
{
	const char *end = memchr(text, '\n', size);

	return end != NULL && memchr(end + 1, '\n',
	    size - (size_t)(end + 1 - text)) != NULL;
}

bool
unbegun_read(const char *folder, const char *text, size_t size,
    struct err *err)
{
	if ((text == NULL || !has_plan(text, size)) &&
	    is_beginning(folder, text != NULL))
		return !err_set(err, ERR_NOT_BEGUN, "%s: nothing had begun; "
		    "start again", folder);
	return false;
}

bool
unbegun(const char *folder, struct err *err)
{
	struct arena arena = { 0 };
	struct err why = { 0 };
	size_t size = 0;
	const char *text = file_read(&arena, folder_path(&arena, folder,
	    "journal.jsonl"), LIMIT_JOURNAL_BYTES, &size, &why);
	bool none = (text != NULL || why.code == ERR_FILE_UNREADABLE) &&
	    unbegun_read(folder, text, size, err);

	arena_drop(&arena);
	return none;
}
