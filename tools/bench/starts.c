/*
 * What a command of a simulated site costs that no owner holds, beside a
 * process that does nothing: by the processor's time, one after the other, so
 * that what else the machine does strikes all alike.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/err.h"
#include "tools/bench/bench.h"

enum { PATH_BYTES = 256, WORDS = 8 };

struct command {
	const char	*name;		/* of the figure */
	const char	*words[WORDS];
	double		 took_s;
};

static double
seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* By all processes that have ended. */
static double
used_s(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

static void
become(const char *const words[])
{
	int nothing = open("/dev/null", O_RDWR);

	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);
	execv(words[0], (char *const *)words);
	perror(words[0]);
	_exit(127);
}

static void
start(const char *const words[])
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		become(words);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
		fprintf(stderr, "domferry-bench: %s fails\n", words[0]);
		exit(EXIT_NOT_MET);
	}
}

static void
command_time(struct command *command)
{
	double from_s = used_s();

	start(command->words);
	command->took_s += used_s() - from_s;
}

/* A figure: hundredths of what the first command takes. */
static void
measure(struct command commands[], size_t count, unsigned times)
{
	for (unsigned i = 0; i < times; i++)
		for (size_t k = 0; k < count; k++)
			command_time(&commands[k]);
	for (size_t k = 1; k < count; k++)
		bench_print(commands[k].name, commands[k].took_s * 100 /
		    commands[0].took_s, "% of /bin/true");
}

void
bench_starts(const char *folder, unsigned times)
{
	char program[PATH_BYTES], client[PATH_BYTES];
	char state[] = "/tmp/domferry-bench-XXXXXX";
	struct command commands[] = {
		{ "", { "/bin/true" }, 0 },
		{ "start-shell", { program, "shell", "--state", state, "--",
		    "ldm", "ls" }, 0 },
		{ "start-client", { client, "ls" }, 0 },
	};

	if (mkdtemp(state) == NULL) {
		perror("domferry-bench: /tmp");
		exit(EXIT_FILE);
	}
	snprintf(program, sizeof(program), "%.200s/domferry", folder);
	snprintf(client, sizeof(client), "%s/bin/ldm", state);
	setenv("DOMFERRY_STATE", state, 1);
	setenv("DOMFERRY_PLACE", "node1", 1);
	start((const char *[]){ program, "shell", "-s",
	    "scenarios/sites/posts.json", "--state", state, "--", "hostname",
	    NULL });
	measure(commands, sizeof(commands) / sizeof(commands[0]), times);
	start((const char *[]){ "/bin/rm", "-rf", state, NULL });
}
