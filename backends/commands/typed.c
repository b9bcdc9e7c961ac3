/*
 * Reading a typed command with the table that also writes commands.
 */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/around.h"
#include "backends/commands/commands.h"
#include "backends/commands/defaults.h"
#include "backends/commands/line.h"
#include "backends/commands/own.h"
#include "backends/commands/words.h"
#include "core/base/arena.h"
#include "core/base/list.h"
#include "core/op/mac.h"

/* No path is longer on Solaris. */
enum { NAME_BYTES = 1023 };

struct typed {
	const struct typed_line *line;
	const struct site *site;	/* whose own commands are known; NULL:
					   of none */
	struct names	*names;		/* texts are added */
	uint32_t	 place;		/* where the line is typed */
	bool		 keeps;		/* names are interned now */
	bool		 disabled;
	struct op	 op;
};

/* Sizes need a unit: a bare number means bytes to one program and megabytes to
 * another. */
static bool
unit_read(char unit, long long *value)
{
	unsigned shift = unit == 'g' || unit == 'G' ? 30 :
	    unit == 'm' || unit == 'M' ? 20 :
	    unit == 'k' || unit == 'K' ? 10 : 0;

	if (shift == 0 || *value > INT64_MAX >> shift)
		return false;
	*value *= 1LL << shift;
	return true;
}

static bool
number_read(struct op *op, const char *text)
{
	enum number number = op_table[op->kind].number;
	bool is_size = number == NUMBER_SIZE || number == NUMBER_MEMORY;
	char *end;
	long long value;

	if (number == NUMBER_MAC)
		return mac_read(text, &op->number);
	errno = 0;
	value = strtoll(text, &end, number == NUMBER_HOSTID ? 16 : 10);
	if (end == text || value < 0 || errno != 0 ||
	    (number == NUMBER_HOSTID && value > UINT32_MAX) ||
	    (is_size && !unit_read(*end++, &value)))
		return false;
	op->number = value;
	return *end == '\0';
}

/* How many bytes of a word a placeholder takes: up to the last occurrence of
 * the character that ends it, or all. */
static size_t
field_length(const char *word, char stop)
{
	const char *end = stop != '\0' ? strrchr(word, stop) : NULL;

	if (stop == '\0')
		return strlen(word);
	return end != NULL ? (size_t)(end - word) : 0;
}

static bool
field_read(struct typed *typed, enum field field, const char *word, size_t n)
{
	char text[NAME_BYTES + sizeof("SUNW.")];

	if (n == 0 || n > NAME_BYTES)
		return false;
	if (!typed->keeps)
		return true;
	snprintf(text, sizeof(text), "%s%.*s", field == F_TYPE &&
	    strncmp(word, "SUNW.", 5) != 0 ? "SUNW." : "", (int)n, word);
	typed->op.field[field] = names_put(typed->names,
	    field_kind[field], text);
	return true;
}

/* What the service processor where it is typed calls the machine, or its
 * physical domain. */
static bool
target_fits(const struct typed *typed, const char *word)
{
	char buffer[SP_TARGET];

	return typed->site == NULL || (typed->place & PLACE_SP) == 0 ?
	    *word == '/' : strcmp(word, site_sp_power(typed->site,
	    typed->place & ~(uint32_t)PLACE_SP, buffer)) == 0;
}

/* Does a typed word match a word of the row?  The fields that it names are
 * kept. */
static bool
word_fits(struct typed *typed, const char *row, const char *word)
{
	for (;;) {
		size_t n = strcspn(row, "%"), taken;
		bool is_option = strcmp(row, "%value?") == 0;
		enum field field;

		if (strncmp(row, word, n) != 0)
			return false;
		row += n;
		word += n;
		if (*row == '\0')
			return *word == '\0';
		if (strncmp(row, "%number", 7) == 0)
			return number_read(&typed->op, word);
		if (strcmp(row, "%target") == 0)
			return target_fits(typed, word);
		if (strcmp(row, "%slice") == 0)
			return *word >= '0' && *word <= '7' && word[1] == '\0';
		if (strncmp(row, "%scripts", 8) == 0) {
			/* The folder may be any: only the name of the script
			 * is compared. */
			row += 8;
			n = strcspn(word, "/");
			while (strcmp(word + n, row) != 0 && word[n] != '\0')
				n += 1 + strcspn(word + n + 1, "/");
			return word[n] != '\0';
		}
		if (strcmp(row, "%folder") == 0)
			return field_read(typed, F_FILE, word, strlen(word));
		field = word_field(row, &taken);
		row += taken;
		row += *row == '?';
		n = field_length(word, *row);
		if (field == FIELDS || is_option != (*word == '-') ||
		    !field_read(typed, field, word, n))
			return false;
		word += n;
	}
}

