/*
 * plan_json.h: a plan as a JSON object, and back (file formats: plan file).
 *
 * The caller owns every object that is returned.
 */
#ifndef CORE_FORMATS_PLAN_JSON_H
#define CORE_FORMATS_PLAN_JSON_H

#include <jansson.h>

#include "core/formats/json/digest.h"
#include "core/formats/json/text.h"
#include "core/plan/plan.h"

/* Writes the words of an operation's command into a list that is open.  Given
 * by the caller, because core does not know the commands. */
struct wording {
	void	(*words)(void *, const struct op *, struct text *);
	void	*with;
};

/* The words of a command as a list. */
json_t	*words_json(const struct wording *, const struct op *);

/* One step of a plan. */
json_t	*step_json(const struct plan *, uint32_t step,
	    const struct wording *);
/* One check of a plan. */
json_t	*check_json(const struct plan *, uint32_t check);
/* The plan with its digest.  site_digest is that of the site file's bytes. */
json_t	*plan_json(const struct plan *, const struct wording *,
	    const char *site_digest);
/*
 * Read a plan of that site, into the arena; its texts are added to the names of
 * the site.  *same: the digest fits, so that nobody has edited it; same may be
 * NULL.  NULL and ERR_FILE_INVALID or ERR_TOO_MANY, with the place of the
 * mistake: "steps[3].op".
 */
struct plan *plan_read(struct arena *, struct site *, const json_t *,
	    bool *same, struct err *);
/* The size of "sha256:", 64 digits and '\0'. */
enum { PLAN_DIGEST_SIZE = 7 + DIGEST_BYTES };
/* Write the digest of canonical JSON (keys sorted, no blanks) into the buffer,
 * which is returned. */
char	*json_digest(const json_t *, char digest[PLAN_DIGEST_SIZE]);
/* The same for the words of an operation's command. */
char	*words_digest(const struct wording *, const struct op *,
	    char digest[PLAN_DIGEST_SIZE]);

/* Does the plan's digest fit? */
bool		 plan_json_same(const json_t *);

#endif
