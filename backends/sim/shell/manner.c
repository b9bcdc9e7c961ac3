/*
 * How a program without a family speaks: Solaris' own, and in part ldm.
 */
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/own.h"
#include "backends/sim/shell/program.h"

/* The subcommands that there are. */
static void
subcommands_print(struct buffer *usage, const struct program *program)
{
	buffer_print(usage, "SUBCOMMAND [options] [operands]");
	for (const struct subcommand *row = program->subcommands;
	    row->name != NULL; row++)
		buffer_print(usage, "\n    %s %s", row->name, row->operands);
}

void
plain_usage(struct call *call, const struct program *program,
    const struct subcommand *row, const char *wrong)
{
	struct buffer usage = { .bytes = NULL };
	const char *name = call->line.program;

	if (wrong != NULL && row != NULL)
		buffer_print(&usage, "%s: illegal option %s\n", name, wrong);
	else if (wrong != NULL)
		buffer_print(&usage, "%s: unrecognized subcommand \"%s\"\n",
		    name, wrong);
	buffer_print(&usage, "usage: %s ", name);
	if (row != NULL)
		buffer_print(&usage, "%s %s", row->name, row->operands);
	else
		subcommands_print(&usage, program);
	call_misused(call, program->usage_status, buffer_text(&usage));
	buffer_drop(&usage);
}

bool
plain_allows(struct call *call, const struct op *op, struct err *err)
{
	const struct ending *ending = ending_of(op);
	enum err_code code = ending->refuses != NULL ?
	    ending->refuses(call, op) : ERR_NONE;

	return code == ERR_NONE || err_set(err, code, "%.150s: refused",
	    call->line.whole);
}

void
plain_done(struct call *call, const struct op *op)
{
	const struct ending *ending = ending_of(op);

	if (ending->done != NULL)
		ending->done(call, op);
}

void
plain_failed(struct call *call, const struct op *op, const struct result *res)
{
	const struct ending *ending = ending_of(op);

	bool said = res->outcome == FAILED ||
	    res->err.code == ERR_SHARE_FULL;

	if (!said || ending->failed == NULL ||
	    !ending->failed(call, op, res->err.code))
		call_fail(call, call_program(call)->failed_status, "%s",
		    res->err.text);
}

const struct manner plain_manner = { plain_usage, NULL, plain_allows,
    plain_done, plain_failed };
