/*
 * bundle.h: what the nodes of a live site were asked and answered, as one file
 * (domferry-capture(5)).
 *
 * The same answers, of the same nodes, make the same bytes, but for
 * times.jsonl, which stands last and says when they came.  index.jsonl has
 * the digest of each answer and of the site file; its own digest is that of
 * the bundle.  A bundle that is read is whole: each digest was computed again,
 * there is nothing else in it, and it would be written with the same bytes.
 */
#ifndef CAPTURE_BUNDLE_H
#define CAPTURE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/err.h"
#include "core/formats/json/digest.h"
#include "core/site/site.h"

enum { BUNDLE_BYTES = 128 << 20, BUNDLE_ANSWERS = 99999,
    BUNDLE_DIGEST = 7 + DIGEST_SIZE };

struct bundle_bytes {
	const char	*bytes;
	size_t		 size;
};

/* One command at one node. */
struct bundle_answer {
	uint32_t	 node;		/* 1 … */
	const char	*command;	/* as it was typed; what is no character
					   in it, and what a terminal obeys, as
					   core/base/visible.h says */
	bool		 lost;		/* nobody knows what it says */
	const char	*why;		/* if it is lost, or "" */
	int		 status;	/* else, as a shell has it */
	struct bundle_bytes out, err;
	int64_t		 begun_ms;	/* since the capture began */
	int64_t		 took_ms;
};

/* Texts are borrowed, or in the arena of who has read it. */
struct bundle {
	uint32_t	 nodes;
	const char	*node[SITE_NODES + 1];	/* from 1 */
	bool		 has_site;
	struct bundle_bytes site;	/* the site file */
	struct bundle_answer *answer;	/* in order of nodes, then commands */
	uint32_t	 count;
	const char	*at;		/* when it began, RFC 3339; or "" */
	char		 digest[BUNDLE_DIGEST];	/* "sha256:…"; set by both of
						   those below */
};

/* Append its bytes, and set its digest.  ERR_TOO_MANY: more answers or bytes
 * than are read; ERR_PROGRAM_MISSING. */
bool	 bundle_write(struct bundle *, struct buffer *, struct err *);
/* Read one; path stands in messages.  ERR_FILE_INVALID: it is none, or is not
 * whole; ERR_TOO_MANY; ERR_PROGRAM_MISSING. */
bool	 bundle_read(struct arena *, const char *path,
	    struct bundle_bytes, struct bundle *, struct err *);
/* Which of two comes first: for qsort. */
int	 bundle_order(const void *, const void *);
/* The answer to that command at that node; NULL: it was not asked. */
struct bundle_answer *bundle_find(const struct bundle *, uint32_t node,
	    const char *command);

#endif
