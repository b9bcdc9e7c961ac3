#include "backends/commands/around.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/words.h"
#include "core/base/arena.h"

static bool
refused(const struct typed_line *line, const char *what, struct err *err)
{
	return err_set(err, ERR_UNSUPPORTED, "%s: %s", line->word[0], what);
}

/* A partition table is known if it is the label of one slice. */
static bool
label_read(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op, struct err *err)
{
	const char *last = line->input;
	struct site named = *site;	/* a copy, with the names typed */
	struct arena arena = { 0 };
	char label[16];
	bool is_known;

	for (const char *at = line->input; *at != '\0'; at++)
		if (at[0] == '\n' && at[1] != '\0')
			last = at + 1;
	snprintf(label, sizeof(label), "slice%c", *last);
	op->value = names_put(names, KIND_TEXT, label);
	*named.names = *names;
	is_known = *last >= '0' && *last <= '7' && strcmp(line->input,
	    command_around[OP_DEVICE_LABEL].input(&arena, &named, op)) == 0;
	arena_drop(&arena);
	return is_known || refused(line, "a partition table is understood if "
	    "the whole LUN is in one slice", err);
}

static bool
input_read(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op, struct err *err)
{
	if (line->input == NULL)
		return true;
	if (command_around[op->kind].input == NULL)
		return refused(line, "it reads no standard input", err);
	if (command_around[op->kind].is_label)
		return label_read(site, names, line, op, err);
	op->value = names_put(names, KIND_TEXT, line->input);
	return true;
}

/* A column is one placeholder. */
static bool
column_read(struct names *names, const char *column, const char *text,
    struct op *op)
{
	enum field field;
	size_t n;

	if (text == NULL || column == NULL)
		return text == NULL;
	field = word_field(column, &n);
	assert(field != FIELDS && column[n] == '\0');
	op->field[field] = names_put(names, field_kind[field], text);
	return true;
}

/* Is it the folder of that file?  A name without a slash is in ".". */
static bool
is_folder(const char *folder, const char *file)
{
	size_t n = strlen(folder);

	if (strchr(file, '/') == NULL)
		return strcmp(folder, ".") == 0;
	n -= n != 0 && folder[n - 1] == '/';
	return strncmp(file, folder, n) == 0 && strrchr(file, '/') == file + n;
}

bool
around_read(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op, struct err *err)
{
	const struct around *around = &command_around[op->kind];

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	if (!column_read(names, around->folder, line->folder, op))
		return refused(line, "the folder where it is typed means "
		    "nothing to it", err);
	if (!column_read(names, around->output, line->output, op))
		return refused(line, "its output is not kept", err);
	if (!input_read(site, names, line, op, err))
		return false;
	if (line->makes != NULL && (!around->makes || !is_folder(line->makes,
	    names_text(names, KIND_FILE, op->file))))
		return refused(line, "the folder that is made is not that of "
		    "its file", err);
	return true;
}
