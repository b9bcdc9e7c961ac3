#include "tools/session/cancelled.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/formats/json/text.h"
#include "tools/descriptor.h"
#include "tools/file.h"
#include "tools/session/folder.h"

enum { BYTES_MOST = 1 << 20 };

static const char name[] = "cancel.jsonl";

static void
line_text(struct text *text, const struct holder *holder, const char *step,
    const char *what)
{
	text_open(text, NULL, '{');
	text_string(text, "time", holder->time);
	text_string(text, "who", holder->who);
	text_string(text, "host", holder->host);
	text_integer(text, "pid", holder->pid);
	text_string(text, "step", step);
	text_string(text, "text", what);
	text_close(text, '}');
	text_put(text, "\n", 1);
}

bool
cancelled_put(const char *folder, const struct holder *holder,
    const char *step, const char *what, struct err *err)
{
	struct arena arena = { 0 };
	const char *path = folder_path(&arena, folder, name);
	int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW |
	    O_CLOEXEC, 0600);
	struct text text = { 0 };
	bool put;

	line_text(&text, holder, step, what);
	put = file >= 0 && descriptor_write(file, text.bytes, text.size) &&
	    descriptor_sync(file);
	if (!put)
		err_set(err, ERR_FILE_UNWRITABLE, "%s: %s", path,
		    strerror(errno));
	text_drop(&text);
	if (file >= 0)
		close(file);
	arena_drop(&arena);
	return put;
}

static const char *
text_of(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

unsigned
cancelled_each(const char *folder, unsigned from,
    void (*each)(void *with, const struct holder *, const char *step,
    const char *text), void *with)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	unsigned count = 0;
	size_t size;
	char *end, *at = file_read(&arena, folder_path(&arena, folder, name),
	    BYTES_MOST, &size, &err);

	/* A line without its end is still being written. */
	for (; at != NULL && (end = strchr(at, '\n')) != NULL; at = end + 1) {
		json_t *record = json_loadb(at, (size_t)(end - at), 0, NULL);
		const struct holder holder = { .who = text_of(record, "who"),
		    .host = text_of(record, "host"),
		    .time = text_of(record, "time") };

		if (count++ >= from)
			each(with, &holder, text_of(record, "step"),
			    text_of(record, "text"));
		json_decref(record);
	}
	arena_drop(&arena);
	return count;
}

void
cancelled_make(struct cancelled *cancelled, const char *folder,
    const struct journal *journal)
{
	*cancelled = (struct cancelled){ .folder = folder };
	for (size_t i = 0; journal != NULL && i < journal->count; i++)
		cancelled->taken += strcmp(journal_type(journal, i), "ask") ==
		    0 && strcmp(text_of(journal->record[i], "option"),
		    "cancel") == 0;
}

struct taking {
	struct writer	*writer;
	int64_t		 at_ms;
	bool		 taken;
};

static void
line_take(void *with, const struct holder *holder, const char *step,
    const char *text)
{
	struct taking *taking = with;
	struct arena arena = { 0 };

	taking->taken = taking->taken && writer_ask(taking->writer,
	    &(struct word_given){ "cancel", arena_format(&arena, "%s, from "
	    "%s", text, holder->host), step, holder->who }, taking->at_ms);
	arena_drop(&arena);
}

bool
cancelled_take(struct cancelled *cancelled, struct writer *writer,
    int64_t at_ms)
{
	struct taking taking = { writer, at_ms, true };
	struct arena arena = { 0 };
	bool none = access(folder_path(&arena, cancelled->folder, name),
	    F_OK) != 0;

	arena_drop(&arena);
	if (!none)
		cancelled->taken = cancelled_each(cancelled->folder,
		    cancelled->taken, line_take, &taking);
	return taking.taken;
}
