#include "tools/apply/copied.h"

#include <string.h>
#include <unistd.h>

enum { PART = 65536 };

/* Only what is sound: an incomplete line is cut off when the run is resumed. */
void
copied_journal(void *with, int64_t from, struct buffer *text)
{
	const struct folder *folder = with;
	char part[PART];

	while (folder->journal >= 0 && from < folder->size) {
		int64_t left = folder->size - from;
		ssize_t n = pread(folder->journal, part, left < PART ?
		    (size_t)left : PART, (off_t)from);

		if (n <= 0)
			return;
		buffer_put(text, part, (size_t)n);
		from += n;
	}
	/* A text has an end. */
	buffer_put(text, "", 1);
	text->size--;
}

/* Do its last bytes stand there in the journal, too?  Each record has the hash
 * of all before it. */
static bool
is_beginning(const struct folder *folder, const struct copied *copied)
{
	char part[PART];
	int64_t from = copied->size - (int64_t)copied->end_size;
	ssize_t n;

	if (copied->end_size > sizeof(part) || from < 0)
		return false;
	n = pread(folder->journal, part, copied->end_size, (off_t)from);
	return n == (ssize_t)copied->end_size &&
	    memcmp(part, copied->end, copied->end_size) == 0;
}

static bool
is_allowed(const struct execution *execution, uint32_t node,
    const struct copied *copied, struct err *err)
{
	const struct folder *folder = &execution->folder;
	const char *name = names_text(execution->site.site->names, KIND_NODE,
	    node);

	if (copied->size > (int64_t)execution->journal.sound)
		return err_set(err, ERR_JOURNAL_BEHIND, "this run has gone on "
		    "elsewhere: its journal on %.60s, %.120s, goes on where "
		    "%.120s/journal.jsonl ends", name, copied->path,
		    folder->path);
	return copied->size == 0 || is_beginning(folder, copied) ||
	    err_set(err, ERR_JOURNAL_MISMATCH, "the journal on %.60s, %.120s, "
	    "is not the beginning of %.120s/journal.jsonl", name,
	    copied->path, folder->path);
}

bool
copied_allow(const struct execution *execution, struct reach *reach,
    struct err *err)
{
	const struct plan *plan = execution->plan;

	uint32_t count = reach->copied != NULL ? plan->lock_steps : 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t node = plan->steps[i].op.on;
		struct copied copied = { .size = 0 };

		if (reach->copied(reach, node, &copied) &&
		    !is_allowed(execution, node, &copied, err))
			return false;
	}
	return true;
}
