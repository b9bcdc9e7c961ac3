#include "backends/real/answers/servers.h"

#include <string.h>

enum { WORDS = 20 };

struct servers_form {
	const char	*kind;		/* of the facts */
	const char	*begins[WORDS];	/* what a line with servers begins
					   with */
	const char	*others[WORDS];	/* lines that name none */
	bool		 prefix;	/* these are beginnings of a word */
};

/* A client that listens to whoever speaks is none that can be looked up: such
 * a line is strange. */
const struct servers_form time_servers = { "time-server", { "server", "peer" },
    { "driftfile", "statsdir", "filegen", "keys", "trustedkey", "controlkey",
    "requestkey", "restrict", "slewalways", "disable", "enable", "fudge",
    "statistics", "logfile", "logconfig", "tinker", "tos", "broadcast" },
    false };

const struct servers_form directory_servers = { "directory-server", {
    "NS_LDAP_SERVERS=", "NS_LDAP_SERVER_PREF=" }, { "NS_LDAP_" }, true };

static bool
is_one_of(const struct servers_form *form, const char *const words[WORDS],
    const struct line *line)
{
	size_t n = line_word(line, 0);

	for (unsigned i = 0; i < WORDS && words[i] != NULL; i++)
		if (line_begins(line, words[i]) && (form->prefix ||
		    strlen(words[i]) == n))
			return true;
	return false;
}

/* The line from its first word on; one that is blank or a remark has none. */
static bool
line_means(struct line *line)
{
	*line = line_from(line, line_indent(line));
	return line->size != 0 && line->text[0] != '#';
}

bool
servers_are(const struct printout *lines, const void *with)
{
	const struct servers_form *form = with;
	const char *at = lines->at;

	while (at != lines->end) {
		const char *end = memchr(at, '\n', (size_t)(lines->end - at));
		struct line line = { at, (size_t)((end != NULL ? end :
		    lines->end) - at), 0, false };

		at = end != NULL ? end + 1 : lines->end;
		if (line_means(&line) && (is_one_of(form, form->begins,
		    &line) || is_one_of(form, form->others, &line)))
			return true;
	}
	return false;
}

/* Those behind the first word, or behind "=": one, or several with commas. */
static void
line_read(struct reading *reading, const struct servers_form *form,
    const struct line *line)
{
	size_t at = form->prefix ? (size_t)((const char *)memchr(line->text,
	    '=', line->size) - line->text) + 1 : line_word(line, 0);
	bool any = false;

	while ((at = line_skip(line, at)) < line->size && !(any &&
	    !form->prefix)) {
		size_t n = line_word(line, at), size = n;
		struct fact_row *fact = reading_add(reading, form->kind, line);

		if (fact == NULL)
			return;
		while (size != 0 && line->text[at + size - 1] == ',')
			size--;
		fact_text(reading, fact, "address", line->text + at, size)->
		    identity = true;
		at += n;
		any = true;
	}
	if (!any && !form->prefix)
		reading_strange(reading, line, "it names no server");
}

void
servers_read(struct printout *lines, const void *with)
{
	const struct servers_form *form = with;
	struct line line;

	while (printout_next(lines, &line)) {
		struct line rest = line;

		if (!line_means(&rest))
			continue;
		if (is_one_of(form, form->begins, &rest))
			line_read(lines->reading, form, &rest);
		else if (!is_one_of(form, form->others, &rest))
			reading_strange(lines->reading, &line,
			    "it is no line of that file");
	}
}
