#include "tools/session/plan_file.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/journal/plan_json.h"
#include "tools/file.h"

/* No procedure's name has a dot or a slash in it. */
bool
plan_file_is(const struct options *options)
{
	return options->operand_count == 1 &&
	    strpbrk(options->operand[0], "./") != NULL;
}

bool
plan_file_fits(const struct plan *plan, const char *text, struct err *err)
{
	size_t size = strlen(text);

	return size <= LIMIT_FILE_BYTES || err_set(err, ERR_TOO_MANY,
	    "the plan of %.100s has %zu bytes; none may have more than %d",
	    plan->job, size, LIMIT_FILE_BYTES);
}

struct plan *
plan_file_open(struct arena *arena, struct site *site, const char *path,
    struct err *err)
{
	struct err why = { 0 };
	json_error_t error;
	struct plan *plan;
	json_t *object;
	bool same;
	size_t size;
	char *text = file_read(arena, path, LIMIT_FILE_BYTES, &size, err);

	if (text == NULL)
		return NULL;
	object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	if (object == NULL) {
		err_set(err, ERR_FILE_INVALID, "%s:%d:%d: %s", path,
		    error.line, error.column, error.text);
		return NULL;
	}
	plan = plan_read(arena, site, object, &same, &why);
	json_decref(object);
	if (plan == NULL)
		err_set(err, why.code, "%.60s: %.160s", path, why.text);
	else if (!same)
		fprintf(stderr, "domferry: note: %s was edited: its digest "
		    "no longer fits\n", path);
	return plan;
}
