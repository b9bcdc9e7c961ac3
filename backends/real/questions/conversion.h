/*
 * conversion.h: who answers what a conversion asks; inside
 * backends/real/questions only.  As in readers.h.
 */
#ifndef QUESTIONS_CONVERSION_H
#define QUESTIONS_CONVERSION_H

#include "backends/real/questions/asking.h"

/* files.c */
bool	 image_answer(struct asking *, const struct op *, struct answer *);
/* mounts.c: the data in the guest. */
bool	 data_answer(struct asking *, const struct op *, struct answer *);
bool	 sums_answer(struct asking *, const struct op *, struct answer *);
/* archives.c: what lies on the share. */
bool	 archive_answer(struct asking *, const struct op *, struct answer *);
/* sources.c: the machine that is converted. */
bool	 source_answer(struct asking *, const struct op *, struct answer *);
bool	 users_answer(struct asking *, const struct op *, struct answer *);
bool	 fresh_answer(struct asking *, const struct op *, struct answer *);

/* No command tells: a person may.  Returns false. */
bool	 only_a_person(struct asking *, const char *what);

#endif
