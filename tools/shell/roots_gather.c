/*
 * What a script has done to files of the world, read back.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/host/quote.h"
#include "tools/shell/beneath.h"
#include "tools/shell/roots_files.h"

enum { CONTENT_BYTES = 65536, SIZE_BYTES = 24, KILOBYTE = 1024 };

static const char *const removes[2] = { "rm", NULL };
static const char *const writes[2] = { "tee", NULL };
static const char *const touches[2] = { "touch", NULL };

struct gathering {
	struct roots	*roots;
	struct stage	*stage;
	struct caller	*caller;	/* who is told what is not done */
};

static void
refuse(struct gathering *gathering, const char *what, const char *why)
{
	buffer_print(&gathering->caller->err, "domferry: not simulated: what "
	    "was done to the file %s%s%s\n", what, *why != '\0' ? ": " : "",
	    why);
}

/* As if somebody had typed it there; time passes until it has ended.  false:
 * the site refuses it, and why says what for. */
static bool
type(struct gathering *gathering, const struct shown *one,
    const char *const program[2], const char *input, struct buffer *why)
{
	struct stage *stage = gathering->stage;
	struct caller caller = { .place = one->place != 0 ? one->place :
	    gathering->caller->place };
	struct buffer line = { 0 };
	int64_t next_ms;

	for (unsigned i = 0; i < 2 && program[i] != NULL; i++)
		quote_word(&line, program[i]);
	quote_word(&line, one->name);
	stage_call(stage, &caller, line.bytes, input);
	while (caller.waits && (next_ms = stage_next_ms(stage)) >= 0)
		stage_step(stage, next_ms);
	if (caller.waits)
		stage_leave(stage, &caller);
	if (why != NULL)
		buffer_print(why, "%.*s", (int)strcspn(buffer_text(
		    &caller.err), "\n"), buffer_text(&caller.err));
	buffer_drop(&line);
	caller_drop(&caller);
	return caller.status == 0;
}

static void
type_or_refuse(struct gathering *gathering, const struct shown *one,
    const char *const program[2], const char *input)
{
	struct buffer why = { 0 };

	if (!type(gathering, one, program, input, &why))
		refuse(gathering, one->name, buffer_text(&why));
	buffer_drop(&why);
}

/* The world has no file without a content. */
static void
write_or_refuse(struct gathering *gathering, const struct shown *one,
    const char *content)
{
	type_or_refuse(gathering, one, writes, *content != '\0' ? content :
	    "\n");
}

/* The text that is there now; false: there is no file, or it is none. */
static bool
content_read(int root, const char *path, char content[CONTENT_BYTES])
{
	int fd = beneath_open(root, path);
	size_t n = 0;
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 || (got < 0 && fd >= 0 && errno == EINTR)) {
		got = read(fd, content + n, CONTENT_BYTES - 1 - n);
		n += got > 0 ? (size_t)got : 0;
		if (n == CONTENT_BYTES - 1)
			break;
	}
	if (fd >= 0)
		close(fd);
	content[n] = '\0';
	return fd >= 0 && got == 0 && strlen(content) == n;
}

/* It may have been touched only; what is in a disk the world does not say. */
static bool
is_as_known(const struct shown *one, const struct stat *found,
    const char *content)
{
	if (one->text != NULL)
		return content != NULL && strcmp(content, one->text) == 0;
	return found->st_blocks == 0 && found->st_size == one->size;
}

/* A file of the world that is not as it was put. */
static void
changed(struct gathering *gathering, struct shown *one,
    const struct stat *found)
{
	char content[CONTENT_BYTES];
	bool is_text = content_read(gathering->roots->root, one->path, content);

	if (one->kind == SHOWN_DISK) {
		if (found->st_blocks != 0 || found->st_size != one->size)
			refuse(gathering, one->name, "");
	} else if (found->st_mode == 0) {
		type_or_refuse(gathering, one, removes, NULL);
	} else if (!S_ISREG(found->st_mode)) {
		refuse(gathering, one->name, "it is no file any more");
	} else if (!is_as_known(one, found, is_text ? content : NULL)) {
		write_or_refuse(gathering, one, is_text ? content : "");
	}
	one->put = 0;
}

/* Rounded up: the world counts in those, and has no file of none. */
static int64_t
kilobytes_of(const struct stat *found)
{
	return found->st_size == 0 ? 1 : (found->st_size + KILOBYTE - 1) /
	    KILOBYTE;
}

/* A file where the world has none. */
static void
appeared(struct gathering *gathering, struct shown *one,
    const struct stat *found)
{
	char content[CONTENT_BYTES], size[SIZE_BYTES];
	bool is_text = content_read(gathering->roots->root, one->path, content);

	if (!S_ISREG(found->st_mode))
		return;
	if (one->in_pool) {
		snprintf(size, sizeof(size), "%lldk",
		    (long long)kilobytes_of(found));
		type_or_refuse(gathering, one, (const char *[]){ "mkfile",
		    size }, NULL);
	} else if (found->st_size == 0 && type(gathering, one, touches, NULL,
	    NULL)) {
		/* The mark of a freeze is such a file. */
	} else if (is_text) {
		write_or_refuse(gathering, one, content);
	} else {
		refuse(gathering, one->name, "it is no text");
	}
	one->put = 0;
}

static bool
is_as_put(const struct shown *one, const struct stat *found)
{
	return one->put == found->st_ino && found->st_size == one->size &&
	    found->st_mtim.tv_sec == BENEATH_TIME &&
	    found->st_mtim.tv_nsec == 0;
}

void
roots_gather(struct roots *roots, struct stage *stage, struct caller *caller)
{
	struct gathering gathering = { roots, stage, caller };

	for (uint32_t i = 0; i < roots->shown.count; i++) {
		struct shown *one = &roots->shown.list[i];
		struct stat found;

		if (one->kind == SHOWN_FOLDER || one->kind == SHOWN_LINK)
			continue;
		beneath_look(roots->root, one->path, &found);
		if (one->kind == SHOWN_NONE && found.st_mode != 0)
			appeared(&gathering, one, &found);
		else if (one->kind != SHOWN_NONE && !is_as_put(one, &found))
			changed(&gathering, one, &found);
	}
}

void
roots_adopt(struct roots *roots, struct stage *stage, struct caller *caller,
    const char *place, const struct host_words *typed)
{
	struct gathering gathering = { roots, stage, caller };
	struct arena arena = { 0 };

	/* Other commands read a file, or write one. */
	if (typed->count < 2 || strncmp(typed->words[1], "add-vds", 7) != 0)
		return;
	for (unsigned i = 2; i < typed->count; i++) {
		struct shown one = { .in_pool = true, .name = typed->words[i],
		    .path = roots_pooled(&arena, roots, place,
		    typed->words[i]) };
		struct stat found = { .st_mode = 0 };

		if (one.path != NULL)
			beneath_look(roots->root, one.path, &found);
		if (found.st_mode != 0)
			appeared(&gathering, &one, &found);
	}
	arena_drop(&arena);
}
