/*
 * Guests: where each is defined, and how far it is up.
 */
#include <string.h>

#include "backends/survey/standing_parts.h"

static const struct fact_row *
domain_at(const struct standing *standing, uint32_t n, const char *name)
{
	const struct reading *all = survey_reading(standing->survey, n,
	    SURVEY_DOMAINS);

	return all == NULL ? NULL : fact_find(all, "domain", "name", name);
}

static bool
is_up(const struct fact_row *domain)
{
	return fact_is(domain, "state", "active");
}

/* The node whose definition counts: where it is active, else bound, else the
 * first; 0: no node that answers has it. */
static uint32_t
home_of(const struct standing *standing, const char *name)
{
	static const char *const states[] = { "active", "bound", NULL };
	uint32_t nodes = standing->survey->nodes;

	for (unsigned i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		for (uint32_t n = 1; n <= nodes; n++) {
			const struct fact_row *domain = domain_at(standing, n,
			    name);

			if (domain != NULL && (states[i] == NULL ||
			    fact_is(domain, "state", states[i])))
				return n;
		}
	return 0;
}

/* A second definition waits for a mistake; a second one that runs is one. */
static void
twins_put(struct standing *standing, struct standing_row *row, uint32_t home)
{
	const struct survey *survey = standing->survey;

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		const struct fact_row *domain = domain_at(standing, n,
		    row->name);

		if (domain != NULL && n != home)
			standing_worse(standing, row, STANDS_BADLY,
			    "a second one on %s, %s", survey->node[n],
			    fact_said(domain, "state"));
	}
}

/* The firmware's prompt, in whatever spelling. */
static bool
is_at_ok(const char *softstate)
{
	return strstr(softstate, "penBoot") != NULL ||
	    strstr(softstate, "penboot") != NULL;
}

/* What its group says is there is not what its domain says. */
static void
group_compare(struct standing *standing, struct standing_row *row,
    uint32_t guest, const struct fact_row *domain)
{
	const struct site_guest *declared = &standing->site->guests[guest];
	const struct standing_row *group;

	if (guest == 0 || !declared->agent.present)
		return;
	group = standing_find(standing, "group", standing_name(standing,
	    KIND_GROUP, declared->group));
	if (group == NULL || strcmp(group->state, "online") != 0)
		return;
	if (!is_up(domain) || is_at_ok(fact_said(domain, "softstate")))
		standing_worse(standing, row, STANDS_BADLY, "its group is "
		    "online on %s", group->on);
	else if (strcmp(group->on, row->on) != 0)
		standing_worse(standing, row, STANDS_BADLY, "its group is on "
		    "%s", group->on);
}

static void
guest_there(struct standing *standing, struct standing_row *row,
    uint32_t home)
{
	const struct fact_row *domain = domain_at(standing, home, row->name);
	const char *softstate = fact_said(domain, "softstate");

	row->on = standing->survey->node[home];
	row->state = is_up(domain) && *softstate != '\0' ? softstate :
	    fact_said(domain, "state");
	if (!is_up(domain) || is_at_ok(softstate))
		standing_worse(standing, row, STANDS_NOTED, "%s", "");
	if (strstr(fact_said(domain, "flags"), "migration") != NULL)
		standing_worse(standing, row, STANDS_NOTED, "%s",
		    fact_said(domain, "flags"));
}

static void
guest_put(struct standing *standing, const char *name, uint32_t guest)
{
	struct standing_row *row = standing_add(standing, "guest", name);
	const char *silent = standing_silent(standing, SURVEY_DOMAINS);
	uint32_t home = home_of(standing, name);

	if (home != 0) {
		guest_there(standing, row, home);
		twins_put(standing, row, home);
		if (*silent != '\0')
			standing_worse(standing, row, STANDS_NOTED, "a second "
			    "one on %s is not excluded", silent);
	} else if (*silent != '\0') {
		row->on = "?";
		standing_worse(standing, row, STANDS_UNKNOWN, "not known of "
		    "%s", silent);
		return;
	} else {
		row->state = "absent";
		standing_worse(standing, row, STANDS_NOTED, "%s", "");
	}
	group_compare(standing, row, guest, domain_at(standing, home, name));
	if (guest == 0)
		standing_worse(standing, row, STANDS_NOTED, "not in the site "
		    "file");
}

/* Domains that the site file does not know; not those that serve. */
static void
others_put(struct standing *standing, uint32_t n)
{
	const struct reading *all = survey_reading(standing->survey, n,
	    SURVEY_DOMAINS);

	for (uint32_t i = 0; all != NULL && i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];
		const char *name = fact_word(fact, "name");

		if (strcmp(fact->kind, "domain") == 0 &&
		    strstr(fact_word(fact, "flags"), "control") == NULL &&
		    !standing_has(standing, "guest", name))
			guest_put(standing, name, 0);
	}
}

void
standing_guests(struct standing *standing)
{
	const struct site *site = standing->site;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_put(standing, standing_name(standing, KIND_GUEST, g),
		    g);
	for (uint32_t n = 1; n <= standing->survey->nodes; n++)
		others_put(standing, n);
}
