/*
 * The state of a simulated site, as a file has it.
 *
 * "!" is followed by bytes as they are.  Otherwise each line is a part, behind
 * a check that fits: 'p' a path, 't' the site's text, 'n' its names, 'w' its
 * world, 's' a snapshot's name, 'f' a fault, with two numbers before it, 'x'
 * any text between the parts.  A line 'n' or 'w' with something behind it is
 * cut after that many bytes, 'm' has a byte of the names changed.  What is
 * taken is written again as the same parts.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/image.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/world.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_stage.h"
#include "tools/shell/parcel.h"
#include "tools/shell/state.h"
#include "tools/version.h"

enum { LINES = 40 };

struct made {
	struct buffer	 parts;
	const struct buffer *names, *world;
};

/* There is one stage at a time. */
static struct fuzz_stage *
fuzz_one(void)
{
	static struct fuzz_stage fuzz;

	return &fuzz;
}

/* Its names and its world are the same each time. */
static void
known_parts(struct made *made)
{
	static struct buffer names, world;

	if (names.size == 0) {
		const struct stage *stage = fuzz_stage(fuzz_one(), NULL);
		struct sim *sim = stage->sandbox->simulated.sim;
		const struct world *now = sim_world(sim);

		image_names(sim, &names);
		buffer_put(&world, (const char *)now, now->bytes);
	}
	made->names = &names;
	made->world = &world;
}

static void
part_add(struct buffer *parts, const char *word, const char *bytes, size_t n)
{
	struct part part = { .bytes = bytes, .size = n };

	memcpy(part.word, word, strlen(word) + 1);
	parcel_add(parts, &part);
}

/* How much of a part a line leaves. */
static size_t
cut(const char *text, size_t size)
{
	size_t n = strtoul(text, NULL, 10);

	return *text == '\0' || n > size ? size : n;
}

static void
names_spoil(struct made *made, const char *text)
{
	char *at, *spoilt = malloc(made->names->size);
	size_t n = strtoul(text, &at, 10);

	if (spoilt == NULL)
		abort();
	memcpy(spoilt, made->names->bytes, made->names->size);
	if (n < made->names->size)
		spoilt[n] = *at;
	part_add(&made->parts, "names", spoilt, made->names->size);
	free(spoilt);
}

static void
fault_add(struct buffer *parts, const char *text)
{
	struct part part = { .word = "fault" };
	char *at;

	part.number[0] = strtoll(text, &at, 10);
	part.number[1] = strtoll(at, &at, 10);
	part.bytes = at + (*at == ' ');
	part.size = strlen(part.bytes);
	parcel_add(parts, &part);
}

static void
line_add(struct made *made, const char *line)
{
	const char *text = line + (*line != '\0');
	size_t size;
	const char *site = fuzz_site_text(&size);

	switch (*line) {
	case 'p':
		part_add(&made->parts, "path", text, strlen(text));
		break;
	case 't':
		part_add(&made->parts, "site", site, cut(text, size));
		break;
	case 'n':
		part_add(&made->parts, "names", made->names->bytes,
		    cut(text, made->names->size));
		break;
	case 'm':
		names_spoil(made, text);
		break;
	case 'w':
		part_add(&made->parts, "world", made->world->bytes,
		    cut(text, made->world->size));
		break;
	case 's':
		part_add(&made->parts, "snapshot", text, strlen(text));
		break;
	case 'f':
		fault_add(&made->parts, text);
		break;
	default:
		buffer_print(&made->parts, "%s\n", text);
	}
}

/* Names and faults are kept: written and taken again they are the same. */
static void
again(struct stage *stage, const struct state_site *site)
{
	struct buffer one = { 0 }, other = { 0 };
	struct err err = { 0 };

	state_write(stage, site->path, site->text, site->size, &one);
	fuzz_stage_end(fuzz_one());
	fuzz_demand(state_take(stage, one.bytes, one.size, &err),
	    "what was written can be taken", err.text);
	state_write(stage, site->path, site->text, site->size, &other);
	fuzz_tell(one.bytes, one.size);
	fuzz_demand(one.size == other.size &&
	    memcmp(one.bytes, other.bytes, one.size) == 0,
	    "what was taken is what was written", NULL);
	buffer_drop(&one);
	buffer_drop(&other);
}

static void
state_play(struct arena *arena, const char *bytes, size_t size)
{
	struct err err = { 0 };
	struct state_site site;
	struct stage *stage;
	bool taken;

	if (!state_site(arena, bytes, size, &site, &err)) {
		fuzz_demand(err.code == ERR_FILE_INVALID && *err.text != '\0',
		    "it is refused with a reason", err.text);
		return;
	}
	stage = fuzz_stage(fuzz_one(), NULL);
	taken = state_take(stage, bytes, size, &err);
	fuzz_demand(taken || (err.code != ERR_NONE && *err.text != '\0'),
	    "it is refused with a reason", err.text);
	fuzz_tell_text(err.text);
	if (taken)
		again(stage, &site);
	fuzz_stage_end(fuzz_one());
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct buffer whole = { 0 };
	struct made made = { .parts = { 0 } };
	char *rest, *line;

	known_parts(&made);
	if (size != 0 && bytes[0] == '!') {
		buffer_put(&whole, (const char *)bytes + 1, size - 1);
	} else {
		rest = fuzz_text(&arena, bytes, size);
		for (unsigned i = 0; i < LINES &&
		    (line = fuzz_line(&rest)) != NULL; i++)
			line_add(&made, line);
		parcel_close(&made.parts, version_build, &whole);
	}
	state_play(&arena, buffer_text(&whole), whole.size);
	buffer_drop(&whole);
	buffer_drop(&made.parts);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("state", input_play);
