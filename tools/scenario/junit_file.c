#include "tools/scenario/junit_file.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/draft.h"
#include "tools/say.h"
#include "tools/scenario/junit_xml.h"

/* An empty file was probably created for a report. */
static bool
is_report(const char *path)
{
	size_t wanted = strlen(junit_xml_opening);
	char text[128];
	FILE *file = fopen(path, "rb");
	size_t n;

	assert(wanted <= sizeof(text));
	if (file == NULL)
		return false;
	n = fread(text, 1, wanted, file);
	fclose(file);
	return n == 0 || (n == wanted &&
	    memcmp(text, junit_xml_opening, n) == 0);
}

static bool
unwritable(const char *path, struct err *err)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%s: %s", path,
	    strerror(errno));
}

bool
junit_file_may(const char *path, struct err *err)
{
	struct stat found;

	if (strcmp(path, "-") == 0)
		return true;
	if (lstat(path, &found) != 0)
		return errno == ENOENT || unwritable(path, err);
	return (S_ISREG(found.st_mode) && is_report(path)) ||
	    err_set(err, ERR_FILE_EXISTS, "%s already exists and is not a "
	    "report of --junit", path);
}

bool
junit_file_write(const char *path, const char *text, struct err *err)
{
	const struct draft draft = { .path = path, .text = text,
	    .size = strlen(text), .mode = 0666, .replaces = true };

	if (strcmp(path, "-") == 0) {
		say_document(stdout, text);
		return (fflush(stdout) == 0 && ferror(stdout) == 0) ||
		    unwritable(path, err);
	}
	return junit_file_may(path, err) && (draft_put(&draft) ||
	    unwritable(path, err));
}
