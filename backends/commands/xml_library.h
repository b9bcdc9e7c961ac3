/*
 * xml_library.h: libxml2, loaded when a document is read or written.
 *
 * It brings libraries of its own that take longer to load than domferry does
 * for a whole command; and of a thousand commands not one reads a document.
 * So domferry is not linked to it, and nothing calls it but through here.
 */
#ifndef COMMANDS_XML_LIBRARY_H
#define COMMANDS_XML_LIBRARY_H

#include <stdbool.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

#include "core/base/err.h"

/* Its functions, under their own names and with their own types. */
struct xml_library {
	__typeof__(xmlBufferContent)	*xmlBufferContent;
	__typeof__(xmlBufferCreate)	*xmlBufferCreate;
	__typeof__(xmlBufferFree)	*xmlBufferFree;
	__typeof__(xmlBufferLength)	*xmlBufferLength;
	__typeof__(xmlDocGetRootElement) *xmlDocGetRootElement;
	__typeof__(xmlFreeDoc)		*xmlFreeDoc;
	__typeof__(xmlFreeTextWriter)	*xmlFreeTextWriter;
	__typeof__(xmlMemSetup)		*xmlMemSetup;
	__typeof__(xmlNewTextWriterMemory) *xmlNewTextWriterMemory;
	__typeof__(xmlReadMemory)	*xmlReadMemory;
	__typeof__(xmlTextWriterEndDocument) *xmlTextWriterEndDocument;
	__typeof__(xmlTextWriterEndElement) *xmlTextWriterEndElement;
	__typeof__(xmlTextWriterSetIndent) *xmlTextWriterSetIndent;
	__typeof__(xmlTextWriterStartDocument) *xmlTextWriterStartDocument;
	__typeof__(xmlTextWriterStartElement) *xmlTextWriterStartElement;
	__typeof__(xmlTextWriterWriteAttribute)
			*xmlTextWriterWriteAttribute;
	__typeof__(xmlTextWriterWriteString) *xmlTextWriterWriteString;
};

/* The name that a linker would have noted. */
extern const char xml_library_name[];
/* Load the library of that name, or find it loaded; it stays until the program
 * ends, and aborts from now on when it gets no memory.  ERR_PROGRAM_MISSING,
 * and what the system says. */
bool	 xml_library_load(struct xml_library *, const char *name,
	    struct err *);

#endif
