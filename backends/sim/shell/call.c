/*
 * A call of a program, from its words to its end.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/definition.h"
#include "backends/sim/shell/files.h"
#include "backends/sim/shell/own.h"
#include "backends/sim/sim.h"

uint32_t
call_node(const struct call *call)
{
	return (call->place & ~(uint32_t)PLACE_ID) == 0 ? call->place : 0;
}

const char *
call_name(const struct call *call, enum kind kind, uint32_t number)
{
	return sim_name(call->shell->sim, kind, number);
}

void
call_fail(struct call *call, int status, const char *format, ...)
{
	char text[LINE_BYTES];
	va_list list;

	assert(status != 0);
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	buffer_print(&call->err, "%s\n", text);
	call->status = status;
}

/* Why the line means nothing, in call->res.err, as a last result. */
static void
call_unread(struct call *call, int status)
{
	call->unknown = true;
	call->res.outcome = FAILED;
	call_fail(call, status, "%s", call->res.err.text);
}

void
call_misused(struct call *call, int status, const char *usage)
{
	call->unknown = true;
	err_set(&call->res.err, ERR_COMMAND_UNKNOWN, "%.120s is not used so: "
	    "%.100s", call->line.program, call->line.whole);
	call->res.outcome = FAILED;
	call_fail(call, status, "%s", usage);
}

void
call_not_simulated(struct call *call)
{
	err_set(&call->res.err, ERR_UNSUPPORTED, "domferry: not simulated: "
	    "%.150s", call->line.whole);
	call_unread(call, STATUS_NOT_SIMULATED);
}

bool
call_answers(struct call *call)
{
	if (place_answers(call->shell->sim, call->place))
		return true;
	call_fail(call, STATUS_NO_ANSWER, "domferry: %s does not answer",
	    place_name(call->shell->sim, call->place));
	return false;
}

void
call_add(struct call *call, const struct op *op)
{
	if (call->op_count == call->op_capacity) {
		call->op_capacity = call->op_capacity * 2 + 4;
		call->op = realloc(call->op, call->op_capacity *
		    sizeof(*call->op));
		if (call->op == NULL)
			abort();
	}
	assert(call->op_count < call->op_capacity);
	call->op[call->op_count++] = (struct call_op){ *op, false };
}

static unsigned
at_of(const struct call *call)
{
	uint32_t flag = call->place & ~(uint32_t)PLACE_ID;

	if (flag == 0)
		return AT_NODE | AT_MEMBER;
	if ((flag & PLACE_SP) != 0)
		return AT_SP;
	return flag == PLACE_GUEST ? AT_GUEST : AT_SOURCE;
}

/* Where Solaris has it, or where somebody has put a file of that name. */
static bool
program_is_there(struct call *call, const struct program *program)
{
	const char *path = call->line.program;
	char text[PATH_BYTES];
	struct looked looked;

	if (program_is_own(program) || program_is_at(program, path))
		return true;
	if (*path != '/' || !place_answers(call->shell->sim, call->place))
		return false;
	path_look(call, path, text, &looked);
	return looked.kind == PATH_FILE;
}

static void
program_run(struct call *call)
{
	const struct program *program = call_program(call);

	if (program == NULL || (program->at & at_of(call)) == 0 ||
	    (place_answers(call->shell->sim, call->place) &&
	    !program_is_there(call, program))) {
		err_set(&call->res.err, ERR_COMMAND_UNKNOWN,
		    (call->place & PLACE_SP) != 0 ? "Invalid command '%.120s' "
		    "- type help for a list of commands." :
		    "ksh: %.120s:  not found", call->line.program);
		call_unread(call, STATUS_NOT_FOUND);
	} else if (program->run != NULL)
		program->run(call);
	else
		subcommand_run(call, program);
}

/* Does the program refuse it before it begins? */
static bool
op_refused(struct call *call, struct result *res)
{
	const struct manner *manner = call_program(call)->manner;

	if (manner->allows == NULL ||
	    !place_answers(call->shell->sim, call->place))
		return false;
	*res = (struct result){ .outcome = FAILED,
	    .at_ms = sim_now_ms(call->shell->sim) };
	return !manner->allows(call, &call->op[call->op_at].op, &res->err);
}

/* A run knows of a value that no word shows: that a pool is destroyed with all
 * that is in it, and will not be missed. */
static void
op_mean(const struct call *call, struct op *op)
{
	if (call->meant.kind == op->kind && op->value == 0)
		op->value = call->meant.value;
}

/* What a run types has passed its own faults. */
static struct door *
door_of(const struct call *call)
{
	return call->engine ? NULL : call->shell->door;
}

