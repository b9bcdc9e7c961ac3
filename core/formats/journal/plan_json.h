/*
 * plan_json.h: a plan as a JSON object (file formats: plan file).
 */
#ifndef CORE_FORMATS_PLAN_JSON_H
#define CORE_FORMATS_PLAN_JSON_H

#include <jansson.h>

#include "core/formats/json/digest.h"
#include "core/formats/json/text.h"
#include "core/plan/plan.h"

/* How the words of an operation's command are written into the list that is
 * open: the caller's, as core does not know what is typed. */
struct wording {
	void	(*words)(void *, const struct op *, struct text *);
	void	*with;
};

/* The command's words as a list; the caller owns it. */
json_t	*words_json(const struct wording *, const struct op *);

/* One step, one check; the caller owns them. */
json_t	*step_json(const struct plan *, uint32_t step,
	    const struct wording *);
json_t	*check_json(const struct plan *, uint32_t check);
/* The whole plan with its digest.  site_digest: of the site file's bytes. */
json_t	*plan_json(const struct plan *, const struct wording *,
	    const char *site_digest);
/*
 * A plan that was written, on the site that it was made for.  It lives in the
 * arena; its texts are added to the names of the site.  What is not
 * of the form is named by its place: "steps[3].op".
 * same: nobody has edited it, its digest fits; may be NULL.
 */
struct plan *plan_read(struct arena *, struct site *, const json_t *,
	    bool *same, struct err *);
/* "sha256:" and 64 digits over canonical JSON (keys sorted, no blanks). */
enum { PLAN_DIGEST_ROOM = 7 + DIGEST_BYTES };
char	*json_digest(const json_t *, char room[PLAN_DIGEST_ROOM]);
/* The same of an operation's words. */
char	*words_digest(const struct wording *, const struct op *,
	    char room[PLAN_DIGEST_ROOM]);

/* Does its digest still fit? */
bool		 plan_json_same(const json_t *);

#endif
