/*
 * forged_fixture.h: a journal that a test writes itself, line by line, and what
 * the checker of journals says of it.
 *
 * It shares no code with the program that writes journals, nor with the
 * checker: the lines and their hashes are made here as the format promises.
 * A program that uses it is linked with the checker (Makefile).
 */
#ifndef TESTS_FORGED_FIXTURE_H
#define TESTS_FORGED_FIXTURE_H

#include <stddef.h>

enum { FORGED_HASH = 64, FORGED_FIELDS = 1024 };

struct forged {
	char		 text[32768];
	size_t		 size;
	long		 n;		/* of the next record */
	long		 at_ms;		/* of the next record */
	char		 hash[FORGED_HASH + 1];	/* of the last line */
	const char	*tail;		/* after the hash of the next line */
	char		 said[4096];	/* by the checker, of the last one */
	char		 path[64];
};

/* A digest as it stands in a record. */
extern const char forged_digest[];

/* No record; open and plan; these two and 13 more, the last of them the end. */
void	 forged_empty(struct forged *);
void	 forged_begin(struct forged *);
void	 forged_whole(struct forged *);
/* The fields of a sound record of that type; no value has a comma in it. */
const char *forged_fields(const char *type);
/* These fields with another value for that key, or without it (NULL). */
void	 forged_change(char fields[FORGED_FIELDS], const char *from,
	    const char *key, const char *value);
/* The next line; the line of forged_seal has no end yet. */
void	 forged_record(struct forged *, const char *type, const char *fields);
void	 forged_sound_record(struct forged *, const char *type);
void	 forged_seal(struct forged *, const char *line);
/* That try of an intent; the outcome of the record n. */
void	 forged_intent(struct forged *, long number);
void	 forged_outcome(struct forged *, long of);
/* Bytes at the end, whatever they are. */
void	 forged_bytes(struct forged *, const char *bytes, size_t size);

/* Where a line begins; the first is 1.  The line after the last one begins at
 * the end. */
size_t	 forged_line(const struct forged *, long line);
/* The first such text of a line becomes another one; the hash stays. */
void	 forged_edit(struct forged *, long line, const char *from,
	    const char *to);
void	 forged_lines_drop(struct forged *, long line, long count);
/* Put that line, as it is, before another one as well. */
void	 forged_line_copy(struct forged *, long line, long before);

/* The checker ends with that status, and says this: of the file, if the message
 * begins with ": ". */
void	 forged_result(struct forged *, int status, const char *name,
	    const char *message);
/* It finds the first damage in that line.  What is expected need not be all of
 * it if it ends in '*'; what is found need never be. */
void	 forged_damaged(struct forged *, const char *name, long line,
	    const char *expected, const char *found);
void	 forged_sound(struct forged *, const char *name, const char *has);

#endif
