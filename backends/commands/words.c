/*
 * The words of a command, made from an operation: placeholders are replaced.
 */
#include "backends/commands/words.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "core/op/mac.h"

enum { GIB = 1 << 30, MIB = 1 << 20 };

/* Longest first: "%devices2" is a device and its slice 2. */
enum field
word_field(const char *at, size_t *n)
{
	assert(at != NULL && n != NULL);
	for (unsigned f = 0; f < FIELDS; f++) {
		*n = strlen(field_name[f]) + 1;
		if (at[0] == '%' &&
		    strncmp(at + 1, field_name[f], *n - 1) == 0)
			return (enum field)f;
	}
	return FIELDS;
}

unsigned
word_slice(const struct site *site, uint32_t device)
{
	return device <= site->device_count ?
	    (unsigned)site->devices[device].slice : 2u;
}

static const char *
number_text(struct arena *arena, const struct op *op)
{
	long long n = (long long)(op->number < 0 ? -op->number : op->number);

	switch (op_table[op->kind].number) {
	case NUMBER_SIZE:
		if (n % GIB == 0)
			return arena_format(arena, "%lldg", n / GIB);
		return arena_format(arena, "%lldm", n / MIB);
	case NUMBER_MEMORY:
		if (n % GIB == 0)
			return arena_format(arena, "%lldG", n / GIB);
		return arena_format(arena, "%lldM", n / MIB);
	case NUMBER_MAC:
		return op->number == 0 ? "" : mac_write(op->number,
		    arena_take(arena, MAC_BYTES, 1));
	case NUMBER_HOSTID:
		return arena_format(arena, "%llx", n);
	default:
		return arena_format(arena, "%lld", n);
	}
}

static const char *
folder_text(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? "." :
	    arena_text(arena, path, (size_t)(slash - path));
}

/* The folder of a conversion's scripts: on the share of its source. */
static const char *
tools_text(struct arena *arena, const struct site *site, const struct op *op)
{
	uint32_t source = op->source != 0 ? op->source :
	    site->guests[op->guest].source;
	const struct site_archive *archive = &site->archives[
	    site->sources[source].archive];

	return arena_format(arena, "%s/tools",
	    names_text(site->names, KIND_FILE, archive->mount));
}

/* Replace the placeholder at the beginning of at; its length goes to *n. */
static const char *
filled(struct arena *arena, const struct site *site, const struct op *op,
    const char *at, size_t *n)
{
	enum field field;

	if (strncmp(at, "%number", 7) == 0) {
		*n = 7;
		return number_text(arena, op);
	}
	if (strncmp(at, "%slice", 6) == 0) {
		*n = 6;
		return arena_format(arena, "%u",
		    word_slice(site, op->device));
	}
	if (strncmp(at, "%folder", 7) == 0) {
		*n = 7;
		return folder_text(arena, names_text(site->names, KIND_FILE,
		    op->file));
	}
	if (strncmp(at, "%set-", 5) == 0) {
		*n = 5;
		return op->set != 0 ? "set-" : op->number < 0 ? "remove-" :
		    "add-";
	}
	if (strncmp(at, "%scripts", 8) == 0) {
		*n = 8;
		return tools_text(arena, site, op);
	}
	field = word_field(at, n);
	if (field == FIELDS) {
		*n = 1;
		return "%";
	}
	return names_text(site->names, field_kind[field], op->field[field]);
}

/* Most words are one literal or one placeholder and need no new text. */
static const char *
word_fill(struct arena *arena, const struct site *site, const struct op *op,
    const char *word)
{
	const char *text = "";

	while (*word != '\0' && *word != '?') {
		size_t n = strcspn(word, "%");
		const char *more = word;

		if (n == 0)
			more = filled(arena, site, op, word, &n);
		else if (word[n] != '\0')
			more = arena_text(arena, word, n);
		text = *text == '\0' ? more :
		    arena_format(arena, "%s%s", text, more);
		word += n;
	}
	return text;
}

static void
add(struct command *command, const char *word)
{
	if (command->count < COMMAND_WORDS)
		command->word[command->count++] = word;
}

