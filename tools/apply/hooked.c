#include "tools/apply/hooked.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backends/real/channels/channels.h"
#include "backends/real/channels/spawn.h"
#include "core/base/visible.h"
#include "tools/session/execution.h"

enum { POLL_MS = 20, PIECE = 4096 };

/* What it says is read to its end, and only the beginning of it is kept. */
struct saying {
	char		 text[HOOKED_SAID];
	size_t		 size;
};

static void
listen_to(int *fd, struct saying *saying)
{
	char piece[PIECE];
	ssize_t n = *fd >= 0 ? read(*fd, piece, sizeof(piece)) : 0;
	size_t room = sizeof(saying->text) - 1 - saying->size;

	if (*fd < 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)))
		return;
	if (n <= 0) {
		close(*fd);
		*fd = -1;
		return;
	}
	if ((size_t)n < room)
		room = (size_t)n;
	memcpy(saying->text + saying->size, piece, room);
	saying->size += room;
}

/* One line, which a pipe always has room for. */
static void
line_give(struct spawned *child, const char *line)
{
	ssize_t n = write(child->in, line, strlen(line));

	/* Who does not listen has ended its input, and its status counts. */
	if (n == (ssize_t)strlen(line))
		n = write(child->in, "\n", 1);
	(void)n;
	close(child->in);
	child->in = -1;
}

/* Until it has ended, or then; false: its time is over. */
static bool
await(struct spawned *child, struct saying *out, struct saying *err,
    int64_t until_ms, int *status)
{
	pid_t ended = 0;

	while (ended == 0) {
		struct pollfd fds[2] = { { child->out, POLLIN, 0 },
		    { child->err, POLLIN, 0 } };

		if (channels_clock_ms() >= until_ms)
			return false;
		poll(fds, 2, POLL_MS);
		listen_to(&child->out, out);
		listen_to(&child->err, err);
		ended = waitpid(child->pid, status, WNOHANG);
	}
	listen_to(&child->out, out);
	listen_to(&child->err, err);
	return true;
}

static const char *
first_line(struct arena *arena, const struct saying *out,
    const struct saying *err)
{
	const struct saying *one = err->size != 0 ? err : out;
	size_t n = 0;

	while (n < one->size && one->text[n] != '\n')
		n++;
	return n == 0 ? "" : arena_format(arena, ": %s", visible_text(arena,
	    arena_text(arena, one->text, n)));
}

static bool
judge(const struct site_hook *hook, int status, const char *said,
    struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return WIFEXITED(status) ? err_set(err, ERR_PROGRAM_FAILED, "the hook "
	    "%.80s has ended with status %d%.128s", hook->words[0],
	    WEXITSTATUS(status), said) : err_set(err, ERR_PROGRAM_FAILED,
	    "the hook %.80s was ended by signal %d%.128s", hook->words[0],
	    WTERMSIG(status), said);
}

bool
hooked_run(const struct site_hook *hook, const char *line, int64_t limit_ms,
    struct err *err)
{
	int64_t until_ms = channels_clock_ms() + limit_ms;
	struct saying out = { .size = 0 }, said = { .size = 0 };
	struct arena arena = { 0 };
	struct spawned child;
	int status = 0;
	bool ended, good;

	if (!spawn_start(&child, hook->words, err))
		return false;
	line_give(&child, line);
	ended = await(&child, &out, &said, until_ms, &status);
	/* What one has left behind that has ended goes on: it sends a mail. */
	if (ended)
		child.pid = 0;
	spawn_end(&child);
	good = ended ? judge(hook, status, first_line(&arena, &out, &said),
	    err) : err_set(err, ERR_PROGRAM_FAILED, "the hook %.80s has not "
	    "ended after %lld seconds%.100s", hook->words[0],
	    (long long)(limit_ms / 1000), first_line(&arena, &out, &said));
	arena_drop(&arena);
	return good;
}

bool
hooked_ready(const struct site_hooks *hooks, struct err *err)
{
	for (unsigned i = 0; i < hooks->count; i++) {
		const char *path = hooks->list[i].words[0];

		if (access(path, X_OK) != 0)
			return err_set(err, ERR_HOOK_MISSING, "the hook "
			    "%.150s: %s", path, strerror(errno));
	}
	return true;
}

/* Who watches sees it, and the journal keeps it. */
static void
failure_say(struct execution *execution, const struct site_hook *hook,
    const struct err *err)
{
	struct session *session = execution->session;
	int64_t at_ms = session_now_ms(session);
	struct arena arena = { 0 };

	sink_emit(&session->listener, &(struct event){ .type = EVENT_OUTPUT,
	    .at_ms = at_ms, .text = err->text });
	if (session->writing && !session->writer.over &&
	    execution->run.ending == GOING)
		writer_ask(&session->writer, &(struct word_given){ "hook",
		    arena_format(&arena, "%s%s%s", hook_words[hook->moment],
		    hook->step != NULL ? " " : "", hook->step != NULL ?
		    hook->step : ""), err->text, execution->holder.who },
		    at_ms);
	arena_drop(&arena);
}

bool
hooked_tell(struct execution *execution, enum hook_moment moment,
    const char *step, const char *line, struct err *err)
{
	const struct site_hooks *hooks = &execution->site.site->hooks;
	bool good = true;

	for (unsigned i = 0; i < hooks->count; i++) {
		const struct site_hook *hook = &hooks->list[i];
		struct err why = { 0 };

		if (hook->moment != moment || (step != NULL &&
		    !hook_is_of(hook, step)) || execution->hook(
		    execution->hook_with, hook, line, &why))
			continue;
		failure_say(execution, hook, &why);
		if (good)
			*err = why;
		good = false;
	}
	return good;
}
