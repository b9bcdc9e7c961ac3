#include "tools/judge/aftermath.h"

#include <string.h>

/* Is the line one of that text? */
static bool
has_line(const char *text, const char *line, size_t n)
{
	for (; *text != '\0'; text += *text == '\n') {
		if (strncmp(text, line, n) == 0 && (text[n] == '\n' ||
		    text[n] == '\0'))
			return true;
		text += strcspn(text, "\n");
	}
	return false;
}

/* Has one text a line with that word, which the other one has not? */
static bool
differs(const char *one, const char *other, const char *word)
{
	for (; *one != '\0'; one += *one == '\n') {
		size_t n = strcspn(one, "\n");
		const char *at = strstr(one, word);

		if (at != NULL && at < one + n && !has_line(other, one, n))
			return true;
		one += n;
	}
	return false;
}

/* Is a line about the guest, its pool or its group another one than before? */
static bool
is_touched(const struct trial *trial, const struct trial *before,
    uint32_t guest)
{
	const struct site *site = trial->site;
	const struct site_guest *declared = &site->guests[guest];
	const char *word[] = {
		names_text(site->names, KIND_GUEST, guest),
		names_text(site->names, KIND_POOL, declared->pool),
		names_text(site->names, KIND_GROUP, declared->group) };

	for (unsigned i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (differs(trial->text, before->text, word[i]) ||
		    differs(before->text, trial->text, word[i]))
			return true;
	return false;
}

static bool
counts(const struct trial *trial, const struct trial *before, uint32_t guest)
{
	return trial->guest[guest].up && (before == NULL ||
	    is_touched(trial, before, guest));
}

static bool
has_guest(const struct trial *trial, const struct trial *before,
    uint32_t node)
{
	for (uint32_t g = 1; g <= trial->site->guest_count; g++)
		if (trial->guest[g].node == node && counts(trial, before, g))
			return true;
	return false;
}

/* Can the guest's group be switched there? */
static bool
may_go(const struct trial *trial, uint32_t guest, uint32_t to)
{
	const struct site_guest *declared = &trial->site->guests[guest];
	bool known = false;

	if (trial->guest[guest].node == to || declared->group == 0)
		return false;
	for (uint32_t i = 0; i < declared->node_count; i++)
		known |= declared->node[i] == to;
	return known;
}

static bool
fits(const struct trial *trial, const struct trial *before,
    const struct aftermath *aftermath)
{
	return aftermath->guest == 0 ?
	    has_guest(trial, before, aftermath->node) :
	    may_go(trial, aftermath->guest, aftermath->to) &&
	    counts(trial, before, aftermath->guest);
}

/* Deaths first, then guest by guest. */
static bool
step(const struct site *site, struct aftermath *aftermath)
{
	if (aftermath->guest == 0 && aftermath->node < site->node_count) {
		aftermath->node++;
		return true;
	}
	aftermath->node = 0;
	if (aftermath->guest == 0 || aftermath->to == site->node_count) {
		aftermath->guest++;
		aftermath->to = 0;
	}
	aftermath->to++;
	return aftermath->guest <= site->guest_count;
}

bool
aftermath_next(const struct trial *trial, const struct trial *before,
    struct aftermath *aftermath)
{
	while (step(trial->site, aftermath))
		if (fits(trial, before, aftermath))
			return true;
	return false;
}

static const char *
node_name(const struct site *site, uint32_t node)
{
	return names_text(site->names, KIND_NODE, node);
}

static const char *
switch_line(struct arena *arena, const struct site *site,
    const struct aftermath *aftermath)
{
	return arena_format(arena, "clrg switch -n %s %s", node_name(site,
	    aftermath->to), names_text(site->names, KIND_GROUP,
	    site->guests[aftermath->guest].group));
}

void
aftermath_tell(struct arena *arena, const struct trial *trial,
    const struct aftermath *aftermath, struct story *story)
{
	const struct site *site = trial->site;

	if (aftermath->node != 0) {
		story->after = arena_format(arena, "power-off %s",
		    node_name(site, aftermath->node));
		return;
	}
	story->after_types = switch_line(arena, site, aftermath);
	story->after_on = node_name(site, trial->guest[aftermath->guest].node);
}

const char *
aftermath_words(struct arena *arena, const struct site *site,
    const struct aftermath *aftermath)
{
	return aftermath->node != 0 ? arena_format(arena, "%s dies an hour "
	    "after the script", node_name(site, aftermath->node)) :
	    arena_format(arena, "\"%s\" is typed an hour after the script",
	    switch_line(arena, site, aftermath));
}

const char *
aftermath_wrong(struct arena *arena, const struct aftermath *aftermath,
    const struct trial *trial, uint32_t guest, const char **expect)
{
	const struct site *site = trial->site;
	const char *name = names_text(site->names, KIND_GUEST, guest);

	*expect = arena_format(arena, "guest %s running", name);
	if (!trial->guest[guest].up)
		return arena_format(arena, "guest %s stays down", name);
	if (aftermath->guest == guest &&
	    trial->guest[guest].node != aftermath->to) {
		*expect = arena_format(arena, "%s on %s", *expect,
		    node_name(site, aftermath->to));
		return arena_format(arena, "guest %s does not come up on %s",
		    name, node_name(site, aftermath->to));
	}
	return NULL;
}
