/*
 * Linked to a test program: it runs the test that $ONLY names, and no other.
 * A planted mistake may be a loop without an end: this process ends by SIGALRM.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

enum { LIMIT_S = 60 };

/* Before main, so that the test programs need not know of it. */
__attribute__((constructor)) static void
only_begin(void)
{
	const char *name = getenv("ONLY");

	alarm(LIMIT_S);
	if (name != NULL)
		cmocka_set_test_filter(name);
}
