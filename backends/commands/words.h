/*
 * words.h: rows of the table of commands, and their placeholders.  Inside
 * backends/commands only.
 */
#ifndef COMMANDS_WORDS_H
#define COMMANDS_WORDS_H

#include "core/op/op.h"
#include "core/site/site.h"

enum { ROW_WORDS = 12 };

struct command_row {
	enum op_kind	 op;
	const char	*word[ROW_WORDS];
};

extern const struct command_row command_table[];
/* The row that we type for an operation, or NULL. */
const struct command_row *command_row_of(enum op_kind);

/* The field that a placeholder names ("%pool"), with its length; or FIELDS. */
enum field	 word_field(const char *at, size_t *n);
/* The slice of a device that pools take; of one that nobody declared: 2. */
unsigned	 word_slice(const struct site *, uint32_t device);

#endif