/* Begin the next operation; true: it has ended at once, with its result. */
static bool
op_begin(struct call *call, struct result *res)
{
	struct door *door = door_of(call);
	struct op *op = &call->op[call->op_at].op;

	if (op_refused(call, res))
		return true;
	op_mean(call, op);
	call->work = door != NULL ? door->begin(door, call, op, res) :
	    sim_begin(call->shell->sim, op, call->engine ? CAUSE_OP :
	    CAUSE_PERSON, res);
	return call->work == 0;
}

static bool
work_ended(const struct call *call, struct result *res)
{
	struct door *door = door_of(call);

	return door != NULL ? door->ended(door, call->work, res) :
	    sim_ended(call->shell->sim, (uint32_t)call->work, res);
}

/* Has the operation in progress ended? */
static bool
op_ended(struct call *call, struct result *res)
{
	if (call->work == 0)
		return op_begin(call, res);
	if (!work_ended(call, res))
		return false;
	call->work = 0;
	return true;
}

/* Leave out what was to be done only if this one was. */
static void
op_next(struct call *call)
{
	bool done = call->res.outcome == DONE;

	call->op_at++;
	while (!done && call->op_at < call->op_count &&
	    call->op[call->op_at].chained)
		call->op_at++;
}

bool
call_go_on(struct call *call)
{
	if (call->until_ms > sim_now_ms(call->shell->sim))
		return false;
	call->until_ms = 0;
	while (call->op_at < call->op_count) {
		if (!op_ended(call, &call->res))
			return false;
		change_print(call, &call->op[call->op_at].op, &call->res);
		op_next(call);
	}
	if (call->waits != NULL && call->waits(call))
		return false;
	call->waits = NULL;
	if (call->last != NULL)
		call->last(call);
	call->last = NULL;
	return true;
}

static bool
is_bare(const struct typed_line *line)
{
	return line->output == NULL && line->input == NULL &&
	    line->makes == NULL;
}

bool
call_is_bare(struct call *call)
{
	if (!is_bare(&call->line))
		call_not_simulated(call);
	return is_bare(&call->line);
}

/* A question takes no standard input, and its output goes nowhere but to who
 * has asked; of changes only some take anything. */
static void
around_refuse(struct call *call)
{
	if (call->around || call->status != 0 || is_bare(&call->line))
		return;
	buffer_drop(&call->out);
	call->op_count = 0;
	call->waits = NULL;
	call->last = NULL;
	call_not_simulated(call);
}

/* Where it is to run; false: nobody can go there, and it has failed. */
static bool
folder_enter(struct call *call)
{
	char text[PATH_BYTES];
	struct looked looked;

	if (call->line.folder == NULL ||
	    !place_answers(call->shell->sim, call->place))
		return true;
	path_look(call, call->line.folder, text, &looked);
	if (looked.kind != PATH_ABSENT && looked.kind != PATH_FILE)
		return true;
	call_fail(call, 1, "ksh: %.150s:  not found", call->line.folder);
	return false;
}

static char *
copy(const char *text)
{
	size_t n = strlen(text) + 1;
	char *to = malloc(n);

	if (to == NULL)
		abort();
	memcpy(to, text, n);
	return to;
}

bool
call_type(struct call *call, struct shell *shell, uint32_t place,
    const struct typed *typed)
{
	bool read;

	assert(typed->text != NULL && place != 0);
	memset(call, 0, sizeof(*call));
	call->shell = shell;
	call->place = place;
	call->engine = typed->engine;
	if (typed->meant != NULL)
		call->meant = *typed->meant;
	call->res.at_ms = sim_now_ms(shell->sim);
	/* Who has typed it need not keep it until the call ends. */
	call->text = copy(typed->text);
	read = line_read(&call->line, call->text, &call->res.err);
	if (read && typed->input != NULL && call->line.input == NULL)
		call->line.input = call->input = copy(typed->input);
	if (!read)
		call_unread(call, STATUS_NOT_SIMULATED);
	else if (folder_enter(call))
		program_run(call);
	around_refuse(call);
	return call_go_on(call);
}

void
call_drop(struct call *call)
{
	struct door *door = call->work != 0 ? door_of(call) : NULL;

	if (door != NULL)
		door->leave(door, call->work);
	else if (call->work != 0)
		sim_leave(call->shell->sim, (uint32_t)call->work);
	call->work = 0;
	free(call->op);
	free(call->text);
	free(call->input);
	definition_drop(call->definition);
	call->op = NULL;
	call->text = NULL;
	call->input = NULL;
	call->definition = NULL;
	buffer_drop(&call->out);
	buffer_drop(&call->err);
}
