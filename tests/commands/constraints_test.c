/*
 * Constraints of a domain from a document, and documents that are none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/constraints.h"
#include "core/base/buffer.h"

#define T(name) cmocka_unit_test(name)
#define BEGIN "<?xml version=\"1.0\"?>\n<LDM_interface version=\"1.3\" " \
	"xmlns:xsi=\"x\" xmlns:ovf=\"o\" xmlns:rasd=\"r\" xmlns:gprop=\"g\">" \
	"<data version=\"3.0\"><Envelope><References/>"
#define END	"</Envelope></data></LDM_interface>"
#define ITEM(type, rest) "<Section xsi:type=\"s\"><Item>" \
	"<rasd:OtherResourceType>" type "</rasd:OtherResourceType>" rest \
	"</Item></Section>"
#define UNITS(n) "<rasd:AllocationUnits>" n "</rasd:AllocationUnits>"
#define PROPERTY(key, value) "<gprop:GenericProperty key=\"" key "\">" value \
	"</gprop:GenericProperty>"
#define DOMAIN(rest) BEGIN "<Content ovf:id=\"web9\">" rest "</Content>" END

struct fixture {
	struct arena	   arena;
	struct constraints constraints;
	struct err	   err;
};

static bool
take(struct fixture *fixture, const char *text)
{
	arena_drop(&fixture->arena);
	fixture->err = (struct err){ .code = ERR_NONE };
	return constraints_read(&fixture->arena, text, strlen(text),
	    &fixture->constraints, &fixture->err);
}

static void
every_kind_of_item_is_read(void **state)
{
	struct fixture fixture = { 0 };
	const struct constraints *read = &fixture.constraints;

	(void)state;
	assert_true(take(&fixture, DOMAIN(
	    ITEM("ldom_info", "<uuid>7</uuid>"
		"<rasd:Address>00:14:4f:fb:0a:21</rasd:Address>"
		PROPERTY("hostid", "0x84fb0a21")
		PROPERTY("master", "primary") PROPERTY("new-one", "x"))
	    ITEM("cpu", UNITS(" 12\n")) ITEM("mau", UNITS("2"))
	    ITEM("memory", UNITS("3G"))
	    ITEM("network", "<rasd:Address>00:14:4f:fc:10:01</rasd:Address>"
		PROPERTY("vnet_name", "net0") PROPERTY("service_name", "sw0"))
	    ITEM("disk", PROPERTY("vdisk_name", "root")
		PROPERTY("vol_name", "web9-root")
		PROPERTY("service_name", "vds0") PROPERTY("timeout", "30"))
	    ITEM("var", PROPERTY("name", "nvramrc")
		PROPERTY("value", "a &amp; b &lt; c"))
	    ITEM("console", PROPERTY("port", "5010")))));
	assert_string_equal(read->name, "web9");
	assert_string_equal(read->master, "primary");
	assert_null(read->unknown);
	assert_int_equal(read->mac, 0x00144ffb0a21);
	assert_int_equal(read->hostid, 0x84fb0a21);
	assert_int_equal(read->vcpus, 12);
	assert_int_equal(read->crypto, 2);
	assert_int_equal(read->memory, (int64_t)3 << 30);
	assert_int_equal(read->port, 5010);
	assert_int_equal(read->part_count, 3);
	assert_string_equal(read->part[0].name, "net0");
	assert_string_equal(read->part[0].service, "sw0");
	assert_int_equal(read->part[0].mac, 0x00144ffc1001);
	assert_string_equal(read->part[1].volume, "web9-root");
	assert_int_equal(read->part[1].timeout, 30);
	assert_string_equal(read->part[2].value, "a & b < c");
	arena_drop(&fixture.arena);
}

static void
a_request_is_read_like_a_listing(void **state)
{
	struct fixture fixture = { 0 };

	(void)state;
	assert_true(take(&fixture, "<LDM_interface><cmd><action>add-domain"
	    "</action><data><Envelope><Content id=\"web9\">" ITEM("policy",
	    "") "</Content></Envelope></data></cmd></LDM_interface>"));
	assert_string_equal(fixture.constraints.name, "web9");
	assert_string_equal(fixture.constraints.unknown, "policy");
	arena_drop(&fixture.arena);
}

static void
a_document_that_is_none_is_refused_with_the_reason(void **state)
{
	static const struct {
		const char	*text, *reason;
	} wrong[] = {
		{ "", "no XML" }, { "<LDM_interface>", "no XML" },
		{ "<a/>", "version 3" },
		{ "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
		    "version 3" },
		{ "<a>\377\376</a>", "no XML" },
		{ "<LDM_interface><data version=\"2.0\"><ldom/></data>"
		    "</LDM_interface>", "version 3" },
		{ BEGIN END, "no domain" },
		{ BEGIN "<Content id=\"a\"/><Content id=\"b\"/>" END,
		    "more than one domain" },
		{ BEGIN "<Content/>" END, "no id" },
		{ DOMAIN(ITEM("cpu", UNITS("many"))), "is no number" },
		{ DOMAIN(ITEM("cpu", UNITS("-1"))), "is no number" },
		{ DOMAIN(ITEM("memory", UNITS("9999999G"))),
		    "is no number" },
		{ DOMAIN(ITEM("ldom_info", PROPERTY("hostid",
		    "0x184fb0a21"))), "hostid" },
		{ DOMAIN(ITEM("network", PROPERTY("vnet_name", "n")
		    "<rasd:Address>01:2</rasd:Address>")), "no address" },
		{ DOMAIN(ITEM("disk", "")), "no vdisk_name" },
		{ DOMAIN(ITEM("disk", PROPERTY("vdisk_name", "d")
		    PROPERTY("timeout", "70000"))), "timeout" },
		{ DOMAIN(ITEM("console", PROPERTY("port", "70000"))),
		    "port" },
	};
	struct fixture fixture = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(take(&fixture, wrong[i].text));
		assert_int_equal(fixture.err.code, ERR_USAGE);
		if (strstr(fixture.err.text, wrong[i].reason) == NULL)
			fail_msg("%s: %s", wrong[i].text, fixture.err.text);
	}
	arena_drop(&fixture.arena);
}

static void
a_document_declares_nothing_and_loads_nothing(void **state)
{
	static const char *const hostile[] = {
		"<!DOCTYPE a [<!ENTITY b \"c\">]>" "<LDM_interface/>",
		"<!DOCTYPE a SYSTEM \"/etc/passwd\"><LDM_interface/>",
		"<!DOCTYPE a [<!ENTITY b SYSTEM \"/etc/passwd\">]>"
		    "<LDM_interface>&b;</LDM_interface>",
		"<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \""
		    "&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><LDM_interface>&c;"
		    "</LDM_interface>",
	};
	struct fixture fixture = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		assert_false(take(&fixture, hostile[i]));
		assert_non_null(strstr(fixture.err.text, "declares"));
	}
	arena_drop(&fixture.arena);
}

static void
a_document_is_limited_in_size_depth_and_parts(void **state)
{
	struct buffer text = { 0 };
	struct fixture fixture = { 0 };

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		buffer_print(&text, "<a>");
	assert_false(take(&fixture, text.bytes));
	while (text.size <= CONSTRAINTS_BYTES)
		buffer_print(&text, "%*s", 1000, "");
	assert_false(take(&fixture, text.bytes));
	assert_int_equal(fixture.err.code, ERR_TOO_MANY);
	for (unsigned parts = CONSTRAINTS_PARTS; parts <=
	    CONSTRAINTS_PARTS + 1; parts++) {
		buffer_drop(&text);
		buffer_print(&text, "%s<Content id=\"a\">", BEGIN);
		for (unsigned i = 0; i < parts; i++)
			buffer_print(&text, ITEM("var", PROPERTY("name",
			    "v%u")), i);
		buffer_print(&text, "</Content>" END);
		assert_int_equal(take(&fixture, text.bytes), parts ==
		    CONSTRAINTS_PARTS);
	}
	assert_int_equal(fixture.err.code, ERR_TOO_MANY);
	buffer_drop(&text);
	arena_drop(&fixture.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_kind_of_item_is_read),
		T(a_request_is_read_like_a_listing),
		T(a_document_that_is_none_is_refused_with_the_reason),
		T(a_document_declares_nothing_and_loads_nothing),
		T(a_document_is_limited_in_size_depth_and_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
