#include "tools/live/stood.h"

#include <stdio.h>
#include <string.h>

#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { STATE_COLUMN = 38, COLUMNS_MOST = 6 };

static const char *const marks[STANDS_AWAY + 1] = { [STANDS_BADLY] = "!!",
    [STANDS_UNKNOWN] = "?", [STANDS_NOTED] = "!", [STANDS_WELL] = "",
    [STANDS_AWAY] = "" };
static const char *const words[STANDS_AWAY + 1] = { [STANDS_BADLY] = "bad",
    [STANDS_UNKNOWN] = "unknown", [STANDS_NOTED] = "noted",
    [STANDS_WELL] = "well", [STANDS_AWAY] = "away" };

static const char *
kind_of(const struct standing_row *row)
{
	return row->kind;
}

static const char *
name_of(const struct standing_row *row)
{
	return row->name;
}

static const char *
on_of(const struct standing_row *row)
{
	return row->on;
}

static const char *
state_of(const struct standing_row *row)
{
	return row->state;
}

static const char *
stands_of(const struct standing_row *row)
{
	return words[row->stands];
}

static const char *
detail_of(const struct standing_row *row)
{
	return row->detail;
}

static const struct {
	const char	*name, *title;
	const char	*(*text)(const struct standing_row *);
} fields[] = {
	{ "kind", "KIND", kind_of }, { "name", "NAME", name_of },
	{ "on", "ON", on_of }, { "state", "STATE", state_of },
	{ "stands", "STANDS", stands_of }, { "detail", "DETAIL", detail_of },
};

enum { STOOD_FIELDS = sizeof(fields) / sizeof(fields[0]) };

/* The field that the list begins with, and its length; STOOD_FIELDS: none. */
static unsigned
field_find(const char *list, size_t *n)
{
	unsigned i = 0;

	*n = strcspn(list, ",");
	while (i < STOOD_FIELDS && (strlen(fields[i].name) != *n ||
	    strncmp(fields[i].name, list, *n) != 0))
		i++;
	return i;
}

bool
stood_fields(const char *list, struct err *err)
{
	for (;;) {
		size_t n;

		if (field_find(list, &n) == STOOD_FIELDS)
			return err_set(err, ERR_USAGE, "\"%.*s\" is no field; "
			    "there are kind, name, on, state, stands and "
			    "detail", n < 40 ? (int)n : 40, list);
		if (list[n] == '\0')
			return true;
		list += n + 1;
	}
}

static bool
is_on(const struct standing_row *row, const char *node)
{
	size_t n = strlen(node);

	if (strcmp(row->kind, "node") == 0)
		return strcmp(row->name, node) == 0;
	for (const char *at = row->on; *at != '\0';
	    at += strcspn(at, ","), at += *at == ',')
		if (strncmp(at, node, n) == 0 &&
		    (at[n] == '\0' || at[n] == ','))
			return true;
	return false;
}

void
stood_only(struct standing *standing, const char *node)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < standing->count; i++)
		if (is_on(&standing->row[i], node))
			standing->row[left++] = standing->row[i];
	standing->count = left;
}

/* With a heading, padded; without one, with tabs between. */
static void
fields_print(const struct standing *standing, const struct options *options)
{
	const char *list = options->fields != NULL ? options->fields :
	    "kind,name,on,state,stands,detail";
	unsigned chosen[COLUMNS_MOST], width[COLUMNS_MOST], count = 0;
	size_t n;

	for (const char *at = list; count < COLUMNS_MOST; at += n + 1) {
		unsigned field = field_find(at, &n);

		width[count] = (unsigned)strlen(fields[field].title);
		for (uint32_t i = 0; i < standing->count; i++) {
			unsigned size = (unsigned)strlen(fields[field].text(
			    &standing->row[i]));

			width[count] = size > width[count] ? size :
			    width[count];
		}
		chosen[count++] = field;
		if (at[n] == '\0')
			break;
	}
	for (uint32_t i = options->no_header ? 1 : 0; i <= standing->count;
	    i++)
		for (unsigned k = 0; k < count; k++) {
			const char *text = i == 0 ? fields[chosen[k]].title :
			    fields[chosen[k]].text(&standing->row[i - 1]);

			if (k + 1 == count)
				say("%s\n", text);
			else if (options->no_header)
				say("%s\t", text);
			else
				say("%-*s  ", (int)width[k], text);
		}
}

