#include "backends/commands/xml_library.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The Makefile asks for it. */
#ifndef LIBXML2
#define LIBXML2 "libxml2.so.2"
#endif
const char xml_library_name[] = LIBXML2;

/* A system gives functions out as objects, which C11 cannot convert. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static const struct {
	const char	*name;
	size_t		 at;
} functions[] = {
	{ "xmlBufferContent", offsetof(struct xml_library,
	    xmlBufferContent) },
	{ "xmlBufferCreate", offsetof(struct xml_library, xmlBufferCreate) },
	{ "xmlBufferFree", offsetof(struct xml_library, xmlBufferFree) },
	{ "xmlBufferLength", offsetof(struct xml_library, xmlBufferLength) },
	{ "xmlDocGetRootElement", offsetof(struct xml_library,
	    xmlDocGetRootElement) },
	{ "xmlFreeDoc", offsetof(struct xml_library, xmlFreeDoc) },
	{ "xmlFreeTextWriter", offsetof(struct xml_library,
	    xmlFreeTextWriter) },
	{ "xmlMemSetup", offsetof(struct xml_library, xmlMemSetup) },
	{ "xmlNewTextWriterMemory", offsetof(struct xml_library,
	    xmlNewTextWriterMemory) },
	{ "xmlReadMemory", offsetof(struct xml_library, xmlReadMemory) },
	{ "xmlTextWriterEndDocument", offsetof(struct xml_library,
	    xmlTextWriterEndDocument) },
	{ "xmlTextWriterEndElement", offsetof(struct xml_library,
	    xmlTextWriterEndElement) },
	{ "xmlTextWriterSetIndent", offsetof(struct xml_library,
	    xmlTextWriterSetIndent) },
	{ "xmlTextWriterStartDocument", offsetof(struct xml_library,
	    xmlTextWriterStartDocument) },
	{ "xmlTextWriterStartElement", offsetof(struct xml_library,
	    xmlTextWriterStartElement) },
	{ "xmlTextWriterWriteAttribute", offsetof(struct xml_library,
	    xmlTextWriterWriteAttribute) },
	{ "xmlTextWriterWriteString", offsetof(struct xml_library,
	    xmlTextWriterWriteString) },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static_assert(sizeof(struct xml_library) == FUNCTIONS * sizeof(void *),
    "each function is in the table");

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

/* What the system says is gone with its next call. */
static bool
missing(const char *name, struct err *err)
{
	const char *text = dlerror();

	return err_set(err, ERR_PROGRAM_MISSING, "libxml2, which reads and "
	    "writes XML, cannot be loaded: %.150s", text != NULL ? text : name);
}

bool
xml_library_load(struct xml_library *xml, const char *name, struct err *err)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return missing(name, err);
	for (size_t i = 0; i < FUNCTIONS; i++) {
		void *found = dlsym(library, functions[i].name);

		if (found == NULL)
			return missing(name, err);
		memcpy((char *)xml + functions[i].at, &found, sizeof(found));
	}
	/* It would take most failures for broken documents. */
	if (xml->xmlMemSetup(free, taken, taken_again, copied) != 0)
		abort();
	return true;
}
