/*
 * A control domain itself: its services, its file systems, who else is there,
 * and until when one can log in.
 */
#include "backends/readiness/node.h"

#include <stdlib.h>
#include <string.h>

#include "backends/readiness/subjects.h"

enum { FULL = 90, SOON = 14 };

/* The service of that name: "svc:/ldoms/ldmd:default". */
static void
service_look(struct judging *judging, const char *name, const char **off)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_DAEMONS);
	const char *part = arena_format(judging->arena, "/%s:", name);
	const struct reading *all = one != NULL ? &one->output.reading : NULL;
	uint32_t i = 0;

	while (all != NULL && i < all->count && (all->fact[i].why != NULL ||
	    strstr(fact_word(&all->fact[i], "name"), part) == NULL))
		i++;
	if (all == NULL || i == all->count) {
		lacks(judging, "%s: svcs: nothing of %s", node_of(judging,
		    judging->node), name);
		return;
	}
	quote(judging, one, &all->fact[i]);
	if (!fact_is(&all->fact[i], "state", "online"))
		*off = arena_format(judging->arena, "%s is %s", name,
		    fact_word(&all->fact[i], "state"));
}

void
daemons_judge(struct judging *judging)
{
	const char *off = NULL;

	service_look(judging, "ldmd", &off);
	service_look(judging, "vntsd", &off);
	if (off != NULL)
		fails(judging, "%s", off);
	else
		decide(judging, true, "ldmd and vntsd are online");
}

/* There is a line for each of the two, also where they are one file system. */
void
space_judge(struct judging *judging)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_SPACE);
	const char *full = NULL, *text = "";
	const struct fact_row *fact;
	uint32_t n = 0, lines = 0;

	while (one != NULL && (fact = each_said(judging, one, "filesystem",
	    &n)) != NULL) {
		const char *used = fact_word(fact, "capacity");

		lines++;
		text = arena_format(judging->arena, "%s%s%s %s %%", text,
		    *text != '\0' ? ", " : "", fact_word(fact, "mountpoint"),
		    used);
		if (strtoll(used, NULL, 10) >= FULL)
			full = fact_word(fact, "mountpoint");
	}
	if (one != NULL && lines != 2)
		lacks(judging, "%s: %s: %u lines, and not 2", node_of(judging,
		    judging->node), one->output.line, (unsigned)lines);
	if (full != NULL)
		fails(judging, "%s: no room is left on %s", text, full);
	else
		decide(judging, true, "%s", text);
}

/* The titles of the list are there; else nobody knows what is missing. */
static const struct surveyed *
processes_listed(struct judging *judging)
{
	const struct surveyed *one = answered(judging, judging->node,
	    SURVEY_PROCESSES);

	if (one != NULL && surveyed_strange(one) != 0)
		lacks(judging, "%s: ps -ef: not all of it is understood",
		    node_of(judging, judging->node));
	return one != NULL && quote_text(judging, one, "CMD") ? one : NULL;
}

/* Nobody has a terminal.  What domferry types has none. */
void
visitors_judge(struct judging *judging)
{
	const struct surveyed *list = processes_listed(judging);
	const struct surveyed *who = answered(judging, judging->node,
	    SURVEY_VISITORS);
	const struct fact_row *fact;
	const char *user = NULL;
	uint32_t n = 0;

	while (who != NULL && (fact = each_said(judging, who, "visitor",
	    &n)) != NULL)
		user = fact_word(fact, "user");
	for (uint32_t i = 0; user == NULL && list != NULL && i <
	    list->output.reading.count; i++) {
		fact = &list->output.reading.fact[i];
		if (fact->why != NULL || strcmp(fact_word(fact, "terminal"),
		    "?") == 0)
			continue;
		quote(judging, list, fact);
		user = fact_word(fact, "user");
	}
	if (user != NULL)
		fails(judging, "%s is logged in", user);
	else
		decide(judging, true, "nobody has a terminal");
}

/* Does the command change what jobs change?  One that only asks does not, and
 * domferry's own are of that kind. */
