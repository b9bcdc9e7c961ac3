/*
 * junit_xml.h: suites as JUnit XML.
 *
 * The elements and attributes of the schema junit-10 that CI servers agree on:
 * testsuites, testsuite, testcase, failure, error, skipped, system-out.  No
 * time of day and no machine: what is the same is the same bytes.  A byte that
 * XML cannot hold, a control character or broken UTF-8, is written \xHH.
 */
#ifndef REPORT_JUNIT_XML_H
#define REPORT_JUNIT_XML_H

#include "tools/scenario/junit.h"

/* Can a report be written?  ERR_PROGRAM_MISSING: libxml2 cannot be loaded. */
bool	 junit_xml_ready(struct err *);
/* The whole document, in the arena; NULL as above. */
char	*junit_xml(struct arena *, const struct junit_suite *, struct err *);
/* What every document begins with; so a report is known again. */
extern const char junit_xml_opening[];

#endif
