/*
 * reader.h: objects of a file, read by tables.
 *
 * A row for each key defines which values it may have and where they are
 * stored.  The same table finds unknown keys, wrong types, what is out of range
 * and what is missing, so a file's mistakes are reported all at once.  What has
 * a mistake is not stored.
 */
#ifndef CORE_FORMATS_READER_H
#define CORE_FORMATS_READER_H

#include "core/formats/json/jsonc.h"
#include "core/site/site.h"

enum row_type {			/* stored as */
	ROW_NAME,		/* const struct value * */
	ROW_TEXT,		/* const struct value * */
	ROW_PATH,		/* const struct value * */
	ROW_WORD,		/* an enum: which of the words */
	ROW_SIZE,		/* int64_t, bytes */
	ROW_DURATION,		/* int64_t, milliseconds */
	ROW_HOSTID,		/* uint32_t */
	ROW_COUNT,		/* uint32_t */
	ROW_BOOL,		/* bool */
	ROW_LIST,		/* const struct value * */
	ROW_OBJECT,		/* const struct value * */
	ROW_ANY,		/* const struct value * */
};

struct reader {
	struct arena	*arena;
	struct mistakes	*mistakes;
	struct site	*site;
	const struct value *root;	/* of the site file */
};

struct shape;

struct row {
	const char	*key;
	enum row_type	 type;
	bool		 required;
	size_t		 place;		/* 1 + offset in the target; 0: only
					   checked */
	int64_t		 minimum, maximum; /* 0: none.  Of a list, its length */
	const char	*const *words;	/* ends with NULL */
	const struct shape *shape;	/* of an object, for the same target */
	const struct row *each;		/* what every part has to be */
	void		(*read)(struct reader *, const struct value *,
			    void *target);	/* once the type is right */
};

struct shape {
	const char	*what;		/* "a guest" */
	const struct row *rows;		/* read in this order; ends with NULL */
};

/* Read an object into a target, which may be NULL if no row has a place. */
void	 reader_object(struct reader *, const struct shape *,
	    const struct value *, void *target);
/* Read one value by a row; false when it does not fit. */
bool	 reader_value(struct reader *, const struct row *,
	    const struct value *, void *target);

/* A mistake at a value: "FOUND: expected EXPECTED". */
void	 reader_wrong(struct reader *, const struct value *,
	    const char *expected);
/* A mistake with its own text, at a value. */
void	 reader_add(struct reader *, const struct value *, const char *format,
	    ...) __attribute__((format(printf, 3, 4)));
/* A mistake in a text value, from its n-th byte on. */
void	 reader_wrong_in(struct reader *, const struct value *, size_t n,
	    const char *found, const char *expected);

/*
 * The number of the thing that a text names; 0 with a mistake if it names
 * none.  expected: "a name of a device declared in \"devices\"".
 */
uint32_t reader_find(struct reader *, enum kind, const struct value *,
	    const char *expected);
/* All names of a kind, separated by commas, as far as a message can hold
 * them. */
const char *reader_names(struct arena *, const struct names *, enum kind);
/* Is it a name by the grammar of all files? */
bool	 reader_is_name(const char *);
/* The same of a name that is made of others, which may be longer. */
bool	 reader_is_composed(const char *);

#endif
