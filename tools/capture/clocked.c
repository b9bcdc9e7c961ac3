#include "tools/capture/clocked.h"

#include <string.h>

#include "core/base/visible.h"
#include "tools/say.h"

static struct clocked *
clocked_of(struct reach *reach)
{
	return (struct clocked *)reach;
}

static int64_t
now_ms(struct reach *reach)
{
	struct reach *below = clocked_of(reach)->below;

	return below->now_ms(below);
}

static void
progress_show(const struct clocked *clocked)
{
	if (clocked->shown)
		say_to(stderr, "\r%u of %u commands answered\033[K",
		    clocked->over, clocked->begun);
}

static void
over(struct clocked *clocked, struct clocked_command *command)
{
	command->ended_ms = now_ms(&clocked->reach);
	command->handle = HANDLE_OVER;
	clocked->over++;
	progress_show(clocked);
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct clocked *clocked = clocked_of(reach);
	struct clocked_command *command = arena_take(&clocked->arena, 1,
	    sizeof(*command));

	command->place = order->place;
	command->line = arena_text(&clocked->arena, order->line,
	    strlen(order->line));
	command->begun_ms = now_ms(reach);
	*clocked->last = command;
	clocked->last = &command->next;
	clocked->begun++;
	command->handle = clocked->below->begin(clocked->below, order, heard);
	if (command->handle == HANDLE_OVER)
		over(clocked, command);
	return command->handle;
}

static struct clocked_command *
command_find(struct clocked *clocked, uint64_t handle)
{
	struct clocked_command *command = clocked->first;

	while (command != NULL && command->handle != handle)
		command = command->next;
	return command;
}

/* A handle may be given again to who begins something later. */
static void
handle_over(struct clocked *clocked, uint64_t handle)
{
	struct clocked_command *command = command_find(clocked, handle);

	if (command != NULL)
		over(clocked, command);
}

static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct clocked *clocked = clocked_of(reach);
	bool ended = clocked->below->wait(clocked->below, handle, until_ms,
	    heard);

	if (ended)
		handle_over(clocked, handle);
	return ended;
}

static void
leave(struct reach *reach, uint64_t handle)
{
	struct clocked *clocked = clocked_of(reach);

	clocked->below->leave(clocked->below, handle);
	handle_over(clocked, handle);
}

void
clocked_make(struct clocked *clocked, struct reach *below, bool shown)
{
	*clocked = (struct clocked){ .reach = { .now_ms = now_ms,
	    .begin = begin, .wait = wait, .leave = leave }, .below = below,
	    .last = &clocked->first, .shown = shown };
	clocked->began_ms = now_ms(&clocked->reach);
}

/* The first of two that are the same command. */
void
clocked_put(const struct clocked *clocked, struct bundle *bundle)
{
	const struct clocked_command *command = clocked->first;
	struct arena arena = { 0 };

	for (uint32_t i = 0; i < bundle->count; i++)
		bundle->answer[i].begun_ms = -1;
	for (; command != NULL; command = command->next) {
		struct bundle_answer *answer = bundle_find(bundle,
		    command->place, visible_text(&arena, command->line));

		if (answer == NULL || answer->begun_ms >= 0)
			continue;
		answer->begun_ms = command->begun_ms - clocked->began_ms;
		answer->took_ms = command->ended_ms - command->begun_ms;
	}
	for (uint32_t i = 0; i < bundle->count; i++)
		if (bundle->answer[i].begun_ms < 0)
			bundle->answer[i].begun_ms = 0;
	arena_drop(&arena);
}

void
clocked_drop(struct clocked *clocked)
{
	if (clocked->shown)
		say_to(stderr, "\r\033[K");
	arena_drop(&clocked->arena);
}
