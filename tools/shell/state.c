#include "tools/shell/state.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/image.h"
#include "backends/sim/world/world.h"
#include "core/formats/scenario/phrase.h"
#include "tools/scenario/scenario.h"
#include "tools/shell/parcel.h"
#include "tools/version.h"

/* What became of an armed fault, as one number. */
enum { IS_OVER = 1, IS_ONE_STRUCK = 2 };

static void
part_add(struct buffer *buffer, const char *word, const void *bytes,
    size_t size)
{
	struct part part = { .bytes = bytes, .size = size };

	memcpy(part.word, word, strlen(word) + 1);
	parcel_add(buffer, &part);
}

static void
fault_add(struct buffer *buffer, const struct armed *armed)
{
	parcel_add(buffer, &(struct part){ "fault", { armed->matched,
	    armed->struck * IS_ONE_STRUCK + (armed->over ? IS_OVER : 0) },
	    armed->fault.text, strlen(armed->fault.text) });
}

static void
moment_add(struct buffer *buffer, const struct world *world,
    const struct armed *faults, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		fault_add(buffer, &faults[i]);
	part_add(buffer, "world", world, world->bytes);
}

void
state_write(const struct stage *stage, const char *path, const char *site,
    size_t size, struct buffer *buffer)
{
	const struct simulated *simulated = &stage->sandbox->simulated;
	struct buffer parts = { 0 }, names = { 0 };

	part_add(&parts, "path", path, strlen(path));
	part_add(&parts, "site", site, size);
	image_names(simulated->sim, &names);
	part_add(&parts, "names", names.bytes, names.size);
	for (unsigned i = 0; i < stage->history.named_count; i++) {
		const struct bygone *named = &stage->history.named[i];

		part_add(&parts, "snapshot", named->name,
		    strlen(named->name));
		moment_add(&parts, named->world, named->faults,
		    named->fault_count);
	}
	moment_add(&parts, sim_world(simulated->sim), simulated->faults,
	    simulated->fault_count);
	parcel_close(&parts, version_build, buffer);
	buffer_drop(&names);
	buffer_drop(&parts);
}

static bool
incomplete(struct err *err)
{
	return err_set(err, ERR_FILE_INVALID, "it has parts that this build "
	    "does not write");
}

bool
state_site(struct arena *arena, const char *bytes, size_t n,
    struct state_site *site, struct err *err)
{
	struct parcel parcel;
	struct part path, text;

	if (!parcel_open(&parcel, bytes, n, version_build, err))
		return false;
	if (!parcel_next(&parcel, &path) || strcmp(path.word, "path") != 0 ||
	    !parcel_next(&parcel, &text) || strcmp(text.word, "site") != 0)
		return incomplete(err);
	*site = (struct state_site){
		.path = arena_text(arena, path.bytes, path.size),
		.text = arena_text(arena, text.bytes, text.size),
		.size = text.size,
	};
	return true;
}

/* What has been read of the moment that comes next. */
struct reading {
	struct stage	*stage;
	struct language	 language;
	const char	*name;		/* of a snapshot; NULL: it is now */
};

static bool
path_or_site_take(struct reading *reading, const struct part *part,
    struct err *err)
{
	(void)reading;
	(void)part;
	(void)err;
	return true;
}

static bool
names_take(struct reading *reading, const struct part *part,
    struct err *err)
{
	return image_take_names(reading->stage->sandbox->simulated.sim,
	    part->bytes, part->size, err);
}

static bool
snapshot_take(struct reading *reading, const struct part *part,
    struct err *err)
{
	if (part->size == 0 || reading->name != NULL)
		return incomplete(err);
	reading->name = arena_text(reading->stage->arena, part->bytes,
	    part->size);
	return true;
}

static bool
fault_take(struct reading *reading, const struct part *part,
    struct err *err)
{
	struct simulated *simulated = &reading->stage->sandbox->simulated;
	const char *text = arena_text(reading->stage->arena, part->bytes,
	    part->size);
	struct wrong wrong;
	struct armed armed = { .matched = part->number[0],
	    .struck = part->number[1] / IS_ONE_STRUCK,
	    .over = part->number[1] % IS_ONE_STRUCK == IS_OVER };

	if (simulated->fault_count == SIMULATED_FAULTS ||
	    !phrase_fault(&reading->language, text, &armed.fault, &wrong) ||
	    armed.fault.class != FAULT_WORLD)
		return incomplete(err);
	simulated->faults[simulated->fault_count++] = armed;
	return true;
}

static bool
world_take(struct reading *reading, const struct part *part,
    struct err *err)
{
	struct stage *stage = reading->stage;
	struct simulated *simulated = &stage->sandbox->simulated;
	struct world *world = image_world(simulated->sim, part->bytes,
	    part->size);

	if (world == NULL)
		return incomplete(err);
	sim_restore(simulated->sim, world);
	free(world);
	if (reading->name == NULL)
		return true;
	if (!history_name(stage->arena, &stage->history, reading->name,
	    simulated, err))
		return false;
	simulated->fault_count = 0;
	reading->name = NULL;
	return true;
}

/* In the order in which they are written. */
static const struct {
	const char	*word;
	bool		(*take)(struct reading *, const struct part *,
			    struct err *);
} words[] = {
	{ "path", path_or_site_take }, { "site", path_or_site_take },
	{ "names", names_take }, { "snapshot", snapshot_take },
	{ "fault", fault_take }, { "world", world_take },
};

static bool
part_take(struct reading *reading, const struct part *part, struct err *err)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, part->word) == 0)
			return words[i].take(reading, part, err);
	return incomplete(err);
}

bool
state_take(struct stage *stage, const char *bytes, size_t n,
    struct err *err)
{
	struct reading reading = { stage, { stage->arena, stage->site->names,
	    &scenario_vocabulary, NULL }, NULL };
	struct parcel parcel;
	struct part part = { .word = "" };

	if (!parcel_open(&parcel, bytes, n, version_build, err))
		return false;
	while (parcel_next(&parcel, &part))
		if (!part_take(&reading, &part, err))
			return false;
	/* The world of now comes last. */
	if (parcel.at != parcel.end || strcmp(part.word, "world") != 0 ||
	    reading.name != NULL)
		return incomplete(err);
	stage->changed = false;
	return true;
}
