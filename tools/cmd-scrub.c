/*
 * scrub: transcripts, and the site that they are of, without its names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/capture/bundle_file.h"
#include "tools/file.h"
#include "tools/say.h"
#include "tools/scrub/captures.h"
#include "tools/scrub/learned.h"
#include "tools/scrub/plans.h"
#include "tools/scrub/scrubbed.h"
#include "tools/scrub/transcripts.h"
#include "tools/scrub/usual.h"
#include "tools/session/folder.h"
#include "tools/session/transcript.h"
#include "tools/verbs.h"
#include "tools/ways/recorded_file.h"

enum { FILES = 64 };

/* What is scrubbed together. */
struct scrub {
	struct arena	 arena;
	struct dictionary dictionary;
	const struct options *options;
	struct recorded	 recorded[FILES];
	const char	*name[FILES];	/* of the file that is written */
	unsigned	 count;
	const char	*site_path;	/* NULL: there is none */
	struct site_text site;
	struct value	*tree;		/* of its file */
	json_t		*plan;		/* that was saved, and carried out;
					   NULL: none */
	char		 digest[SITE_DIGEST_ROOM]; /* of the new site file */
};

static bool
is_folder(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

static bool
is_there(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* Did a verb get a saved plan?  Then its run directory has it. */
static bool
has_plan(const struct recorded *recorded)
{
	const struct recorded_line *line = recorded_part(recorded,
	    RECORDED_BEGINS, 1);

	for (size_t i = 0; line != NULL && i < json_array_size(line->words);
	    i++)
		if (strcmp(json_string_value(json_array_get(line->words, i)),
		    "plan.json") == 0)
			return true;
	return false;
}

static bool
plan_read_from(struct scrub *scrub, const char *folder, struct err *err)
{
	const char *path = folder_path(&scrub->arena, folder, "plan.json");
	size_t size;
	const char *text = file_read(&scrub->arena, path, TRANSCRIPT_MOST,
	    &size, err);

	if (text == NULL)
		return false;
	scrub->plan = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
	dictionary_see(&scrub->dictionary, text, size);
	return json_is_object(scrub->plan) || err_set(err, ERR_FILE_INVALID,
	    "%.200s is no plan", path);
}

/* Of a run directory the transcript, and its site unless another is named. */
static bool
transcript_read(struct scrub *scrub, const char *path, struct err *err)
{
	struct recorded *recorded = &scrub->recorded[scrub->count];
	const char *site, *text;
	size_t size;

	recorded->path = path;
	if (is_folder(path)) {
		recorded->path = folder_path(&scrub->arena, path,
		    "transcript.jsonl");
		site = folder_path(&scrub->arena, path, "site.json");
		if (scrub->site_path == NULL && is_there(site))
			scrub->site_path = site;
	}
	scrub->name[scrub->count++] = base_name(recorded->path);
	text = file_read(&scrub->arena, recorded->path, TRANSCRIPT_MOST,
	    &size, err);
	return text != NULL && recorded_take(recorded, text, err) &&
	    (!is_folder(path) || scrub->plan != NULL || !has_plan(recorded) ||
	    plan_read_from(scrub, path, err));
}

/* Comments may say anything: the tree is without them. */
static int
site_read(struct scrub *scrub)
{
	struct mistakes none = { 0 };
	int status = EXIT_OK;

	if (scrub->site_path == NULL)
		return EXIT_OK;
	status = site_open(&scrub->arena, scrub->site_path, &scrub->site);
	if (status != EXIT_OK)
		return status;
	scrub->tree = jsonc_read(&scrub->arena, scrub->site_path,
	    scrub->site.text, scrub->site.size, &none);
	learned_site(&scrub->dictionary, scrub->site.site, scrub->tree);
	dictionary_see(&scrub->dictionary, scrub->site.text,
	    scrub->site.size);
	return EXIT_OK;
}

static bool
learn(struct scrub *scrub, const struct bundle *capture, struct err *err)
{
	const struct option_list *also = &scrub->options->also;

	for (unsigned i = 0; i < also->count; i++)
		if (!dictionary_insist(&scrub->dictionary, also->item[i]))
			return err_set(err, ERR_USAGE, "--also %s: it has no "
			    "word of two letters", also->item[i]);
	for (unsigned i = 0; i < scrub->count; i++)
		transcripts_learn(&scrub->dictionary, &scrub->recorded[i]);
	if (capture != NULL)
		captures_learn(&scrub->dictionary, capture);
	return dictionary_end(&scrub->dictionary, err);
}

static bool
text_write(const char *path, struct text *text, struct err *err)
{
	bool written;

	text_put(text, "", 1);
	written = file_write(path, text->bytes, err);
	text_drop(text);
	return written;
}

/* What it is about, and whom one calls, is for nobody else. */
static bool
site_write(struct scrub *scrub, struct err *err)
{
	static const char *const without[] = { "about", NULL };
	struct text text = { 0 };
	char *pretty;
	json_t *json;

	if (scrub->tree == NULL)
		return true;
	scrubbed_value(&scrub->dictionary, &text, scrub->tree, without);
	json = text_parse(&text);
	pretty = json_dumps(json, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	json_decref(json);
	if (pretty == NULL)
		abort();
	text_put(&text, pretty, strlen(pretty));
	text_put(&text, "\n", 1);
	free(pretty);
	memcpy(scrub->digest, "sha256:", 7);
	digest_hex(text.bytes, text.size, scrub->digest + 7);
	return text_write(folder_path(&scrub->arena, scrub->options->into,
	    "site.json"), &text, err);
}

static bool
transcript_write(struct scrub *scrub, unsigned n, const char *path,
    struct err *err)
{
	struct text text = { 0 };

	transcripts_put(&scrub->dictionary, &scrub->recorded[n], &text);
	return text_write(path, &text, err);
}

static bool
plan_write(struct scrub *scrub, struct err *err)
{
	struct text text = { 0 };

	if (scrub->plan == NULL)
		return true;
	plans_put(&scrub->dictionary, scrub->plan, scrub->digest, &text);
	return text_write(folder_path(&scrub->arena, scrub->options->into,
	    "plan.json"), &text, err);
}

static bool
all_write(struct scrub *scrub, struct err *err)
{
	const char *into = scrub->options->into;

	if (into == NULL)
		return transcript_write(scrub, 0, scrub->options->write != NULL
		    ? scrub->options->write : "-", err);
	if (mkdir(into, 0700) != 0 && errno != EEXIST)
		return err_set(err, ERR_FILE_UNWRITABLE, "%.200s: %s", into,
		    strerror(errno));
	for (unsigned i = 0; i < scrub->count; i++)
		if (!transcript_write(scrub, i, folder_path(&scrub->arena,
		    into, scrub->name[i]), err))
			return false;
	return site_write(scrub, err) && plan_write(scrub, err);
}

static void
replaced_say(const struct dictionary *dictionary)
{
	const char *before = "replaced:";

	say_to(stderr, "domferry: ");
	for (enum scrub_kind kind = 0; kind < SCRUB_KINDS; kind++) {
		unsigned count = dictionary_replaced(dictionary, kind);

		if (count == 0)
			continue;
		say_to(stderr, "%s %u %s%s", before, count,
		    scrub_kind_name(kind), count == 1 ? "" :
		    kind == SCRUB_ADDRESS || kind == SCRUB_MAC ? "es" : "s");
		before = ",";
	}
	say_to(stderr, "%s\n", *before == ',' ? "" : "nothing was replaced");
}

/* Names that every site has are no loss, nor are vsw0, vdisk1 and d14. */
static bool
is_everywhere(const struct scrub_kept *kept)
{
	return strcmp(kept->name, "primary") == 0 ||
	    strcmp(kept->name, "SP") == 0 || strcmp(kept->name, "root") == 0 ||
	    strcmp(kept->name, "factory-default") == 0 ||
	    kept->kind == SCRUB_SERVICE || kept->kind == SCRUB_VOLUME ||
	    kept->kind == SCRUB_DEVICE || (kept->kind == SCRUB_NODE &&
	    usual_is(kept->name, strlen(kept->name)));
}

static void
kept_say(const struct dictionary *dictionary)
{
	const char *before = "domferry: note: these names stay, because they "
	    "are short, or words of the field (--also replaces one):";

	for (uint32_t i = 0; i < dictionary->kept_count; i++) {
		const struct scrub_kept *kept = &dictionary->kept[i];

		if (is_everywhere(kept))
			continue;
		say_to(stderr, "%s %s (%s)", before, kept->name,
		    scrub_kind_name(kept->kind));
		before = ",";
	}
	if (*before == ',')
		say_to(stderr, "\n");
}

static void
doubts_say(const struct dictionary *dictionary)
{
	const char *program, *before = "domferry: note: not all output of "
	    "these is understood; a name that stands only there is still "
	    "there:";

	for (uint32_t i = 1; (program = dictionary_doubted(dictionary, i)) !=
	    NULL; i++) {
		say_to(stderr, "%s %s", before, program);
		before = ",";
	}
	if (*before == ',')
		say_to(stderr, "\n");
}

static void
dictionary_say(const struct dictionary *dictionary)
{
	replaced_say(dictionary);
	kept_say(dictionary);
	doubts_say(dictionary);
}

static int
play(struct scrub *scrub)
{
	const struct options *options = scrub->options;
	struct err err = { 0 };
	int status;

	scrub->site_path = options->site;
	for (int i = 0; i < options->operand_count; i++)
		if (!transcript_read(scrub, options->operand[i], &err))
			return err_print(&err);
	status = site_read(scrub);
	if (status != EXIT_OK)
		return status;
	if (!learn(scrub, NULL, &err) || !all_write(scrub, &err))
		return err_print(&err);
	dictionary_say(&scrub->dictionary);
	return EXIT_OK;
}

/* A capture is a file of its own; the site file in it is left out. */
static int
capture_play(struct scrub *scrub)
{
	const struct options *options = scrub->options;
	struct bundle bundle, to;
	struct err err = { 0 };
	size_t size;
	int status;

	if (options->operand_count != 1 || options->write == NULL) {
		err_set(&err, ERR_USAGE, "a capture is scrubbed by itself, and "
		    "-w FILE says where it is written");
		return err_print(&err);
	}
	scrub->site_path = options->site;
	if (!bundle_open(&scrub->arena, options->operand[0], &bundle, &err) ||
	    !bundle_may_save(options->write, &err))
		return err_print(&err);
	status = site_read(scrub);
	if (status != EXIT_OK)
		return status;
	if (!learn(scrub, &bundle, &err))
		return err_print(&err);
	captures_put(&scrub->arena, &scrub->dictionary, &bundle, &to);
	if (!bundle_save(&to, options->write, &size, &err))
		return err_print(&err);
	dictionary_say(&scrub->dictionary);
	if (bundle.has_site)
		say_to(stderr, "domferry: note: the site file in the capture "
		    "is left out\n");
	return EXIT_OK;
}

static bool
is_used_well(const struct options *options, struct err *err)
{
	int count = options->operand_count;

	if (count == 0 || count > FILES)
		return err_set(err, ERR_USAGE, "scrub needs a transcript or a "
		    "run directory, and takes at most %d", FILES);
	return count == 1 || options->into != NULL || err_set(err, ERR_USAGE,
	    "more than one file: --into DIR says where they are written");
}

int
cmd_scrub(const struct options *options)
{
	struct arena arena = { 0 };
	struct scrub *scrub;
	struct err err = { 0 };
	int status;

	if (!is_used_well(options, &err))
		return err_print(&err);
	scrub = arena_take(&arena, 1, sizeof(*scrub));
	scrub->options = options;
	dictionary_make(&scrub->dictionary, &scrub->arena);
	status = captures_is(options->operand[0]) ? capture_play(scrub) :
	    play(scrub);
	for (unsigned i = 0; i < scrub->count; i++)
		recorded_drop(&scrub->recorded[i]);
	json_decref(scrub->plan);
	dictionary_drop(&scrub->dictionary);
	arena_drop(&scrub->arena);
	arena_drop(&arena);
	return status;
}
