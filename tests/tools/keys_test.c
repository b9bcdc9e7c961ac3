/*
 * Nothing that is declared is ignored: every key of a schema changes a plan, a
 * check, the world or a report, or is refused with the reason.
 *
 * tests/keys/site.list has a row for each key that holds a value: the command
 * that has to show it, and another value.  The command is carried out with the
 * base file and with the changed one, and only then has what it prints the text
 * of the row.  To differ is not enough: a value that is printed as it was
 * written differs as well.  The keys are those of the schema, and where it
 * counts names of keys each of these: a key without a row fails, and so does a
 * row whose key the schema does not have.
 */
#include <fcntl.h>
#include <fnmatch.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/procedures/procedure.h"
#include "tests/sparse.h"
#include "tools/verbs.h"

enum { LINE = 2048, LINES = 16, WORDS = 32, KEYS = 512, OUTPUT = 1 << 20 };

/* One row of a list. */
struct row {
	char		 key[LINE], run[LINE], shows[LINE], story[LINE];
	char		 option[LINE];	/* typed the second time only */
	bool		 pattern;	/* what it shows is one of fnmatch(3) */
	json_t		*base, *changed;
	int		 line;
};

/* The lines of a row as they are in the file. */
struct lines {
	char		 text[LINES][LINE];
	int		 count, line;
};

/* What a command printed of a file: many rows begin with the same. */
struct seen {
	char		 run[LINE], story[LINE];
	json_t		*base;
	char		*text;
};

struct list {
	const char	*path, *base, *schema;
	const char	*site;		/* the file "site" beside it, or NULL */
	char		*keys[KEYS];	/* of the schema */
	bool		 has_row[KEYS];
	int		 count;
	int		 failures;
	unsigned	 judged;		/* rows */
	struct seen	*seen[KEYS];
	int		 seen_count;
};

/* The files of a row are written, and its command is carried out, here. */
static char folder[] = "/tmp/domferry-keys-XXXXXX";
static int home;

static json_t *
loaded(const char *path)
{
	json_error_t error;
	json_t *value = json_load_file(path, 0, &error);

	if (value == NULL)
		fail_msg("%s:%d: %s", path, error.line, error.text);
	return value;
}

/* What the schemas call a thing: "#/definitions/name", or that of a site. */
static json_t *
referred(json_t *root, json_t *schema)
{
	const char *name = json_string_value(json_object_get(schema, "$ref"));

	if (name == NULL || strncmp(name, "#/definitions/", 14) != 0)
		return schema;
	return json_object_get(json_object_get(root, "definitions"),
	    name + 14);
}

static void walk(struct list *, json_t *root, json_t *schema, const char *at);

static int
key_find(const struct list *list, const char *key)
{
	int i = 0;

	while (i < list->count && strcmp(list->keys[i], key) != 0)
		i++;
	return i;
}

static void
key_add(struct list *list, const char *key)
{
	if (key_find(list, key) < list->count)
		return;
	assert_true(list->count < KEYS);
	list->keys[list->count++] = strdup(key);
}

/* Does anything below it have keys of its own? */
static bool
holds_keys(json_t *root, json_t *schema)
{
	static const char *const lists[] = { "allOf", "anyOf" };
	json_t *part;
	size_t i;

	schema = referred(root, schema);
	if (json_object_get(schema, "properties") != NULL ||
	    json_is_object(json_object_get(schema, "additionalProperties")))
		return true;
	if (json_object_get(schema, "items") != NULL &&
	    holds_keys(root, json_object_get(schema, "items")))
		return true;
	for (int k = 0; k < 2; k++)
		json_array_foreach(json_object_get(schema, lists[k]), i, part)
			if (holds_keys(root, part))
				return true;
	return false;
}

static void
walk_into(struct list *list, json_t *root, json_t *schema, const char *key)
{
	const char *holds = holds_keys(root, schema) ? "" : NULL;

	if (holds == NULL)
		key_add(list, key);
	else
		walk(list, root, schema, key);
}

