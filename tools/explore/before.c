#include "tools/explore/before.h"

#include <assert.h>
#include <stdio.h>

#include "backends/sim/session/vocabulary.h"
#include "core/procedures/procedure.h"

enum { ALL_VCPUS = 65535 };

struct thing {
	uint32_t	object, on;
};

static const struct site_guest *
guest_of(const struct plan *plan)
{
	return plan->guest != 0 ? &plan->site->guests[plan->guest] : NULL;
}

/* The archive of the source, where the job does not make it. */
static bool
archive(const struct plan *plan, unsigned n, struct thing *thing)
{
	if (n != 0 || !plan->procedure->takes_source)
		return false;
	thing->object = plan->site->sources[guest_of(plan)->source].flar;
	return true;
}

static bool
node(const struct plan *plan, unsigned n, struct thing *thing)
{
	thing->on = n + 1;
	return guest_of(plan) != NULL && n < plan->site->node_count;
}

static bool
service(const struct plan *plan, unsigned n, struct thing *thing)
{
	uint32_t count = plan->site->service_count;

	if (count == 0 || n >= count * plan->site->node_count)
		return false;
	*thing = (struct thing){ n % count + 1, n / count + 1 };
	return true;
}

static bool
password(const struct plan *plan, unsigned n, struct thing *thing)
{
	const struct site_guest *guest = guest_of(plan);

	if (guest == NULL || !guest->agent.present ||
	    guest->agent.password_file == 0 || n >= guest->node_count)
		return false;
	*thing = (struct thing){ guest->agent.password_file, guest->node[n] };
	return true;
}

static const struct {
	const char	*word;
	const char	*form;		/* of its phrase: %s is the object */
	enum kind	 kind;
	bool		(*thing)(const struct plan *, unsigned,
			    struct thing *);
	int64_t		 amount;
} rows[] = {
	{ "truncate", "truncate %s", KIND_FILE, archive, 0 },
	{ "take", "take 65535 vcpus%s", KIND_NONE, node, ALL_VCPUS },
	{ "drop", "drop %s", KIND_SERVICE, service, 0 },
	{ "remove", "remove %s", KIND_FILE, password, 0 },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Row and thing of the n-th. */
static bool
find(const struct plan *plan, unsigned n, unsigned *row, struct thing *thing)
{
	for (*row = 0; *row < ROWS; ++*row) {
		unsigned own = 0;

		for (;; own++) {
			*thing = (struct thing){ 0, 0 };
			if (!rows[*row].thing(plan, own, thing))
				break;
			if (n-- == 0)
				return true;
		}
	}
	return false;
}

bool
before_fault(const struct plan *plan, unsigned n, struct fault *fault)
{
	struct thing thing;
	unsigned row;

	if (!find(plan, n, &row, &thing))
		return false;
	*fault = (struct fault){ .class = FAULT_WORLD, .text = rows[row].word,
	    .world = sim_world_fault_find(rows[row].word),
	    .kind = rows[row].kind, .object = thing.object, .on = thing.on,
	    .amount = rows[row].amount, .record = -1, .at_ms = -1, .times = 1,
	    .nth = 1, .every = 1 };
	return true;
}

void
before_phrase(const struct plan *plan, unsigned n, char *buffer, size_t size)
{
	const struct names *names = plan->site->names;
	struct thing thing;
	unsigned row;
	int length;

	if (!find(plan, n, &row, &thing)) {
		assert(size != 0);
		*buffer = '\0';
		return;
	}
	length = snprintf(buffer, size, rows[row].form, rows[row].kind !=
	    KIND_NONE ? names_text(names, rows[row].kind, thing.object) : "");
	if (thing.on != 0 && length > 0 && (size_t)length < size)
		snprintf(buffer + length, size - (size_t)length, " on %s",
		    names_text(names, KIND_NODE, thing.on));
}

/* Refused, or still among its checks; or it has done without. */
void
before_verify(struct walk *walk)
{
	const struct run *run = &walk->branch.run;
	char phrase[FINDING_BYTES / 2], text[FINDING_BYTES];

	if (walk->path.count != 1 ||
	    !choice_is_before(&walk->path.choice[0]) ||
	    walk->explore->plain != ARRIVED || run->ending == REFUSED ||
	    run->ending == ARRIVED || run->way == WAY_CHECK)
		return;
	before_phrase(walk->branch.plan, walk->path.choice[0].what, phrase,
	    sizeof(phrase));
	snprintf(text, sizeof(text), "%s: no check has told it, and the job "
	    "is %s in its middle: %s", phrase,
	    ending_name((enum ending)run->ending), run->why.text);
	walk_break(walk, "told-first", text);
}
