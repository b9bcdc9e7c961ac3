/*
 * index.h: the two lists of a bundle as texts, a JSON object a line.
 *
 * index.jsonl: what was asked and what came of it, by digests.  times.jsonl:
 * when, and the digest of index.jsonl.  What is read is only what would be
 * written: a reader compares.
 */
#ifndef CAPTURE_INDEX_H
#define CAPTURE_INDEX_H

#include "core/formats/json/text.h"
#include "tools/capture/bundle.h"

/* What the index says of the answer's bytes: digests, "" for no bytes. */
struct index_digests {
	const char	*out, *err;
};

/* The bundle as its index says it is, without any bytes. */
struct index {
	struct bundle	*bundle;
	const char	*site;		/* digest, or "" */
	struct index_digests *digests;	/* of each answer */
};

void	 index_write(const struct bundle *, struct text *);
/* Of a bundle whose digest is set. */
void	 times_write(const struct bundle *, struct text *);
/* Sets all of the bundle but its times, bytes and digest.  ERR_FILE_INVALID,
 * with the line. */
bool	 index_read(struct arena *, struct bundle_bytes, struct index *,
	    struct err *);
/* Sets the times of that bundle, whose digest is known. */
bool	 times_read(struct arena *, struct bundle_bytes, struct bundle *,
	    struct err *);
/* "sha256:…"; "" for no bytes. */
const char *index_digest(struct bundle_bytes, char room[BUNDLE_DIGEST]);

#endif
