#include "backends/commands/rest.h"

#include <stdio.h>
#include <string.h>

#include "backends/commands/words.h"

static uint32_t
slice_put(const struct site *site, struct names *names, uint32_t device)
{
	char text[16];

	snprintf(text, sizeof(text), "slice%u", word_slice(site, device));
	return names_put(names, KIND_TEXT, text);
}

/* Where the plans keep a definition. */
static uint32_t
save_put(struct names *names, uint32_t guest)
{
	char text[LINE_BYTES + 32];

	snprintf(text, sizeof(text), "/var/domferry/%s.xml",
	    names_text(names, KIND_GUEST, guest));
	return names_put(names, KIND_FILE, text);
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

/* Without an id a disk gets the next one: the one that the site declares. */
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

/* The install medium: how ldmp2v calls its volume, and a disk that only the
 * list of the guest's disks will tell. */
static void
medium_fill(const struct site *site, struct names *names, struct op *op)
{
	char text[LINE_BYTES + 32];

	snprintf(text, sizeof(text), "%s-solarisdvd",
	    names_text(names, KIND_GUEST, op->guest));
	op->volume = names_put(names, KIND_VOLUME, text);
	op->disk = names_put(names, KIND_DISK, "@iso");
	for (uint32_t s = 1; s <= site->service_count && op->service == 0; s++)
		if (site->services[s].kind == SERVICE_VDS)
			op->service = s;
}

/* In the folder that was named. */
static uint32_t
flar_put(struct names *names, const struct op *op)
{
	char text[2 * LINE_BYTES];

	snprintf(text, sizeof(text), "%s/%s.flar",
	    names_text(names, KIND_FILE, op->file),
	    names_text(names, KIND_SOURCE, op->source));
	return names_put(names, KIND_FILE, text);
}

/* How much is read and written. */
static int64_t
size_of(const struct site_source *source, enum op_kind kind)
{
	switch (kind) {
	case OP_SOURCE_COLLECT:
	case OP_P2V_PREPARE:
		return source->used;
	case OP_SOURCE_SAVE:
	case OP_SUMS_TAKE:
	case OP_DATA_RESTORE:
		return source->excluded;
	default:
		return 0;
	}
}

static void
conversion_fill(const struct site *site, struct names *names, struct op *op)
{
	uint32_t source = op->source != 0 ? op->source :
	    op->guest <= site->guest_count ? site->guests[op->guest].source :
	    0;
	int64_t size = source <= site->source_count ?
	    size_of(&site->sources[source], (enum op_kind)op->kind) : 0;

	if ((op_table[op->kind].takes & TAKES(F_SOURCE)) != 0)
		op->source = source;
	if (op->kind == OP_SOURCE_COLLECT)
		op->file = flar_put(names, op);
	if (op->kind == OP_P2V_CONVERT)
		medium_fill(site, names, op);
	if (size != 0)
		op->number = size;
}

void
rest_fill(const struct site *site, struct names *names,
    const struct typed_line *line, struct op *op)
{
	const struct op_info *info = &op_table[op->kind];
	uint32_t guest = site_guest_of_group(site, op->group);

	if (op->kind == OP_GROUP_ONLINE && op->to == 0)
		op->to = guest != 0 ? site->guests[guest].node[0] : op->on;
	if ((info->takes & TAKES(F_POOL)) != 0 && op->pool == 0)
		op->pool = pool_put(names, op->file);
	if (op->kind == OP_DEVICE_LABEL)
		op->value = slice_put(site, names, op->device);
	if (op_adds(op))
		op->set = strncmp(line->word[1], "set-", 4) == 0;
	if (op->kind == OP_GUEST_SAVE)
		op->file = save_put(names, op->guest);
	if (op->kind == OP_GUEST_VDISK && line->count == 5)
		op->number = disk_number(site, op);
	conversion_fill(site, names, op);
}