/* The names that keys may have, if the schema counts them; else any. */
static bool
walk_names(struct list *list, json_t *root, json_t *names, const char *at)
{
	json_t *name, *part;
	char key[LINE];
	size_t i;
	bool counted = false;

	names = referred(root, names);
	json_array_foreach(json_object_get(names, "enum"), i, name) {
		snprintf(key, sizeof(key), "%s%s", at,
		    json_string_value(name));
		key_add(list, key);
		counted = true;
	}
	json_array_foreach(json_object_get(names, "anyOf"), i, part)
		counted |= walk_names(list, root, part, at);
	return counted;
}

/* Every key that holds a value: "guests[].agent.resource", "variables.*". */
static void
walk(struct list *list, json_t *root, json_t *schema, const char *at)
{
	static const char *const lists[] = { "allOf", "anyOf" };
	const char *dot = *at != '\0' ? "." : "", *name;
	json_t *part;
	char key[LINE];
	size_t i;

	schema = referred(root, schema);
	json_object_foreach(json_object_get(schema, "properties"), name, part)
	{
		snprintf(key, sizeof(key), "%s%s%s", at, dot, name);
		walk_into(list, root, part, key);
	}
	part = json_object_get(schema, "additionalProperties");
	snprintf(key, sizeof(key), "%s%s", at, dot);
	if (json_is_object(part) && !walk_names(list, root,
	    json_object_get(schema, "propertyNames"), key)) {
		snprintf(key, sizeof(key), "%s%s*", at, dot);
		walk_into(list, root, part, key);
	}
	part = json_object_get(schema, "items");
	if (part != NULL) {
		snprintf(key, sizeof(key), "%s[]", at);
		walk(list, root, part, key);
	}
	for (int k = 0; k < 2; k++)
		json_array_foreach(json_object_get(schema, lists[k]), i, part)
			walk(list, root, part, at);
}

/* A thing of a list is found by its name, or by its number. */
static json_t *
element(json_t *in, const char *name)
{
	static const char *const names[] = { "name", "file", "mount",
	    "device" };
	json_t *part;
	size_t i;

	if (json_is_object(in))
		return json_object_get(in, name);
	json_array_foreach(in, i, part)
		for (int k = 0; k < 4; k++)
			if (json_is_string(json_object_get(part, names[k])) &&
			    strcmp(json_string_value(json_object_get(part,
			    names[k])), name) == 0)
				return part;
	return json_array_get(in, (size_t)atoi(name));
}

/* Set or, without a text, remove what a path of names leads to; a "/" of a name
 * is written as "~". */
static void
value_set(struct row *row, json_t *root, char *path, const char *text)
{
	char *last = strrchr(path, '/');
	json_t *value = text == NULL ? NULL :
	    json_loads(text, JSON_DECODE_ANY, NULL);

	if (text != NULL && value == NULL)
		fail_msg("row %d: no JSON: %s", row->line, text);
	if (last != NULL)
		*last = '\0';
	for (char *at = last == NULL ? NULL : strtok(path, "/"); at != NULL;
	    at = strtok(NULL, "/")) {
		for (char *c = at; *c != '\0'; c++)
			*c = *c == '~' ? '/' : *c;
		root = element(root, at);
	}
	if (root == NULL)
		fail_msg("row %d: the path leads nowhere", row->line);
	last = last == NULL ? path : last + 1;
	for (char *c = last; *c != '\0'; c++)
		*c = *c == '~' ? '/' : *c;
	if (json_is_array(root) && value != NULL)
		json_array_set_new(root, (size_t)atoi(last), value);
	else if (value != NULL)
		json_object_set_new(root, last, value);
	else
		json_object_del(root, last);
}

static void
file_put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const struct verb *
verb_of(const char *name)
{
	const struct verb *verb = verbs;

	while (verb->name != NULL && strcmp(verb->name, name) != 0)
		verb++;
	return verb;
}