/* As ldm -p does: a bar or a backslash of a value has a backslash. */
static void
value_print(const char *text)
{
	for (; *text != '\0'; text++)
		say("%s%.1s", *text == '|' || *text == '\\' ? "\\" : "", text);
}

static void
parseable_print(const struct standing *standing)
{
	say("VERSION 1.0\n");
	for (uint32_t i = 0; i < standing->count; i++) {
		const struct standing_row *row = &standing->row[i];

		for (const char *at = row->kind; *at != '\0'; at++)
			say("%c", *at - 'a' + 'A');
		for (unsigned k = 1; k < STOOD_FIELDS; k++) {
			say("|%s=", fields[k].name);
			value_print(fields[k].text(row));
		}
		say("\n");
	}
}

static void
stream_print(const struct standing *standing)
{
	for (uint32_t i = 0; i < standing->count; i++) {
		const struct standing_row *row = &standing->row[i];

		lines_print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "type",
		    row->kind, "name", row->name, "on", row->on, "state",
		    row->state, "stands", words[row->stands], "detail",
		    row->detail));
	}
}

void
stood_list(const struct standing *standing, const struct options *options)
{
	if (options->json)
		stream_print(standing);
	else if (options->parseable)
		parseable_print(standing);
	else
		fields_print(standing, options);
}

static void
row_print(const struct standing *standing, const struct standing_row *row)
{
	const char *text = *row->detail == '\0' ? row->state : arena_format(
	    standing->arena, "%s: %s", row->state, row->detail);

	text_column(text, say("%-2s %-8s %-14s %-9s ", marks[row->stands],
	    row->kind, row->name, row->on), STATE_COLUMN);
}

/* What a guest that stands well has, in a line. */
static void
guest_print(const struct standing *standing, const struct standing_row *row)
{
	const struct site *site = standing->site;
	const char *pool = "";

	for (uint32_t g = 1; g <= site->guest_count; g++) {
		const struct standing_row *its;

		if (strcmp(names_text(site->names, KIND_GUEST, g),
		    row->name) != 0)
			continue;
		its = standing_find(standing, "pool", names_text(site->names,
		    KIND_POOL, site->guests[g].pool));
		if (its != NULL && its->stands == STANDS_WELL)
			pool = arena_format(standing->arena, ", pool %s",
			    its->detail);
	}
	text_column(arena_format(standing->arena, "%s%s", row->state, pool),
	    say("%-2s %-8s %-14s %-9s ", "", row->kind, row->name, row->on),
	    STATE_COLUMN);
}

static void
counts_print(const struct standing *standing)
{
	static const char *const kinds[] = { "group", "resource", "pool",
	    "volume" };
	const char *between = "   ";
	bool any = false;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		unsigned count = 0;

		for (uint32_t i = 0; i < standing->count; i++)
			count += standing->row[i].stands == STANDS_WELL &&
			    strcmp(standing->row[i].kind, kinds[k]) == 0;
		if (count == 0)
			continue;
		say("%s%u %s%s", between, count, kinds[k], plural(count));
		between = ", ";
		any = true;
	}
	if (any)
		say(": well\n");
}

void
stood_print(const struct standing *standing)
{
	for (uint32_t i = 0; i < standing->count; i++) {
		const struct standing_row *row = &standing->row[i];

		if (row->stands < STANDS_WELL ||
		    strcmp(row->kind, "node") == 0 ||
		    strcmp(row->kind, "quorum") == 0)
			row_print(standing, row);
		else if (strcmp(row->kind, "guest") == 0)
			guest_print(standing, row);
	}
	counts_print(standing);
}

bool
stood_well(const struct standing *standing)
{
	return standing->count == 0 ||
	    standing->row[0].stands > STANDS_UNKNOWN;
}
