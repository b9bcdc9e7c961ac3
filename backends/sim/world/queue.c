/*
 * Future events: a binary heap in the table T_QUEUE, rows 1 to count.
 */
#include "backends/sim/world/queue.h"

#include <assert.h>

static struct queue_row *
at(struct world *world, uint32_t n)
{
	return world_row(world, T_QUEUE, n);
}

static bool
is_before(const struct queue_row *one, const struct queue_row *other)
{
	return one->due_ns != other->due_ns ? one->due_ns < other->due_ns :
	    one->seq < other->seq;
}

static void
rise(struct world *world, uint32_t n, struct queue_row row)
{
	while (n > 1 && is_before(&row, at(world, n / 2))) {
		*at(world, n) = *at(world, n / 2);
		n /= 2;
	}
	*at(world, n) = row;
}

static void
sink_down(struct world *world, uint32_t n, struct queue_row row)
{
	uint32_t count = world->table[T_QUEUE].count, below;

	while ((below = 2 * n) <= count) {
		if (below < count &&
		    is_before(at(world, below + 1), at(world, below)))
			below++;
		if (!is_before(at(world, below), &row))
			break;
		*at(world, n) = *at(world, below);
		n = below;
	}
	*at(world, n) = row;
}

void
queue_push(struct world *world, int64_t due_ns, uint32_t work)
{
	struct table_at *table = &world->table[T_QUEUE];
	struct work_row *of = world_work(world, work);
	struct queue_row row = { due_ns, ++world->seq, work };

	assert(due_ns >= world->now_ns && work != 0);
	assert(table->count < table->capacity);
	assert(of->seq == 0);
	of->seq = row.seq;
	rise(world, ++table->count, row);
}

/* Remove row n; the last row takes its place. */
static void
take_out(struct world *world, uint32_t n)
{
	struct table_at *table = &world->table[T_QUEUE];
	struct queue_row last = *at(world, table->count);

	assert(n >= 1 && n <= table->count);
	*at(world, table->count--) = (struct queue_row){ 0 };
	if (n > table->count)
		return;
	if (n > 1 && is_before(&last, at(world, n / 2)))
		rise(world, n, last);
	else
		sink_down(world, n, last);
}

uint32_t
queue_pop(struct world *world)
{
	struct queue_row first = *at(world, 1);

	assert(world->table[T_QUEUE].count != 0);
	take_out(world, 1);
	world->now_ns = first.due_ns;
	world_work(world, first.work)->seq = 0;
	return first.work;
}

void
queue_remove(struct world *world, uint32_t work)
{
	uint32_t seq = world_work(world, work)->seq, n = 1;

	if (seq == 0)
		return;
	while (at(world, n)->seq != seq)
		n++;
	take_out(world, n);
	world_work(world, work)->seq = 0;
}

const struct queue_row *
queue_first(struct world *world)
{
	return world->table[T_QUEUE].count != 0 ? at(world, 1) : NULL;
}
