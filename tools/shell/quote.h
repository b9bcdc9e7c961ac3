/*
 * quote.h: words of a command as one line, each as a shell would read it again.
 */
#ifndef SHELL_QUOTE_H
#define SHELL_QUOTE_H

#include "core/base/arena.h"
#include "core/base/buffer.h"

/* Append the word, after a blank if it is not the first. */
void		 quote_word(struct buffer *, const char *word);
/* Begin a line that is typed in that folder; "" or NULL: in none. */
void		 quote_folder(struct buffer *, const char *folder);
/* The words as a line in that folder, in the arena. */
const char	*quote_words(struct arena *, const char *folder,
		    const char *const words[], unsigned count);

#endif
