/*
 * site_text.h: the site file of a site that was found.
 */
#ifndef ADOPT_SITE_TEXT_H
#define ADOPT_SITE_TEXT_H

#include "backends/survey/found.h"
#include "core/base/buffer.h"
#include "tools/adopt/page.h"

/* Append the text; each thing knows its lines afterwards.  What was not learned
 * is in comments at the line of the thing, what no site file can say too. */
void	 site_text_write(struct buffer *, struct found_site *,
	    bool simulated);
/* Its guests. */
void	 guests_text(struct page *, struct found_site *);
/* The beginning of a thing, its comments before it; false: that is all of
 * it.  And its end. */
bool	 item_begin(struct page *, struct found_item *);
void	 item_end(struct page *, struct found_item *);

#endif
