#include "backends/commands/defaults.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/commands/words.h"
#include "core/site/naming.h"

static uint32_t
slice_put(const struct site *site, struct names *names, uint32_t device)
{
	char text[16];

	snprintf(text, sizeof(text), "slice%u", word_slice(site, device));
	return names_put(names, KIND_TEXT, text);
}

/* "zpool_ldom1/ldom1" lies in zpool_ldom1. */
static uint32_t
pool_put(struct names *names, uint32_t file)
{
	char text[LINE_BYTES];

	snprintf(text, sizeof(text), "%s",
	    names_text(names, KIND_FILE, file));
	text[strcspn(text, "/")] = '\0';
	return names_put(names, KIND_POOL, text);
}

/* A disk that is added without an id gets the next free one, which is the id
 * that the site declares. */
static int64_t
disk_number(const struct site *site, const struct op *op)
{
	const struct site_guest *guest = &site->guests[op->guest];

	for (uint32_t d = 0; op->guest <= site->guest_count &&
	    d < guest->disk_count; d++)
		if (guest->disk[d].disk == op->disk)
			return d;
	return 0;
}

/* The install medium: its volume and its disk have the names that ldmp2v gives
 * them; it is on the first disk server. */
static void
medium_fill(const struct site *site, struct names *names, struct op *op)
{
	op->volume = naming_medium_volume(names, op->guest);
	op->disk = naming_medium_disk(names);
	for (uint32_t s = 1; s <= site->service_count && op->service == 0; s++)
		if (site->services[s].kind == SERVICE_VDS)
			op->service = s;
}

/* The file lies in the folder that the line names. */
static uint32_t
flar_put(struct names *names, const struct op *op)
{
	char path[NAMING_PATH];

	naming_archive(path, names_text(names, KIND_FILE, op->file),
	    names_text(names, KIND_SOURCE, op->source));
	return names_put(names, KIND_FILE, path);
}

/* The source that the line names, or the source of its guest; the empty row if
 * there is none. */
static const struct site_source *
source_of(const struct site *site, const struct op *op)
{
	uint32_t source = op->source != 0 ? op->source :
	    op->guest <= site->guest_count ? site->guests[op->guest].source :
	    0;

	return &site->sources[source <= site->source_count ? source : 0];
}

static void
fill_label(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)line;
	op->value = slice_put(site, names, op->device);
}

/* Removing is adding a negative number. */
static void
fill_crypto(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)site;
	(void)names;
	if (strncmp(line->word[1], "remove-", 7) == 0)
		op->number = -op->number;
}

/* Is it a saved definition of that guest, on a node or in its pool? */
static bool
is_saved(const struct site *site, struct names *names, uint32_t guest,
    uint32_t file)
{
	uint32_t pool = site->guests[guest].pool;

	return naming_saved(names, guest) == file ||
	    (pool != 0 && naming_copy(names, pool, guest) == file);
}

/* Whose definition the file holds. */
static void
fill_define(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)line;
	for (uint32_t g = 1; g <= site->guest_count && op->guest == 0; g++)
		if (is_saved(site, names, g, op->file))
			op->guest = g;
}

static void
fill_save(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	uint32_t pool = op->guest <= site->guest_count ?
	    site->guests[op->guest].pool : 0;

	if (line->output == NULL)
		op->file = naming_saved(names, op->guest);
	else if (pool != 0 && naming_copy(names, pool, op->guest) == op->file)
		op->pool = pool;
}

static void
fill_vdisk(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	if (line->count == 5)
		op->number = disk_number(site, op);
	if (op->guest <= site->guest_count &&
	    op->volume == naming_medium_volume(names, op->guest))
		op->disk = naming_medium_disk(names);
}

/* How many bytes are read: those in use on the source, or those that the
 * archive leaves out. */
static void
fill_used(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)names;
	(void)line;
	if (source_of(site, op)->used != 0)
		op->number = source_of(site, op)->used;
}

static void
fill_excluded(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)names;
	(void)line;
	if (source_of(site, op)->excluded != 0)
		op->number = source_of(site, op)->excluded;
}

static void
fill_collect(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	op->file = flar_put(names, op);
	fill_used(site, names, line, op);
}

static void
fill_convert(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	(void)line;
	medium_fill(site, names, op);
}

/* One row for each operation whose line leaves out something that only this
 * operation has. */
static void (*const rests[OP_KINDS])(const struct site *, struct names *,
    const struct typed_line *, struct op *) = {
	[OP_DEVICE_LABEL] = fill_label,
	[OP_GUEST_CRYPTO] = fill_crypto,
	[OP_GUEST_VDISK] = fill_vdisk,
	[OP_GUEST_DEFINE] = fill_define,
	[OP_GUEST_SAVE] = fill_save,
	[OP_SOURCE_COLLECT] = fill_collect,
	[OP_SOURCE_SAVE] = fill_excluded,
	[OP_SUMS_TAKE] = fill_excluded,
	[OP_P2V_PREPARE] = fill_used,
	[OP_P2V_CONVERT] = fill_convert,
	[OP_DATA_RESTORE] = fill_excluded,
};

void
defaults_fill(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	const struct op_info *info = &op_table[op->kind];

	assert(op->kind > OP_NONE && op->kind < OP_KINDS);
	assert(op_is_change(op->kind));
	if ((info->takes & TAKES(F_POOL)) != 0 && op->pool == 0)
		op->pool = pool_put(names, op->file);
	if (op_adds(op))
		op->set = strncmp(line->word[1], "set-", 4) == 0;
	if ((info->takes & TAKES(F_SOURCE)) != 0 && op->source == 0 &&
	    op->guest <= site->guest_count)
		op->source = site->guests[op->guest].source;
	if (rests[op->kind] != NULL)
		rests[op->kind](site, names, line, op);
}