static int
played(char *line)
{
	char *words[WORDS];
	int count = 0;
	struct options options;
	struct err err = { 0 };
	const struct verb *verb;

	for (char *at = strtok(line, " "); at != NULL; at = strtok(NULL, " "))
	{
		assert_true(count < WORDS - 1);
		words[count++] = at;
	}
	words[count] = NULL;
	verb = verb_of(words[0]);
	if (verb->name == NULL ||
	    !options_read(&options, verb->bit, verb->job, words + 1, &err)) {
		printf("cannot be typed: %s\n", err.text);
		return 2;
	}
	return verb->play(&options);
}

/* Digests of files differ in any case, and prove nothing. */
static void
digests_mask(char *text)
{
	for (char *at = text; (at = strstr(at, "sha256:")) != NULL;)
		for (at += 7; strchr("0123456789abcdef", *at) != NULL &&
		    *at != '\0'; at++)
			*at = '-';
}

/* A line that is wrapped at another place says the same. */
static void
blanks_join(char *text)
{
	char *to = text;

	for (const char *at = text; *at != '\0'; at++)
		if (*at != ' ' && *at != '\n')
			*to++ = *at;
		else if (to != text && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
}

/* What a command prints with that file; both streams, and its exit status. */
static char *
printed(const struct row *row, json_t *file, const char *option)
{
	char line[2 * LINE], *text = calloc(1, OUTPUT);
	int out, err, status;
	FILE *into;
	char *json = json_dumps(file, JSON_INDENT(1) | JSON_PRESERVE_ORDER);

	assert_int_equal(chdir(folder), 0);
	file_put("file", json);
	free(json);
	if (row->story[0] != '\0')
		file_put("story", row->story);
	snprintf(line, sizeof(line), "%s %s", row->run, option);
	fflush(stdout);
	fflush(stderr);
	out = dup(1);
	err = dup(2);
	into = fopen("printed", "w+");
	dup2(fileno(into), 1);
	dup2(fileno(into), 2);
	status = played(line);
	fflush(stdout);
	fflush(stderr);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	fseek(into, 0, SEEK_SET);
	text[fread(text, 1, OUTPUT - 64, into)] = '\0';
	fclose(into);
	assert_int_equal(fchdir(home), 0);
	snprintf(text + strlen(text), 64, "\nexit %d\n", status);
	digests_mask(text);
	blanks_join(text);
	return text;
}

static void
row_fails(struct list *list, const struct row *row, const char *why)
{
	print_error("%s:%d: %s: %s\n", list->path, row->line, row->key, why);
	list->failures++;
}

/* As a mistake of whoever wrote the row, in the command or in the file. */
static bool
is_refused(const char *text)
{
	const char *end = strrchr(text, 'x');	/* of "exit" */

	assert_non_null(end);
	return strcmp(end, "xit 2 ") == 0 || strcmp(end, "xit 3 ") == 0;
}

static bool
row_shows(const struct row *row, const char *text)
{
	return row->pattern ? fnmatch(row->shows, text, 0) == 0 :
	    strstr(text, row->shows) != NULL;
}

/* Without the change; the list has it. */
static const char *
printed_before(struct list *list, struct row *row)
{
	struct seen *seen;

	for (int i = 0; i < list->seen_count; i++) {
		seen = list->seen[i];
		if (strcmp(seen->run, row->run) == 0 &&
		    strcmp(seen->story, row->story) == 0 &&
		    json_equal(seen->base, row->base))
			return seen->text;
	}
	assert_true(list->seen_count < KEYS);
	seen = list->seen[list->seen_count++] = calloc(1, sizeof(*seen));
	memcpy(seen->run, row->run, sizeof(seen->run));
	memcpy(seen->story, row->story, sizeof(seen->story));
	seen->base = json_incref(row->base);
	seen->text = printed(row, row->base, "");
	seen->text = realloc(seen->text, strlen(seen->text) + 1);
	assert_non_null(seen->text);
	return seen->text;
}

static void
seen_free(struct list *list)
{
	for (int i = 0; i < list->seen_count; i++) {
		json_decref(list->seen[i]->base);
		free(list->seen[i]->text);
		free(list->seen[i]);
	}
}

static void
row_judge(struct list *list, struct row *row)
{
	int key = key_find(list, row->key);
	const char *before;
	char *after;

	if (key == list->count) {
		row_fails(list, row, "the schema has no such key");
		return;
	}
	list->has_row[key] = true;
	if (list->judged++ % FEW != 0)
		return;
	before = printed_before(list, row);
	after = printed(row, row->changed, row->option);
	if (getenv("KEYS_SHOW") != NULL && strstr(row->key,
	    getenv("KEYS_SHOW")) != NULL)
		print_message("%s\n--- changed:\n%s\n", before, after);
	if (row->shows[0] == '\0')
		row_fails(list, row, "has no \"shows\"");
	else if (strcmp(before, after) == 0)
		row_fails(list, row, "changes nothing");
	else if (is_refused(before))
		row_fails(list, row, "is refused without the change, too");
	else if (!row_shows(row, after))
		row_fails(list, row, "does not show what it must");
	else if (row_shows(row, before))
		row_fails(list, row, "shows it without the change, too");
	free(after);
}

static void
row_line(struct list *list, struct row *row, char *line)
{
	char *rest = line + strcspn(line, " "), *value;

	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, " ");
	value = rest + strcspn(rest, " ");
	if (strcmp(line, "key") == 0) {
		snprintf(row->key, sizeof(row->key), "%s", rest);
		row->base = loaded(list->base);
		row->changed = json_deep_copy(row->base);
	} else if (strcmp(line, "do") == 0) {
		snprintf(row->run, sizeof(row->run), "%s", rest);
	} else if (strcmp(line, "with") == 0) {
		snprintf(row->option, sizeof(row->option), "%s", rest);
	} else if (strcmp(line, "shows") == 0) {
		snprintf(row->shows, sizeof(row->shows), "%s", rest);
	} else if (strcmp(line, "like") == 0) {
		snprintf(row->shows, sizeof(row->shows), "*%s*", rest);
		row->pattern = true;
	} else if (strcmp(line, "story") == 0) {
		snprintf(row->story, sizeof(row->story), "{ \"scenario\": "
		    "\"A story.\", \"why\": \"A key.\", \"site\": \"file\", "
		    "%s }", rest);
	} else {
		char again[LINE];

		if (*value != '\0')
			*value++ = '\0';
		snprintf(again, sizeof(again), "%s", rest);
		if (strcmp(line, "given") == 0)
			value_set(row, row->base, again,
			    *value != '\0' ? value : NULL);
		else
			assert_string_equal(line, "set");
		value_set(row, row->changed, rest,
		    *value != '\0' ? value : NULL);
	}
}

