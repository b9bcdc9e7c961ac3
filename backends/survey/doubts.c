#include "backends/survey/doubts.h"

#include <string.h>

#include "backends/real/questions/answering.h"
#include "backends/survey/forms.h"

/* What is judged, and where it shows. */
struct judging {
	struct arena	*arena;
	const struct survey *survey;
	struct doubt	*doubt;
};

struct row {
	const char	*id, *says;
	enum survey_line line;
	const char	*form;		/* instead: a line of forms.h */
	void		(*judge)(const struct judging *, const struct row *);
	/* A fact of that kind has that detail; or the detail is that. */
	const char	*kind, *key, *is;
};

static const char *
line_of(struct arena *arena, const struct fact_row *fact)
{
	return arena_text(arena, fact->text, fact->size);
}

static void
show(const struct judging *judging, enum shown shown,
    const struct fact_row *fact)
{
	if (shown == SHOWN_SO || judging->doubt->shown == SHOWN_NOT)
		judging->doubt->line = line_of(judging->arena, fact);
	judging->doubt->shown = shown;
}

/* Only facts that have the detail say anything, if a value is wanted. */
static void
fact_judge(const struct judging *judging, const struct row *row)
{
	const struct reading *all = &judging->doubt->by->output.reading;

	if (!surveyed_answered(judging->doubt->by))
		return;
	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];
		bool has = fact_detail(fact, row->key) != NULL;

		if (strcmp(fact->kind, row->kind) != 0 || (row->is != NULL &&
		    !has))
			continue;
		if (row->is != NULL ? fact_is(fact, row->key, row->is) : has) {
			show(judging, SHOWN_SO, fact);
			return;
		}
		show(judging, SHOWN_OTHERWISE, fact);
	}
}

/* Of the agent's type alone. */
static void
agent_judge(const struct judging *judging, const struct row *row)
{
	const struct reading *all = &judging->doubt->by->output.reading;
	size_t n = strcspn(row->is, ":");

	for (uint32_t i = 0; i < all->count; i++) {
		const char *name = fact_word(&all->fact[i], row->key);

		if (strncmp(name, row->is, n) == 0 && (name[n] == ':' ||
		    name[n] == '\0'))
			show(judging, strcmp(name, row->is) == 0 ? SHOWN_SO :
			    SHOWN_OTHERWISE, &all->fact[i]);
	}
}

/* Is the pool one that a resource of the cluster imports? */
static bool
is_of_cluster(const struct survey *survey, const char *pool)
{
	const struct reading *all = survey_reading(survey, 0, SURVEY_GROUPS);

	return all != NULL && fact_find_two(all, "property",
	    (const char *const[]){ "name", "Zpools", "value", pool }) != NULL;
}

static void
altroot_judge(const struct judging *judging, const struct row *row)
{
	const struct reading *all = &judging->doubt->by->output.reading;

	for (uint32_t i = 0; i < all->count; i++)
		if (fact_detail(&all->fact[i], row->key) != NULL &&
		    is_of_cluster(judging->survey, fact_word(&all->fact[i],
		    "name")))
			show(judging, fact_is(&all->fact[i], row->key,
			    row->is) ? SHOWN_SO : SHOWN_OTHERWISE,
			    &all->fact[i]);
}

/* The first line of what it has said when it failed. */
static const char *
said(struct arena *arena, const struct surveyed *one)
{
	const char *text = one->output.ended.err;

	return arena_text(arena, text, strcspn(text, "\n"));
}

static void
absence_judge(const struct judging *judging, const struct row *row)
{
	struct doubt *doubt = judging->doubt;

	(void)row;
	if (doubt->by->output.lost)
		return;
	doubt->shown = absence_said(&doubt->by->output, FORMS_NOTHING) ?
	    SHOWN_SO : SHOWN_OTHERWISE;
	doubt->line = said(judging->arena, doubt->by);
}

