/*
 * typed.h: what was typed in a scenario, compared by what it means.
 */
#ifndef SCENARIO_TYPED_H
#define SCENARIO_TYPED_H

#include "tools/scenario/play.h"

/* How often the command was typed at that place, or at any if it is 0: the
 * line as it stands, its words alone, or another line that means the same. */
int64_t	 typed_times(const struct play *, const char *command,
	    uint32_t place);
/* The function of the vocabulary (core/formats/scenario/vocabulary.h). */
bool	 typed_command(const struct site *, struct names *, const char *text,
	    uint32_t place, struct op *);

#endif