/* The row as it is for one word of its line "each", which "%" stands for. */
static void
lines_play(struct list *list, const struct lines *lines, const char *each)
{
	struct row *row = calloc(1, sizeof(*row));

	row->line = lines->line;
	for (int i = 0; i < lines->count; i++) {
		const char *from = lines->text[i], *at = strchr(from, '%');
		char line[LINE];

		if (strncmp(from, "each ", 5) == 0)
			continue;
		if (each == NULL || at == NULL)
			snprintf(line, sizeof(line), "%s", from);
		else
			snprintf(line, sizeof(line), "%.*s%s%s",
			    (int)(at - from), from, each, at + 1);
		row_line(list, row, line);
	}
	row_judge(list, row);
	json_decref(row->base);
	json_decref(row->changed);
	free(row);
}

static void
lines_end(struct list *list, struct lines *lines)
{
	char words[LINES * LINE] = "", *rest = words;

	for (int i = 0; i < lines->count; i++)
		if (strncmp(lines->text[i], "each ", 5) == 0)
			strcat(words, lines->text[i] + 4);
	if (lines->count > 0 && words[0] == '\0')
		lines_play(list, lines, NULL);
	for (char *each; (each = strtok_r(rest, " ", &rest)) != NULL;)
		lines_play(list, lines, each);
	lines->count = 0;
}

