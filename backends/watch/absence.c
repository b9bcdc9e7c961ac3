#include "backends/watch/absence.h"

#include <string.h>

#include "backends/watch/guest_is.h"
#include "backends/watch/node_is.h"

const char *const absence_parts[ABSENCE_PARTS] = { "detect", "import", "start",
    "boot" };

/* Is the pool of the guest imported where it is answered? */
static bool
is_imported(const struct noticing *noticing)
{
	for (uint32_t n = 1; n <= noticing->survey->nodes; n++)
		if (fact_of(answer_at(noticing->survey, n, SURVEY_POOLS),
		    "pool", "name", named(noticing, KIND_POOL, guest_row(
		    noticing)->pool)) != NULL)
			return true;
	return false;
}

/* Does it run, and has not left somebody without an answer? */
static bool
is_up(const struct noticing *noticing, const struct guest_is *is)
{
	const struct surveyed *ping;

	if (!domain_is_running(is->domain))
		return false;
	ping = survey_find(noticing->survey, is->on, SURVEY_PING,
	    guest_named(noticing));
	return ping == NULL || !ping->output.over || ping->output.lost ||
	    strstr(ping->output.ended.out, "no answer from") == NULL;
}

enum guest_stage
guest_stage_of(const struct watch_of_site *of, uint32_t guest, uint32_t *node)
{
	const struct noticing noticing = { .survey = of->survey,
	    .site = of->site, .guest = guest };
	struct guest_is is;

	guest_is(&noticing, &is);
	*node = is.on;
	if (is.on == 0 && is.perhaps != 0)
		return STAGE_UNKNOWN;
	if (is_up(&noticing, &is))
		return STAGE_UP;
	if (domain_is_active(is.domain))
		return STAGE_STARTED;
	if (is.group == GROUP_IS_UNKNOWN)
		return STAGE_UNKNOWN;
	if (is.group == GROUP_IS_ABSENT || is.group == GROUP_IS_UNMANAGED)
		return STAGE_AWAY;
	return is_imported(&noticing) ? STAGE_IMPORTED : STAGE_DOWN;
}

/* Up, as before. */
static void
up_put(struct absence *absence, uint32_t node, int64_t now_ms)
{
	*absence = (struct absence){ .from = node };
	absence->at_ms[STAGE_UP] = now_ms;
}

bool
absence_take(struct absence *absence, enum guest_stage stage, uint32_t node,
    int64_t now_ms)
{
	if (absence->again_ms != 0)
		up_put(absence, absence->to, absence->again_ms);
	if (stage == STAGE_UNKNOWN)
		return false;
	if (stage == STAGE_AWAY || (stage == STAGE_UP && !absence->down &&
	    (absence->from == 0 || absence->from == node))) {
		*absence = (struct absence){ .down = false };
		if (stage == STAGE_UP)
			up_put(absence, node, now_ms);
		return false;
	}
	absence->down = true;
	if (stage == STAGE_UP) {
		absence->to = node;
		absence->again_ms = now_ms;
		return absence->at_ms[STAGE_UP] != 0;
	}
	if (absence->at_ms[STAGE_DOWN] == 0)
		absence->at_ms[STAGE_DOWN] = now_ms;
	/* It was further once, and has to come there again. */
	for (enum guest_stage later = stage + 1; later < STAGE_UP; later++)
		absence->at_ms[later] = 0;
	if (absence->at_ms[stage] == 0)
		absence->at_ms[stage] = now_ms;
	return false;
}

/* From there on until then; what was not seen ends with what came next. */
int64_t
absence_part(const struct absence *absence, enum absence_part part)
{
	static const enum guest_stage ends[ABSENCE_PARTS] = {
		[ABSENCE_DETECT] = STAGE_DOWN,
		[ABSENCE_IMPORT] = STAGE_IMPORTED,
		[ABSENCE_START] = STAGE_STARTED, [ABSENCE_BOOT] = STAGE_UP,
	};
	int64_t from = absence->at_ms[STAGE_UP], at = from;

	for (int p = 0; p <= (int)part; p++) {
		from = at;
		if (p == ABSENCE_BOOT)
			at = absence->again_ms;
		else if (absence->at_ms[ends[p]] > at)
			at = absence->at_ms[ends[p]];
	}
	return at - from;
}
