/*
 * forms.h: the other forms in which domferry may ask, for people and for
 * programs, and what programs say of what is not there.
 *
 * Nothing depends on their answers but what is said of the formats of a machine
 * (conform).
 */
#ifndef SURVEY_FORMS_H
#define SURVEY_FORMS_H

#include "backends/survey/lines.h"

/* A name that nothing has: whoever gives it to something has to be told. */
#define FORMS_NOTHING	"domferry-no-such-name"

/* The n-th of SURVEY_FORMS. */
const struct survey_row *form_row(unsigned n);

#endif
