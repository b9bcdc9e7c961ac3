/*
 * MAC addresses are read as ldm spells them, and written back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/op/mac.h"

static void
an_address_is_written_without_leading_zeros(void **state)
{
	static const char *const rows[][2] = {
		{ "0:14:4f:fb:21:7", "0:14:4f:fb:21:7" },
		{ "00:14:4F:FB:21:07", "0:14:4f:fb:21:7" },
		{ "fe:0:0:0:0:0", "fe:0:0:0:0:0" },
		{ "0:0:0:0:0:a", "0:0:0:0:0:a" },
	};
	char text[MAC_BYTES];
	int64_t mac;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(mac_read(rows[i][0], &mac));
		assert_string_equal(mac_write(mac, text), rows[i][1]);
	}
}

static void
what_is_no_address_of_one_machine_is_refused(void **state)
{
	static const char *const rows[] = { "", "0", "0:14:4f:fb:21",
	    "0:14:4f:fb:21:7:8", "0:14:4f:fb:21:", ":14:4f:fb:21:7",
	    "0:14:4f:fb:21:g", "000:14:4f:fb:21:7", "0:14:4f:fb:21:7 ",
	    "0:0:0:0:0:0", "1:0:5e:0:0:1", "ff:ff:ff:ff:ff:ff",
	    "0-14-4f-fb-21-7" };
	int64_t mac = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (mac_read(rows[i], &mac) || mac != 7)
			fail_msg("%s", rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_written_without_leading_zeros),
		cmocka_unit_test(what_is_no_address_of_one_machine_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
