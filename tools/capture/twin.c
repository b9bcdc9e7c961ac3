#include "tools/capture/twin.h"

#include <string.h>

#include "backends/survey/observed.h"
#include "tools/adopt/fitting.h"
#include "tools/capture/bundle_file.h"
#include "tools/capture/bundled.h"
#include "tools/capture/index.h"

/* As adopt writes it: what is not known is in its comments. */
static const char *
adopted_text(struct arena *arena, const struct survey *survey,
    struct err *err)
{
	struct buffer text = { 0 };
	struct found_site found;
	const char *kept = NULL;

	found_make(&found, arena, survey);
	if (fitting_write(&text, &found, true, err))
		kept = arena_text(arena, buffer_text(&text), text.size);
	buffer_drop(&text);
	return kept;
}

static const char *
captured_text(struct arena *arena, const struct bundle *bundle,
    struct err *err)
{
	const struct bundle_bytes *site = &bundle->site;

	if (memchr(site->bytes, '\0', site->size) == NULL)
		return arena_text(arena, site->bytes, site->size);
	err_set(err, ERR_FILE_INVALID, "its site.json has a NUL");
	return NULL;
}

static void
start_make(struct arena *arena, const struct survey *survey,
    struct twin *twin)
{
	struct buffer text = { 0 };

	survey_observed(survey, twin->site.site, &text);
	twin->start = arena_text(arena, buffer_text(&text), text.size);
	index_digest((struct bundle_bytes){ twin->start, text.size },
	    twin->digest);
	buffer_drop(&text);
}

/* A node that has said too little is in no site file that adopt writes. */
static bool
nodes_fit(const struct bundle *bundle, const struct site *site,
    struct err *err)
{
	for (uint32_t n = 1; n <= bundle->nodes; n++)
		if (names_find(site->names, KIND_NODE, bundle->node[n]) == 0)
			return err_set(err, ERR_NO_ANSWER, "%.80s has not said "
			    "what a site file needs of it: capture the site "
			    "when it answers, or with its site file (-s)",
			    bundle->node[n]);
	return true;
}

bool
twin_make(struct arena *arena, const char *path, const struct bundle *bundle,
    struct twin *twin, struct err *err)
{
	struct survey survey;
	const char *text;

	*twin = (struct twin){ .start = NULL };
	memcpy(twin->capture, bundle->digest, sizeof(twin->capture));
	bundled_survey(bundle, &survey);
	text = bundle->has_site ? captured_text(arena, bundle, err) :
	    adopted_text(arena, &survey, err);
	if (text != NULL) {
		site_take(arena, arena_format(arena, "%s:site.json", path),
		    text, &twin->site);
		if (twin->site.site == NULL)
			err_set(err, ERR_FILE_INVALID, "the site file in "
			    "%.150s cannot be used", path);
		else if (nodes_fit(bundle, twin->site.site, err))
			start_make(arena, &survey, twin);
	}
	survey_drop(&survey);
	return twin->start != NULL;
}

int
twin_open(struct arena *arena, const char *path, struct twin *twin)
{
	struct bundle bundle;
	struct err err = { 0 };

	*twin = (struct twin){ .start = NULL };
	if (bundle_open(arena, path, &bundle, &err) && twin_make(arena, path,
	    &bundle, twin, &err))
		return EXIT_OK;
	mistakes_print(&twin->site.mistakes);
	return err_print(&err);
}
