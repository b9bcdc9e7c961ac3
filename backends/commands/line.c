#include "backends/commands/line.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Short and long names that people type for one program or subcommand; see
 * ldm(1M). */
struct alias {
	const char	*alias, *name;
};

static const struct alias programs[] = {
	{ "clresourcegroup", "clrg" }, { "clresource", "clrs" },
	{ "clresourcetype", "clrt" }, { "clq", "clquorum" },
	{ "cldev", "cldevice" }, { "clintr", "clinterconnect" },
	{ "cldg", "cldevicegroup" }, { "clnas", "clnasdevice" },
	{ "clrslh", "clreslogicalhostname" },
	{ "clrssa", "clressharedaddress" }, { "clta", "cltelemetryattribute" },
	{ NULL, NULL },
};

static const struct alias shortcuts[] = {
	{ "create", "add-domain" }, { "destroy", "remove-domain" },
	{ "bind", "bind-domain" }, { "unbind", "unbind-domain" },
	{ "start", "start-domain" }, { "stop", "stop-domain" },
	{ "migrate", "migrate-domain" }, { "panic", "panic-domain" },
	{ "list", "list-domain" }, { "ls", "list-domain" },
	{ "add-variable", "set-variable" },
	{ NULL, NULL },
};

static const struct alias verbs[] = {
	{ "ls", "list" }, { "rm", "remove" }, { NULL, NULL },
};

static const struct alias nouns[] = {
	{ "dom", "domain" }, { "vswitch", "vsw" }, { "vdiskserver", "vds" },
	{ "vdiskserverdevice", "vdsdev" }, { "vconscon", "vcc" },
	{ "mem", "memory" }, { "mau", "crypto" }, { "var", "variable" },
	{ "config", "spconfig" },
	{ NULL, NULL },
};

/* A typographic dash or quote, as word processors insert them: U+2010 to
 * U+201F, and the minus sign. */
static bool
is_typographic(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return byte[0] == 0xe2 && ((byte[1] == 0x80 && byte[2] >= 0x90 &&
	    byte[2] <= 0x9f) || (byte[1] == 0x88 && byte[2] == 0x92));
}

static bool
is_sound(const char *line, struct err *err)
{
	if (strlen(line) >= LINE_BYTES)
		return err_set(err, ERR_USAGE, "the line is too long");
	for (const char *at = line; *at != '\0'; at++)
		if (is_typographic(at))
			return err_set(err, ERR_USAGE, "\"%.120s\" has a "
			    "typographic dash or quote at byte %u: type it "
			    "again by hand", line, (unsigned)(at - line) + 1);
	return true;
}

/* What is asked of the machine between backquotes, as the word that stands for
 * it; see whole.c. */
static const char *
asked_word(const char *at, size_t n)
{
	char text[LINE_BYTES];

	snprintf(text, sizeof(text), "%.*s", (int)n, at);
	if (strncmp(text, "ldm list-", 9) != 0)
		return NULL;
	return strstr(text, "|cons=") != NULL ? "@port" :
	    strstr(text, "|vol=") != NULL ? "@iso" : NULL;
}

static bool
asked_take(const char **at, char **to, struct err *err)
{
	const char *end = strchr(*at + 1, '`');
	const char *word = end == NULL ? NULL :
	    asked_word(*at + 1, (size_t)(end - *at) - 1);

	if (word == NULL)
		return err_set(err, ERR_USAGE, "type one command, without "
		    "the prompt and without \"`\"");
	*to += sprintf(*to, "%s", word);
	*at = end;
	return true;
}

/* Within double quotes a backslash protects four characters only. */
static bool
is_escape(const char *at, char quote)
{
	if (at[0] != '\\' || at[1] == '\0' || quote == '\'')
		return false;
	return quote == '\0' || strchr("$`\"\\", at[1]) != NULL;
}

/* Read one word as a shell does: quotes and backslashes are removed.  It ends
 * at a blank or at an operator. */
static bool
word_take(const char **line, char **to, struct err *err)
{
	const char *at = *line;
	char quote = '\0';

	for (; *at != '\0' && (quote != '\0' ||
	    strchr(" \t|&>", *at) == NULL); at++) {
		if ((quote == '\0' && strchr(";<#", *at) != NULL) ||
		    (quote != '\'' && *at == '$'))
			return err_set(err, ERR_USAGE, "type one command, "
			    "without the prompt and without \"%c\"", *at);
		if (quote != '\'' && *at == '`') {
			if (!asked_take(&at, to, err))
				return false;
		} else if (quote == '\0' && (*at == '\'' || *at == '"'))
			quote = *at;
		else if (*at == quote)
			quote = '\0';
		else if (is_escape(at, quote))
			*(*to)++ = *++at;
		else
			*(*to)++ = *at;
	}
	*(*to)++ = '\0';
	*line = at;
	return quote == '\0' ||
	    err_set(err, ERR_USAGE, "a quote is not closed");
}

/* A word of the line, to be changed. */
static char *
own(struct typed_line *line, const char *word)
{
	return line->text + (word - line->text);
}

/* The byte of an escape whose backslash is before *at, and *at at its last
 * character; 0 if it is none that printf '%b' and domferry both know. */
