#include "core/stack/faults.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/names.h"
#include "core/stack/inside.h"

/* All operations that hang share one handle: none has one below. */
static const uint64_t HANDLE_HANG = HANDLE_FILTER;
static const uint64_t HANDLE_PARTIAL = HANDLE_FILTER << 1;
static const uint64_t HANDLE_DENIED = HANDLE_FILTER << 2;
#define MARKS	(HANDLE_PARTIAL | HANDLE_DENIED)

static bool
is_armed(struct faults *faults, const struct fault *fault)
{
	if (backend_now_ms(&faults->backend) < fault->at_ms)
		return false;
	assert(!fault->has_when || faults->holds != NULL);
	return !fault->has_when || faults->holds(faults->with, &fault->when);
}

/* "nth 2" begins at the second time, "every 3" skips two between. */
static bool
is_turn(const struct armed *armed)
{
	const struct fault *fault = &armed->fault;
	int64_t nth = fault->nth > 0 ? fault->nth : 1;
	int64_t every = fault->every > 0 ? fault->every : 1;

	return armed->matched >= nth && (armed->matched - nth) % every == 0 &&
	    (fault->times == 0 || armed->struck < fault->times);
}

/* The fault that strikes, or NULL; every fault that fits counts the
 * operation. */
static const struct fault *
strike(struct faults *faults, const struct op *op)
{
	const struct fault *found = NULL;

	if (faults->has_next) {
		faults->has_next = false;
		faults_emit(faults, &faults->next, "struck");
		return &faults->next;
	}
	for (uint32_t i = 0; i < faults->armed_count; i++) {
		struct armed *armed = &faults->armed[i];

		if (armed->over || armed->fault.record >= 0 ||
		    !fault_fits(&armed->fault, op) ||
		    !is_armed(faults, &armed->fault))
			continue;
		armed->matched++;
		if (found != NULL || !is_turn(armed))
			continue;
		armed->struck++;
		found = &armed->fault;
		faults_emit(faults, found, "struck");
	}
	return found;
}

static void
lost(struct result *res)
{
	*res = (struct result){ .outcome = UNKNOWN };
	err_set(&res->err, ERR_NO_ANSWER, "the connection was lost");
}

/* The operation is begun below and left: it takes effect without an answer. */
static void
lose(struct faults *faults, const struct op *op)
{
	struct result res;
	uint64_t handle = filter_begin(&faults->backend, op, &res);

	if (handle != HANDLE_OVER)
		filter_leave(&faults->backend, handle);
}

/* The first part of a switch took effect: the group is offline on the old node,
 * and could not be started on the new one. */
static void
partial_result(struct faults *faults, struct result *res)
{
	memset(res, 0, sizeof(*res));
	res->outcome = FAILED;
	err_set(&res->err, ERR_START_FAILED, "%s: offline, and the start on "
	    "the other node failed", names_text(faults->names, KIND_GROUP,
	    faults->partial_group));
}

static uint64_t
partial(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	struct op first = { .kind = OP_GROUP_OFFLINE, .on = op->on,
	    .group = op->group };
	uint64_t handle = filter_begin(&faults->backend, &first, res);

	(void)fault;
	faults->partial_group = op->group;
	if (handle != HANDLE_OVER)
		return HANDLE_PARTIAL | handle;
	partial_result(faults, res);
	return HANDLE_OVER;
}

static uint64_t
refuse(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	(void)faults;
	(void)fault;
	*res = (struct result){ .outcome = FAILED };
	err_set(&res->err, ERR_REFUSED, "%s was refused",
	    op_table[op->kind].name);
	return HANDLE_OVER;
}

static uint64_t
answer_lost(struct faults *faults, const struct fault *fault,
    const struct op *op, struct result *res)
{
	(void)fault;
	lose(faults, op);
	lost(res);
	return HANDLE_OVER;
}

/* If the table of late operations is full, the operation takes effect now. */
static uint64_t
late(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	if (faults->late_count < FAULTS_LATE)
		faults->late[faults->late_count++] = (struct late){ *op,
		    backend_now_ms(&faults->backend) + fault->amount };
	else
		lose(faults, op);
	lost(res);
	return HANDLE_OVER;
}

static uint64_t
lie(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	(void)faults;
	(void)fault;
	(void)op;
	*res = (struct result){ .outcome = DONE };
	return HANDLE_OVER;
}

static uint64_t
hangs(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	(void)faults;
	(void)fault;
	(void)op;
	lost(res);
	return HANDLE_HANG;
}

/* domferry ends: the answer, if there is one, is lost. */
static uint64_t
crash(struct faults *faults, bool before, const struct op *op,
    struct result *res)
{
	faults->ended = true;
	faults->ended_before = before;
	if (!before)
		lose(faults, op);
	lost(res);
	return HANDLE_OVER;
}

static uint64_t
change_begin(struct faults *faults, const struct op *op, struct result *res)
{
	const struct fault *fault = strike(faults, op);

	stale_age(faults);
	if (fault == NULL)
		return filter_begin(&faults->backend, op, res);
	if (fault->class == FAULT_CRASH)
		return crash(faults, fault->before, op, res);
	assert(strike_table[fault->strike].change != NULL);
	return strike_table[fault->strike].change(faults, fault, op, res);
}

/* Will a late command take effect there?  Then it is still at work. */
static bool
is_late(const struct faults *faults, uint32_t place)
{
	for (uint32_t i = 0; i < faults->late_count; i++)
		if (faults->late[i].op.on == place)
			return true;
	return false;
}

static uint64_t
answer(struct faults *faults, const struct op *op, struct old *old,
    struct result *res)
{
	uint64_t handle = filter_begin(&faults->backend, op, res);

