#include "tools/shell/listening.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "tools/draft.h"
#include "tools/shell/owner.h"

enum { PATH_BYTES = 4096, BACKLOG = 128, READ_BYTES = 65536 };

static bool
unwritable(struct err *err, const char *path)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", path,
	    strerror(errno));
}

void
owner_forget(struct arena *arena, const struct home *home)
{
	const char *name = arena_format(arena, "%s/owner", home->path);
	char path[108];
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, path, sizeof(path) - 1) : -1;
	char *slash;

	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return;
	path[n] = '\0';
	path[strcspn(path, "\n")] = '\0';
	slash = strrchr(path, '/');
	if (strncmp(path, "/tmp/domferry-", 14) != 0 || slash == NULL ||
	    strcmp(slash, "/socket") != 0)
		return;
	unlink(path);
	*slash = '\0';
	rmdir(path);
	unlink(name);
}

static bool
socket_make(struct owner *owner, const char *path, struct err *err)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0)
		return unwritable(err, "a socket");
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	owner->listening = fd;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return (bind(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 &&
	    listen(fd, BACKLOG) == 0) || unwritable(err, path);
}

bool
owner_listen(struct arena *arena, struct owner *owner, struct err *err)
{
	const char *name = arena_format(arena, "%s/owner", owner->home->path);
	char *folder = arena_format(arena, "/tmp/domferry-XXXXXX");
	const char *path, *line;

	owner_forget(arena, owner->home);
	if (mkdtemp(folder) == NULL)
		return unwritable(err, folder);
	owner->folder = folder;
	path = arena_format(arena, "%s/socket", folder);
	line = arena_format(arena, "%s\n", path);
	return socket_make(owner, path, err) && (draft_put(&(struct draft){
	    .path = name, .text = line, .size = strlen(line), .mode = 0600,
	    .replaces = true, .alone = true, .passing = true }) ||
	    unwritable(err, name));
}

void
listening_end(struct owner *owner)
{
	char path[PATH_BYTES];

	if (owner->listening >= 0)
		close(owner->listening);
	owner->listening = -1;
	if (owner->folder == NULL)
		return;
	snprintf(path, sizeof(path), "%s/owner", owner->home->path);
	unlink(path);
	snprintf(path, sizeof(path), "%s/socket", owner->folder);
	unlink(path);
	rmdir(owner->folder);
	owner->folder = NULL;
}

static void
look_add(struct listening *look, fd_set *set, int fd)
{
	FD_SET(fd, set);
	if (fd > look->most)
		look->most = fd;
}

static bool
has_to_say(const struct connection *connection)
{
	return connection->sent < connection->out.size;
}

void
listening_look(const struct owner *owner, struct listening *look, int fd)
{
	FD_ZERO(&look->read);
	FD_ZERO(&look->write);
	look->most = -1;
	if (fd >= 0)
		look_add(look, &look->read, fd);
	if (owner->listening >= 0 && owner->connection_count < OWNER_CLIENTS)
		look_add(look, &look->read, owner->listening);
	for (const struct connection *at = owner->connections; at != NULL;
	    at = at->next) {
		look_add(look, &look->read, at->fd);
		if (has_to_say(at))
			look_add(look, &look->write, at->fd);
	}
}

static void
come(struct owner *owner)
{
	int fd = accept(owner->listening, NULL, NULL);
	struct connection *connection;

	if (fd < 0)
		return;
	if (fd >= FD_SETSIZE) {
		close(fd);
		return;
	}
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	connection = connection_make(fd);
	connection->next = owner->connections;
	owner->connections = connection;
	owner->connection_count++;
}

static void
take(struct owner *owner, struct connection *connection)
{
	char bytes[READ_BYTES];
	ssize_t n = read(connection->fd, bytes, sizeof(bytes));

	if (n > 0)
		connection_hear(&owner->stage, connection, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		connection->broken = true;
}

static void
send_more(struct connection *connection)
{
	struct buffer *out = &connection->out;
	ssize_t n = write(connection->fd, out->bytes + connection->sent,
	    out->size - connection->sent);

	if (n > 0)
		connection->sent += (size_t)n;
	else if (errno != EINTR && errno != EAGAIN)
		connection->broken = true;
	if (connection->sent == out->size) {
		buffer_drop(out);
		connection->sent = 0;
	}
}

/* One that talks nonsense has been told so by being dropped. */
static void
broken_drop(struct owner *owner)
{
	struct connection **at = &owner->connections;

	while (*at != NULL) {
		struct connection *connection = *at;

		if (!connection->broken) {
			at = &connection->next;
			continue;
		}
		*at = connection->next;
		owner->connection_count--;
		connection_drop(&owner->stage, connection);
	}
}

void
listening_serve(struct owner *owner, const struct listening *look)
{
	for (struct connection *at = owner->connections; at != NULL;
	    at = at->next) {
		if (FD_ISSET(at->fd, &look->write) && has_to_say(at))
			send_more(at);
		if (FD_ISSET(at->fd, &look->read) && !at->broken)
			take(owner, at);
	}
	if (owner->listening >= 0 && FD_ISSET(owner->listening, &look->read))
		come(owner);
	broken_drop(owner);
}
