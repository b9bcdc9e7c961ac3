#include "tools/host/port.h"

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

enum { PATH_BYTES = 4096, BACKLOG = 128, READ_BYTES = 65536 };

static bool
unwritable(struct err *err, const char *path)
{
	return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s", path,
	    strerror(errno));
}

void
port_forget(struct arena *arena, const struct home *home)
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
socket_make(struct port *port, const char *path, struct err *err)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0)
		return unwritable(err, "a socket");
	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	port->listening = fd;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return (bind(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 &&
	    listen(fd, BACKLOG) == 0) || unwritable(err, path);
}

bool
port_open(struct arena *arena, struct port *port, struct err *err)
{
	const char *name = arena_format(arena, "%s/owner", port->home->path);
	char *folder = arena_format(arena, "/tmp/domferry-XXXXXX");
	const char *path, *line;

	port_forget(arena, port->home);
	if (mkdtemp(folder) == NULL)
		return unwritable(err, folder);
	port->folder = folder;
	path = arena_format(arena, "%s/socket", folder);
	line = arena_format(arena, "%s\n", path);
	return socket_make(port, path, err) && (draft_put(&(struct draft){
	    .path = name, .text = line, .size = strlen(line), .mode = 0600,
	    .replaces = true, .alone = true, .passing = true }) ||
	    unwritable(err, name));
}

void
port_close(struct port *port)
{
	char path[PATH_BYTES];

	while (port->connections != NULL) {
		struct connection *connection = port->connections;

		port->connections = connection->next;
		connection_drop(port->host, connection);
	}
	port->connection_count = 0;
	if (port->listening >= 0)
		close(port->listening);
	port->listening = -1;
	if (port->folder == NULL)
		return;
	snprintf(path, sizeof(path), "%s/owner", port->home->path);
	unlink(path);
	snprintf(path, sizeof(path), "%s/socket", port->folder);
	unlink(path);
	rmdir(port->folder);
	port->folder = NULL;
}

static void
look_add(struct looked *look, fd_set *set, int fd)
{
	FD_SET(fd, set);
	if (fd > look->most)
		look->most = fd;
}

static bool
may_come(const struct port *port)
{
	return port->listening >= 0 &&
	    port->connection_count < PORT_CLIENTS;
}

static bool
has_to_say(const struct connection *connection)
{
	return connection->sent < connection->out.size;
}

void
port_look(const struct port *port, struct looked *look, int fd)
{
	FD_ZERO(&look->read);
	FD_ZERO(&look->write);
	look->most = -1;
	if (fd >= 0)
		look_add(look, &look->read, fd);
	if (may_come(port))
		look_add(look, &look->read, port->listening);
	for (const struct connection *at = port->connections; at != NULL;
	    at = at->next) {
		look_add(look, &look->read, at->fd);
		if (has_to_say(at))
			look_add(look, &look->write, at->fd);
	}
}

static void
come(struct port *port)
{
	int fd = accept(port->listening, NULL, NULL);
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
	connection->next = port->connections;
	port->connections = connection;
	port->connection_count++;
}

static void
take(struct port *port, struct connection *connection)
{
	char bytes[READ_BYTES];
	ssize_t n = read(connection->fd, bytes, sizeof(bytes));

	if (n > 0)
		connection_hear(port->host, connection, bytes, (size_t)n);
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
broken_drop(struct port *port)
{
	struct connection **at = &port->connections;

	while (*at != NULL) {
		struct connection *connection = *at;

		if (!connection->broken) {
			at = &connection->next;
			continue;
		}
		*at = connection->next;
		port->connection_count--;
		connection_drop(port->host, connection);
	}
}

void
port_serve(struct port *port, const struct looked *look)
{
	for (struct connection *at = port->connections; at != NULL;
	    at = at->next) {
		if (FD_ISSET(at->fd, &look->write) && has_to_say(at))
			send_more(at);
		if (FD_ISSET(at->fd, &look->read) && !at->broken)
			take(port, at);
	}
	if (port->listening >= 0 && FD_ISSET(port->listening, &look->read))
		come(port);
	broken_drop(port);
}

unsigned
port_polled(const struct port *port, struct pollfd *fds)
{
	unsigned count = 0;

	if (may_come(port))
		fds[count++] = (struct pollfd){ port->listening, POLLIN, 0 };
	for (const struct connection *at = port->connections; at != NULL;
	    at = at->next)
		fds[count++] = (struct pollfd){ at->fd, (short)(POLLIN |
		    (has_to_say(at) ? POLLOUT : 0)), 0 };
	return count;
}

/* One that has closed its end is read from, and so noticed. */
void
port_poll_serve(struct port *port, const struct pollfd *fds, unsigned count)
{
	struct looked look;

	FD_ZERO(&look.read);
	FD_ZERO(&look.write);
	for (unsigned i = 0; i < count; i++) {
		if ((fds[i].revents & ~POLLOUT) != 0)
			FD_SET(fds[i].fd, &look.read);
		if ((fds[i].revents & POLLOUT) != 0)
			FD_SET(fds[i].fd, &look.write);
	}
	port_serve(port, &look);
}

bool
port_is_due(const struct port *port)
{
	for (const struct connection *at = port->connections; at != NULL;
	    at = at->next)
		if (connection_is_due(at) || connection_has_news(at))
			return true;
	return false;
}

bool
port_tell(struct port *port)
{
	bool told = false;

	for (struct connection *at = port->connections; at != NULL;
	    at = at->next) {
		bool due = connection_is_due(at);

		connection_tell(port->host, at);
		if (!due)
			continue;
		told = true;
		connection_hear(port->host, at, "", 0);
	}
	return told;
}
