/*
 * quote.h: words of a command as one line, each as a shell would read it again.
 */
#ifndef HOST_QUOTE_H
#define HOST_QUOTE_H

#include "core/base/arena.h"
#include "core/base/buffer.h"

/* Append the word, after a blank if it is not the first. */
void		 quote_word(struct buffer *, const char *word);
/* Something that is done before, with that word: "cd FOLDER &&".  "" or NULL:
 * nothing is. */
void		 quote_before(struct buffer *, const char *what,
		    const char *word);
/* The file for its output; "": none. */
void		 quote_file(struct buffer *, const char *file);
/* The words as a line in that folder, in the arena. */
const char	*quote_words(struct arena *, const char *folder,
		    const char *const words[], unsigned count);

#endif
