/*
 * reach.h: how commands are carried out at the places of a site.
 *
 * The one that calls knows what is typed where; who implements it knows how one
 * gets there: by the programs of a simulated site, over ssh, by a person.  A
 * command that was begun goes on when nobody waits for it any more.
 */
#ifndef REAL_REACH_H
#define REAL_REACH_H

#include "backends/real/answers/ended.h"
#include "core/base/buffer.h"
#include "core/op/backend.h"

/* A command, and where it is typed. */
struct order {
	uint32_t	 place;		/* as op_place has it */
	const char	*line;		/* as a person would type it there */
	bool		 change;	/* it changes something */
	/* A question that may hang where storage does, and that goes down one
	 * connection with the others all the same: who asks has put it last. */
	bool		 together;
	const struct op	*op;		/* the change that it is; or NULL */
	/* What a person does, without a command: the line says what. */
	const struct op	*by_hand;	/* or NULL */
	const char	*lock;		/* the path of the lock there without
					   which it is not begun; NULL: none */
};

/* What came of a command. */
struct heard {
	bool		 lost;		/* nobody knows whether it was carried
					   out: its place does not answer */
	bool		 locked;	/* nothing was begun: the lock that it
					   needs is not its run's */
	const char	*why;		/* if it is lost, what is known of it,
					   NULL: nothing; if it is locked, who
					   has the lock; borrowed as below */
	struct ended	 ended;		/* if it is neither; its texts are
					   borrowed until the next call */
};

/* A copy of the journal on a node: its first bytes. */
struct copied {
	int64_t		 size;		/* 0: there is none */
	const char	*path;		/* there; borrowed until the next
					   call, as the end is */
	const char	*end;		/* its last bytes */
	size_t		 end_size;
};

/* Whether a command is begun that may be needed soon, and may not. */
enum soon {
	SOON_IN_TIME,		/* if its place has time for it */
	SOON_NOW,
	SOON_NOT,
};

/* Handles are below HANDLE_FILTER, and are used as those of a backend. */
struct reach {
	/* Milliseconds since its beginning; never goes back. */
	int64_t		(*now_ms)(struct reach *);
	/* Carry a command out; HANDLE_OVER: it has ended. */
	uint64_t	(*begin)(struct reach *, const struct order *,
			    struct heard *);
	/* Let that many milliseconds pass; the handle is waited for. */
	uint64_t	(*pause)(struct reach *, int64_t ms);
	/* Wait for its end, at most until then; true: it has ended. */
	bool		(*wait)(struct reach *, uint64_t handle,
			    int64_t until_ms, struct heard *);
	void		(*leave)(struct reach *, uint64_t handle);
	/* Answer a question that no command answers: by what is kept at the
	 * places for this run (its locks, its commands in progress), or by a
	 * person.  false: nobody knows. */
	bool		(*kept)(struct reach *, const struct op *ask,
			    struct answer *);
	/* What does that lock on a node say of its holder?  "": it is free, or
	 * does not say; NULL: nobody knows.  Borrowed until the next call.
	 * Without this function no lock says anything. */
	const char	*(*holder)(struct reach *, uint32_t node,
			    const char *path);
	/* The run whose commands these are, a word that no other run has, the
	 * same when it is resumed; NULL: there is none yet.  Borrowed. */
	const char	*run;
	/* What its locks say of their holder: one line, first its run, up to a
	 * comma.  And what those say that are as good as free, because their
	 * holders are gone; NULL ends the list.  Borrowed; NULL: nothing. */
	const char	*lock_text;
	const char	*const *gone;
	/* Told now and then the last line that a change has printed, while it
	 * is under way and waited for: bytes as they came, and their place.
	 * NULL: nobody wants to know. */
	void		(*said)(void *with, uint32_t place, const char *line);
	void		*said_with;
	/* The journal of the run: append its bytes from there on.  The nodes
	 * keep a copy of it, which goes on before each change.  NULL: there is
	 * none. */
	void		(*journal)(void *with, int64_t from, struct buffer *);
	void		*journal_with;
	/* What has that node of the journal?  false: nobody knows.  Without
	 * this function no place keeps any. */
	bool		(*copied)(struct reach *, uint32_t node,
			    struct copied *);
	/* Does a person type there?  NULL: nowhere. */
	bool		(*by_person)(struct reach *, uint32_t place);
	/* NULL: in time. */
	enum soon	(*soon)(struct reach *, const struct order *);
	/* Told once that a node can keep no copy of the journal; NULL: nobody
	 * wants to know. */
	void		(*uncopied)(void *with, uint32_t node);
	void		*uncopied_with;
};

bool		 reach_by_person(struct reach *, uint32_t place);
enum soon	 reach_soon(struct reach *, const struct order *);

#endif
