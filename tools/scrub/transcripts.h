/*
 * transcripts.h: the transcript of a run (domferry-run(5)) without names.
 */
#ifndef SCRUB_TRANSCRIPTS_H
#define SCRUB_TRANSCRIPTS_H

#include "core/formats/json/text.h"
#include "tools/scrub/dictionary.h"
#include "tools/ways/recorded.h"

/* Names in its commands, and all that stands in it; before the dictionary
 * ends.  Of what is not understood the program is noted. */
void	 transcripts_learn(struct dictionary *, const struct recorded *);
/* Append its lines, in the order of the file, without names. */
void	 transcripts_put(struct dictionary *, const struct recorded *,
	    struct text *);

#endif
