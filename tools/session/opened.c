#include "tools/session/opened.h"

#include "core/base/arena.h"

const char *
opened_text(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

static const char *const *
texts_of(struct arena *arena, const json_t *list, unsigned *count)
{
	const char **texts;

	*count = (unsigned)json_array_size(list);
	texts = arena_take(arena, *count + 1, sizeof(*texts));
	for (unsigned i = 0; i < *count; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		texts[i] = text != NULL ? text : "";
	}
	return texts;
}

bool
opened(struct arena *arena, const json_t *open, const char *path,
    struct opening *opening, struct err *err)
{
	if (json_integer_value(json_object_get(open, "format")) != 1)
		return err_set(err, ERR_JOURNAL_MISMATCH, "%s: line 1: this "
		    "version reads format 1; %s wrote another format", path,
		    opened_text(open, "program"));
	opening->mode = opened_text(open, "mode");
	opening->site_digest = opened_text(open, "site_digest");
	opening->seed = (uint64_t)json_integer_value(json_object_get(open,
	    "seed"));
	opening->change = json_string_value(json_object_get(open, "change"));
	opening->through = json_string_value(json_object_get(open, "through"));
	opening->faults = texts_of(arena, json_object_get(open, "faults"),
	    &opening->fault_count);
	opening->begin = texts_of(arena, json_object_get(open, "begin"),
	    &opening->begin_count);
	return true;
}
