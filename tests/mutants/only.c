/*
 * Linked to a test program: it runs the test that $ONLY names, and no other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

/* Before main, so that the test programs need not know of it. */
__attribute__((constructor)) static void
only_begin(void)
{
	const char *name = getenv("ONLY");

	if (name != NULL)
		cmocka_set_test_filter(name);
}
