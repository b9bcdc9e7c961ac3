#include "tools/shell/intake.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "tools/say.h"

enum { READ_BYTES = 4096 };

const char *
intake_next(struct intake *intake, bool *wrong)
{
	struct buffer *bytes = &intake->bytes;
	size_t left = bytes->size - intake->at;
	char *line, *end;

	/* A buffer in which nothing was has no bytes. */
	if (left == 0)
		return NULL;
	line = bytes->bytes + intake->at;
	end = memchr(line, '\n', left);
	if (end == NULL && !intake->ended)
		return NULL;
	/* Every buffer has a '\0' behind its bytes. */
	if (end == NULL)
		end = line + left;
	*end = '\0';
	if (end > line && end[-1] == '\r')
		end[-1] = '\0';
	*wrong = (size_t)(end - line) > INTAKE_MOST ||
	    strlen(line) + 1 < (size_t)(end - line);
	intake->at += (size_t)(end - line) + 1;
	if (intake->at > bytes->size)
		intake->at = bytes->size;
	return *wrong ? "" : line;
}

int
intake_refuse(void)
{
	say_to(stderr, "domferry: usage: a line of more than %d bytes, or "
	    "with a zero byte, is not read\n", INTAKE_MOST);
	return EXIT_USAGE;
}

void
intake_read(struct intake *intake)
{
	char more[READ_BYTES];
	struct buffer *bytes = &intake->bytes;
	ssize_t n;

	assert(!intake->ended && intake->at <= bytes->size);
	if (intake->at != 0)
		memmove(bytes->bytes, bytes->bytes + intake->at,
		    bytes->size - intake->at);
	bytes->size -= intake->at;
	intake->at = 0;
	do
		n = read(intake->fd, more, sizeof(more));
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		intake->ended = true;
	else
		buffer_put(bytes, more, (size_t)n);
}

void
intake_drop(struct intake *intake)
{
	buffer_drop(&intake->bytes);
	intake->at = 0;
}
