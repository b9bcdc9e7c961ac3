/*
 * file.h: whole files, and the site that a verb works on.
 */
#ifndef TOOLS_FILE_H
#define TOOLS_FILE_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/formats/json/digest.h"
#include "core/formats/json/jsonc.h"
#include "core/formats/json/mistakes.h"
#include "core/site/site.h"

enum { SITE_DIGEST_ROOM = 7 + DIGEST_SIZE };

/* A file's bytes, in the arena, with a NUL after them.  NULL and err, which is
 * ERR_TOO_MANY if there are more than most. */
char	*file_read(struct arena *, const char *path, size_t most, size_t *n,
	    struct err *);
/* A new file, whole or not at all; it is there already: ERR_FILE_EXISTS.
 * "-" is standard output. */
bool	 file_write(const char *path, const char *text, struct err *);

struct site_text {
	const char	*path;
	const char	*text;
	size_t		 size;
	char		 digest[SITE_DIGEST_ROOM];
	struct mistakes	 mistakes;
	struct site	*site;
};

/*
 * Read the site: the given path, or $DOMFERRY_SITE, or ./site.json.  Says on
 * standard error what is wrong; the exit status comes back, 0 if nothing.
 */
int	 site_open(struct arena *, const char *path, struct site_text *);
/* Read a site from a text, which is copied; the path stands in messages.  Says
 * nothing: site is NULL when there are mistakes. */
void	 site_take(struct arena *, const char *path, const char *text,
	    struct site_text *);
/* Print every mistake as "domferry: file-invalid: FILE:LINE:COLUMN: …". */
void	 mistakes_print(const struct mistakes *);
/* "domferry: CODE: TEXT" and the hint, on standard error; the status. */
int	 err_print(const struct err *);

#endif
