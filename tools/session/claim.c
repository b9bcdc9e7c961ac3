#include "tools/session/claim.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/formats/json/text.h"
#include "tools/session/folder.h"

const char *
claim_line(struct arena *arena, const char *run,
    const struct holder *holder)
{
	struct text text = { 0 };
	const char *line;

	text_open(&text, NULL, '{');
	if (run != NULL)
		text_string(&text, "run", run);
	text_string(&text, "who", holder->who);
	text_string(&text, "host", holder->host);
	text_integer(&text, "pid", holder->pid);
	text_string(&text, "since", holder->time);
	text_string(&text, "boot", holder->boot);
	text_close(&text, '}');
	line = arena_text(arena, text.bytes, text.size);
	text_drop(&text);
	return line;
}

bool
claim_is_held(const char *folder)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct arena arena = { 0 };
	bool held;
	int fd;

	fd = open(folder_path(&arena, folder, "lock"), O_RDONLY | O_NOFOLLOW |
	    O_CLOEXEC);
	arena_drop(&arena);
	if (fd < 0)
		return false;
	held = fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
	close(fd);
	return held;
}

const char *
claim_time(struct arena *arena, const json_t *open)
{
	const char *time = json_string_value(json_object_get(open, "time"));
	long part = (long)json_integer_value(json_object_get(open, "part"));

	if (time == NULL)
		return "";
	return part == 0 ? time : arena_format(arena, "%s.%ld", time, part);
}
