/*
 * disk_fixture.h: a disk that fails under the program, at a chosen call.
 *
 * A test that is linked with CALLS_WRAPPED (Makefile) has these functions
 * between the program's code and the C library: each call on a file is counted,
 * and one of them, or all from it on, can be made to fail.  Streams go the same
 * way, standard output too, once disk_attach was called.  It costs a function
 * call, where a tracer costs two switches of process.
 */
#ifndef TESTS_DISK_FIXTURE_H
#define TESTS_DISK_FIXTURE_H

#include <stdbool.h>

/* CALL_JOURNAL_FSYNC is a fsync of journal.jsonl: it is counted as both. */
enum call { CALL_OPEN, CALL_READ, CALL_WRITE, CALL_PREAD, CALL_PWRITE,
    CALL_FSYNC, CALL_FTRUNCATE, CALL_RENAME, CALL_MKDIR, CALL_CLOSE,
    CALL_UNLINK, CALL_FCNTL, CALL_JOURNAL_FSYNC, CALL_KINDS };

extern const char *const call_names[CALL_KINDS];

/* What happens instead of an error: nothing; the system takes half of what is
 * written; the process gets SIGKILL before the call. */
enum { BLOW_NONE = 0, BLOW_HALF = -1, BLOW_KILL = -2 };

struct blow {
	enum call	 call;
	unsigned	 at;		/* 1: the first call of that kind */
	bool		 for_ever;	/* and all that follow */
	int		 error;		/* of errno.h, or BLOW_ */
};

struct disk {
	struct blow	 blow;
	unsigned	 count[CALL_KINDS];
	bool		 struck;
	bool		 journal_lost;	/* a fsync of the journal failed */
	bool		 asked_again;	/* a fsync after one that failed */
};

/* In memory that is shared with children; NULL: there is none. */
struct disk	*disk_make(void);
void		 disk_drop(struct disk *);
/* From now on this process is on that disk; time and process have fixed
 * numbers, so that equal runs leave equal bytes.  Standard output goes where
 * its descriptor goes. */
void		 disk_attach(struct disk *);
/* Standard output is written out, as at the end of a process. */
void		 disk_detach(void);
/* Nothing was counted, nothing has failed yet. */
void		 disk_zero(struct disk *);

#endif
