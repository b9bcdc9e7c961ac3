/*
 * twin.h: the twin of a captured site: its site file, and the start text from
 * which a simulated site begins as that one was.
 */
#ifndef CAPTURE_TWIN_H
#define CAPTURE_TWIN_H

#include "core/base/buffer.h"
#include "tools/capture/bundle.h"
#include "tools/file.h"

struct twin {
	struct site_text site;		/* that was captured, else as adopt
					   writes it */
	const char	*start;
	char		 digest[BUNDLE_DIGEST];	/* of the start text */
	char		 capture[BUNDLE_DIGEST];	/* of the capture */
};

/*
 * Make it of a bundle: a function of its answers, and its site file.  path
 * stands in messages.  false: the site file has mistakes, which are in
 * twin->site, and err says so; or ERR_NO_ANSWER: the answers say too little for
 * one.  What the site file does not have is not in the start text either.
 */
bool	 twin_make(struct arena *, const char *path, const struct bundle *,
	    struct twin *, struct err *);
/* The same of a file.  Says on standard error what is wrong; the exit status, 0
 * if nothing. */
int	 twin_open(struct arena *, const char *path, struct twin *);

#endif
