/*
 * Goes before every test (-include): its main has a row in a table, in which
 * tests/main.c finds it, whether it is linked alone or with all others.
 */
#ifndef TESTS_MAIN_H
#define TESTS_MAIN_H

struct test_entry {
	const char *source;
	int	(*run)(void);
};

#ifndef TESTS_MAIN_ITSELF
static int test_main(void);

/* The linker puts the rows of all tests behind each other. */
#define main(none)							\
	test_main(none);						\
	__attribute__((section("test_entries"), used))			\
	static const struct test_entry test_entry = { __FILE__, test_main }; \
	int test_main(none)
#endif

#endif
