/*
 * "sp" of a node or a source: its service processor.
 */
#include <inttypes.h>

#include "core/base/arena.h"
#include "core/formats/site/site_parts.h"

enum { PDOMS = 16 };

static const char *const ways[] = { "ipmitool", "ilom", NULL };
static const struct row rows[] = {
	{ "host", ROW_TEXT, .required = true },
	{ "user", .type = ROW_TEXT },
	{ "credentials", .type = ROW_TEXT },
	{ "by", ROW_WORD, .words = ways },
	{ "pdom", ROW_COUNT, .maximum = PDOMS - 1 },
	{ .key = NULL },
};
const struct shape site_sp = { "\"sp\"", rows };

/* Two machines with one service processor differ by their physical domains; a
 * power command would be for both otherwise. */
static void
own(struct reader *reader, const struct value *value,
    const struct site_sp *sp)
{
	if (sp->host != NULL && !site_is_new(reader, arena_format(
	    reader->arena, "sp=%s pdom=%" PRIu32, sp->host, sp->pdom)))
		reader_wrong(reader, value_get(value, "host"), "a service "
		    "processor of its own, or another \"pdom\" of that one");
}

struct site_sp
site_sp_read(struct reader *reader, const struct value *value)
{
	const struct value *pdom = value != NULL ? value_get(value, "pdom") :
	    NULL;
	struct site_sp sp = {
		.host = site_text(value, "host"),
		.user = site_text(value, "user"),
		.credentials = site_text(value, "credentials"),
		.by = site_text(value, "by"),
	};

	/* One that is none is a mistake already. */
	if (pdom != NULL && pdom->type == VALUE_INTEGER &&
	    pdom->number >= 0 && pdom->number < PDOMS)
		sp.pdom = 1 + (uint32_t)pdom->number;
	own(reader, value, &sp);
	return sp;
}
