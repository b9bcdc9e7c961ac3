#include "tools/client/telnet_call.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
telnet_is_typed(void)
{
	struct stat found;

	return fstat(STDIN_FILENO, &found) == 0 &&
	    (!S_ISCHR(found.st_mode) || isatty(STDIN_FILENO) != 0);
}

bool
telnet_is_call(const char *const words[])
{
	return words[0] != NULL && strcmp(words[0], "telnet") == 0 &&
	    words[1] != NULL && strcmp(words[1], "localhost") == 0 &&
	    words[2] != NULL && words[3] == NULL;
}
