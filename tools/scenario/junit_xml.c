#include "tools/scenario/junit_xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/xml_library.h"
#include "core/base/visible.h"

const char junit_xml_opening[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites";

/* Where a report is written, and what of. */
struct page {
	const struct xml_library *xml;
	xmlTextWriterPtr writer;
	struct arena	*arena;
};

/* What XML cannot hold has become visible: the writer fails for want of memory
 * alone. */
static void
sure(int written)
{
	if (written < 0)
		abort();
}

static void
begin(struct page *page, const char *element)
{
	sure(page->xml->xmlTextWriterStartElement(page->writer,
	    (const xmlChar *)element));
}

static void
end(struct page *page)
{
	sure(page->xml->xmlTextWriterEndElement(page->writer));
}

/* Its lines are the program's own. */
static void
text_put(struct page *page, const char *text)
{
	sure(page->xml->xmlTextWriterWriteString(page->writer,
	    (const xmlChar *)visible_document(page->arena, text)));
}

static void
put(struct page *page, const char *attribute, const char *text)
{
	sure(page->xml->xmlTextWriterWriteAttribute(page->writer,
	    (const xmlChar *)attribute,
	    (const xmlChar *)visible_text(page->arena, text)));
}

static void
number_put(struct page *page, const char *attribute, unsigned number)
{
	put(page, attribute, arena_format(page->arena, "%u", number));
}

/* Seconds of simulated time: those of the machine would differ each time. */
static void
time_put(struct page *page, int64_t ms)
{
	put(page, "time", arena_format(page->arena, "%lld.%03d",
	    (long long)(ms / 1000), (int)(ms % 1000)));
}

static void
case_write(struct page *page, const struct junit_suite *suite,
    const struct junit_case *test)
{
	static const char *const elements[VERDICTS] = { NULL, "failure",
	    "error", "skipped" };

	begin(page, "testcase");
	put(page, "name", test->name);
	put(page, "classname", suite->file);
	time_put(page, test->took_ms);
	if (test->verdict != VERDICT_MET) {
		begin(page, elements[test->verdict]);
		if (test->type != NULL)
			put(page, "type", test->type);
		put(page, "message", test->message);
		text_put(page, test->body);
		end(page);
	}
	end(page);
}

static void
counts_put(struct page *page, const unsigned count[VERDICTS])
{
	number_put(page, "tests", count[VERDICT_MET] + count[VERDICT_FAILED] +
	    count[VERDICT_ERROR] + count[VERDICT_SKIPPED]);
	number_put(page, "failures", count[VERDICT_FAILED]);
	number_put(page, "errors", count[VERDICT_ERROR]);
}

static void
suite_write(struct page *page, const struct junit_suite *suite)
{
	begin(page, "testsuite");
	put(page, "name", suite->name);
	counts_put(page, suite->count);
	number_put(page, "skipped", suite->count[VERDICT_SKIPPED]);
	time_put(page, suite->took_ms);
	for (const struct junit_case *test = suite->cases; test != NULL;
	    test = test->next)
		case_write(page, suite, test);
	if (suite->out != NULL) {
		begin(page, "system-out");
		text_put(page, suite->out);
		end(page);
	}
	end(page);
}

static void
suites_write(struct page *page, const struct junit_suite *suites)
{
	unsigned count[VERDICTS] = { 0 };
	const struct junit_suite *suite;
	int64_t took_ms = 0;

	for (suite = suites; suite != NULL; suite = suite->next) {
		for (enum verdict v = 0; v < VERDICTS; v++)
			count[v] += suite->count[v];
		took_ms += suite->took_ms;
	}
	begin(page, "testsuites");
	put(page, "name", "domferry");
	counts_put(page, count);
	time_put(page, took_ms);
	for (suite = suites; suite != NULL; suite = suite->next)
		suite_write(page, suite);
	end(page);
}

/* A copy of what is in the buffer, with the end of its last line: not every
 * release of the library writes it. */
static char *
contents(struct arena *arena, const struct xml_library *xml,
    xmlBufferPtr buffer)
{
	size_t n = (size_t)xml->xmlBufferLength(buffer);
	char *text = arena_take(arena, n + 2, 1);

	memcpy(text, xml->xmlBufferContent(buffer), n);
	if (text[n - 1] != '\n')
		text[n] = '\n';
	return text;
}

bool
junit_xml_ready(struct err *err)
{
	struct xml_library xml;

	return xml_library_load(&xml, xml_library_name, err);
}

char *
junit_xml(struct arena *arena, const struct junit_suite *suites,
    struct err *err)
{
	struct xml_library xml;
	struct page page = { .arena = arena, .xml = &xml };
	xmlBufferPtr buffer;
	char *text;

	if (!xml_library_load(&xml, xml_library_name, err))
		return NULL;
	if ((buffer = xml.xmlBufferCreate()) == NULL ||
	    (page.writer = xml.xmlNewTextWriterMemory(buffer, 0)) == NULL)
		abort();
	sure(xml.xmlTextWriterSetIndent(page.writer, 1));
	sure(xml.xmlTextWriterStartDocument(page.writer, NULL, "UTF-8", NULL));
	suites_write(&page, suites);
	sure(xml.xmlTextWriterEndDocument(page.writer));
	xml.xmlFreeTextWriter(page.writer);
	text = contents(arena, &xml, buffer);
	xml.xmlBufferFree(buffer);
	return text;
}
