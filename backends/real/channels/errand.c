#include "backends/real/channels/errand.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PART = 16384 };

bool
errand_begin(struct errand *errand, const char *const words[],
    int64_t until_ms, struct err *err)
{
	*errand = (struct errand){ .used = true, .awaited = true,
	    .until_ms = until_ms };
	if (!spawn_start(&errand->child, words, err)) {
		errand->used = false;
		return false;
	}
	close(errand->child.in);
	errand->child.in = -1;
	return true;
}

unsigned
errand_polled(const struct errand *errand, struct pollfd fds[ERRAND_FDS])
{
	unsigned n = 0;

	if (errand->child.out >= 0)
		fds[n++] = (struct pollfd){ .fd = errand->child.out,
		    .events = POLLIN };
	if (errand->child.err >= 0)
		fds[n++] = (struct pollfd){ .fd = errand->child.err,
		    .events = POLLIN };
	return n;
}

/* Until it is closed, or there is no more now. */
static void
read_on(int *fd, struct buffer *to)
{
	char part[PART];

	while (*fd >= 0 && to->size <= ERRAND_MOST) {
		ssize_t n = read(*fd, part, sizeof(part));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			close(*fd);
			*fd = -1;
		} else {
			buffer_put(to, part, (size_t)n);
			buffer_put(to, "", 1);
			to->size--;
		}
	}
}

static void
lose(struct errand *errand, const char *why)
{
	spawn_end(&errand->child);
	errand->over = errand->lost = true;
	err_set(&errand->err, ERR_NO_ANSWER, "%s", why);
}

void
errand_go_on(struct errand *errand, int64_t now_ms)
{
	if (!errand->used || errand->over)
		return;
	read_on(&errand->child.out, &errand->out);
	read_on(&errand->child.err, &errand->said);
	if (errand->out.size > ERRAND_MOST || errand->said.size > ERRAND_MOST) {
		lose(errand, "it prints too much");
	} else if (errand->child.out < 0 && errand->child.err < 0) {
		errand->status = spawn_ended(&errand->child);
		errand->over = true;
	} else if (now_ms >= errand->until_ms) {
		lose(errand, "it was not over in time");
	}
}

void
errand_drop(struct errand *errand)
{
	if (errand->used)
		spawn_end(&errand->child);
	buffer_drop(&errand->out);
	buffer_drop(&errand->said);
	errand->used = false;
}
