/*
 * learned.h: what is a name, as the outputs of commands and a site file say.
 */
#ifndef SCRUB_LEARNED_H
#define SCRUB_LEARNED_H

#include <jansson.h>

#include "core/formats/json/jsonc.h"
#include "core/site/site.h"
#include "tools/scrub/dictionary.h"

/* Names in what that command has printed.  If it is not all understood, and the
 * command has not failed, names may stand there that were not learned: its
 * program is doubted. */
void	 learned_output(struct dictionary *, const char *command, bool failed,
	    const char *output, size_t);
/* Names in a question or an answer of the journal or a transcript. */
void	 learned_op(struct dictionary *, const json_t *);
/* Names that the site has; the tree is that of its file. */
void	 learned_site(struct dictionary *, const struct site *,
	    const struct value *);
/* A place: "node1", "guest:ldom1", "sp:source:system1". */
void	 learned_place(struct dictionary *, const char *);

#endif
