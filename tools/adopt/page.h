/*
 * page.h: a site file while it is written: JSON with comments, in the layout
 * of those that people write.
 */
#ifndef ADOPT_PAGE_H
#define ADOPT_PAGE_H

#include "backends/survey/found.h"
#include "core/base/buffer.h"

struct page {
	struct buffer	*out;
	size_t		 counted;	/* bytes of it whose lines are */
	uint32_t	 line;		/* from 1 */
	bool		 first;		/* no key of this object is there yet */
};

void	 page_begin(struct page *, struct buffer *);
/* The number of the line that is written now. */
uint32_t page_line(struct page *);
/* A text as it is: blanks, brackets, the end of a line. */
void	 page_put(struct page *, const char *);
/* A string of JSON. */
void	 page_quote(struct page *, const char *);
/* "{", and what stands between the keys of the object; "}" ends it. */
void	 page_open(struct page *);
void	 page_close(struct page *);
/* The next key of an object begins a line of its own, so far to the right; if
 * the last one did, and nothing came, it is that line. */
void	 page_turn(struct page *, unsigned column);
void	 page_key(struct page *, const char *key);
/* A key with its value; nothing if the text is NULL, or the number unknown. */
void	 page_text(struct page *, const char *key, const char *);
void	 page_number(struct page *, const char *key, int64_t);
void	 page_size(struct page *, const char *key, int64_t);
/* The next text of a list. */
void	 page_item(struct page *, const char *text, bool *first);
/* A list of texts: those of a set of nodes; words with blanks between them; the
 * names of pairs. */
void	 page_nodes(struct page *, const char *key,
	    const struct found_site *, uint64_t nodes);
void	 page_words(struct page *, const char *key, const char *words);
void	 page_names(struct page *, const char *key,
	    const struct found_pair *);
/* An object of texts. */
void	 page_pairs(struct page *, const char *key,
	    const struct found_pair *);
/* The "reach" of a node; "here" is this machine. */
void	 page_reach(struct page *, const char *host);
/* Comments, so far to the right. */
void	 page_comment(struct page *, unsigned column, const char *text);
void	 page_notes(struct page *, unsigned column,
	    const struct found_item *);

#endif
