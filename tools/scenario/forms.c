/*
 * Expectations of a scenario that are not conditions: the phrase of each, and
 * the function that judges it.
 */
#include "tools/scenario/forms.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/observers/invariants.h"
#include "backends/sim/questions/answer.h"
#include "backends/sim/session/vocabulary.h"
#include "backends/sim/text/text.h"
#include "tools/report/text.h"
#include "tools/say.h"
#include "tools/scenario/copied.h"
#include "tools/scenario/typed.h"

static void
see(struct observed *observed, const char *text)
{
	snprintf(observed->text, sizeof(observed->text), "%s", text);
}

static bool
downtime_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	int64_t down_ms = session_downtime(&play->sandbox.session,
	    expect->guest);
	char buffer[OBSERVED_BYTES];

	if (!play->sandbox.session.downtime.guest[expect->guest].ever) {
		see(observed, "it was never up");
		observed->open = true;
		return false;
	}
	see(observed, text_span(down_ms, buffer, sizeof(buffer)));
	return down_ms <= expect->number;
}

static bool
run_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const struct run *run = play->run;

	if (!play->ran) {
		see(observed, "no job was run");
		return false;
	}
	snprintf(observed->text, sizeof(observed->text), "%s%s%s",
	    ending_name((enum ending)run->ending),
	    run->why.code != ERR_NONE ? " because " : "",
	    run->why.code != ERR_NONE ? err_table[run->why.code].name : "");
	return run->ending == (uint32_t)expect->ending &&
	    (expect->because == ERR_NONE ||
	    expect->because == run->why.code);
}

static bool
exit_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	snprintf(observed->text, sizeof(observed->text), "exit status %u",
	    (unsigned)play->run->exit);
	return play->ran && play->run->exit == (uint32_t)expect->number;
}

static bool
violates_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const char *name, *text;

	if (sim_violations(play->sim, &name, &text) == 0)
		name = "no invariant was violated";
	see(observed, name);
	return sim_violated(play->sim, expect->quoted);
}

static bool
data_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const char *name, *text;

	(void)expect;
	if (!sim_violated(play->sim, "data-intact"))
		return true;
	sim_violations(play->sim, &name, &text);
	see(observed, text);
	return false;
}

static bool
says_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const struct line *line = play->person.printed;

	see(observed, line != NULL ? line->text : "nothing was printed");
	for (; line != NULL; line = line->next)
		if (strstr(line->text, expect->quoted) != NULL)
			return true;
	return false;
}

static void
see_typed(struct observed *observed, int64_t times)
{
	snprintf(observed->text, sizeof(observed->text), "typed %d time%s",
	    (int)times, plural((uint64_t)times));
}

/* Without a number once is enough, and more is well. */
static bool
typed_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	int64_t times = typed_times(play, expect->quoted, expect->on);

	see_typed(observed, times);
	return expect->number < 0 ? times > 0 : times == expect->number;
}

static bool
not_typed_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	int64_t times = typed_times(play, expect->quoted, expect->on);

	see_typed(observed, times);
	return times == 0;
}

static bool
services_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const struct site *site = play->site;
	struct result res;

	(void)expect;
	for (uint32_t s = 1; s <= site->service_count; s++)
		for (uint32_t n = 1; n <= site->node_count; n++) {
			struct op op = { .kind = OP_SERVICE_STATE, .on = n,
			    .service = s };

			simulated_ask(&play->sandbox.simulated, &op, &res);
			if (res.outcome == DONE &&
			    res.answer.state == STATE_PRESENT &&
			    res.answer.value == site->services[s].value[n])
				continue;
			snprintf(observed->text, sizeof(observed->text),
			    "%s is not as declared on %s",
			    names_text(site->names, KIND_SERVICE, s),
			    names_text(site->names, KIND_NODE, n));
			return false;
		}
	return true;
}

/* A thing that the guest does not have, name 0, is absent. */
static bool
is_absent(struct play *play, enum kind kind, uint32_t name, uint32_t on,
    struct observed *observed)
{
	struct condition absent = { sim_state_find(kind, "absent"), name, on };

	if (name == 0 || simulated_holds(&play->sandbox.simulated, &absent))
		return true;
	snprintf(observed->text, sizeof(observed->text), "%s %s exists",
	    kind_name(kind), names_text(play->site->names, kind, name));
	return false;
}

