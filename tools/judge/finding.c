#include "tools/judge/finding.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[FINDING_KINDS] = {
	[FINDING_DATA] = "data",
	[FINDING_DOWN] = "down",
	[FINDING_FAILOVER] = "no-failover",
	[FINDING_FALSE] = "false-success",
	[FINDING_GOES_ON] = "goes-on",
	[FINDING_NEVER_ENDS] = "never-ends",
	[FINDING_FORCES] = "forces",
	[FINDING_LEFT] = "left",
};

const char *
finding_name(enum finding_kind kind)
{
	return names[kind];
}

static struct finding *
find(const struct findings *findings, const struct finding *finding)
{
	for (uint32_t i = 0; i < findings->count; i++)
		if (findings->row[i].kind == finding->kind &&
		    strcmp(findings->row[i].subject, finding->subject) == 0)
			return &findings->row[i];
	return NULL;
}

static void
grow(struct findings *findings)
{
	uint32_t capacity = findings->capacity * 2 + 16;
	struct finding *rows = arena_take(findings->arena, capacity,
	    sizeof(*rows));

	if (findings->count != 0)
		memcpy(rows, findings->row, findings->count * sizeof(*rows));
	findings->row = rows;
	findings->capacity = capacity;
}

static const char *
kept(struct findings *findings, const char *text)
{
	return text == NULL ? NULL : arena_text(findings->arena, text,
	    strlen(text));
}

void
findings_add(struct findings *findings, const struct finding *finding)
{
	struct finding *was = find(findings, finding);

	if (was != NULL) {
		was->count++;
		return;
	}
	if (findings->count == findings->capacity)
		grow(findings);
	findings->row[findings->count++] = (struct finding){ finding->kind,
	    kept(findings, finding->subject), kept(findings, finding->text),
	    kept(findings, finding->when), kept(findings, finding->fault),
	    kept(findings, finding->after),
	    kept(findings, finding->after_types),
	    kept(findings, finding->after_on),
	    kept(findings, finding->expect), 1 };
}

void
findings_sort(struct findings *findings)
{
	for (uint32_t i = 1; i < findings->count; i++)
		for (uint32_t j = i; j > 0 && findings->row[j].kind <
		    findings->row[j - 1].kind; j--) {
			struct finding other = findings->row[j];

			findings->row[j] = findings->row[j - 1];
			findings->row[j - 1] = other;
		}
}
