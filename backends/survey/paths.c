#include "backends/survey/paths.h"

#include <string.h>

bool
is_path(const char *one, const char *other)
{
	while (*one != '\0' && *one == *other) {
		if (*one == '/') {
			one += strspn(one, "/");
			other += strspn(other, "/");
		} else {
			one++;
			other++;
		}
	}
	return *one == *other;
}