/* Groups and pools are of the cluster: one node does not have them alone. */
static bool
nothing_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const struct site_guest *row =
	    &play->site->guests[expect->guest];
	const struct {
		enum kind	kind;
		uint32_t	name;
	} things[] = {
		{ KIND_RESOURCE, row->agent.resource },
		{ KIND_RESOURCE, row->storage },
		{ KIND_GROUP, row->group },
		{ KIND_POOL, row->pool },
	};

	for (uint32_t d = 0; d < row->disk_count; d++)
		if (!is_absent(play, KIND_VOLUME, row->disk[d].volume,
		    expect->on, observed))
			return false;
	if (!is_absent(play, KIND_GUEST, expect->guest, expect->on, observed))
		return false;
	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]) &&
	    expect->on == 0; i++)
		if (!is_absent(play, things[i].kind, things[i].name, 0,
		    observed))
			return false;
	return true;
}

static bool
known_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	const char *name = names_text(play->site->names, KIND_GUEST,
	    expect->guest);
	char *text = sim_text(play->sim, NULL);
	bool met = copied_is_current(text, name);

	free(text);
	if (!met)
		see(observed, "its copy is older");
	return met;
}

static bool
script_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	(void)expect;
	if (!play->script_failed)
		see(observed, "its status is 0, or it has not ended");
	return play->script_failed;
}

/* What time does not change any more. */
enum lasts { LASTS_NEVER, LASTS_MET, LASTS_UNMET };

/* The form of each expectation (form.h), and the function that judges it. */
static const struct {
	const char	*form;
	bool		(*judge)(struct play *, const struct expectation *,
			    struct observed *);
	bool		 measures;	/* met or not, what was observed is
					   printed */
	enum lasts	 lasts;
} rows[] = {
	{ "downtime of GUEST at most DURATION", downtime_met,
	    .measures = true, .lasts = LASTS_UNMET },
	{ "run ENDING [because CODE]", .judge = run_met },
	{ "exit STATUS", .judge = exit_met },
	{ "no data lost", .judge = data_met, .lasts = LASTS_UNMET },
	{ "nothing left of GUEST [on NODE]", .judge = nothing_met },
	{ "services equal", .judge = services_met },
	{ "cluster knows definition of GUEST", .judge = known_met },
	{ "script fails", .judge = script_met },
	{ "violates INVARIANT", .judge = violates_met, .lasts = LASTS_MET },
	{ "says TEXT", .judge = says_met, .lasts = LASTS_MET },
	{ "typed COMMAND [on PLACE] [COUNT times]", .judge = typed_met },
	{ "not typed COMMAND [on PLACE]", .judge = not_typed_met,
	    .lasts = LASTS_UNMET },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* The form of the n-th one, as vocabulary.h of core wants it. */
static const char *
scenario_expectation(unsigned n)
{
	return n < ROWS ? rows[n].form : NULL;
}

bool
form_met(struct play *play, const struct expectation *expect,
    struct observed *observed)
{
	assert(!expect->is_condition && expect->row < ROWS);
	return rows[expect->row].judge(play, expect, observed);
}

bool
form_measures(const struct expectation *expect)
{
	assert(expect->is_condition || expect->row < ROWS);
	return !expect->is_condition && rows[expect->row].measures;
}

bool
form_decided(const struct expectation *expect, bool met,
    const struct observed *observed)
{
	assert(!expect->is_condition && expect->row < ROWS);
	return !observed->open &&
	    rows[expect->row].lasts == (met ? LASTS_MET : LASTS_UNMET);
}

bool
scenario_violates(const struct scenario *scenario, const char *invariant)
{
	for (uint32_t i = 0; i < scenario->expect_count; i++) {
		const struct expectation *expect = &scenario->expect[i];

		if (!expect->is_condition &&
		    rows[expect->row].judge == violates_met &&
		    strcmp(expect->quoted, invariant) == 0)
			return true;
	}
	return false;
}

const struct vocabulary scenario_vocabulary = { sim_world_fault,
    sim_world_sentence, sim_state, sim_invariant, scenario_expectation,
    person_answer, typed_command };
