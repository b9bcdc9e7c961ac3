#include "tools/session/reading.h"

#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/site/site_file.h"
#include "tools/session/folder.h"
#include "tools/session/opened.h"
#include "tools/session/unbegun.h"

static bool
opening_read(struct arena *arena, struct readback *reading, struct err *err)
{
	const json_t *open = reading->journal.record[0];
	struct opening *opening = &reading->opening;

	assert(reading->journal.count >= 2);
	if (!opened(arena, open, reading->journal.path, opening, err))
		return false;
	opening->site_text = opened_text(open, "site");
	opening->site_size = strlen(opening->site_text);
	opening->start = json_string_value(json_object_get(open, "start"));
	opening->start_digest = json_string_value(json_object_get(open,
	    "start_digest"));
	opening->part = (uint32_t)json_integer_value(json_object_get(open,
	    "part"));
	opening->at_ms = json_integer_value(json_object_get(open, "at_ms"));
	return true;
}

static bool
start_same(const struct readback *reading, struct err *err)
{
	const struct opening *opening = &reading->opening;
	char digest[PLAN_DIGEST_SIZE] = "sha256:";

	if (opening->start == NULL && opening->start_digest == NULL)
		return true;
	if (opening->start != NULL)
		digest_hex(opening->start, strlen(opening->start), digest + 7);
	return (opening->start != NULL && opening->start_digest != NULL &&
	    strcmp(digest, opening->start_digest) == 0) || err_set(err,
	    ERR_JOURNAL_MISMATCH, "%s: line 1: the start text in it does not "
	    "match the digest in it: the line was changed",
	    reading->journal.path);
}

/* Read from a copy: reading blanks the comments. */
static bool
site_text_read(struct arena *arena, const char *folder,
    struct readback *reading, struct err *err)
{
	struct site_text *site = &reading->site;

	site->path = folder_path(arena, folder, "site.json");
	site->size = reading->opening.site_size;
	site->text = arena_text(arena, reading->opening.site_text,
	    site->size);
	memcpy(site->digest, "sha256:", 7);
	digest_hex(site->text, site->size, site->digest + 7);
	if (strcmp(site->digest, reading->opening.site_digest) != 0)
		return err_set(err, ERR_JOURNAL_MISMATCH, "%s: line 1: the "
		    "site in it does not match the digest in it: the line was "
		    "changed", reading->journal.path);
	site->site = site_read(arena, site->path, site->text, site->size,
	    &site->mistakes);
	if (site->site != NULL)
		return true;
	return err_set(err, ERR_JOURNAL_MISMATCH, "%s: this version cannot "
	    "read the site in it: %s", reading->journal.path,
	    site->mistakes.count != 0 ? site->mistakes.list[0].text : "");
}

/* The site that was read is that of the journal. */
static bool
site_same(const struct site_text *site, struct readback *reading,
    struct err *err)
{
	reading->site = *site;
	return strcmp(site->digest, reading->opening.site_digest) == 0 ||
	    err_set(err, ERR_JOURNAL_MISMATCH, "%s: it was begun with another "
	    "site file", reading->journal.path);
}

bool
reading_make(struct arena *arena, const char *folder,
    const struct site_text *site, struct readback *reading, struct err *err)
{
	const char *path = folder_path(arena, folder, "journal.jsonl");
	struct err why = { 0 };
	size_t size;
	char *text = file_read(arena, path, LIMIT_JOURNAL_BYTES, &size, &why);

	*reading = (struct readback){ .folder = folder };
	if ((text != NULL || why.code == ERR_FILE_UNREADABLE) &&
	    unbegun_read(folder, text, size, err))
		return false;
	if (text == NULL)
		return err_set(err, why.code == ERR_TOO_MANY ? ERR_TOO_MANY :
		    ERR_NOT_A_RUN, "%s", why.text);
	reading->journal.path = path;
	if (!journal_read(arena, &reading->journal, text, size, err) ||
	    !opening_read(arena, reading, err) || !start_same(reading, err) ||
	    !(site != NULL ? site_same(site, reading, err) :
	    site_text_read(arena, folder, reading, err)))
		return false;
	reading->plan = plan_read(arena, reading->site.site,
	    json_object_get(reading->journal.record[1], "plan"), NULL, &why);
	return reading->plan != NULL || err_set(err, ERR_JOURNAL_MISMATCH,
	    "%s: this version cannot read the plan in it: %s", path,
	    why.text);
}
