#include "backends/sim/shell/own.h"

#include <string.h>

#include "backends/commands/own.h"
#include "backends/sim/cluster/blackout.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

static unsigned
words_of(const struct call *call, enum op_kind kind)
{
	return own_words(call->shell->site, kind, &call->line);
}

static bool
asks(const struct call *call)
{
	unsigned n = words_of(call, OP_BLACKOUT_STATE);

	return n != 0 && call->line.count == n + 1;
}

static void
state_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	struct op ask = { .kind = OP_BLACKOUT_STATE,
	    .guest = names_find(sim_names(sim), KIND_GUEST,
	    call->line.word[call->line.count - 1]) };
	struct answer answer;

	if (!call_answers(call))
		return;
	if (ask.guest == 0) {
		call_fail(call, 1, "%s: nothing is known of it",
		    call->line.word[call->line.count - 1]);
		return;
	}
	ask_blackout(sim, &ask, &answer);
	buffer_print(&call->out, "%s\n", answer.state == STATE_PRESENT ?
	    "open" : "closed");
}

static void
own_run(struct call *call)
{
	if (asks(call))
		state_print(call);
	else
		change_run(call);
}

static const struct program own = { "", AT_NODE, 1, 1, &plain_manner,
    own_run, NULL };

const struct program *
call_program(const struct call *call)
{
	if (asks(call) || words_of(call, OP_BLACKOUT_OPEN) != 0 ||
	    words_of(call, OP_BLACKOUT_CLOSE) != 0)
		return &own;
	return program_find(call->line.word[0]);
}

bool
program_is_own(const struct program *program)
{
	return program == &own;
}
