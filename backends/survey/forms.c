#include "backends/survey/forms.h"

#include <assert.h>

#define ASKED(text)	{ .line = (text), .purposes = FOR_FORMS }
#define ASKED_ONE(text)	{ .line = (text), .purposes = FOR_FORMS, .one = true }
#define STORED(text)	{ .line = (text), .purposes = FOR_FORMS, \
	.storage = true }
#define OF_DOMAIN(text)	{ .line = (text), .purposes = FOR_FORMS, \
	.kind = "domain", .key = "name", .never = "primary" }
#define OF_GROUP(text)	{ .line = (text), .purposes = FOR_FORMS, .one = true, \
	.kind = "group", .key = "name" }

static const struct survey_row forms[] = {
	ASKED("ldm list-domain"),
	ASKED("ldm list-domain -l"),
	ASKED("ldm list-domain -p"),
	ASKED("ldm list-bindings"),
	ASKED("ldm list-bindings -p"),
	ASKED("ldm list-services"),
	ASKED("ldm list-services -p"),
	ASKED("ldm list-devices"),
	ASKED("ldm list-devices -p"),
	OF_DOMAIN("ldm list-domain -p %"),
	OF_DOMAIN("ldm list-constraints -p %"),
	OF_DOMAIN("ldm list-variable %"),
	ASKED_ONE("cluster status"),
	ASKED_ONE("clnode status"),
	ASKED_ONE("clnode list"),
	ASKED_ONE("clrg status"),
	ASKED_ONE("clrg list"),
	ASKED_ONE("clrs status"),
	ASKED_ONE("clrs list"),
	ASKED_ONE("clquorum list"),
	ASKED_ONE("cldevice list"),
	OF_GROUP("clrg status %"),
	STORED("zpool list -H"),
	STORED("zfs list -H"),
	STORED("df -n /"),
	ASKED("ldm list-domain -p " FORMS_NOTHING),
	ASKED_ONE("clrg status " FORMS_NOTHING),
	ASKED_ONE("clrs status " FORMS_NOTHING),
	STORED("zpool list " FORMS_NOTHING),
	STORED("zfs list " FORMS_NOTHING),
};

_Static_assert(sizeof(forms) / sizeof(forms[0]) == (int)SURVEY_FORMS,
    "lines.h counts them");

const struct survey_row *
form_row(unsigned n)
{
	assert(n < (unsigned)SURVEY_FORMS);
	return &forms[n];
}
