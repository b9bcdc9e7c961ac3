/*
 * person: what people do at a site, and what no command of a machine does.
 *
 * No real system has such a program.  "person source-freeze system1" is an
 * operation of the table that only people carry out, and a source that it is
 * carried out on.
 */
#include <string.h>

#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"

static bool
is_act(enum op_kind kind)
{
	return op_table[kind].person &&
	    (op_table[kind].takes & TAKES(F_SOURCE)) != 0;
}

static enum op_kind
act_find(const char *word)
{
	enum op_kind kind = OP_NONE + 1;

	while (kind < OP_KINDS && !(is_act(kind) &&
	    strcmp(op_table[kind].name, word) == 0))
		kind++;
	return kind < OP_KINDS ? kind : OP_NONE;
}

static void
usage(struct call *call)
{
	struct buffer text = { .bytes = NULL };

	buffer_print(&text, "usage: person ACT SOURCE; domferry explain ACT "
	    "says what it is:");
	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		if (is_act(kind))
			buffer_print(&text, " %s", op_table[kind].name);
	call_misused(call, 2, buffer_text(&text));
	buffer_drop(&text);
}

void
person_run(struct call *call)
{
	struct op op = { 0 };
	bool whole = call->line.count == 3;

	op.kind = whole ? (uint32_t)act_find(call->line.word[1]) : OP_NONE;
	if (op.kind == OP_NONE) {
		usage(call);
		return;
	}
	op.source = names_find(sim_names(call->shell->sim), KIND_SOURCE,
	    call->line.word[2]);
	if (op.source == 0 || op.source > call->shell->site->source_count)
		call_fail(call, 1, "person: there is no source %.80s",
		    call->line.word[2]);
	else
		call_add(call, &op);
}
