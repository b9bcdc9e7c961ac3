/*
 * The words of a command, made from an operation: placeholders are replaced.
 */
#include "backends/commands/words.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "core/base/arena.h"
#include "core/base/list.h"
#include "core/op/mac.h"
#include "core/site/blackout.h"

enum { GIB = 1 << 30, MIB = 1 << 20 };

/* Longest first: "%devices2" is a device and its slice 2. */
enum field
word_field(const char *at, size_t *n)
{
	assert(at != NULL && n != NULL);
	*n = 0;
	for (unsigned f = 0; *at == '%' && f < FIELDS; f++) {
		if (at[1] != *field_name[f])
			continue;
		*n = strlen(field_name[f]) + 1;
		if (strncmp(at + 1, field_name[f], *n - 1) == 0)
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

	if (slash == NULL || slash == path)
		return slash == NULL ? "." : "/";
	return arena_text(arena, path, (size_t)(slash - path));
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

/* The disk of the medium has a name of ldmp2v's ("@iso"): who adds it gives it
 * one. */
static const char *
field_text(const struct site *site, const struct op *op, enum field field)
{
	const char *text = names_text(site->names, field_kind[field],
	    op->field[field]);

	return field == F_DISK && command_around[op->kind].names_disk &&
	    *text == '@' ? text + 1 : text;
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
	if (strncmp(at, "%target", 7) == 0) {
		*n = 7;
		return site_sp_power(site, op->on, arena_take(arena,
		    SP_TARGET, 1));
	}
	field = word_field(at, n);
	if (field == FIELDS) {
		*n = 1;
		return "%";
	}
	return field_text(site, op, field);
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
add(struct arena *arena, struct command *command, const char *word)
{
	if (command->count == command->capacity) {
		const char **words;

		command->capacity = 2 * command->capacity + ROW_WORDS;
		words = arena_take(arena, command->capacity, sizeof(*words));
		for (unsigned i = 0; i < command->count; i++)
			words[i] = command->word[i];
		command->word = words;
	}
	command->word[command->count++] = word;
}

/* The value "-d A=1 B=2" as clrs takes it: -d -p A=1 -p B=2. */
static void
properties_add(struct arena *arena, struct command *command,
    const char *value)
{
	for (const char *word; (word = list_take(arena, &value)) != NULL;)
		if (strcmp(word, "-d") != 0) {
			add(arena, command, "-p");
			add(arena, command, word);
		}
}

/* Options, each as a word of its own. */
static void
words_add(struct arena *arena, struct command *command, const char *value)
{
	for (const char *word; (word = list_take(arena, &value)) != NULL;)
		add(arena, command, word);
}

/* The program, and the way to a service processor; a word that the site does
 * not say is empty. */
static void
ipmitool_add(struct arena *arena, const struct site *site,
    const struct op *op, struct command *command)
{
	const char *word[IPMITOOL_WORDS];

	command_ipmitool(site, op->on, word);
	for (unsigned i = 0; i < IPMITOOL_WORDS; i++)
		add(arena, command, word[i]);
}

/* A plan has none of them where the site declares none. */
static void
blackout_add(struct arena *arena, const struct site *site,
    const struct op *op, struct command *command)
{
	const char *const *word = blackout_words(site,
	    (enum op_kind)op->kind);

	while (word != NULL && *word != NULL)
		add(arena, command, *word++);
}

static bool
is_disabled(const char *value)
{
	return strncmp(value, "-d ", 3) == 0 || strcmp(value, "-d") == 0;
}

/* A group comes online on the first node of its list, unless -n says where. */
static bool
is_left_out(const struct site *site, const struct op *op,
    const struct command_option *option)
{
	uint32_t guest = site_guest_of_group(site, op->group);

	return op->field[option->field] == 0 || (option->field == F_TO &&
	    guest != 0 && site->guests[guest].node[0] == op->to);
}

/* false: it is left out. */
static bool
option_add(struct arena *arena, const struct site *site, const struct op *op,
    const struct command_option *option, struct command *command)
{
	if (is_left_out(site, op, option))
		return false;
	add(arena, command, option->option);
	add(arena, command, names_text(site->names, field_kind[option->field],
	    op->field[option->field]));
	return true;
}

/* A placeholder that is no word, or more than one; false: it is a word. */
static bool
words_special(struct arena *arena, const struct site *site,
    const struct op *op, const char *word, struct command *command)
{
	const char *value = names_text(site->names, KIND_TEXT, op->value);
	const struct command_option *option = command_option_of(word);

	if (option != NULL)
		return option_add(arena, site, op, option, command) ||
		    strcmp(word, "%definition") != 0;
	if (strcmp(word, "%force") == 0) {
		if (op->forced != 0)
			add(arena, command, "-f");
	} else if (strcmp(word, "%disabled") == 0) {
		if (is_disabled(value))
			add(arena, command, "-d");
	} else if (strcmp(word, "%properties") == 0) {
		properties_add(arena, command, value);
	} else if (strcmp(word, "%words") == 0) {
		words_add(arena, command, value);
	} else if (strcmp(word, "%blackout") == 0) {
		blackout_add(arena, site, op, command);
	} else if (strcmp(word, "%ipmitool") == 0) {
		ipmitool_add(arena, site, op, command);
	} else {
		return false;
	}
	return true;
}

static void
word_add(struct arena *arena, const struct site *site, const struct op *op,
    const char *word, struct command *command)
{
	if (*word == '%' && words_special(arena, site, op, word, command))
		return;
	if (strcmp(word, "%definition") == 0)
		word = "%guest";
	if (word[strlen(word) - 1] != '?' || op->value != 0 ||
	    op->number != 0)
		add(arena, command, word_fill(arena, site, op, word));
}

/*
 * The partition table that fmthard reads for the label "sliceN": the whole LUN
 * is in that slice.  By convention slice 2 is the whole disk, with tag 5, and a
 * new LUN has nothing else.  Sizes are in 512-byte sectors; that of a device
 * which the site does not declare is not known.
 */
static const char *
table_text(struct arena *arena, const struct site *site, const struct op *op)
{
	long long sectors = op->device <= site->device_count ?
	    (long long)(site->devices[op->device].size / 512) : 0;
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

/* Solaris 10's tar knows -C for c and r, but not for x. */
const struct around command_around[OP_KINDS] = {
	[OP_DEVICE_LABEL] = { .input = table_text, .is_label = true },
	[OP_GUEST_VDISK] = { .names_disk = true },
	[OP_GUEST_BOOT] = { .at_ok = true },
	[OP_GUEST_SAVE] = { .output = "%file", .makes = true },
	[OP_LOCK_TAKE] = { .makes = true },
	[OP_FILE_WRITE] = { .input = value_text },
	[OP_SCRIPT_WRITE] = { .input = value_text },
	[OP_DATA_RESTORE] = { .folder = "%value" },
};

static const char *
column_text(struct arena *arena, const struct site *site, const struct op *op,
    const char *column)
{
	return column != NULL ? word_fill(arena, site, op, column) : NULL;
}

void
command_ipmitool(const struct site *site, uint32_t machine,
    const char *word[IPMITOOL_WORDS])
{
	const struct site_sp *sp = site_sp_of(site, machine);
	const char *const words[IPMITOOL_WORDS] = { "ipmitool", "-I",
	    "lanplus", "-H", sp->host, "-U", sp->user, "-f",
	    sp->credentials };

	for (unsigned i = 0; i < IPMITOOL_WORDS; i++)
		word[i] = words[i] != NULL ? words[i] : "";
}

/* Of what is done at a service processor: by which way. */
static const struct command_row *
row_of(const struct site *site, const struct op *op)
{
	const struct command_row *row = command_row_of(
	    (enum op_kind)op->kind);

	if (!op_table[op->kind].at_sp)
		return row;
	return row + (site_by_hand(site, op) ? 2 :
	    site_sp_by_ipmi(site, op->on) ? 1 : 0);
}

void
command_words(struct arena *arena, const struct site *site,
    const struct op *op, struct command *command)
{
	const struct command_row *row = row_of(site, op);
	const struct around *around = &command_around[op->kind];

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	*command = (struct command){ .count = 0 };
	if (row == NULL)
		return;
	for (unsigned i = 0; i < ROW_WORDS && row->word[i] != NULL; i++)
		word_add(arena, site, op, row->word[i], command);
	if (around->input != NULL)
		command->input = around->input(arena, site, op);
	command->folder = column_text(arena, site, op, around->folder);
	command->output = column_text(arena, site, op, around->output);
	if (around->makes)
		command->makes = folder_text(arena, names_text(site->names,
		    KIND_FILE, op->file));
}