/* The value "-d A=1 B=2" as clrs takes it: -d -p A=1 -p B=2. */
static void
properties_add(struct arena *arena, struct command *command,
    const char *value)
{
	while (*value != '\0') {
		size_t n = strcspn(value, " ");

		if (n != 0 && strncmp(value, "-d", n) != 0) {
			add(command, "-p");
			add(command, arena_text(arena, value, n));
		}
		value += n + (value[n] == ' ');
	}
}

/* Options, each as a word of its own. */
static void
words_add(struct arena *arena, struct command *command, const char *value)
{
	while (*value != '\0') {
		size_t n = strcspn(value, " ");

		if (n != 0)
			add(command, arena_text(arena, value, n));
		value += n + (value[n] == ' ');
	}
}

static bool
is_disabled(const char *value)
{
	return strncmp(value, "-d ", 3) == 0;
}

static void
word_add(struct arena *arena, const struct site *site, const struct op *op,
    const char *word, struct command *command)
{
	const char *value = names_text(site->names, KIND_TEXT, op->value);

	if (strcmp(word, "%force") == 0) {
		if (op->forced != 0)
			add(command, "-f");
	} else if (strcmp(word, "%disabled") == 0) {
		if (is_disabled(value))
			add(command, "-d");
	} else if (strcmp(word, "%properties") == 0) {
		properties_add(arena, command, value);
	} else if (strcmp(word, "%words") == 0) {
		words_add(arena, command, value);
	} else if (word[strlen(word) - 1] != '?' || op->value != 0 ||
	    op->number != 0) {
		add(command, word_fill(arena, site, op, word));
	}
}

/*
 * The partition table that fmthard reads for the label "sliceN": the whole LUN
 * is in that slice.  By convention slice 2 is the whole disk, with tag 5, and a
 * new LUN has nothing else.  Sizes are in 512-byte sectors.
 */
static const char *
table_text(struct arena *arena, const struct site *site, const struct op *op)
{
	long long sectors = (long long)(site->devices[op->device].size / 512);
	const char *label = names_text(site->names, KIND_TEXT, op->value);
	char slice = label[strlen(label) - 1];

	if (slice == '2')
		return arena_format(arena, "2 5 00 0 %lld\n", sectors);
	return arena_format(arena, "2 5 00 0 %lld\n%c 4 00 0 %lld\n", sectors,
	    slice, sectors);
}

static const char *
value_text(struct arena *arena, const struct site *site, const struct op *op)
{
	(void)arena;
	return names_text(site->names, KIND_TEXT, op->value);
}

/* The standard input of a command; NULL if it has none. */
static const char *(*const inputs[OP_KINDS])(struct arena *,
    const struct site *, const struct op *) = {
	[OP_DEVICE_LABEL] = table_text,
	[OP_FILE_WRITE] = value_text,
};

void
command_words(struct arena *arena, const struct site *site,
    const struct op *op, struct command *command)
{
	const struct command_row *row = command_row_of(
	    (enum op_kind)op->kind);

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	assert(op->kind < OP_KINDS);
	*command = (struct command){ .count = 0 };
	if (row == NULL)
		return;
	for (unsigned i = 0; i < ROW_WORDS && row->word[i] != NULL; i++)
		word_add(arena, site, op, row->word[i], command);
	if (inputs[op->kind] != NULL)
		command->input = inputs[op->kind](arena, site, op);
}

static bool
must_escape(char c)
{
	return strchr("?*[]{}()$`\"'\\|&;<>!#~ \t", c) != NULL && c != '\0';
}

static const char *
escaped(struct arena *arena, const char *word)
{
	char *text = arena_take(arena, 2 * strlen(word) + 1, 1), *to = text;

	for (; *word != '\0'; word++) {
		if (must_escape(*word))
			*to++ = '\\';
		*to++ = *word;
	}
	return text;
}

const char *
command_text(struct arena *arena, const struct site *site,
    const struct op *op)
{
	const char *text = "";
	struct command command;

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	command_words(arena, site, op, &command);
	for (unsigned i = 0; i < command.count; i++)
		text = arena_format(arena, "%s%s%s", text, i != 0 ? " " : "",
		    op_table[op->kind].person ? command.word[i] :
		    escaped(arena, command.word[i]));
	return text;
}
