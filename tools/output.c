#include "tools/output.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/descriptor.h"
#include "tools/file.h"

void
output_begin(void)
{
	struct sigaction ignored = { .sa_handler = SIG_IGN };

	if (!descriptors_open())
		abort();
	sigemptyset(&ignored.sa_mask);
	sigaction(SIGXFSZ, &ignored, NULL);
}

int
output_end(int status)
{
	struct err err = { 0 };
	bool failed;

	errno = 0;
	failed = fflush(stdout) != 0;
	if (!failed && ferror(stdout) == 0)
		return status;
	err_set(&err, ERR_OUTPUT_LOST, "standard output: %s; what was "
	    "printed is incomplete", failed && errno != 0 ? strerror(errno) :
	    "a write has failed");
	err_print(&err);
	return status == EXIT_OK || status == EXIT_DIFFERS ? EXIT_FILE :
	    status;
}