	if (old != NULL && handle == HANDLE_OVER && res->outcome == DONE)
		old->last = (struct given){ true, res->answer };
	/* Only this question is about commands, and only this filter has late
	 * ones: no other reader would use a column for it. */
	if (op->kind == OP_COMMAND_STATE && is_late(faults, op->on))
		res->answer.state = STATE_AT_WORK;
	return handle;
}

static uint64_t
unanswered(struct faults *faults, const struct fault *fault,
    const struct op *op, struct result *res)
{
	(void)faults;
	(void)fault;
	(void)op;
	lost(res);
	return HANDLE_OVER;
}

/* The old answer; the true one, if no old one is known. */
static uint64_t
stale(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	struct old *old = stale_find(faults, op);

	(void)fault;
	if (old == NULL || !old->before.known)
		return answer(faults, op, old, res);
	*res = (struct result){ .outcome = DONE,
	    .answer = old->before.answer };
	return HANDLE_OVER;
}

/* An answer about all objects is the true one. */
static void
deny_result(const struct faults *faults, struct result *res)
{
	if (res->outcome == DONE && !op_of_all(&faults->denied))
		faults_deny(&faults->denied, &res->answer);
}

static uint64_t
deny(struct faults *faults, const struct fault *fault, const struct op *op,
    struct result *res)
{
	uint64_t handle = answer(faults, op, stale_find(faults, op), res);

	(void)fault;
	faults->denied = *op;
	if (handle != HANDLE_OVER)
		return HANDLE_DENIED | handle;
	deny_result(faults, res);
	return HANDLE_OVER;
}

static uint64_t
question_begin(struct faults *faults, const struct op *op,
    struct result *res)
{
	struct old *old = stale_find(faults, op);
	const struct fault *fault = strike(faults, op);

	if (fault == NULL)
		return answer(faults, op, old, res);
	if (fault->class == FAULT_CRASH)
		return crash(faults, fault->before, op, res);
	assert(strike_table[fault->strike].question != NULL);
	return strike_table[fault->strike].question(faults, fault, op, res);
}

/* Only a question can have an old or a denied answer.  Only a switch can take
 * effect in part: it is two commands, offline and online. */
const struct strike_info strike_table[STRIKES] = {
	[STRIKE_REFUSE] = { "refuse", .change = refuse },
	[STRIKE_LOSE] = { "lose", .change = answer_lost,
	    .question = unanswered },
	[STRIKE_LATE] = { "late", .change = late, .delayed = true },
	[STRIKE_LIE] = { "lie", .change = lie },
	[STRIKE_HANG] = { "hang", .change = hangs, .question = unanswered },
	[STRIKE_PARTIAL] = { "partial", .change = partial,
	    .only = OP_GROUP_SWITCH },
	[STRIKE_GARBLE] = { "garble", .change = garble_begin,
	    .question = garble_begin, .printed = true },
	[STRIKE_STALE] = { "stale", .question = stale },
	[STRIKE_DENY] = { "deny", .question = deny },
};

static uint64_t
faults_begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct faults *faults = (struct faults *)backend;

	garble_end(faults);
	/* A pause is neither a change nor a question: no fault strikes it. */
	if (op->kind == OP_PAUSE ||
	    (faults->armed_count == 0 && faults->late_count == 0 &&
	    !faults->has_next))
		return filter_begin(backend, op, res);
	return op_table[op->kind].question ? question_begin(faults, op, res) :
	    change_begin(faults, op, res);
}

/* Begin the late operations that are due. */
static void
late_begin(struct faults *faults)
{
	int64_t now_ms = backend_now_ms(&faults->backend);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < faults->late_count; i++)
		if (faults->late[i].due_ms <= now_ms)
			lose(faults, &faults->late[i].op);
		else
			faults->late[kept++] = faults->late[i];
	faults->late_count = kept;
}

/* Wait below, and begin late operations when they are due. */
static bool
wait_below(struct faults *faults, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	for (;;) {
		int64_t due_ms = faults_next_ms(faults);
		bool sooner = due_ms >= 0 && due_ms < until_ms;
		bool over = filter_wait(&faults->backend, handle, sooner ?
		    due_ms : until_ms, res);

		late_begin(faults);
		if (over || !sooner)
			return over;
	}
}

/* Let time pass until the caller stops waiting. */
static void
hang(struct faults *faults, int64_t until_ms, struct result *res)
{
	int64_t ms = until_ms - backend_now_ms(&faults->backend);
	struct op pause = { .kind = OP_PAUSE, .number = ms };
	uint64_t handle = ms > 0 ? filter_begin(&faults->backend, &pause, res) :
	    HANDLE_OVER;

	if (handle != HANDLE_OVER && !wait_below(faults, handle, until_ms,
	    res))
		filter_leave(&faults->backend, handle);
	lost(res);
}

static bool
faults_wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct faults *faults = (struct faults *)backend;

	if (handle == HANDLE_HANG) {
		hang(faults, until_ms, res);
		return true;
	}
	if (!wait_below(faults, handle & ~MARKS, until_ms, res))
		return false;
	if ((handle & HANDLE_PARTIAL) != 0)
		partial_result(faults, res);
	if ((handle & HANDLE_DENIED) != 0)
		deny_result(faults, res);
	return true;
}

static void
faults_leave(struct backend *backend, uint64_t handle)
{
	if (handle != HANDLE_HANG)
		filter_leave(backend, handle & ~MARKS);
}

void
faults_make(struct faults *faults, struct backend *below,
    const struct names *names, struct sink *sink)
{
	assert(below != NULL && names != NULL);
	memset(faults, 0, sizeof(*faults));
	faults->backend = (struct backend){ "faults", filter_now_ms,
	    faults_begin, faults_wait, faults_leave, below, NULL, NULL };
	faults->sink = sink;
	faults->names = names;
}
