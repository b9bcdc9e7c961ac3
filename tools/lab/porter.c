#include "tools/lab/porter.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/lab/lab_folder.h"
#include "tools/session/stop.h"
#include "tools/shell/child.h"

enum { BACKLOG = 128, SPARE_FILES = 64, TRIES = 200, TRY_NS = 10000000,
    NOT_STARTED = 127 };

/* A process may have so many files, as far as the system lets it. */
static void
files_allow(rlim_t count)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= count)
		return;
	limit.rlim_cur = limit.rlim_max < count ? limit.rlim_max : count;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

static void
a_while(void)
{
	const struct timespec time = { 0, TRY_NS };

	nanosleep(&time, NULL);
}

static bool
port_open(int *fd, unsigned *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof(at);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	*fd = socket(AF_INET, SOCK_STREAM, 0);
	if (*fd < 0)
		return false;
	fcntl(*fd, F_SETFD, FD_CLOEXEC);
	fcntl(*fd, F_SETFL, O_NONBLOCK);
	if (bind(*fd, (const struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(*fd, BACKLOG) != 0 ||
	    getsockname(*fd, (struct sockaddr *)&at, &size) != 0)
		return false;
	*port = ntohs(at.sin_port);
	return true;
}

static void
sockets_close(struct porter *porter)
{
	for (uint32_t i = 0; i < porter->count; i++)
		if (porter->sockets[i] >= 0)
			close(porter->sockets[i]);
	porter->count = 0;
}

bool
porter_listen(struct arena *arena, struct porter *porter,
    struct places *places, struct err *err)
{
	*porter = (struct porter){ .places = places, .sockets =
	    arena_take(arena, places->count + 1, sizeof(int)) };
	files_allow(places->count + SPARE_FILES);
	for (; porter->count < places->count; porter->count++) {
		int *fd = &porter->sockets[porter->count];

		if (port_open(fd, &places->list[porter->count].port))
			continue;
		porter->count += *fd >= 0;
		return err_set(err, ERR_UNSUPPORTED, "%u places need a port "
		    "each, and this machine gives no more than %u: %s",
		    (unsigned)places->count, (unsigned)porter->count,
		    strerror(errno));
	}
	return true;
}

/* In a child of the porter's. */
static _Noreturn void
sshd_become(const char *const words[], int fd, int space)
{
	child_signals();
	fcntl(fd, F_SETFL, 0);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	if (space >= 0)
		fcntl(space, F_SETFD, 0);
	execv(words[0], (char *const *)words);
	_exit(NOT_STARTED);
}

struct watch {
	const struct sshd *sshd;
	const struct places *places;
	struct pollfd	*polled;	/* one a place, then the pipe */
	nfds_t		 count;
};

static void
visitor_receive(const struct watch *watch, uint32_t n)
{
	const char *words[SSHD_WORDS];
	struct arena arena = { 0 };
	int fd = accept(watch->polled[n].fd, NULL, NULL);

	if (fd < 0) {
		a_while();
		return;
	}
	sshd_words(&arena, watch->sshd, &watch->places->list[n], words);
	if (fork() == 0)
		sshd_become(words, fd, watch->sshd->surroundings.fd);
	close(fd);
	arena_drop(&arena);
}

/* Until the lab has ended. */
static void
watch_keep(struct watch *watch)
{
	for (;;) {
		if (poll(watch->polled, watch->count, -1) < 0) {
			if (errno != EINTR)
				return;
			continue;
		}
		if (watch->polled[watch->count - 1].revents != 0)
			return;
		for (uint32_t i = 0; i + 1 < watch->count; i++)
			if (watch->polled[i].revents != 0)
				visitor_receive(watch, i);
	}
}

/* Its own files: nothing, and the log for what sshd says. */
static int
files_take(struct arena *arena, const char *home)
{
	int none = open("/dev/null", O_RDWR);
	int log = open(lab_folder_path(arena, home, "lab/log"), O_WRONLY |
	    O_CREAT | O_APPEND, 0600);

	dup2(none, STDIN_FILENO);
	dup2(none, STDOUT_FILENO);
	dup2(log >= 0 ? log : none, STDERR_FILENO);
	close(none);
	close(log);
	return open(lab_folder_path(arena, home, "lab/alive"), O_RDONLY |
	    O_NONBLOCK | O_CLOEXEC);
}

static _Noreturn void
porter_become(struct arena *arena, const struct porter *porter,
    const struct sshd *sshd)
{
	struct watch watch = { .sshd = sshd, .places = porter->places,
	    .count = porter->count + 1 };

	setpgid(0, 0);
	child_signals();
	signal(SIGCHLD, SIG_IGN);	/* nobody waits for them */
	watch.polled = arena_take(arena, watch.count, sizeof(*watch.polled));
	for (uint32_t i = 0; i < porter->count; i++)
		watch.polled[i] = (struct pollfd){ .fd = porter->sockets[i],
		    .events = POLLIN };
	watch.polled[porter->count] = (struct pollfd){ .fd = files_take(arena,
	    sshd->home), .events = POLLIN };
	watch_keep(&watch);
	kill(0, SIGTERM);
	_exit(EXIT_OK);
}

bool
porter_start(struct arena *arena, struct porter *porter,
    const struct sshd *sshd, int alive, struct err *err)
{
	assert(porter->pid == 0 && porter->count == porter->places->count);
	porter->pid = stop_fork();
	if (porter->pid == 0) {
		close(alive);
		porter_become(arena, porter, sshd);
	}
	sockets_close(porter);
	if (porter->pid > 0) {
		setpgid(porter->pid, porter->pid);
		return true;
	}
	porter->pid = 0;
	return err_set(err, ERR_PROGRAM_FAILED, "no process can be started: "
	    "%s", strerror(errno));
}

/* Its sshds are not children of ours: they are asked for as a group. */
void
porter_end(struct porter *porter)
{
	sockets_close(porter);
	if (porter->pid == 0)
		return;
	kill(-porter->pid, SIGTERM);
	while (waitpid(porter->pid, NULL, 0) < 0 && errno == EINTR)
		;
	for (unsigned i = 0; i < TRIES && kill(-porter->pid, 0) == 0; i++) {
		if (i == TRIES / 2)
			kill(-porter->pid, SIGKILL);
		a_while();
	}
	porter->pid = 0;
}
