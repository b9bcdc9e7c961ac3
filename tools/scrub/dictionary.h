/*
 * dictionary.h: the names of a site, and what is written instead of each.
 *
 * A name is taken apart into words of letters and digits: what is found once is
 * replaced wherever it stands, also within other words, always by the same, and
 * by as many bytes, so that tables keep their columns.  Words of the field
 * (usual.h) stay.  First everything is added and seen, then dictionary_end
 * decides; what is written instead depends on nothing but that, in its order.
 */
#ifndef SCRUB_DICTIONARY_H
#define SCRUB_DICTIONARY_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/err.h"
#include "core/base/names.h"

enum scrub_kind {
	SCRUB_NODE, SCRUB_GUEST, SCRUB_SOURCE, SCRUB_GROUP, SCRUB_RESOURCE,
	SCRUB_POOL, SCRUB_VOLUME, SCRUB_SERVICE, SCRUB_DEVICE, SCRUB_FILE,
	SCRUB_HOST, SCRUB_USER, SCRUB_WORD,
	/* Values, which are known by their form (value.h). */
	SCRUB_ADDRESS, SCRUB_MAC, SCRUB_HOSTID, SCRUB_SERIAL,
	SCRUB_KINDS
};

/* A shorter word is replaced only where it stands alone; within another one it
 * may be there by chance. */
enum { SCRUB_WITHIN = 4 };
/* A longer one is none. */
enum { SCRUB_BYTES = 256 };

struct scrub_word {
	const char	*word;		/* in small letters */
	const char	*instead;	/* as long; NULL before the end */
	size_t		 size;
	enum scrub_kind	 kind;
	bool		 used;
	uint32_t	 next;		/* that begins with the same byte */
};

/* A name of which nothing is replaced. */
struct scrub_kept {
	enum scrub_kind	 kind;
	const char	*name;
};

struct dictionary {
	struct arena	*arena;
	struct names	*names;		/* words, values and what was seen */
	struct scrub_word *word;	/* from 1 */
	uint32_t	 capacity, first[256];
	struct buffer	 seen;		/* every word, a line each */
	struct scrub_kept *kept;
	uint32_t	 kept_count, kept_capacity;
	bool		 ended;
};

/* All lies in the arena; given back by dictionary_drop. */
void	 dictionary_make(struct dictionary *, struct arena *);
void	 dictionary_drop(struct dictionary *);
/* Replace the words of that name that are none of the field. */
void	 dictionary_add(struct dictionary *, enum scrub_kind, const char *name);
/* Replace its words, whatever they are.  false: it has none of two bytes. */
bool	 dictionary_insist(struct dictionary *, const char *name);
/* That number is a hostid. */
void	 dictionary_hostid(struct dictionary *, uint32_t hostid);
/* The text will be scrubbed: nothing that stands in it is written instead of
 * something else. */
void	 dictionary_see(struct dictionary *, const char *text, size_t);
/* What that program has printed was not understood: names that stand nowhere
 * else were not found there. */
void	 dictionary_doubt(struct dictionary *, const char *program);
/* The n-th program of those, from 1, each once; NULL: there are no more. */
const char *dictionary_doubted(const struct dictionary *, uint32_t n);
/* From now on texts can be scrubbed.  ERR_TOO_MANY: more names of a length than
 * there are words. */
bool	 dictionary_end(struct dictionary *, struct err *);

/* For who scrubs (scrubbed.h).  Words in small letters. */

/* How many bytes of the text are one word. */
size_t	 word_size(const char *text, size_t size);
/* The row of that whole word, or NULL. */
struct scrub_word *dictionary_find(struct dictionary *, const char *word,
	    size_t);
/* The row of the longest word with which the text begins, of at least that
 * many bytes; or NULL. */
struct scrub_word *dictionary_begin(struct dictionary *, const char *text,
	    size_t, size_t least);
/* The number of a value among those of its kind, from 1. */
uint32_t dictionary_value(struct dictionary *, enum scrub_kind,
	    const char *text);
bool	 dictionary_is_hostid(const struct dictionary *, uint32_t);
/* How many words there are; they are the rows from 1. */
uint32_t dictionary_words(const struct dictionary *);
/* How many of that kind were replaced so far. */
unsigned dictionary_replaced(const struct dictionary *, enum scrub_kind);
/* "node": a word for the kind; and for several. */
const char *scrub_kind_name(enum scrub_kind);

#endif