/* The list becomes the value. */
static void
list_keep(struct typed *typed, const char *list)
{
	if (typed->keeps && *list != '\0')
		typed->op.value = names_put(typed->names, KIND_TEXT, list);
}

/* "-p A=1 -p B=2" becomes the value "A=1 B=2", after "-d" if the line has
 * that. */
static unsigned
properties_take(struct typed *typed, unsigned at)
{
	const char *list = typed->disabled ? "-d" : "";
	struct arena arena = { 0 };

	while (at + 1 < typed->line->count &&
	    strcmp(typed->line->word[at], "-p") == 0 &&
	    *typed->line->word[at + 1] != '\0') {
		list = list_add(&arena, list, typed->line->word[at + 1]);
		at += 2;
	}
	list_keep(typed, list);
	arena_drop(&arena);
	return at;
}

/* All words but the last ones, unchanged. */
static unsigned
words_take(struct typed *typed, unsigned at, unsigned last)
{
	struct arena arena = { 0 };
	const char *list = "";

	for (; at + last < typed->line->count && *typed->line->word[at] != '\0';
	    at++)
		list = list_add(&arena, list, typed->line->word[at]);
	list_keep(typed, list);
	arena_drop(&arena);
	return at;
}

static unsigned
row_length(const struct command_row *row)
{
	unsigned n = 0;

	while (n < ROW_WORDS && row->word[n] != NULL)
		n++;
	return n;
}

static bool
flag_taken(const struct typed *typed, unsigned *at, const char *flag)
{
	if (*at == typed->line->count ||
	    strcmp(typed->line->word[*at], flag) != 0)
		return false;
	++*at;
	return true;
}

/* false: an option without its word. */
static bool
option_take(struct typed *typed, unsigned *at,
    const struct command_option *option)
{
	const char *word;

	if (!flag_taken(typed, at, option->option))
		return true;
	if (*at == typed->line->count)
		return false;
	word = typed->line->word[(*at)++];
	return field_read(typed, option->field, word, strlen(word));
}

static bool
row_fits(struct typed *typed, const struct command_row *row)
{
	unsigned at = 0;

	typed->op = (struct op){ .kind = row->op };
	typed->disabled = false;
	for (unsigned i = 0; i < ROW_WORDS && row->word[i] != NULL; i++) {
		const char *word = row->word[i];
		const struct command_option *option = command_option_of(word);

		if (strcmp(word, "%force") == 0)
			typed->op.forced = flag_taken(typed, &at, "-f");
		else if (strcmp(word, "%disabled") == 0)
			typed->disabled = flag_taken(typed, &at, "-d");
		else if (option != NULL) {
			if (!option_take(typed, &at, option))
				return false;
		} else if (strcmp(word, "%blackout") == 0) {
			at = own_words(typed->site, row->op, typed->line);
			if (at == 0)
				return false;
		} else if (strcmp(word, "%properties") == 0)
			at = properties_take(typed, at);
		else if (strcmp(word, "%words") == 0)
			at = words_take(typed, at, row_length(row) - i - 1);
		else if (at < typed->line->count &&
		    word_fits(typed, word, typed->line->word[at]))
			at++;
		else if (word[strlen(word) - 1] != '?')
			return false;
	}
	return at == typed->line->count;
}

/* Can the operation be typed at that place?  The shutdown of a machine is
 * typed on the machine itself. */
