#include "tools/client/talk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bool
talk_put(int fd, const char *bytes, size_t size)
{
	while (size != 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* Where the owner listens: a line of the file "owner". */
static bool
socket_path(const char *state, char *path, size_t size)
{
	char name[TALK_PATH];
	ssize_t n;
	int fd;

	if ((size_t)snprintf(name, sizeof(name), "%s/owner", state) >=
	    sizeof(name))
		return false;
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, path, size - 1);
	close(fd);
	if (n <= 0)
		return false;
	path[n] = '\0';
	path[strcspn(path, "\n")] = '\0';
	return true;
}

int
talk_connect(const char *state)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd;

	if (!socket_path(state, at.sun_path, sizeof(at.sun_path)))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) == 0)
		return fd;
	close(fd);
	return -1;
}

struct talk *
talk_begin(const char *state, const char *place)
{
	struct talk *talk = calloc(1, sizeof(*talk));

	if (talk == NULL)
		abort();
	snprintf(talk->place, sizeof(talk->place), "%s", place);
	talk->fd = talk_connect(state);
	return talk;
}

void
talk_end(struct talk *talk)
{
	if (talk->fd >= 0)
		close(talk->fd);
	free(talk->said);
	free(talk->input);
	free(talk);
}

bool
talk_say(int fd, int kind, const char *const texts[], unsigned count)
{
	char head[MESSAGE_HEAD];
	size_t size = 0;

	for (unsigned i = 0; i < count; i++)
		size += strlen(texts[i]) + 1;
	if (size > MESSAGE_MOST)
		return false;
	message_head(head, kind, size);
	if (!talk_put(fd, head, sizeof(head)))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!talk_put(fd, texts[i], strlen(texts[i]) + 1))
			return false;
	return true;
}

/* All of standard input, as one message. */
static bool
input_send(struct talk *talk)
{
	char *bytes = malloc(MESSAGE_MOST), head[MESSAGE_HEAD];
	size_t size = 0;
	ssize_t n = 0;
	bool sent;

	if (bytes == NULL)
		return false;
	while (size < MESSAGE_MOST && ((n = read(STDIN_FILENO, bytes + size,
	    MESSAGE_MOST - size)) > 0 || (n < 0 && errno == EINTR)))
		size += n > 0 ? (size_t)n : 0;
	message_head(head, MESSAGE_INPUT, size);
	sent = talk_put(talk->fd, head, sizeof(head)) &&
	    talk_put(talk->fd, bytes, size);
	free(talk->input);
	talk->input = talk->keeps ? bytes : NULL;
	talk->input_size = talk->keeps ? size : 0;
	if (!talk->keeps)
		free(bytes);
	return sent;
}

int
talk_done(struct talk *talk, const struct message *message)
{
	size_t at = 0;
	const char *status = message_text(message, &at);
	const char *place = status != NULL ? message_text(message, &at) :
	    NULL;
	const char *over = place != NULL ? message_text(message, &at) : NULL;

	if (over == NULL)
		return TALK_NO_ANSWER;
	if (strlen(place) < sizeof(talk->place))
		memcpy(talk->place, place, strlen(place) + 1);
	talk->over = *over != '\0';
	return atoi(status);
}

/* false: it could not be written. */
static bool
output_take(struct talk *talk, const struct message *message)
{
	size_t room = talk->kept_room - talk->kept_size;
	size_t size = message->size < room ? message->size : room;

	if (talk->kept == NULL)
		return talk_put(STDOUT_FILENO, message->body,
		    message->size);
	memcpy(talk->kept + talk->kept_size, message->body, size);
	talk->kept_size += size;
	return true;
}

static void
said_take(struct talk *talk, const struct message *message)
{
	char *more;

	if (!talk->keeps) {
		talk_put(STDERR_FILENO, message->body, message->size);
		return;
	}
	more = realloc(talk->said, talk->said_size + message->size + 1);
	if (more == NULL)
		abort();
	memcpy(more + talk->said_size, message->body, message->size);
	talk->said = more;
	talk->said_size += message->size;
}

/* true: go on. */
static bool
message_hear(struct talk *talk, const struct message *message, int *status)
{
	switch (message->kind) {
	case MESSAGE_OUT:
		if (!output_take(talk, message))
			*status = 1;
		return *status < 0;
	case MESSAGE_ERR:
		said_take(talk, message);
		return true;
	case MESSAGE_WANTS:
		return input_send(talk);
	case MESSAGE_KILLED:
		raise(SIGKILL);
		return false;
	default:
		*status = talk_done(talk, message);
		return false;
	}
}

int
talk_hear(struct talk *talk)
{
	int status = -1;

	for (;;) {
		struct message message;
		long took = message_take(talk->bytes, talk->size, &message);
		bool goes_on = took <= 0 ||
		    message_hear(talk, &message, &status);
		ssize_t n;

		if (took > 0) {
			talk->size -= (size_t)took;
			memmove(talk->bytes, talk->bytes + took, talk->size);
			if (!goes_on)
				break;
			continue;
		}
		n = took < 0 ? 0 : read(talk->fd, talk->bytes + talk->size,
		    sizeof(talk->bytes) - talk->size);
		if (n < 0 && errno == EINTR) {
			if (talk->stop != NULL && *talk->stop != 0)
				return TALK_INTERRUPTED;
			continue;
		}
		if (n <= 0)
			break;
		talk->size += (size_t)n;
	}
	if (status < 0) {
		static const char gone[] = "domferry: the simulated site has "
		    "ended\n";

		talk_put(STDERR_FILENO, gone, sizeof(gone) - 1);
		status = TALK_NO_ANSWER;
		talk->gone = true;
	}
	return status;
}

void
talk_give_back(const struct talk *talk)
{
	char bytes[4096];
	ssize_t n;
	int ends[2];

	if (talk->input == NULL || pipe(ends) != 0)
		return;
	if (fork() == 0) {
		close(ends[0]);
		if (talk_put(ends[1], talk->input, talk->input_size))
			while ((n = read(STDIN_FILENO, bytes,
			    sizeof(bytes))) > 0 && talk_put(ends[1], bytes,
			    (size_t)n))
				;
		_exit(0);
	}
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
}