static bool
is_at_work(const char *command)
{
	static const char *const programs[] = { "ldm", "ldmp2v", "clrg",
	    "clrs", "clnode", "cldevice", "clquorum", "cluster", "scswitch",
	    "scshutdown", "zpool", "zfs" };
	static const char *const asks[] = { "list", "ls", "status", "show",
	    "get", "-V" };
	size_t n = strcspn(command, " ");
	const char *name = command, *word = command + n;

	for (size_t i = 0; i < n; i++)
		if (command[i] == '/')
			name = command + i + 1;
	n -= (size_t)(name - command);
	word += strspn(word, " ");
	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
		if (strncmp(word, asks[i], strlen(asks[i])) == 0)
			return false;
	if (*word == '\0' || strcmp(word, "import") == 0 || strcmp(word,
	    "upgrade") == 0)
		return false;
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (strlen(programs[i]) == n && memcmp(programs[i], name,
		    n) == 0)
			return true;
	return false;
}

void
at_work_judge(struct judging *judging)
{
	const struct surveyed *one = processes_listed(judging);
	const char *command = NULL, *user = "";

	for (uint32_t i = 0; one != NULL && i < one->output.reading.count;
	    i++) {
		const struct fact_row *fact = &one->output.reading.fact[i];

		if (fact->why != NULL || !is_at_work(fact_word(fact,
		    "command")))
			continue;
		quote(judging, one, fact);
		command = fact_word(fact, "command");
		user = fact_word(fact, "user");
	}
	if (command != NULL)
		fails(judging, "%s runs %s", user, command);
	else
		decide(judging, true, "nobody changes domains, pools or the "
		    "cluster");
}

/* Days since some day long ago. */
static int64_t
day_number(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 :
	    month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

static int64_t
today_of(const struct fact_row *date)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	const char *month = fact_said(date, "month");
	const char *at = *month != '\0' ? strstr(months, month) : NULL;

	return at == NULL ? 0 : day_number(fact_amount(date, "year"),
	    (at - months) / 3 + 1, fact_amount(date, "day"));
}

/* "12/01/10": month, day, year. */
static int64_t
changed_on(const char *text)
{
	int64_t year = strtoll(text + 6, NULL, 10);

	return day_number(year + (year < 70 ? 2000 : 1900), strtoll(text, NULL,
	    10), strtoll(text + 3, NULL, 10));
}

/* When it has expired not even a key opens it.  An account without aging does
 * not expire. */
void
account_judge(struct judging *judging)
{
	const struct fact_row *date = said(judging, judging->node, SURVEY_DATE,
	    "date", which(NULL, NULL));
	const struct fact_row *account = said(judging, judging->node,
	    SURVEY_ACCOUNT, "account", which(NULL, NULL));
	const char *logs_in = judging->site->nodes[judging->node].reach.user;
	const char *user = fact_said(account, "user");
	const char *changed = fact_said(account, "changed");
	int64_t most = fact_amount(account, "most_days"), left = SOON;

	if (account != NULL && logs_in != NULL && strcmp(logs_in, user) != 0)
		lacks(judging, "it is %s that logs in, and passwd -s speaks of "
		    "%s", logs_in, user);
	if (strlen(changed) == 8 && most > 0)
		left = changed_on(changed) + most - today_of(date);
	if (*changed == '\0' || most <= 0)
		decide(judging, true, "the password of %s does not expire",
		    user);
	else
		decide(judging, left >= SOON, "the password of %s expires in "
		    "%lld days", user, (long long)left);
}

void
cachefiles_judge(struct judging *judging)
{
	const char *folder = "/var/cluster/run/HAStoragePlus/zfs";

	if (said_no_file(judging, judging->node, SURVEY_CACHEFILES, "")) {
		fails(judging, "%s is missing", folder);
		return;
	}
	said(judging, judging->node, SURVEY_CACHEFILES, "file", which("name",
	    folder));
	decide(judging, true, "%s is there", folder);
}
