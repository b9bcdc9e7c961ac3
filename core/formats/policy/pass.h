/*
 * pass.h: fields of JSON objects that are written and read by the same calls;
 * inside core/formats/policy only.
 *
 * Each call writes the value under its key, or reads it from there.  After the
 * first mistake nothing more is read.
 */
#ifndef CORE_FORMATS_POLICY_PASS_H
#define CORE_FORMATS_POLICY_PASS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/names.h"

struct arena;

struct passing {
	struct arena	*arena;		/* while reading: of all that is made */
	struct names	*names;		/* while reading, those that are new */
	const struct names *known;	/* all of them */
	struct err	*err;
	bool		 reads, failed;
	const char	*list;		/* where it is, for messages: a list, */
	size_t		 index;		/* and which of its elements */
	size_t		 keys;		/* of the present object, so far */
};

/* One number and the words for it. */
struct wordlist {
	const char	*(*code)(unsigned);
	unsigned	 count;
};

/* The mistake; false. */
bool		 pass_wrong(struct passing *, const char *key,
		    const char *expected);
/* A number from 0 to most; one from -most; the same, or INT64_MAX, which is
 * null. */
void		 pass_number(struct passing *, json_t *object, const char *key,
		    int64_t *number, int64_t most);
void		 pass_signed(struct passing *, json_t *object, const char *key,
		    int64_t *number, int64_t most);
void		 pass_or_none(struct passing *, json_t *object,
		    const char *key, int64_t *number, int64_t most);
void		 pass_count(struct passing *, json_t *object, const char *key,
		    uint32_t *number);
void		 pass_flag(struct passing *, json_t *object, const char *key,
		    bool *flag);
void		 pass_word(struct passing *, json_t *object, const char *key,
		    unsigned *number, const struct wordlist *);
/* A name that is there already; 0 is null. */
void		 pass_name(struct passing *, json_t *object, const char *key,
		    enum kind, uint32_t *name);
/* A name that may be new. */
void		 pass_new_name(struct passing *, json_t *object,
		    const char *key, enum kind, uint32_t *name);
/* The list under that key, which has *count elements; while reading, that many
 * are found, at most so many. */
json_t		*pass_list(struct passing *, json_t *object, const char *key,
		    uint32_t *count, uint32_t most);
/* The object that is the n-th element of a list, or is under that key. */
json_t		*pass_element(struct passing *, json_t *list, uint32_t n);
json_t		*pass_object(struct passing *, json_t *object,
		    const char *key);
/* All keys of the object have been passed: it has no other. */
void		 pass_over(struct passing *, json_t *object);
/* A set of nodes (bit n: node n) as a list of names. */
void		 pass_nodes(struct passing *, json_t *object, const char *key,
		    uint64_t *nodes);

#endif
