#include "tests/fuzz/fuzz_seats.h"

#include <string.h>

#include "backends/sim/changes.h"
#include "backends/sim/world/console_rows.h"
#include "backends/sim/world/simulation.h"
#include "tests/fuzz/fuzz.h"
#include "tools/shell/consoles.h"

enum { NOT_KEYS = 0x80, OPTIONS = 0xf0, OPTION_BYTES = 3, SEATS = 2,
    FEW = 1, MANY = 6, LAST_KEY = 0x7f, MOST = 24 };	/* that happen */

struct seats {
	struct stage	*stage;
	struct caller	 caller[SEATS];
	unsigned	 typing;
};

static void
come(struct seats *seats)
{
	struct caller *caller = &seats->caller[seats->typing];

	if (caller->sitting == NULL)
		consoles_come(&seats->stage->host, caller, "5000");
}

static void
leave(struct seats *seats)
{
	stage_leave(seats->stage, &seats->caller[seats->typing]);
}

static void
turn(struct seats *seats)
{
	seats->typing = (seats->typing + 1) % SEATS;
	come(seats);
}

static void
pass(struct seats *seats, unsigned steps)
{
	int64_t next_ms;

	for (unsigned i = 0; i < steps &&
	    (next_ms = stage_next_ms(seats->stage)) >= 0; i++)
		stage_step(seats->stage, next_ms);
}

static void
pass_few(struct seats *seats)
{
	pass(seats, FEW);
}

static void
pass_many(struct seats *seats)
{
	pass(seats, MANY);
}

/* What somebody else does, by a command whose line need not be read. */
static void
command(struct seats *seats, enum op_kind kind)
{
	struct sim *sim = seats->stage->sandbox->simulated.sim;
	const struct op op = { .kind = kind, .on = 1, .guest = 1,
	    .forced = kind == OP_GUEST_STOP };
	struct result res = { .outcome = UNKNOWN };
	uint32_t row = sim_begin(sim, &op, CAUSE_PERSON, &res);

	if (row != 0)
		sim_leave(sim, row);
	consoles_follow(seats->stage);
}

static void
stop(struct seats *seats)
{
	command(seats, OP_GUEST_STOP);
}

static void
start(struct seats *seats)
{
	command(seats, OP_GUEST_START);
}

static void
unbind(struct seats *seats)
{
	command(seats, OP_GUEST_UNBIND);
}

static void (*const happens[])(struct seats *) = { pass_few, pass_many, turn,
    come, leave, stop, start, unbind };

enum { HAPPENS = sizeof(happens) / sizeof(happens[0]) };

/* The row is one that the room can have written. */
static void
row_demand(const struct seats *seats)
{
	struct world *world = seats->stage->sandbox->simulated.sim->world;

	for (uint32_t i = 1; i <= world->table[T_CONSOLE].high; i++) {
		const struct console_row *row = world_console(world, i);

		if (row->domain == 0)
			continue;
		fuzz_demand(row->size < CONSOLE_LINE, "a line has its end",
		    NULL);
		for (unsigned k = 0; k < row->size; k++)
			fuzz_demand(row->line[k] >= ' ' &&
			    row->line[k] < LAST_KEY, "a line is characters",
			    NULL);
	}
}

/* How many bytes what begins with that one takes: an option of telnet, a
 * character, or what moves the cursor; 0: it is none of them.  A table, because
 * libFuzzer looks at each comparison. */
static void
sizes_make(uint8_t size[256])
{
	memset(size, 0, 256);
	memset(&size[' '], 1, LAST_KEY - ' ');
	for (const char *at = "\r\n\b\a\t\033"; *at != '\0'; at++)
		size[(unsigned char)*at] = 1;
	size[0xff] = OPTION_BYTES;
}

static void
output_take(struct caller *caller)
{
	const struct buffer *out = &caller->out;
	uint8_t size[256];
	unsigned strange = 0;

	sizes_make(size);
	for (size_t i = 0; i < out->size;) {
		uint8_t n = size[(unsigned char)out->bytes[i]];

		strange += n == 0;
		i += n != 0 ? n : 1u;
	}
	fuzz_demand(strange == 0, "what is printed is characters", NULL);
	fuzz_tell(out->bytes, out->size);
	caller_drop(caller);
}

static void
keys_type(struct seats *seats, const char *bytes, size_t n)
{
	struct caller *caller = &seats->caller[seats->typing];

	if (caller->sitting != NULL)
		consoles_keys(&seats->stage->host, caller, bytes, n);
	row_demand(seats);
}

static size_t
keys_count(const char *bytes, size_t n)
{
	size_t count = 0;

	while (count < n && ((unsigned char)bytes[count] < NOT_KEYS ||
	    (unsigned char)bytes[count] >= OPTIONS))
		count++;
	return count;
}

void
fuzz_seats_play(struct stage *stage, const char *bytes, size_t n)
{
	struct seats seats = { .stage = stage, .caller = { { .place = 1 },
	    { .place = 1 } } };

	come(&seats);
	for (unsigned i = 0; n != 0 && i < MOST; i++) {
		size_t count = keys_count(bytes, n);

		if (count != 0)
			keys_type(&seats, bytes, count);
		else
			happens[(unsigned char)bytes[count++] % HAPPENS](
			    &seats);
		bytes += count;
		n -= count;
	}
	for (unsigned i = 0; i < SEATS; i++) {
		stage_leave(stage, &seats.caller[i]);
		output_take(&seats.caller[i]);
	}
}