static void
list_read(struct list *list)
{
	FILE *file = fopen(list->path, "r");
	struct lines *lines = calloc(1, sizeof(*lines));
	char line[LINE];

	if (file == NULL)
		fail_msg("%s cannot be opened from here", list->path);
	for (int n = 1; fgets(line, sizeof(line), file) != NULL; n++) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0')
			lines_end(list, lines);
		else if (line[0] != '#') {
			assert_true(lines->count < LINES);
			lines->line = lines->count > 0 ? lines->line : n;
			strcpy(lines->text[lines->count++], line);
		}
	}
	lines_end(list, lines);
	free(lines);
	fclose(file);
}

/* A scenario names its site. */
static void
site_copy(const char *path)
{
	json_t *site = loaded(path);
	char *text = json_dumps(site, JSON_PRESERVE_ORDER);

	assert_int_equal(chdir(folder), 0);
	file_put("site", text);
	assert_int_equal(fchdir(home), 0);
	free(text);
	json_decref(site);
}

/* The options that the usage of each procedure has, and those of every job. */
static void
walk_jobs(struct list *list)
{
	char key[LINE];

	for (int i = 0; procedures[i] != NULL; i++) {
		const char *at = procedures[i]->operands;

		snprintf(key, sizeof(key), "%s --locks", procedures[i]->name);
		key_add(list, key);
		while ((at = strstr(at, "--")) != NULL) {
			size_t n = strcspn(at, " ]");

			snprintf(key, sizeof(key), "%s %.*s",
			    procedures[i]->name, (int)n, at);
			key_add(list, key);
			at += n;
		}
	}
}

static void
list_judge(struct list *list)
{
	json_t *schema = list->schema != NULL ? loaded(list->schema) : NULL;

	if (list->site != NULL)
		site_copy(list->site);
	if (schema != NULL)
		walk(list, schema, schema, "");
	else
		walk_jobs(list);
	json_decref(schema);
	list_read(list);
	for (int i = 0; i < list->count; i++) {
		if (!list->has_row[i]) {
			print_error("%s: no row for %s\n", list->path,
			    list->keys[i]);
			list->failures++;
		}
		free(list->keys[i]);
	}
	seen_free(list);
	assert_int_equal(list->failures, 0);
}

static int
folder_make(void **state)
{
	(void)state;
	home = open(".", O_RDONLY);
	return home < 0 || mkdtemp(folder) == NULL;
}

static int
folder_remove(void **state)
{
	static const char *const files[] = { "file", "story", "site",
	    "printed" };

	(void)state;
	assert_int_equal(chdir(folder), 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(files[i]);
	assert_int_equal(fchdir(home), 0);
	close(home);
	return rmdir(folder);
}

static void
every_option_of_a_job_has_an_effect(void **state)
{
	static struct list list = { .path = "tests/keys/job.list",
	    .base = "tests/keys/site.json" };

	(void)state;
	list_judge(&list);
}

static void
every_key_of_a_scenario_has_an_effect(void **state)
{
	static struct list list = { .path = "tests/keys/scenario.list",
	    .base = "tests/keys/scenario.json",
	    .schema = "docs/schema/scenario.schema.json",
	    .site = "tests/keys/site.json" };

	(void)state;
	list_judge(&list);
}

static void
every_key_of_a_site_has_an_effect(void **state)
{
	static struct list list = { .path = "tests/keys/site.list",
	    .base = "tests/keys/site.json",
	    .schema = "docs/schema/site.schema.json" };

	(void)state;
	list_judge(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_of_a_site_has_an_effect),
		cmocka_unit_test(every_key_of_a_scenario_has_an_effect),
		cmocka_unit_test(every_option_of_a_job_has_an_effect),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
