/*
 * The library for XML: loaded when it is needed, and refused where it is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/xml_library.h"

#define T(name) cmocka_unit_test(name)

static void
every_function_is_found_and_works(void **state)
{
	static const char text[] = "<a><b/></a>";
	struct xml_library xml, again;
	struct err err = { 0 };
	xmlDoc *document;

	(void)state;
	assert_true(xml_library_load(&xml, xml_library_name, &err));
	assert_true(xml_library_load(&again, xml_library_name, &err));
	assert_memory_equal(&xml, &again, sizeof(xml));
	document = xml.xmlReadMemory(text, sizeof(text) - 1, "text", NULL, 0);
	assert_non_null(document);
	assert_string_equal((const char *)
	    xml.xmlDocGetRootElement(document)->name, "a");
	xml.xmlFreeDoc(document);
}

static void
a_library_that_is_missing_is_named(void **state)
{
	struct xml_library xml;
	struct err err = { 0 };

	(void)state;
	assert_false(xml_library_load(&xml, "libxml2-none.so.7", &err));
	assert_int_equal(err.code, ERR_PROGRAM_MISSING);
	assert_non_null(strstr(err.text, "libxml2, which"));
	assert_non_null(strstr(err.text, "libxml2-none.so.7"));
}

static void
another_library_is_none(void **state)
{
	struct xml_library xml;
	struct err err = { 0 };

	(void)state;
	assert_false(xml_library_load(&xml, "libc.so.6", &err));
	assert_int_equal(err.code, ERR_PROGRAM_MISSING);
	assert_non_null(strstr(err.text, "xmlBufferContent"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_function_is_found_and_works),
		T(a_library_that_is_missing_is_named),
		T(another_library_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
