/*
 * list.h: several words in one text.
 *
 * Blanks separate the words; a blank or a backslash within a word has a
 * backslash before it, so that every word comes back as it went in.
 */
#ifndef CORE_LIST_H
#define CORE_LIST_H

struct arena;

/* The list with one more word, in the arena; an empty list is "". */
const char	*list_add(struct arena *, const char *list, const char *word);
/* The next word of the list at *at, in the arena, and *at behind it; NULL at
 * the end. */
const char	*list_take(struct arena *, const char **at);

/* The next character of the word at *at, and *at behind it; '\0' at the end of
 * the word. */
char		 list_next(const char **at);
/* The end of the word that has begun there. */
const char	*list_end(const char *at);
/* What there is from there to the end of the word, in the arena. */
const char	*list_rest(struct arena *, const char *at);

#endif