/* Where there is something to import nothing is shown. */
static void
nothing_judge(const struct judging *judging, const struct row *row)
{
	struct doubt *doubt = judging->doubt;
	const struct ended *ended = &doubt->by->output.ended;
	const char *none = survey_row(doubt->by->line)->none;

	(void)row;
	if (doubt->by->output.lost || ended->out_size != 0)
		return;
	doubt->shown = strncmp(ended->err, none, strlen(none)) == 0 ?
	    SHOWN_SO : SHOWN_OTHERWISE;
	doubt->line = said(judging->arena, doubt->by);
}

static const struct row rows[] = {
	{ "config-current", "ldm list-spconfig marks what runs as [current]",
	    SURVEY_CONFIGS, NULL, fact_judge, "config", "current", NULL },
	{ "core-rows", "ldm list-domain -l -p has the cores of a domain",
	    SURVEY_DOMAINS, NULL, fact_judge, "core", "cid", NULL },
	{ "softstate", "ldm list-domain -l -p has the softstate of a domain",
	    SURVEY_DOMAINS, NULL, fact_judge, "domain", "softstate", NULL },
	{ "policy", "ldm list-domain -l -p has the failure policy",
	    SURVEY_DOMAINS, NULL, fact_judge, "control", "value", NULL },
	{ "vdisk-id", "ldm list-domain -l -p has the number of a virtual disk",
	    SURVEY_DOMAINS, NULL, fact_judge, "vdisk", "id", NULL },
	{ "vnet-id", "ldm list-domain -l -p has the number of a network",
	    SURVEY_DOMAINS, NULL, fact_judge, "vnet", "id", NULL },
	{ "agent-altroot", "a pool that HAStoragePlus has imported has the "
	    "ALTROOT /", SURVEY_POOLS, NULL, altroot_judge, "pool", "altroot",
	    "/" },
	{ "agent-version", "the type of the agent is listed as SUNW.ldom:1",
	    SURVEY_TYPES, NULL, agent_judge, "type", "name", "SUNW.ldom:1" },
	{ "device-ok", "cldevice status says ok of a path that is well",
	    SURVEY_PATHS, NULL, fact_judge, "did-path", "status", "ok" },
	{ "importable-none", "zpool import says no pools available to "
	    "import when there is none", SURVEY_IMPORTABLE, NULL,
	    nothing_judge, NULL, NULL, NULL },
	{ "absent-domain", "ldm says not found of a domain that is not there",
	    SURVEY_LINES, "ldm list-domain -p " FORMS_NOTHING, absence_judge,
	    NULL, NULL, NULL },
	{ "absent-group", "clrg says that there is no such group",
	    SURVEY_LINES, "clrg status " FORMS_NOTHING, absence_judge, NULL,
	    NULL, NULL },
	{ "absent-resource", "clrs says that there is no such resource",
	    SURVEY_LINES, "clrs status " FORMS_NOTHING, absence_judge, NULL,
	    NULL, NULL },
	{ "absent-pool", "zpool list says no such pool", SURVEY_LINES,
	    "zpool list " FORMS_NOTHING, absence_judge, NULL, NULL, NULL },
	{ "absent-dataset", "zfs list says that a dataset does not exist",
	    SURVEY_LINES, "zfs list " FORMS_NOTHING, absence_judge, NULL,
	    NULL, NULL },
};

/* The line of the row among all that may be asked. */
static enum survey_line
line_find(const struct row *row)
{
	unsigned n = (unsigned)SURVEY_LINES;

	if (row->form == NULL)
		return row->line;
	while (strcmp(survey_row((enum survey_line)n)->line, row->form) != 0)
		n++;
	return (enum survey_line)n;
}

bool
doubt_judge(struct arena *arena, const struct survey *survey, uint32_t node,
    unsigned n, struct doubt *doubt)
{
	const struct row *row = &rows[n];

	if (n >= sizeof(rows) / sizeof(rows[0]))
		return false;
	*doubt = (struct doubt){ row->id, row->says, SHOWN_NOT, NULL, "" };
	doubt->by = survey_find(survey, node, line_find(row), NULL);
	if (doubt->by != NULL && doubt->by->output.over)
		row->judge(&(struct judging){ arena, survey, doubt }, row);
	return true;
}
