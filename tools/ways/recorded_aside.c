#include "tools/ways/recorded_aside.h"

#include <string.h>

const struct recorded_line *
recorded_lock(const struct recorded *recorded, uint32_t node,
    const char *path)
{
	const char *name = names_text(recorded->site->names, KIND_NODE, node);

	for (unsigned i = 0; i < recorded->count; i++) {
		const struct recorded_line *line = &recorded->line[i];

		if (line->kind == RECORDED_LOCK && line->part ==
		    recorded->begun + 1 && strcmp(line->lock, path) == 0 &&
		    strcmp(line->on, name) == 0)
			return line;
	}
	return NULL;
}

/* Those of which nothing is recorded were free, or nobody asked. */
const char *
recorded_holder(struct reach *reach, uint32_t node, const char *path)
{
	const struct recorded_line *line = recorded_lock(
	    (const struct recorded *)reach, node, path);

	return line != NULL ? line->says : "";
}

const struct recorded_line *
recorded_next(struct recorded *recorded, enum recorded_kind kind)
{
	for (unsigned i = 0; i < recorded->count; i++) {
		struct recorded_line *line = &recorded->line[i];

		if (line->used || line->kind != kind ||
		    line->part != recorded->begun + 1)
			continue;
		line->used = true;
		return line;
	}
	return NULL;
}

bool
recorded_hook(void *with, const struct site_hook *hook, const char *text,
    int64_t limit_ms, struct err *err)
{
	struct recorded *recorded = with;
	const struct recorded_line *line = recorded_next(recorded,
	    RECORDED_HOOK);

	(void)text;
	(void)limit_ms;
	if (line == NULL || strcmp(line->hook, hook->words[0]) != 0) {
		if (recorded->otherwise.code == ERR_NONE)
			err_set(&recorded->otherwise, ERR_NOT_AS_RECORDED,
			    "%.50s: the hook %.80s would be started, and that "
			    "is not recorded there", recorded->path,
			    hook->words[0]);
		*err = recorded->otherwise;
		return false;
	}
	recorded_forward(recorded, recorded->now_ms + line->took_ms);
	return line->failed == NULL || err_set(err, ERR_PROGRAM_FAILED,
	    "%.200s", line->failed);
}

const struct recorded_line *
recorded_part(const struct recorded *recorded, enum recorded_kind kind,
    unsigned part)
{
	for (unsigned i = 0; i < recorded->count; i++)
		if (recorded->line[i].kind == kind &&
		    recorded->line[i].part == part)
			return &recorded->line[i];
	return NULL;
}
