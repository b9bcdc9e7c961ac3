/*
 * transcript.h: the file transcript.jsonl of a run: each command that was typed
 * for it, with what came back, one JSON object a line; and what the places, or
 * people, have answered without a command.
 *
 * It is for people, and for replaying what machines have said (tools/ways): a
 * disk that is full costs it, and no run.  What a command printed that names a
 * file with a password is left out.
 */
#ifndef SESSION_TRANSCRIPT_H
#define SESSION_TRANSCRIPT_H

#include "backends/real/hearing.h"
#include "core/formats/json/text.h"
#include "core/site/site.h"

/* A longer one is not read. */
enum { TRANSCRIPT_MOST = 1 << 28 };

struct transcript {
	int		 file;		/* descriptor, or -1 */
	bool		 early;		/* no folder yet: all is kept */
	bool		 old;		/* something could not be written */
	struct text	 typed;		/* the words of the verb, a list, which
					   stand where it begins; or empty */
	const struct site *site;
	size_t		 records;	/* of the journal, when the verb takes
					   the run up; 0: it begins it */
	struct text	 text;		/* that is not written yet */
	struct text	 later;		/* that the verb was told before it
					   began */
};

/* What else is told, without a command: the lock of another run, what a person
 * was asked and said, a program of the operator. */
struct transcript_aside {
	unsigned	 number;	/* as those of commands */
	int64_t		 at_ms, took_ms;
	/* One of these three. */
	const char	*lock, *asked, *hook;
	const char	*on;		/* of a lock: the node */
	const char	*says, *holder, *proof;	/* of it, and of its holder */
	const char	*said;		/* NULL: nothing was typed */
	const char	*failed;	/* of a hook: how; or NULL */
};

/* How a verb is over. */
struct transcript_end {
	int64_t		 at_ms;
	const char	*ending, *code;	/* code NULL: there is none */
	const char	*signal;	/* that stopped it, or NULL */
	int		 status;	/* of the program */
};

/* Lines are kept until there is a folder. */
void	 transcript_make(struct transcript *, const struct site *);
/* The file in that folder, to be continued; a line that was cut off ends.
 * Without one nothing is written, and old says so.  What is put from now on was
 * typed for the run: the verb begins, or takes it up, at that time. */
void	 transcript_open(struct transcript *, struct arena *,
	    const char *folder, const char *verb, int64_t at_ms);
/* The same with a file of that path, which is not there yet, and is of no run.
 * ERR_FILE_EXISTS, ERR_FILE_UNWRITABLE. */
bool	 transcript_new(struct transcript *, const char *path,
	    const char *verb, struct err *);
/* How many verbs have begun, as the file in that folder says; 0 without one. */
unsigned transcript_begun(struct arena *, const char *folder);
void	 transcript_put(struct transcript *, const struct names *,
	    const struct overheard *);
/* What is told before the verb begins stands after that line. */
void	 transcript_put_aside(struct transcript *,
	    const struct transcript_aside *);
void	 transcript_end(struct transcript *, const struct transcript_end *);
/* Twice does no harm. */
void	 transcript_close(struct transcript *);

#endif
