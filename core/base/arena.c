#include "core/base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first block of an arena, and the biggest one that is not for one thing:
 * each is twice as big as the one before. */
enum { BLOCK_FIRST = 1024, BLOCK_BYTES = 16384, BRIEF_BYTES = 256 };

struct arena_block {
	struct arena_block	*below;
	size_t			 used;
	size_t			 size;
	max_align_t		 bytes[];
};

static size_t
rounded(size_t size)
{
	const size_t unit = sizeof(max_align_t);

	return (size + unit - 1) / unit * unit;
}

static size_t
block_capacity(const struct arena *arena)
{
	if (arena->top == NULL)
		return BLOCK_FIRST;
	return arena->top->size < BLOCK_BYTES / 2 ? 2 * arena->top->size :
	    BLOCK_BYTES;
}

static struct arena_block *
block_push(struct arena *arena, size_t size)
{
	size_t usual = block_capacity(arena);
	size_t capacity = size > usual ? size : usual;
	struct arena_block *block;

	block = calloc(1, sizeof(*block) + capacity);
	if (block == NULL)
		abort();
	block->size = capacity;
	block->below = arena->top;
	arena->top = block;
	return block;
}

void *
arena_take(struct arena *arena, size_t count, size_t size)
{
	struct arena_block *block = arena->top;
	size_t want;
	void *taken;

	if (size != 0 && count > (size_t)-1 / 2 / size)
		abort();
	want = rounded(count * size);
	if (block == NULL || block->size - block->used < want)
		block = block_push(arena, want);
	assert(block->size - block->used >= want);
	taken = (char *)block->bytes + block->used;
	block->used += want;
	arena->bytes += want;
	return taken;
}

char *
arena_text(struct arena *arena, const char *text, size_t n)
{
	char *copy = arena_take(arena, n + 1, 1);

	assert(text != NULL);
	memcpy(copy, text, n);
	return copy;
}

/* Most texts are brief, and are not formatted twice to learn their size. */
char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list first, second;
	char brief[BRIEF_BYTES], *text;
	int n;

	va_start(first, format);
	va_copy(second, first);
	n = vsnprintf(brief, sizeof(brief), format, first);
	va_end(first);
	if (n < 0)
		abort();
	if (n < BRIEF_BYTES) {
		text = arena_text(arena, brief, (size_t)n);
	} else {
		text = arena_take(arena, (size_t)n + 1, 1);
		vsnprintf(text, (size_t)n + 1, format, second);
	}
	va_end(second);
	return text;
}

/* Free the blocks above that one. */
static void
blocks_free(struct arena *arena, const struct arena_block *top)
{
	while (arena->top != top) {
		struct arena_block *block = arena->top;

		assert(block != NULL);
		arena->top = block->below;
		free(block);
	}
}

void
arena_drop(struct arena *arena)
{
	blocks_free(arena, NULL);
	arena->bytes = 0;
}

void
arena_keep(const struct arena *arena, struct arena_kept *kept)
{
	const struct arena_block *block;
	size_t n = 0;
	char *to;

	for (block = arena->top; block != NULL; block = block->below)
		n += block->used;
	to = calloc(1, n + 1);
	if (to == NULL)
		abort();
	*kept = (struct arena_kept){ .was = *arena, .bytes = to,
	    .used = arena->top != NULL ? arena->top->used : 0 };
	for (block = arena->top; block != NULL; block = block->below) {
		memcpy(to, block->bytes, block->used);
		to += block->used;
	}
}

/* Nothing is taken from a block that has another one above it. */
void
arena_return(struct arena *arena, const struct arena_kept *kept)
{
	const char *from = kept->bytes;
	struct arena_block *block;

	blocks_free(arena, kept->was.top);
	arena->bytes = kept->was.bytes;
	block = arena->top;
	if (block != NULL) {
		assert(block->used >= kept->used);
		memset((char *)block->bytes + kept->used, 0,
		    block->used - kept->used);
		block->used = kept->used;
	}
	for (; block != NULL; block = block->below) {
		memcpy(block->bytes, from, block->used);
		from += block->used;
	}
}

void
arena_kept_drop(struct arena_kept *kept)
{
	free(kept->bytes);
	*kept = (struct arena_kept){ .bytes = NULL };
}
