/*
 * words.h: rows of the table of commands, and their placeholders; inside
 * backends/commands only.
 */
#ifndef COMMANDS_WORDS_H
#define COMMANDS_WORDS_H

#include "core/op/op.h"
#include "core/site/site.h"

struct arena;

enum { ROW_WORDS = 12 };

struct command_row {
	enum op_kind	 op;
	const char	*word[ROW_WORDS];
};

/* What a line has around the words of an operation's command. */
struct around {
	/* the text for its standard input; NULL: none */
	const char	*(*input)(struct arena *, const struct site *,
			    const struct op *);
	/* like words of a row; NULL: none */
	const char	*folder;	/* where it is typed */
	const char	*output;	/* the file for its standard output */
	bool		 makes;		/* the folder of its file is made */
	bool		 is_label;	/* its input is a partition table */
	bool		 names_disk;	/* "@iso" is a name to be given */
	bool		 at_ok;		/* typed at the ok prompt only */
};

/* A placeholder that becomes an option and its word, or nothing. */
struct command_option {
	const char	*placeholder;	/* "%password" */
	const char	*option;	/* "-p" */
	enum field	 field;		/* what the word names */
};

enum { IPMITOOL_WORDS = 9 };

/* The words with which every command of ipmitool to the service processor of
 * that machine begins (site_sp_of); the password is in a file, which is
 * named. */
void		 command_ipmitool(const struct site *, uint32_t machine,
		    const char *word[IPMITOOL_WORDS]);

extern const struct command_row command_table[];
extern const struct around command_around[OP_KINDS];
/* The row that domferry types for an operation; NULL for a question. */
const struct command_row *command_row_of(enum op_kind);
/* NULL: the word of the row is no such placeholder. */
const struct command_option *command_option_of(const char *word);

/* The field of a placeholder ("%pool"), its length in *n; FIELDS when the text
 * at that place is not a placeholder. */
enum field	 word_field(const char *at, size_t *n);
/* The slice of a device on which pools are made; 2 for a device that the site
 * does not declare. */
unsigned	 word_slice(const struct site *, uint32_t device);

#endif
