/*
 * words.h: a phrase, word by word.
 *
 * Words are separated by blanks; a comma is a word, and so is a text in quotes.
 * A function that does not find the word that it needs sets what it expected,
 * and returns false.
 */
#ifndef CORE_FORMATS_WORDS_H
#define CORE_FORMATS_WORDS_H

#include "core/formats/scenario/phrase.h"

enum { WORDS = 48 };

struct word {
	const char	*text;
	size_t		 at;
	bool		 quoted;
};

struct words {
	const struct language *language;
	struct wrong	*wrong;
	struct word	 list[WORDS + 1];	/* the last one is "" */
	uint32_t	 count, next;
};

/* The language must last as long as the words. */
bool	 words_split(struct words *, const struct language *, const char *text,
	    struct wrong *);
/* Of the language that they are read in. */
struct arena *words_arena(const struct words *);
struct names *words_names(const struct words *);
/* The word n places further on; "" after the end. */
const char *words_ahead(const struct words *, uint32_t n);
/* Read that word, or those words, if they come next. */
bool	 words_accept(struct words *, const char *);
/* The next word is wrong; always false. */
bool	 words_wrong(struct words *, const char *expected);
/* The same of an earlier word. */
bool	 words_wrong_at(struct words *, uint32_t word, const char *expected);
/* Nothing may be left. */
bool	 words_end(struct words *);

bool	 words_expect(struct words *, const char *word);
bool	 words_number(struct words *, int64_t least, int64_t *);
bool	 words_duration(struct words *, int64_t *ms);
bool	 words_quoted(struct words *, const char **);
/* A thing of that kind.  A file or a text may be new; a volume or a resource
 * may be one that people make. */
bool	 words_name(struct words *, enum kind, uint32_t *);
/* One that may get its name here. */
bool	 words_new_name(struct words *, enum kind, uint32_t *);
bool	 words_place(struct words *, uint32_t *);
/* "on" and a place or a node, if it comes next. */
bool	 words_on_place(struct words *, uint32_t *);
bool	 words_on_node(struct words *, uint32_t *);

bool	 words_condition(struct words *, struct condition *);
/* Does a fault of the world begin with the next word? */
bool	 words_is_world_fault(const struct words *);
/* One that cannot do that (a CAN_ of vocabulary.h) is a mistake. */
bool	 words_world_fault(struct words *, unsigned can, struct fault *);
/*
 * The forms that are there for that use (a CAN_ of vocabulary.h), for a
 * message, and the nearest one to the word that comes.
 */
const char *words_world_faults(struct words *, unsigned can,
	    const char **near);

#endif
