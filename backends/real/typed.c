/*
 * What a person types, read by the same table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/real/commands.h"
#include "backends/real/words.h"

enum { LINE_WORDS = 40, LINE_BYTES = 1024 };

struct typed {
	char		 text[LINE_BYTES];
	const char	*word[LINE_WORDS];
	unsigned	 count;
	const struct site *site;
	bool		 disabled;
	struct op	 op;
};

/* What people and posts type for the long names; see ldm(1M). */
static const struct {
	const char	*program, *alias, *name;
} aliases[] = {
	{ "ldm", "add-vswitch", "add-vsw" },
	{ "ldm", "add-vdiskserver", "add-vds" },
	{ "ldm", "add-vconscon", "add-vcc" },
	{ "ldm", "add-vdiskserverdevice", "add-vdsdev" },
	{ "ldm", "rm-vsw", "remove-vsw" },
	{ "ldm", "rm-vds", "remove-vds" },
	{ "ldm", "rm-vcc", "remove-vcc" },
	{ "ldm", "rm-vdsdev", "remove-vdsdev" },
	{ "ldm", "rm-vdisk", "remove-vdisk" },
	{ "ldm", "rm-vnet", "remove-vnet" },
	{ "ldm", "rm-domain", "remove-domain" },
	{ "ldm", "rm-dom", "remove-domain" },
	{ "ldm", "remove-dom", "remove-domain" },
	{ "ldm", "destroy", "remove-domain" },
	{ "ldm", "add-dom", "add-domain" },
	{ "ldm", "create", "add-domain" },
	{ "ldm", "set-dom", "set-domain" },
	{ "ldm", "add-mem", "add-memory" },
	{ "ldm", "set-mem", "set-memory" },
	{ "ldm", "set-var", "set-variable" },
	{ "ldm", "add-var", "set-variable" },
	{ "ldm", "add-variable", "set-variable" },
	{ "ldm", "add-config", "add-spconfig" },
	{ "ldm", "bind", "bind-domain" },
	{ "ldm", "unbind", "unbind-domain" },
	{ "ldm", "start", "start-domain" },
	{ "ldm", "stop", "stop-domain" },
	{ "ldm", "migrate", "migrate-domain" },
	{ "ldm", "ls-constraints", "list-constraints" },
	{ "clresourcegroup", NULL, "clrg" },
	{ "clresource", NULL, "clrs" },
	{ "clresourcetype", NULL, "clrt" },
};

static bool
line_split(struct typed *typed, const char *line, struct err *err)
{
	char *to = typed->text;

	if (strlen(line) >= LINE_BYTES)
		return err_set(err, ERR_USAGE, "the line is too long");
	if (strstr(line, "\xe2\x80\x93") != NULL ||
	    strstr(line, "\xe2\x80\x94") != NULL)
		return err_set(err, ERR_USAGE, "\"%.120s\" has a typographic "
		    "dash where a hyphen belongs", line);
	while (*(line += strspn(line, " \t")) != '\0') {
		if (typed->count == LINE_WORDS)
			return err_set(err, ERR_USAGE, "too many words");
		typed->word[typed->count++] = to;
		for (; *line != '\0' && *line != ' ' && *line != '\t'; line++)
			if (*line != '\\' &&
			    !(line[0] == '/' && line[1] == '/'))
				*to++ = *line;
		*to++ = '\0';
	}
	return typed->count != 0 || err_set(err, ERR_USAGE, "nothing typed");
}

static void
aliases_resolve(struct typed *typed)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (strcmp(typed->word[0], aliases[i].program) != 0)
			continue;
		if (aliases[i].alias == NULL)
			typed->word[0] = aliases[i].name;
		else if (typed->count > 1 &&
		    strcmp(typed->word[1], aliases[i].alias) == 0)
			typed->word[1] = aliases[i].name;
	}
}

static bool
number_read(struct op *op, const char *text, size_t n)
{
	enum number number = op_table[op->kind].number;
	char *end;
	long long value = strtoll(text, &end,
	    number == NUMBER_HOSTID ? 16 : 10);

	if (end == text || value < 0)
		return false;
	if (number == NUMBER_SIZE || number == NUMBER_MEMORY) {
		unsigned shift = strchr("gG", *end) ? 30 :
		    strchr("mM", *end) ? 20 : strchr("kK", *end) ? 10 : 0;

		if (*end == '\0' || shift == 0)
			return false;
		value <<= shift;
		end++;
	}
	op->number = value;
	return end == text + n;
}

