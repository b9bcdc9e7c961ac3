/*
 * The files of the world, put into the roots.
 */
#include <errno.h>
#include <string.h>

#include "tools/say.h"
#include "tools/shell/beneath.h"
#include "tools/shell/roots_files.h"

static bool
is_same(const struct shown *one, const struct shown *other)
{
	return one->kind == other->kind && one->size == other->size &&
	    (one->text == NULL) == (other->text == NULL) &&
	    (one->text == NULL || strcmp(one->text, other->text) == 0);
}

static bool
put(int root, const struct shown *one)
{
	size_t n = one->text != NULL ? strlen(one->text) : 0;

	switch (one->kind) {
	case SHOWN_NONE:
		/* What is there all the same is read back. */
		return true;
	case SHOWN_FOLDER:
		return beneath_folder(root, one->path);
	case SHOWN_LINK:
		return beneath_link(root, one->path, one->text);
	default:
		return beneath_file(root, one->path, one->text, n,
		    (off_t)one->size);
	}
}

/* The one before, in the list of what is there; NULL: there is none. */
static struct shown *
same_path(struct shown_list *shown, uint32_t *at, const char *path)
{
	while (*at < shown->count && strcmp(shown->list[*at].path, path) < 0)
		++*at;
	return *at < shown->count && strcmp(shown->list[*at].path, path) == 0 ?
	    &shown->list[*at] : NULL;
}

/* Backwards: what is in a folder comes before the folder. */
static void
gone_remove(int root, struct shown_list *was, const struct shown_list *now)
{
	uint32_t at = now->count;

	for (uint32_t i = was->count; i-- > 0;) {
		const struct shown *one = &was->list[i];

		while (at > 0 && strcmp(now->list[at - 1].path, one->path) > 0)
			at--;
		if (at > 0 && strcmp(now->list[at - 1].path, one->path) == 0 &&
		    now->list[at - 1].kind == one->kind)
			continue;
		if (one->kind != SHOWN_NONE)
			beneath_remove(root, one->path);
	}
}

void
roots_show(struct roots *roots, const struct stage *stage)
{
	struct shown_list now, *was = &roots->shown;
	uint32_t at = 0;

	shown_make(&now, stage);
	gone_remove(roots->root, was, &now);
	for (uint32_t i = 0; i < now.count; i++) {
		struct shown *one = &now.list[i];
		struct shown *before = same_path(was, &at, one->path);
		struct stat found;

		if (before != NULL && before->put != 0 &&
		    is_same(before, one)) {
			one->put = before->put;
			continue;
		}
		if (!put(roots->root, one))
			say_to(stderr, "domferry: %s cannot be shown to the "
			    "script: %s\n", one->path, strerror(errno));
		beneath_look(roots->root, one->path, &found);
		one->put = one->kind == SHOWN_NONE ? 1 : found.st_ino;
	}
	shown_drop(was);
	*was = now;
}