static bool
place_fits(enum op_kind op, uint32_t place)
{
	uint32_t flag = place & ~(uint32_t)PLACE_ID;

	if (flag == PLACE_SP || op_table[op].at_sp)
		return flag == PLACE_SP && op_table[op].at_sp;
	if (flag == 0)
		return !op_table[op].inside &&
		    op_table[op].downs != DOWNS_MACHINE;
	return (flag == PLACE_GUEST && op_table[op].inside) ||
	    (flag & op_table[op].places) != 0;
}

/* Set the place of the operation.  What is typed inside a guest or at its ok
 * prompt takes effect where the guest runs, which only the caller knows. */
static bool
place_fill(struct typed *typed, uint32_t place, struct err *err)
{
	bool inside = op_table[typed->op.kind].inside;

	if (!place_fits((enum op_kind)typed->op.kind, place))
		return err_set(err, ERR_UNSUPPORTED, "%s must be typed %s",
		    typed->line->word[0], inside ? "inside a guest, at "
		    "guest:NAME" : op_table[typed->op.kind].at_sp ? "at the "
		    "service processor of a node, at sp:NODE" : "on a node");
	if (inside && (place & PLACE_GUEST) != 0)
		typed->op.guest = place & PLACE_ID;
	else
		typed->op.on = place & ~(uint32_t)PLACE_SP;
	if ((place & PLACE_SOURCE) != 0 &&
	    (op_table[typed->op.kind].takes & TAKES(F_SOURCE)) != 0)
		typed->op.source = place & PLACE_ID;
	return true;
}

/* A first pass only compares; names are interned once the whole row matches. */
static const struct command_row *
row_find(struct typed *typed, uint32_t place, bool anywhere)
{
	for (const struct command_row *row = command_table;
	    row->op != OP_NONE; row++) {
		typed->keeps = false;
		if ((!anywhere && !place_fits(row->op, place)) ||
		    !row_fits(typed, row))
			continue;
		typed->keeps = true;
		row_fits(typed, row);
		return row;
	}
	return NULL;
}

bool
command_known(const char *text)
{
	struct typed_line line;
	struct typed typed = { .line = &line };
	struct err err;

	if (!line_read(&line, text, &err))
		return false;
	for (const struct command_row *row = command_table;
	    row->op != OP_NONE; row++)
		if (row_fits(&typed, row))
			return true;
	return false;
}

/* An operand that only the caller can fill in counts as given. */
static bool
is_whole(const struct op *op)
{
	struct op whole = *op;

	if (whole.on == 0)
		whole.on = 1;
	if (whole.to == 0 && whole.group != 0 &&
	    (op_table[whole.kind].takes & TAKES(F_TO)) != 0)
		whole.to = 1;
	return op_valid(&whole);
}

bool
command_read_words(const struct lexicon *lexicon,
    const struct typed_line *line, uint32_t place, struct op *op,
    struct err *err)
{
	struct typed typed = { .line = line, .site = lexicon->site,
	    .names = lexicon->names, .place = place };

	assert(line->count != 0 && op != NULL);
	if (row_find(&typed, place, false) == NULL &&
	    row_find(&typed, place, true) == NULL)
		return err_set(err, ERR_UNSUPPORTED, "\"%.120s\" is not "
		    "understood; domferry knows the commands of ldm, ldmp2v, "
		    "zpool, zfs, clrg, clrs and clrt that change something",
		    line->whole);
	if (!place_fill(&typed, place, err))
		return false;
	defaults_fill(lexicon->site, lexicon->names, line, &typed.op);
	if (!around_read(lexicon->site, lexicon->names, line, &typed.op, err))
		return false;
	if (!is_whole(&typed.op))
		return err_set(err, ERR_UNSUPPORTED, "an operand is missing "
		    "in \"%.120s\"", line->whole);
	*op = typed.op;
	return true;
}

bool
command_read(const struct lexicon *lexicon, const char *text, uint32_t place,
    struct op *op, struct err *err)
{
	struct typed_line line;

	assert(text != NULL);
	return line_read(&line, text, err) &&
	    command_read_words(lexicon, &line, place, op, err);
}
