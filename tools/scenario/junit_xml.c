#include "tools/scenario/junit_xml.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/visible.h"

const char junit_xml_opening[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites";

/* Where a report is written, and what of. */
struct page {
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

static void *
sure_of(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

static void *
taken(size_t size)
{
	return sure_of(malloc(size != 0 ? size : 1));
}

static void *
taken_again(void *memory, size_t size)
{
	return sure_of(realloc(memory, size != 0 ? size : 1));
}

static char *
copied(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(taken(size), text, size);
}

void
junit_xml_guard(void)
{
	sure(xmlMemSetup(free, taken, taken_again, copied));
}

static void
begin(struct page *page, const char *element)
{
	sure(xmlTextWriterStartElement(page->writer,
	    (const xmlChar *)element));
}

static void
end(struct page *page)
{
	sure(xmlTextWriterEndElement(page->writer));
}

/* Its lines are the program's own. */
static void
text_put(struct page *page, const char *text)
{
	sure(xmlTextWriterWriteString(page->writer,
	    (const xmlChar *)visible_document(page->arena, text)));
}

static void
put(struct page *page, const char *attribute, const char *text)
{
	sure(xmlTextWriterWriteAttribute(page->writer,
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

char *
junit_xml(struct arena *arena, const struct junit_suite *suites)
{
	struct page page = { .arena = arena };
	xmlBufferPtr buffer = xmlBufferCreate();
	char *text;
	size_t n;

	if (buffer == NULL ||
	    (page.writer = xmlNewTextWriterMemory(buffer, 0)) == NULL)
		abort();
	sure(xmlTextWriterSetIndent(page.writer, 1));
	sure(xmlTextWriterStartDocument(page.writer, NULL, "UTF-8", NULL));
	suites_write(&page, suites);
	sure(xmlTextWriterEndDocument(page.writer));
	xmlFreeTextWriter(page.writer);
	n = (size_t)xmlBufferLength(buffer);
	text = arena_take(arena, n + 2, 1);
	memcpy(text, xmlBufferContent(buffer), n);
	xmlBufferFree(buffer);
	/* Not every release of the library ends the last line. */
	if (text[n - 1] != '\n')
		text[n] = '\n';
	return text;
}
