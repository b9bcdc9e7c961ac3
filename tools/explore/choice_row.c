#include "tools/explore/choice_row.h"

#include "tools/explore/choice.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND };

#define CHANGE	ON_CHANGE, FAULT_OPERATION
#define END	ON_CHANGE, FAULT_CRASH
#define BEFORE	END, .before = true, .times = 1
#define WORLD	ON_CHANGE | ON_NODES, FAULT_WORLD
#define OUTER	ON_CHANGE | ON_OUTER, FAULT_WORLD
#define ENDED	ON_ENDED, FAULT_CRASH

const struct choice_row choice_rows[CHOICE_ROWS] = {
	{ "refuse", CHANGE, .strike = STRIKE_REFUSE, .times = 1 },
	{ "refuse", CHANGE, .strike = STRIKE_REFUSE, .times = 0 },
	{ "lose", CHANGE, .strike = STRIKE_LOSE, .times = 1 },
	{ "lose", CHANGE, .strike = STRIKE_LOSE, .times = 0 },
	{ "late 20s", CHANGE, .strike = STRIKE_LATE, .amount = 20 * SECOND,
	    .times = 1 },
	{ "late 5m", CHANGE, .strike = STRIKE_LATE, .amount = 5 * MINUTE,
	    .times = 1 },
	{ "late 3h", CHANGE, .strike = STRIKE_LATE, .amount = 180 * MINUTE,
	    .times = 1 },
	{ "lie", CHANGE, .strike = STRIKE_LIE, .times = 1 },
	{ "lie", CHANGE, .strike = STRIKE_LIE, .times = 0 },
	{ "hang", CHANGE, .strike = STRIKE_HANG, .times = 1 },
	{ "hang", CHANGE, .strike = STRIKE_HANG, .times = 0 },
	{ "partial", CHANGE, .strike = STRIKE_PARTIAL, .times = 1 },
	{ "crash before", BEFORE },
	{ "crash before", BEFORE, .meanwhile = MEAN_NIGHT },
	{ "crash before", BEFORE, .meanwhile = MEAN_REBOOT },
	{ "crash before", BEFORE, .meanwhile = MEAN_UNDO },
	{ "crash before", BEFORE, .meanwhile = MEAN_RESTART },
	{ "crash before", BEFORE, .meanwhile = MEAN_SWITCH },
	{ "crash before", BEFORE, .meanwhile = MEAN_ROLLBACK },
	{ "crash after", END, .times = 1 },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_NIGHT },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_REBOOT },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_UNDO },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_RESTART },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_SWITCH },
	{ "crash after", END, .times = 1, .meanwhile = MEAN_ROLLBACK },
	{ "lose", ON_QUESTION, FAULT_OPERATION, .strike = STRIKE_LOSE,
	    .times = 1 },
	{ "stale", ON_QUESTION, FAULT_OPERATION, .strike = STRIKE_STALE,
	    .times = 1 },
	{ "deny", ON_QUESTION, FAULT_OPERATION, .strike = STRIKE_DENY,
	    .times = 1 },
	{ "power-off", WORLD, .times = 1, .for_good = true },
	{ "power-off", WORLD, .times = 1, .middle = true, .for_good = true },
	{ "reboot", WORLD, .times = 1 },
	{ "reboot", WORLD, .times = 1, .middle = true },
	{ "panic", WORLD, .times = 1 },
	{ "hang", WORLD, .times = 1, .for_good = true },
	{ "archive-down", OUTER, .times = 1, .strikes = KIND_ARCHIVE },
	{ "archive-down", OUTER, .times = 1, .middle = true,
	    .strikes = KIND_ARCHIVE },
	{ "archive-full", OUTER, .times = 1, .strikes = KIND_ARCHIVE },
	{ "source-up", OUTER, .times = 1, .strikes = KIND_SOURCE },
	{ "source-up", OUTER, .times = 1, .middle = true,
	    .strikes = KIND_SOURCE },
	{ "before", ON_FIRST, FAULT_WORLD, .times = 1 },
	{ "ended", ENDED, .times = 1 },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_NIGHT },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_RESTART },
	{ "ended", ENDED, .times = 1, .meanwhile = MEAN_ROLLBACK },
};

enum kind
choice_object(const struct choice_row *row)
{
	return (row->on & ON_OUTER) == 0 ? KIND_NODE : row->strikes;
}

bool
choice_is_world(const struct choice *choice)
{
	return choice_rows[choice->row].class == FAULT_WORLD;
}

bool
choice_kills(const struct choice *choice)
{
	return choice_rows[choice->row].for_good;
}

bool
choice_strikes_node(const struct choice *choice)
{
	return (choice_rows[choice->row].on & ON_NODES) != 0;
}

enum meanwhile
choice_meanwhile(const struct choice *choice)
{
	return choice_rows[choice->row].meanwhile;
}

bool
choice_is_ended(const struct choice *choice)
{
	return (choice_rows[choice->row].on & ON_ENDED) != 0;
}

bool
choice_is_before(const struct choice *choice)
{
	return (choice_rows[choice->row].on & ON_FIRST) != 0;
}

bool
choice_deceives(const struct choice *choice)
{
	return choice_rows[choice->row].strike == STRIKE_STALE;
}

