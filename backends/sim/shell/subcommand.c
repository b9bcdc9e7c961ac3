/*
 * Programs that are a table of subcommands.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/shell/program.h"

const struct subcommand *
subcommand_find(const struct subcommand *table, const char *name)
{
	while (table->name != NULL && strcmp(table->name, name) != 0)
		table++;
	return table->name != NULL ? table : NULL;
}

void
call_usage(struct call *call, const char *wrong)
{
	const struct program *program = program_find(call->line.word[0]);
	const struct subcommand *row = subcommand_find(program->subcommands,
	    call->line.word[1]);

	assert(row != NULL);
	program->manner->usage(call, program, row, wrong);
}

/* The same line with only one of its operands. */
static void
one_by_one(struct call *call, const struct given *given)
{
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program };
	unsigned options = call->line.count - given->count;

	memcpy(line.word, call->line.word, options * sizeof(line.word[0]));
	line.count = options + 1;
	for (unsigned i = 0; i < given->count && call->status == 0; i++) {
		line.word[options] = given->operand[i];
		change_read(call, &line);
	}
}

/* The first KEY=VALUE that stands where none may stand, or NULL. */
static const char *
key_misplaced(const struct subcommand *row, const struct given *given)
{
	bool keys = (row->flags & KEYS_FIRST) != 0;

	for (unsigned i = 1; keys && i < given->count; i++)
		if (strchr(given->operand[i], '=') != NULL &&
		    strchr(given->operand[i - 1], '=') == NULL)
			return given->operand[i];
	return NULL;
}

static void
row_run(struct call *call, const struct program *program,
    const struct subcommand *row)
{
	struct given given;

	if ((row->flags & NOT_SIMULATED) != 0)
		call_not_simulated(call);
	else if (!given_read(&given, &call->line, 2, row->letters))
		program->manner->usage(call, program, row, given.wrong);
	else if (key_misplaced(row, &given) != NULL)
		program->manner->usage(call, program, row, key_misplaced(row,
		    &given));
	else if (row->run != NULL && call_answers(call))
		row->run(call, &given);
	else if (row->run != NULL)
		return;
	else if ((row->flags & ONE_BY_ONE) != 0 && given.count > 1)
		one_by_one(call, &given);
	else if (call->line.count == 2)
		program->manner->usage(call, program, row, NULL);
	else
		change_read(call, &call->line);
}

void
subcommand_run(struct call *call, const struct program *program)
{
	const struct subcommand *row;

	assert(program->subcommands != NULL);
	row = call->line.count < 2 ? NULL : subcommand_find(
	    program->subcommands, call->line.word[1]);
	if (row == NULL)
		program->manner->usage(call, program, NULL,
		    call->line.count < 2 ? NULL : call->line.word[1]);
	else if (program->manner->answers == NULL ||
	    program->manner->answers(call))
		row_run(call, program, row);
}
