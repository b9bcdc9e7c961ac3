#include "tools/shell/owner.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/session/stop.h"
#include "tools/shell/roots_files.h"
#include "tools/shell/state.h"

enum { SAID_BY_SHELL = 128, NEVER = -1 };

static int64_t
real_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A child that ends wakes up who waits. */
static void
on_child(int number)
{
	(void)number;
}

void
owner_begin(struct owner *owner, uint64_t speed)
{
	struct sigaction action = { .sa_handler = on_child };

	sigemptyset(&action.sa_mask);
	sigaction(SIGCHLD, &action, NULL);
	stop_listen();
	stop_outlive_pipe();
	owner->port = (struct port){ .host = &owner->stage.host,
	    .home = owner->home, .listening = -1 };
	owner->speed = speed;
	owner->tied_real_ms = real_ms();
	owner->tied_ms = sandbox_now_ms(owner->stage.sandbox);
}

void
owner_end(struct owner *owner)
{
	port_close(&owner->port);
}

bool
owner_save(struct owner *owner)
{
	struct buffer bytes = { 0 };
	bool saved = true;

	if (!owner->stage.changed || owner->home == NULL ||
	    owner->home->passing)
		return true;
	state_write(&owner->stage, owner->site_path, owner->site_text,
	    owner->site_size, &bytes);
	saved = home_save(owner->home, &bytes, &owner->err);
	buffer_drop(&bytes);
	owner->stage.changed = !saved;
	return saved;
}

/* The moment that it is now, if simulated time is tied to the clock. */
static int64_t
tied_now_ms(const struct owner *owner)
{
	return owner->tied_ms + (real_ms() - owner->tied_real_ms) *
	    (int64_t)owner->speed;
}

/* For how many real ms there is nothing to do, unless somebody comes; NEVER:
 * for ever. */
static int64_t
idle_ms(const struct owner *owner)
{
	int64_t next_ms = stage_next_ms(&owner->stage), left_ms;

	if (next_ms < 0)
		return NEVER;
	if (owner->speed == 0) {
		left_ms = owner->grace_ms - real_ms();
		if (!stage_is_waited(&owner->stage))
			return NEVER;
	} else {
		left_ms = (next_ms - tied_now_ms(owner) +
		    (int64_t)owner->speed - 1) / (int64_t)owner->speed;
	}
	return left_ms > 0 ? left_ms : 0;
}

/* Let everything happen that has happened by the clock. */
static void
clock_follow(struct owner *owner)
{
	struct stage *stage = &owner->stage;
	int64_t now_ms = tied_now_ms(owner);

	while (sandbox_now_ms(stage->sandbox) < now_ms)
		stage_step(stage, now_ms);
}

/* Let the next thing happen, if it is its time. */
static void
time_pass(struct owner *owner)
{
	struct stage *stage = &owner->stage;
	int64_t next_ms = stage_next_ms(stage);

	if (owner->speed != 0)
		clock_follow(owner);
	else if (stage_is_waited(stage) && next_ms >= 0)
		stage_step(stage, next_ms);
}

/* What has been done is kept before anybody is told that it is. */
static void
keep(struct owner *owner)
{
	if (owner->stage.roots != NULL && port_is_due(&owner->port))
		roots_show(owner->stage.roots, &owner->stage);
	if (owner_save(owner))
		return;
	for (struct connection *at = owner->port.connections; at != NULL;
	    at = at->next)
		if (connection_is_due(at))
			buffer_print(&at->caller.err, "domferry: what was done "
			    "is not kept: %s\n", owner->err.text);
}

/* Wait until somebody comes, a child ends, a signal asks to stop, or it is time
 * for the next thing. */
static void
await(struct owner *owner, int fd, const sigset_t *open_to)
{
	struct looked look;
	int64_t ms = idle_ms(owner);
	struct timespec wait = { ms / 1000, ms % 1000 * 1000000 };
	int n;

	port_look(&owner->port, &look, fd);
	n = pselect(look.most + 1, &look.read, &look.write, NULL,
	    ms == NEVER ? NULL : &wait, open_to);
	if (owner->speed != 0)
		clock_follow(owner);
	if (n > 0)
		port_serve(&owner->port, &look);
	else if (n == 0 && ms >= 0)
		time_pass(owner);
}

/* Has the child's group got a signal?  Who of it has asked something may not
 * be there to be answered any more. */
static bool
group_signalled(const struct owner *owner)
{
	int number = owner->signal != NULL ? owner->signal(owner->with) : 0;

	if (number != 0)
		kill(-owner->group, number);
	return number != 0;
}

/* One round: wait, let time pass, keep the state, and only then answer. */
static void
round_play(struct owner *owner, int fd, const sigset_t *open_to)
{
	await(owner, fd, open_to);
	if (group_signalled(owner))
		return;
	while (port_is_due(&owner->port)) {
		keep(owner);
		port_tell(&owner->port);
		owner->grace_ms = real_ms() + OWNER_GRACE_MS;
	}
}

/* Signals come only while nothing else is done. */
static void
signals_block(sigset_t *was)
{
	static const int numbers[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaddset(&set, numbers[i]);
	sigprocmask(SIG_BLOCK, &set, was);
}

bool
owner_await_line(struct owner *owner, struct caller *caller)
{
	sigset_t was;

	signals_block(&was);
	while (caller->waits && !stop_asked())
		round_play(owner, -1, &was);
	sigprocmask(SIG_SETMASK, &was, NULL);
	return !caller->waits;
}

static bool
is_readable(int fd)
{
	struct timeval none = { 0, 0 };
	fd_set set;

	FD_ZERO(&set);
	FD_SET(fd, &set);
	return select(fd + 1, &set, NULL, NULL, &none) > 0;
}

bool
owner_await_input(struct owner *owner, int fd)
{
	sigset_t was;

	assert(fd >= 0);
	signals_block(&was);
	while (!stop_asked() && !is_readable(fd))
		round_play(owner, fd, &was);
	sigprocmask(SIG_SETMASK, &was, NULL);
	return !stop_asked();
}

/* A signal that asks to stop is the child's too, from the terminal; else it is
 * handed on. */
int
owner_await_child(struct owner *owner, pid_t child)
{
	bool told = false;
	int status = 0;
	sigset_t was;
	pid_t ended;

	signals_block(&was);
	while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
		if (stop_asked() && !told) {
			kill(child, SIGTERM);
			told = true;
		}
		round_play(owner, -1, &was);
	}
	sigprocmask(SIG_SETMASK, &was, NULL);
	if (ended < 0)
		return EXIT_UNKNOWN;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    SAID_BY_SHELL + WTERMSIG(status);
}
