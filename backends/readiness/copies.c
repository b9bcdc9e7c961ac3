/*
 * Copies of the definition of a guest: one at each other node of its group, and
 * one in its pool, which goes where the guest goes.  When a node is lost, they
 * are what is left of the guest.
 */
#include "backends/readiness/copies.h"

#include <string.h>

#include "backends/readiness/subjects.h"

/* A line that lists files, and the file that has to be among them. */
struct copy {
	uint32_t	 node;
	enum survey_line line;
	const char	*about, *name;
	const char	*path;		/* for people */
};

/* true: it is there, or nobody knows, and that is missing. */
static bool
copy_there(struct judging *judging, const struct copy *copy)
{
	const struct surveyed *one = survey_find(judging->survey, copy->node,
	    copy->line, copy->about);
	const struct fact_row *file;

	if (said_no_file(judging, copy->node, copy->line, copy->about))
		return false;
	if (one == NULL || !surveyed_answered(one)) {
		lacks(judging, "%s: %s: nobody knows whether it is there",
		    node_of(judging, copy->node), copy->path);
		return true;
	}
	file = heard_of(one, "file", which("name", copy->name));
	if (file == NULL || fact_amount(file, "size") == 0)
		return false;
	quote(judging, one, file);
	return true;
}

/* Where none is, one more in the list. */
static void
copy_look(struct judging *judging, const struct copy *copy,
    const char **absent)
{
	if (!copy_there(judging, copy))
		*absent = arena_format(judging->arena, "%s%s%s:%s", *absent,
		    **absent != '\0' ? ", " : "", node_of(judging,
		    copy->node), copy->path);
}

void
copies_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const char *guest = guest_of(judging), *absent = "";
	const char *pool = name_of(judging, KIND_POOL, row->pool);
	const char *path = arena_format(judging->arena,
	    "/var/domferry/%s.xml", guest);

	for (uint32_t i = 0; judging->at != 0 && i < row->node_count; i++)
		if (row->node[i] != judging->at)
			copy_look(judging, &(struct copy){ row->node[i],
			    SURVEY_COPY, guest, path, path }, &absent);
	if (judging->at == 0)
		lacks(judging, "no node lists the guest");
	else
		copy_look(judging, &(struct copy){ judging->at,
		    SURVEY_POOL_COPY, pool, arena_format(judging->arena,
		    "%s.xml", guest), arena_format(judging->arena,
		    "/%s/.domferry/%s.xml", pool, guest) }, &absent);
	if (*absent != '\0')
		fails(judging, "not there: %s", absent);
	else
		decide(judging, true, "at the other nodes of its group, and "
		    "in its pool");
}
