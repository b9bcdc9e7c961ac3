/*
 * The folder of a simulated site, and those who come by its socket, where no
 * stage plays what they ask for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "tools/host/port.h"
#include "tools/host/tree.h"

enum { PATH_BYTES = 256, ROUNDS = 20 };

/* A host whose programs print their own line. */
struct fixture {
	struct host	 host;
	struct arena	 arena;
	struct home	 home;
	struct port	 port;
	struct names	 names;
	char		 folder[PATH_BYTES / 2];
};

static bool
answers(struct host *host, uint32_t place)
{
	(void)host;
	return place == 1;
}

static void
call(struct host *host, struct caller *caller, const char *line,
    const char *input)
{
	(void)host;
	buffer_print(&caller->out, "%s%s", line, input != NULL ? input : "");
	caller->status = 3;
}

static void
leave(struct host *host, struct caller *caller)
{
	(void)host;
	caller->waits = false;
}

static void
begin(struct fixture *fixture)
{
	memset(fixture, 0, sizeof(*fixture));
	names_begin(&fixture->arena, &fixture->names);
	names_put(&fixture->names, KIND_NODE, "node1");
	fixture->host = (struct host){ &fixture->names, answers, call, NULL,
	    NULL, leave, NULL, NULL, NULL, NULL };
	strcpy(fixture->folder, "/tmp/domferry-host-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	fixture->home.path = fixture->folder;
	fixture->home.lock.fd = -1;
	fixture->port = (struct port){ .host = &fixture->host,
	    .home = &fixture->home, .listening = -1 };
}

static void
end(struct fixture *fixture)
{
	port_close(&fixture->port);
	tree_remove(fixture->folder);
	assert_int_not_equal(access(fixture->folder, F_OK), 0);
	arena_drop(&fixture->arena);
}

static void
file_make(const char *folder, const char *name)
{
	char path[PATH_BYTES];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static void
a_folder_goes_with_all_in_it_and_nothing_that_is_linked(void **state)
{
	char other[] = "/tmp/domferry-host-XXXXXX", path[PATH_BYTES];
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	assert_non_null(mkdtemp(other));
	file_make(other, "stays");
	snprintf(path, sizeof(path), "%s/inner", fixture.folder);
	assert_int_equal(mkdir(path, 0700), 0);
	file_make(path, "goes");
	snprintf(path, sizeof(path), "%s/inner/link", fixture.folder);
	assert_int_equal(symlink(other, path), 0);
	tree_remove(fixture.folder);
	assert_int_not_equal(access(fixture.folder, F_OK), 0);
	snprintf(path, sizeof(path), "%s/stays", other);
	assert_int_equal(access(path, F_OK), 0);
	tree_remove(other);
	end(&fixture);
}

/* A client at that socket. */
static int
come(const struct fixture *fixture)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s/socket",
	    fixture->port.folder);
	assert_int_equal(connect(fd, (const struct sockaddr *)&at,
	    sizeof(at)), 0);
	return fd;
}

/* All that there is to do. */
static void
serve(struct fixture *fixture)
{
	struct pollfd fds[PORT_FDS];

	for (unsigned i = 0; i < ROUNDS; i++) {
		unsigned count;

		port_tell(&fixture->port);
		count = port_polled(&fixture->port, fds);
		if (poll(fds, count, 0) > 0)
			port_poll_serve(&fixture->port, fds, count);
	}
}

static void
say(int fd, int kind, const char *body, size_t size)
{
	char head[MESSAGE_HEAD];

	message_head(head, kind, size);
	assert_int_equal(write(fd, head, sizeof(head)), sizeof(head));
	assert_int_equal(write(fd, body, size), size);
}

/* All that has been said, each '\0' as a blank. */
static size_t
hear(int fd, char *text, size_t size)
{
	ssize_t n = recv(fd, text, size - 1, MSG_DONTWAIT);

	for (ssize_t i = 0; i < n; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	text[n > 0 ? n : 0] = '\0';
	return n > 0 ? (size_t)n : 0;
}

static void
who_polls_serves_all_who_come(void **state)
{
	static const char words[] = "node1\0/\0ldm\0ls";
	struct fixture fixture;
	struct err err;
	char text[PATH_BYTES];
	int one, other;

	(void)state;
	begin(&fixture);
	assert_true(port_open(&fixture.arena, &fixture.port, &err));
	one = come(&fixture);
	other = come(&fixture);
	say(other, MESSAGE_CALL, words, sizeof(words));
	serve(&fixture);
	assert_int_equal(hear(one, text, sizeof(text)), 0);
	hear(other, text, sizeof(text));
	assert_string_equal(text, "o   \016cd / && ldm ls" "d   \t3 node1  ");
	/* One that is gone is forgotten. */
	assert_int_equal(fixture.port.connection_count, 2);
	close(one);
	serve(&fixture);
	assert_int_equal(fixture.port.connection_count, 1);
	close(other);
	end(&fixture);
}

static void
a_host_without_a_prompt_takes_no_lines(void **state)
{
	static const char line[] = "node1\0wait 5m";
	static const int kinds[] = { MESSAGE_LINE, MESSAGE_COMPLETE };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct connection *connection = connection_make(-1);
		char head[MESSAGE_HEAD];
		struct fixture fixture;

		begin(&fixture);
		message_head(head, kinds[i], sizeof(line));
		connection_hear(&fixture.host, connection, head,
		    sizeof(head));
		connection_hear(&fixture.host, connection, line,
		    sizeof(line));
		assert_true(connection->broken);
		connection_drop(&fixture.host, connection);
		end(&fixture);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
	    a_folder_goes_with_all_in_it_and_nothing_that_is_linked),
	    cmocka_unit_test(who_polls_serves_all_who_come),
	    cmocka_unit_test(a_host_without_a_prompt_takes_no_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
