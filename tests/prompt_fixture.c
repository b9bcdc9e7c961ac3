#include "tests/prompt_fixture.h"

bool
prompt_make(struct prompt *prompt, struct arena *arena,
    const struct stage_from *from, struct err *err)
{
	prompt->caller = (struct caller){ .place = 1 };
	return stage_make(&prompt->stage, arena, from, err);
}

void
prompt_drop(struct prompt *prompt)
{
	caller_drop(&prompt->caller);
	stage_drop(&prompt->stage);
}

bool
prompt_go(struct prompt *prompt, const char *place, struct err *err)
{
	return host_place(&prompt->stage.host, place, &prompt->caller.place,
	    err);
}

/* What was printed by the line before is forgotten. */
static void
begin(struct prompt *prompt)
{
	caller_drop(&prompt->caller);
}

/* Somebody would interrupt a command whose end no event can bring. */
static void
to_end(struct prompt *prompt)
{
	int64_t next_ms;

	while (prompt->caller.waits &&
	    (next_ms = stage_next_ms(&prompt->stage)) >= 0)
		stage_step(&prompt->stage, next_ms);
	if (prompt->caller.waits)
		stage_leave(&prompt->stage, &prompt->caller);
}

void
prompt_line(struct prompt *prompt, const char *line)
{
	begin(prompt);
	stage_line(&prompt->stage, &prompt->caller, line);
	to_end(prompt);
}

void
prompt_call(struct prompt *prompt, const char *line)
{
	begin(prompt);
	stage_call(&prompt->stage, &prompt->caller, line, NULL);
	to_end(prompt);
}
