/*
 * ps -ef, who, passwd -s, and the files that name a release.
 *
 * None but the last was captured: their words are those of the manuals.
 */
#include "backends/real/answers/system_patterns.h"

#include <stddef.h>
#include <string.h>

#define CELL(key, form)		{ key, form, NULL, false }
#define NAME(key, form)		{ key, form, NULL, true }
#define ONE_OF(words)		{ NULL, FORM_ONE_OF, words, false }
#define MONTH			{ "month", FORM_ONE_OF, months, false }

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", NULL };

/* ps -ef: who began more than a day ago has a date of two words. */
static const char *const uid[] = { "uid", NULL }, *const pid[] = { "pid",
    NULL };
static const struct pattern process_title = { NULL, { ONE_OF(uid),
	ONE_OF(pid), CELL(NULL, FORM_WORDS) }, 3, true },
    process_old = { "process", { CELL("user", FORM_WORD),
	NAME("pid", FORM_COUNT), CELL("parent", FORM_COUNT),
	CELL(NULL, FORM_COUNT), MONTH, CELL("day", FORM_COUNT),
	CELL("terminal", FORM_WORD), CELL("used", FORM_WORD),
	CELL("command", FORM_WORDS) }, 9, true },
    process_new = { "process", { CELL("user", FORM_WORD),
	NAME("pid", FORM_COUNT), CELL("parent", FORM_COUNT),
	CELL(NULL, FORM_COUNT), CELL("since", FORM_WORD),
	CELL("terminal", FORM_WORD), CELL("used", FORM_WORD),
	CELL("command", FORM_WORDS) }, 8, true };

/* A time of the day, or a dash of one that has ended; and the time that it has
 * used. */
static bool
process_agrees(const struct fact_row *fact)
{
	const char *since = fact_word(fact, "since");

	return (*since == '\0' || strcmp(since, "-") == 0 ||
	    strchr(since, ':') != NULL) &&
	    strchr(fact_word(fact, "used"), ':') != NULL;
}

const struct pattern_set process_lines = { { &process_title, &process_old,
    &process_new }, NULL, process_agrees };

/* who: "root       pts/1        Jan  1 08:00   (host)". */
static const struct pattern visitor = { "visitor", {
	CELL("user", FORM_WORD), NAME("terminal", FORM_WORD), MONTH,
	CELL("day", FORM_COUNT), CELL("time", FORM_WORD) }, 5, false },
    visitor_from = { "visitor", {
	CELL("user", FORM_WORD), NAME("terminal", FORM_WORD), MONTH,
	CELL("day", FORM_COUNT), CELL("time", FORM_WORD),
	CELL("from", FORM_WORDS) }, 6, true };

const struct pattern_set visitor_lines = { { &visitor, &visitor_from }, NULL,
    NULL };

/* passwd -s: an account without aging has two words. */
static const char *const states[] = { "ps", "lk", "nl", "np", "nc", "up",
    "un", NULL };
#define ACCOUNT	NAME("user", FORM_WORD), \
	{ "state", FORM_ONE_OF, states, false }
static const struct pattern account = { "account", { ACCOUNT }, 2, false },
    account_aged = { "account", { ACCOUNT, CELL("changed", FORM_WORD),
	CELL("least_days", FORM_COUNT), CELL("most_days", FORM_COUNT) }, 5,
	false },
    account_warned = { "account", { ACCOUNT, CELL("changed", FORM_WORD),
	CELL("least_days", FORM_COUNT), CELL("most_days", FORM_COUNT),
	CELL("warn_days", FORM_COUNT) }, 6, false };

/* "12/01/10": month, day, year. */
static bool
account_agrees(const struct fact_row *fact)
{
	const char *changed = fact_word(fact, "changed");

	return *changed == '\0' || (strlen(changed) == 8 &&
	    changed[2] == '/' && changed[5] == '/' &&
	    strspn(changed, "0123456789/") == 8);
}

const struct pattern_set password_lines = { { &account_warned, &account_aged,
    &account }, NULL, account_agrees };

/* "Oracle Solaris 10 9/10 s10s_u9wos_14a SPARC", "Solaris 10 5/09 …", "Oracle
 * Solaris 11.2 SPARC", "Oracle Solaris Cluster 3.3 for Solaris 10 sparc"; then
 * lines for lawyers. */
static const char *const others[] = { "copyright", "use", "assembled",
    "all", "rights", NULL };
static const struct pattern release_other = { NULL, { ONE_OF(others),
	CELL(NULL, FORM_WORDS) }, 2, true },
    release_name = { "release", { CELL("name", FORM_WORDS) }, 1, true };

/* The first words of a name say of what it is the release. */
static bool
is_release(const char *name, size_t size)
{
	static const char *const begins[] = { "Oracle Solaris ", "Solaris ",
	    "Sun Cluster " };

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (size > strlen(begins[i]) && strncmp(name, begins[i],
		    strlen(begins[i])) == 0)
			return true;
	return false;
}

static bool
release_agrees(const struct fact_row *fact)
{
	const char *name = fact_word(fact, "name");

	return is_release(name, strlen(name));
}

bool
release_is(const struct printout *lines, const void *with)
{
	struct line line;

	(void)with;
	if (!printout_peek(lines, &line))
		return false;
	line = line_from(&line, line_indent(&line));
	return is_release(line.text, line.size);
}

const struct pattern_set release_lines = { { &release_other, &release_name },
    NULL, release_agrees };

/* /etc/resolv.conf */
static const char *const server[] = { "nameserver", NULL }, *const of_names[]
    = { "domain", "search", "options", "sortlist", NULL };
static const struct pattern name_server = { "name-server", { ONE_OF(server),
	NAME("address", FORM_WORD) }, 2, false },
    resolver_other = { NULL, { ONE_OF(of_names), CELL(NULL, FORM_WORDS) }, 2,
	true };

const struct pattern_set resolver_lines = { { &name_server, &resolver_other },
    "#", NULL };

/* getent hosts: "192.0.2.7   name other-names". */
static const struct pattern host = { "host", { NAME("address", FORM_WORD),
	NAME("name", FORM_WORD) }, 2, false }, host_aliases = { "host", {
	NAME("address", FORM_WORD), NAME("name", FORM_WORD),
	CELL("aliases", FORM_WORDS) }, 3, true };

const struct pattern_set host_lines = { { &host, &host_aliases }, NULL,
    NULL };

/* The numbers that fuser prints on standard output: of those who have the file
 * open. */
void
openers_read(struct printout *lines, const void *with)
{
	const struct cell cell = { "pid", FORM_COUNT, NULL, true };
	struct line line;

	(void)with;
	while (printout_next(lines, &line))
		for (size_t at = line_indent(&line), n; at < line.size;
		    at = line_skip(&line, at + n)) {
			struct fact_row *fact = reading_add(lines->reading,
			    "opener", &line);

			n = line_word(&line, at);
			if (fact == NULL)
				return;
			if (cell_read(lines->reading, fact, &cell,
			    line.text + at, n) != CELL_GOOD)
				fact_estrange(lines->reading, fact,
				    "it is no number of a process");
		}
}

void
unknown_read(struct printout *lines, const void *with)
{
	(void)with;
	lines->at = lines->end;
}
