/*
 * fitting.h: a found site is made to fit what a site file may say.
 *
 * Names, sizes and numbers that a live site has, and the reader of site files
 * does not take, are not changed: the thing is said with less, or left out, and
 * the reader's own words stand at its line.
 */
#ifndef ADOPT_FITTING_H
#define ADOPT_FITTING_H

#include "backends/survey/found.h"
#include "core/base/buffer.h"
#include "core/base/err.h"

/* Write the text (site_text.h) until it is read without a mistake; false: no
 * node is left to say anything of.  ERR_NO_ANSWER. */
bool	 fitting_write(struct buffer *, struct found_site *, bool simulated,
	    struct err *);

#endif
