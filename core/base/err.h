/*
 * err.h: what went wrong, and what to do next.
 *
 * A function that can fail returns bool and takes a struct err as its last
 * parameter, which is not changed on success.  The code gives the exit status,
 * the hint and the paragraph of the manual; the text says what happened this
 * time.  Mistakes of the program itself are asserted, never reported.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	/* in command lines and files */
	ERR_USAGE,
	ERR_FILE_INVALID,
	ERR_FILE_UNREADABLE,
	ERR_FILE_UNWRITABLE,
	ERR_FILE_EXISTS,
	ERR_OUTPUT_LOST,
	ERR_JOB_INVALID,
	ERR_TOO_MANY,
	/* reported by real and simulated machines */
	ERR_NOT_FOUND,
	ERR_EXISTS,
	ERR_IN_USE,
	ERR_WRONG_STATE,
	ERR_IN_TRANSITION,
	ERR_MUST_BE_STOPPED,
	ERR_PATH_MISSING,
	ERR_NO_SPACE,
	ERR_SHARE_FULL,
	ERR_NO_ROOM,
	ERR_PORTS_FULL,
	ERR_ADDRESS_CLASH,
	ERR_SLOTS_FULL,
	ERR_DEGRADED,
	ERR_DEVICE_MISSING,
	ERR_DEVICE_IN_USE,
	ERR_LABEL_KIND,
	ERR_POOL_BUSY,
	ERR_POOL_ELSEWHERE,
	ERR_POOL_MISSING,
	ERR_POOL_NOT_HELD,
	ERR_SERVICE_MISSING,
	ERR_VOLUME_MISSING,
	ERR_TYPE_UNKNOWN,
	ERR_VALIDATION,
	ERR_NOT_MANAGED,
	ERR_STOP_FAILED,
	ERR_START_FAILED,
	ERR_PASSWORD_MISSING,
	ERR_NODE_DOWN,
	ERR_NOT_RUNNING,
	ERR_GUEST_THERE,
	ERR_NO_QUORUM,
	ERR_AFFINITY,
	ERR_LOAD_LIMIT,
	ERR_UNSUPPORTED,
	ERR_REFUSED,
	ERR_CANCELLED,
	/* of runs */
	ERR_CHECK_FAILED,
	ERR_CHECK_NOT_MET,
	ERR_PLAN_OLD,
	ERR_PERSON_REFUSED,
	ERR_GUARDED,
	ERR_NO_CURE,
	ERR_SERVICES_DIFFER,
	ERR_NO_ANSWER,
	ERR_TIMEOUT,
	ERR_NO_EFFECT,
	ERR_NOT_PROVED,
	ERR_GUEST_NOT_PROVED,
	ERR_WORLD_MOVED,
	ERR_DEBT_STANDS,
	ERR_HALF_DONE,
	ERR_ROLLED_BACK,
	ERR_RUN_ENDED,
	ERR_NO_WAY_BACK,
	ERR_NOT_CONFIRMED,
	ERR_NO_REACH,
	ERR_HOOK_MISSING,
	ERR_NOBODY_TYPES,
	/* of run directories and journals */
	ERR_LOCKED,
	ERR_LOCK_LOST,
	ERR_RUN_BUSY,
	ERR_NO_COMMAND,
	ERR_NOT_A_RUN,
	ERR_NOT_BEGUN,
	ERR_JOURNAL_DAMAGED,
	ERR_JOURNAL_MISMATCH,
	ERR_JOURNAL_BEHIND,
	ERR_JOURNAL_UNWRITABLE,
	ERR_JOURNAL_FULL,
	ERR_STOPPED,
	/* of simulated sites that others work at */
	ERR_STATE_BUSY,
	ERR_PROGRAM_MISSING,
	ERR_PROGRAM_FAILED,
	/* of scenarios, rehearsals and explorations */
	ERR_EXPECTATION,
	ERR_NOT_REACHED,
	ERR_WAIT_IN_VAIN,
	ERR_COMMAND_UNKNOWN,
	ERR_FAULT_NEVER_STRUCK,
	ERR_NOT_AS_RECORDED,
	ERR_NOTHING_EXPLORED,
	ERR_VIOLATION,
	ERR_CODES
};

/* Exit statuses; fixed, see EXIT STATUS in domferry.8. */
enum {
	EXIT_OK = 0, EXIT_RETURNED = 1, EXIT_USAGE = 2, EXIT_FILE = 3,
	EXIT_REFUSED = 4, EXIT_DIFFERS = 5, EXIT_STUCK = 6, EXIT_NOT_MET = 7,
	EXIT_LOCKED = 8, EXIT_UNKNOWN = 9,
};

struct err {
	enum err_code	code;
	char		text[236];
};

struct err_info {
	const char	*name;		/* fixed: "pool-busy" */
	int		 exit;		/* exit status */
	const char	*hint;		/* what an operator does next */
};

extern const struct err_info err_table[ERR_CODES];

/* Set code and text; a text that is too long is cut.  Returns false, so that a
 * function can return what it returns. */
bool		 err_set(struct err *, enum err_code, const char *format, ...)
		    __attribute__((format(printf, 3, 4)));
/* The code with that name, or ERR_NONE. */
enum err_code	 err_find(const char *name);

#endif
