/*
 * What boot-device names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/site/boot_device.h"

/* "1" for the disk with id 1, "(name)", "net": one after the other. */
static void
reads(const char *list, const char *as)
{
	char text[200] = "";
	size_t n = 0;
	struct boot_word word;

	for (const char *at = list; boot_device_next(&at, &word);)
		n += (size_t)(word.kind == BOOT_DISK_ID ?
		    snprintf(text + n, sizeof(text) - n, "%u ",
		    (unsigned)word.id) : word.kind == BOOT_NET ?
		    snprintf(text + n, sizeof(text) - n, "net ") :
		    snprintf(text + n, sizeof(text) - n, "(%.*s) ",
		    (int)word.size, word.text));
	assert_string_equal(text, as);
}

static void
a_disk_is_named_by_its_path_or_its_alias(void **state)
{
	(void)state;
	reads("/virtual-devices@100/channel-devices@200/disk@0", "0 ");
	reads("/virtual-devices@100/channel-devices@200/disk@1:a", "1 ");
	reads("disk@f", "15 ");
	reads("disk", "0 ");
	reads("disk:b", "0 ");
	reads("vdisk1:a", "(vdisk1) ");
	reads("disk0:a", "(disk0) ");
	reads("disk@", "(disk@) ");
	reads("disk@x", "(disk@x) ");
	reads("disk@fffffffff", "(disk@fffffffff) ");
}

static void
devices_are_tried_one_after_the_other(void **state)
{
	(void)state;
	reads("", "");
	reads("  ", "");
	reads("disk net", "0 net ");
	reads(" vdisk1  disk@0:a /virtual-devices@100/net@0:dhcp ",
	    "(vdisk1) 0 net ");
}

static void
a_name_is_compared_as_a_whole(void **state)
{
	const char *at = "vdisk0:a";
	struct boot_word word;

	(void)state;
	assert_true(boot_device_next(&at, &word));
	assert_true(boot_device_is(&word, "vdisk0"));
	assert_false(boot_device_is(&word, "vdisk"));
	assert_false(boot_device_is(&word, "vdisk01"));
	at = "disk@0";
	assert_true(boot_device_next(&at, &word));
	assert_false(boot_device_is(&word, "disk@0"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disk_is_named_by_its_path_or_its_alias),
		cmocka_unit_test(devices_are_tried_one_after_the_other),
		cmocka_unit_test(a_name_is_compared_as_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