/* How much of a word a placeholder takes: up to the last stop, or all. */
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
	char text[LINE_BYTES];

	if (n == 0 || n >= sizeof(text))
		return false;
	snprintf(text, sizeof(text), "%s%.*s", field == F_TYPE &&
	    strncmp(word, "SUNW.", 5) != 0 ? "SUNW." : "", (int)n, word);
	typed->op.field[field] = names_put(typed->site->names,
	    field_kind[field], text);
	return true;
}

/* Does a word fit a row's word?  Its fields are kept. */
static bool
word_fits(struct typed *typed, const char *row, const char *word)
{
	for (;;) {
		size_t n = strcspn(row, "%"), taken;
		enum field field;

		if (strncmp(row, word, n) != 0)
			return false;
		row += n;
		word += n;
		if (*row == '\0')
			return *word == '\0';
		if (strncmp(row, "%number", 7) == 0)
			return number_read(&typed->op, word, strlen(word));
		if (strncmp(row, "%slice", 6) == 0)
			return *word >= '0' && *word <= '7' && word[1] == '\0';
		field = word_field(row, &taken);
		row += taken;
		row += *row == '?';
		n = field_length(word, *row);
		if (field == FIELDS || !field_read(typed, field, word, n))
			return false;
		word += n;
	}
}

/* "-p A=1 -p B=2" is kept as "A=1 B=2", after "-d" if that was there. */
static unsigned
properties_take(struct typed *typed, unsigned at)
{
	char text[LINE_BYTES];
	size_t n = (size_t)snprintf(text, sizeof(text), "%s",
	    typed->disabled ? "-d" : "");

	while (at + 1 < typed->count && n < sizeof(text) &&
	    strcmp(typed->word[at], "-p") == 0) {
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s",
		    n != 0 ? " " : "", typed->word[at + 1]);
		at += 2;
	}
	typed->op.value = names_put(typed->site->names, KIND_TEXT, text);
	return at;
}

static bool
flag_taken(const struct typed *typed, unsigned *at, const char *flag)
{
	if (*at == typed->count || strcmp(typed->word[*at], flag) != 0)
		return false;
	++*at;
	return true;
}

static bool
row_fits(struct typed *typed, const struct command_row *row)
{
	unsigned at = 0;

	typed->op = (struct op){ .kind = row->op };
	typed->disabled = false;
	for (unsigned i = 0; i < ROW_WORDS && row->word[i] != NULL; i++) {
		const char *word = row->word[i];

		if (strcmp(word, "%force") == 0)
			typed->op.forced = flag_taken(typed, &at, "-f");
		else if (strcmp(word, "%disabled") == 0)
			typed->disabled = flag_taken(typed, &at, "-d");
		else if (strcmp(word, "%properties") == 0)
			at = properties_take(typed, at);
		else if (at < typed->count &&
		    word_fits(typed, word, typed->word[at]))
			at++;
		else if (word[strlen(word) - 1] != '?')
			return false;
	}
	return at == typed->count;
}

/* What the words do not say: where, and what the site knows beside them. */
static void
rest_fill(struct typed *typed, uint32_t place)
{
	const struct site *site = typed->site;
	struct op *op = &typed->op;
	char text[LINE_BYTES];
	const char *file = names_text(site->names, KIND_FILE, op->file);

	if ((place & PLACE_GUEST) != 0)
		op->guest = place & PLACE_ID;
	else
		op->on = place;
	if (op->kind == OP_GROUP_ONLINE && op->to == 0)
		op->to = site->guests[site_guest_of_group(site,
		    op->group)].node[0];
	if ((op_table[op->kind].takes & TAKES(F_POOL)) != 0 &&
	    op->pool == 0) {
		snprintf(text, sizeof(text), "%.*s",
		    (int)strcspn(file, "/"), file);
		op->pool = names_put(site->names, KIND_POOL, text);
	}
	if (op->kind == OP_DEVICE_LABEL) {
		snprintf(text, sizeof(text), "slice%u", op->device <=
		    site->device_count ?
		    (unsigned)site->devices[op->device].slice : 2u);
		op->value = names_put(site->names, KIND_TEXT, text);
	}
}

bool
command_read(const struct site *site, const char *line, uint32_t place,
    struct op *op, struct err *err)
{
	struct typed typed = { .site = site };

	if (!line_split(&typed, line, err))
		return false;
	aliases_resolve(&typed);
	for (const struct command_row *row = command_table;
	    row->op != OP_NONE; row++)
		if (row_fits(&typed, row)) {
			rest_fill(&typed, place);
			*op = typed.op;
			return true;
		}
	return err_set(err, ERR_UNSUPPORTED, "\"%.120s\" is not known here: "
	    "there are the changing commands of ldm, zpool, zfs, clrg, clrs, "
	    "clrt", line);
}
