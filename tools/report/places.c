#include "tools/report/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { LINE_BYTES = 16384, QUESTION_LIMIT_MS = 30000,
    THING_COLUMN = 15 };

static bool
answer_of(struct backend *asked, struct op op, struct answer *answer)
{
	struct result res;

	backend_execute(asked, &op, QUESTION_LIMIT_MS, &res);
	*answer = res.answer;
	return res.outcome == DONE;
}

static void
item(char *line, const char *kind, const char *name, const char *more)
{
	size_t n = strlen(line);

	snprintf(line + n, LINE_BYTES - n, "%s%s %s%s%s", n != 0 ? ", " : "",
	    kind, name, *more != '\0' ? " " : "", more);
}

/* What is asked of a node, and of each guest there; n-th of them from 0. */
enum { ASKS_OF_GUEST = 3 };

static struct op
guest_ask(const struct site *site, uint32_t guest, uint32_t node, unsigned n)
{
	const struct site_guest *row = &site->guests[guest];
	const struct op asks[ASKS_OF_GUEST] = {
		{ .kind = OP_POOL_STATE, .pool = row->pool },
		{ .kind = OP_GROUP_STATE, .group = row->group },
		{ .kind = OP_GUEST_STATE, .on = node, .guest = guest },
	};

	return asks[n];
}

static struct op
node_ask(uint32_t node)
{
	return (struct op){ .kind = OP_NODE_STATE, .on = node };
}

uint32_t
places_ahead(const struct site *site, struct op *asks, uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= site->node_count && count < most; n++)
		asks[count++] = node_ask(n);
	for (uint32_t n = 1; n <= site->node_count; n++)
		for (uint32_t g = 1; g <= site->guest_count; g++)
			for (unsigned i = 0; i < ASKS_OF_GUEST &&
			    count < most; i++)
				asks[count++] = guest_ask(site, g, n, i);
	return count;
}

static void
guest_add(struct backend *asked, const struct site *site, uint32_t guest,
    uint32_t node, char *line)
{
	const struct site_guest *row = &site->guests[guest];
	struct answer answer;

	if (answer_of(asked, guest_ask(site, guest, node, 0), &answer) &&
	    answer.on == node && answer.state == STATE_IMPORTED)
		item(line, "pool", names_text(site->names, KIND_POOL,
		    row->pool), "");
	if (answer_of(asked, guest_ask(site, guest, node, 1), &answer) &&
	    answer.on == node)
		item(line, "group", names_text(site->names, KIND_GROUP,
		    row->group), state_name((enum state)answer.state));
	if (answer_of(asked, guest_ask(site, guest, node, 2), &answer) &&
	    answer.state != STATE_ABSENT)
		item(line, "guest", names_text(site->names, KIND_GUEST,
		    guest), state_name((enum state)answer.state));
}

static void
node_print(struct backend *asked, const struct site *site, uint32_t node)
{
	char line[LINE_BYTES] = "";
	unsigned at = say("  %-12s ", names_text(site->names,
	    KIND_NODE, node));
	struct answer answer;

	if (!answer_of(asked, node_ask(node), &answer)) {
		text_column("does not answer", at, THING_COLUMN);
		return;
	}
	for (uint32_t g = 1; g <= site->guest_count; g++)
		guest_add(asked, site, g, node, line);
	text_column(*line != '\0' ? line : "up; no pool, no guest", at,
	    THING_COLUMN);
}

static bool
any_guest(const struct downtime *downtime)
{
	for (uint32_t g = 1; g <= downtime->count; g++)
		if (downtime->guest[g].ever)
			return true;
	return false;
}

static void
downtime_print(const struct site *site, uint32_t guest, int64_t down_ms)
{
	const struct site_guest *row = &site->guests[guest];
	char span[TEXT_ROOM];

	text_to_column(say("  %-12s ", names_text(site->names,
	    KIND_GUEST, guest)), THING_COLUMN);
	say("%s", text_span(down_ms, span, sizeof(span)));
	if (row->objective)
		say(", at most %s: %s", text_span(row->objective_ms, span,
		    sizeof(span)), down_ms <= row->objective_ms ?
		    "the objective is kept" : "THE OBJECTIVE IS NOT KEPT");
	say("\n");
}

void
places_downtime(const struct site *site, const struct downtime *downtime,
    int64_t now_ms)
{
	say("downtime\n");
	if (!any_guest(downtime))
		say("  no guest was up\n");
	for (uint32_t g = 1; g <= site->guest_count; g++)
		if (downtime->guest[g].ever)
			downtime_print(site, g, downtime_of(downtime, g,
			    now_ms));
}

void
places_print(struct backend *asked, const struct site *site,
    const struct downtime *downtime)
{
	say("what runs where\n");
	for (uint32_t n = 1; n <= site->node_count; n++)
		node_print(asked, site, n);
	places_downtime(site, downtime, backend_now_ms(asked));
}