static char
escape_decode(const char **at)
{
	unsigned value = 0;

	switch (**at) {
	case 'n':
		return '\n';
	case 't':
		return '\t';
	case '\\':
		return '\\';
	case '0':
		for (unsigned digits = 0; digits < 3 && (*at)[1] >= '0' &&
		    (*at)[1] <= '7'; digits++)
			value = value * 8 + (unsigned)(*++*at - '0');
		return (char)value;
	default:
		return '\0';
	}
}

/* What printf '%b' makes of a text, in its place. */
static bool
bytes_decode(char *text, struct err *err)
{
	char *to = text;

	for (const char *at = text; *at != '\0'; at++) {
		if (*at != '\\') {
			*to++ = *at;
			continue;
		}
		at++;
		*to = escape_decode(&at);
		if (*to++ == '\0')
			return err_set(err, ERR_USAGE, "in the text of printf "
			    "a backslash comes before n, t, a backslash, or "
			    "0 and the octal digits of a character");
	}
	*to = '\0';
	return true;
}

/* The words before "&&" or "|" are one of what domferry prints there. */
static bool
before_take(struct typed_line *line, char operator, struct err *err)
{
	const char *const *words = line->word;
	bool is_make = line->count == 3 && strcmp(words[0], "mkdir") == 0 &&
	    strcmp(words[1], "-p") == 0;

	if (operator == '&' && line->count == 2 &&
	    strcmp(words[0], "cd") == 0 && line->folder == NULL) {
		line->folder = words[1];
	} else if (operator == '&' && is_make && line->makes == NULL) {
		line->makes = words[2];
	} else if (operator == '|' && line->count == 3 &&
	    strcmp(words[0], "printf") == 0 && strcmp(words[1], "%b") == 0 &&
	    line->input == NULL) {
		if (!bytes_decode(own(line, words[2]), err))
			return false;
		line->input = words[2];
	} else {
		return err_set(err, ERR_USAGE, "type one command, without the "
		    "prompt and without \"%c\"", operator);
	}
	line->count = 0;
	return true;
}

static bool
operator_take(struct typed_line *line, const char **at, char **to,
    struct err *err)
{
	char operator = *(*at)++;

	if (operator == '&' && *(*at)++ != '&')
		return err_set(err, ERR_USAGE, "type one command, without "
		    "\"&\"");
	if (operator != '>')
		return before_take(line, operator, err);
	*at += strspn(*at, " \t");
	line->output = *to;
	if (!word_take(at, to, err))
		return false;
	*at += strspn(*at, " \t");
	return (*line->output == '/' && **at == '\0') || err_set(err,
	    ERR_USAGE, "after \">\" comes one file, by its whole path, and "
	    "nothing else");
}

/* "//" is "/" in a path. */
static void
slashes_join(char *word)
{
	char *to = word;

	for (; *word != '\0'; word++)
		if (word[0] != '/' || word[1] != '/')
			*to++ = *word;
	*to = '\0';
}

static bool
split(struct typed_line *line, const char *at, struct err *err)
{
	char *to = line->text;

	while (*(at += strspn(at, " \t")) != '\0') {
		if (strchr("|&>", *at) != NULL) {
			if (!operator_take(line, &at, &to, err))
				return false;
			continue;
		}
		if (line->count == LINE_WORDS)
			return err_set(err, ERR_USAGE, "the line has too "
			    "many words");
		line->word[line->count++] = to;
		if (!word_take(&at, &to, err))
			return false;
	}
	for (unsigned i = 0; i < line->count; i++)
		slashes_join(own(line, line->word[i]));
	return line->count != 0 || err_set(err, ERR_USAGE, "the line is empty");
}

static const char *
alias_name(const struct alias *alias, const char *word)
{
	while (alias->alias != NULL && strcmp(alias->alias, word) != 0)
		alias++;
	return alias->alias != NULL ? alias->name : word;
}

/* The name of a program without the folder in which the real one lies.  One
 * that lies elsewhere keeps its path, which may say which it is. */
static const char *
line_bare(const char *word)
{
	static const char *const folders[] = { "/opt/SUNWldm/bin/",
	    "/usr/cluster/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		size_t n = strlen(folders[i]);

		if (strncmp(word, folders[i], n) == 0 && word[n] != '\0' &&
		    strchr(word + n, '/') == NULL)
			return word + n;
	}
	return word;
}

/* Expand "rm-dom" to "remove-domain", and "stop" to "stop-domain". */
static void
aliases_resolve(struct typed_line *line)
{
	char verb[SUBCOMMAND_BYTES];
	const char *word, *noun;

	line->program = line->word[0];
	line->word[0] = alias_name(programs, line_bare(line->word[0]));
	if (strcmp(line->word[0], "ldm") != 0 || line->count < 2)
		return;
	word = line->word[1];
	noun = strchr(word, '-');
	if (noun != NULL && noun != word && strlen(word) < sizeof(verb)) {
		snprintf(verb, sizeof(verb), "%.*s", (int)(noun - word),
		    word);
		snprintf(line->subcommand, sizeof(line->subcommand),
		    "%s-%s", alias_name(verbs, verb),
		    alias_name(nouns, noun + 1));
		word = line->subcommand;
	}
	line->word[1] = alias_name(shortcuts, word);
}

bool
line_read(struct typed_line *line, const char *text, struct err *err)
{
	assert(text != NULL);
	*line = (struct typed_line){ .whole = text };
	if (!is_sound(text, err) || !split(line, text, err))
		return false;
	aliases_resolve(line);
	return true;
}
