#include "backends/sim/shell/archived.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/messages.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/declared.h"

/* As cpio counts; the names of files are not kept, but how many they are is
 * made up of their content. */
enum { BLOCK = 512, MOST_FILES = 100000 };

static const char body[] = "section_begin=archive\n";

bool
archived_hangs(struct call *call, const char *path)
{
	struct sim *sim = call->shell->sim;
	uint32_t share = place_answers(sim, call->place) ?
	    place_share(sim, call->place) : 0;
	const char *mount = call_name(call, KIND_FILE, declared_archive(sim,
	    share)->mount);
	size_t n = strlen(mount);

	if (share == 0 || world_archive(sim->world, share)->down == 0 ||
	    strncmp(path, mount, n) != 0 || (path[n] != '/' &&
	    path[n] != '\0'))
		return false;
	call_fail(call, STATUS_NO_ANSWER, "NFS server %s not responding "
	    "still trying", call_name(call, KIND_ARCHIVE, share));
	return true;
}

/* The source whose system is in that file; 0: none. */
static uint32_t
source_of(const struct call *call, uint32_t file)
{
	const struct sim *sim = call->shell->sim;

	for (uint32_t s = 1; s <= sim->declared.source_count; s++)
		if (file != 0 && declared_source(sim, s)->flar == file)
			return s;
	return 0;
}

static int64_t
body_size(const struct call *call, uint32_t source)
{
	return declared_source(call->shell->sim, source)->archive_blocks *
	    BLOCK;
}

/* The header of a flash archive, in the order of flarcreate. */
static void
header_print(const struct call *call, uint32_t source, struct buffer *out)
{
	const struct site_source *row = declared_source(call->shell->sim,
	    source);
	const char *name = call_name(call, KIND_SOURCE, source);

	buffer_print(out, "FlAsH-aRcHiVe-2.0\n"
	    "section_begin=identification\nfiles_archived_method=cpio\n"
	    "creation_master=%s\ncontent_name=%s\ncreation_node=%s\n"
	    "creation_hardware_class=%s\nfiles_compressed_method=none\n"
	    "files_archived_size=%lld\nfiles_unarchived_size=%lld\n"
	    "content_architectures=%s\ntype=FULL\n"
	    "section_end=identification\n%s", name, name, name,
	    row->arch != NULL ? row->arch : "sun4u",
	    (long long)body_size(call, source),
	    (long long)body_size(call, source),
	    row->arch != NULL ? row->arch : "sun4u", body);
}

int64_t
archived_size(const struct call *call, uint32_t file)
{
	const struct file_row *row = world_file(call->shell->sim->world, file);
	uint32_t source = source_of(call, file);
	struct buffer header = { 0 };
	int64_t size;

	if (source == 0 || (row->type != FILE_SHARED &&
	    row->type != FILE_PARTIAL))
		return row->size;
	header_print(call, source, &header);
	size = (int64_t)header.size;
	buffer_drop(&header);
	return size + (row->type == FILE_SHARED ? body_size(call, source) :
	    body_size(call, source) / 2);
}

/* Look at a file of a share; NULL: it is not one, or cannot be opened, and the
 * call has ended. */
static const struct file_row *
file_open(struct call *call, const char *word, const char *complaint)
{
	char text[PATH_BYTES];
	struct looked looked;

	if (!call_answers(call))
		return NULL;
	path_look(call, word, text, &looked);
	if (archived_hangs(call, text))
		return NULL;
	if (looked.kind == PATH_FILE)
		return world_file(call->shell->sim->world, looked.file);
	if (looked.kind == PATH_ABSENT)
		call_fail(call, 2, complaint, word);
	else
		call_not_simulated(call);
	return NULL;
}

static bool
is_archive(const struct file_row *row)
{
	return row->type == FILE_SHARED || row->type == FILE_PARTIAL;
}

/* The names that it would print are not kept. */
static void
tar_list(struct call *call)
{
	const struct typed_line *line = &call->line;
	const struct file_row *row;

	if (line->count != 3 || strcmp(line->word[1], "tf") != 0 ||
	    line->output == NULL || strcmp(line->output, "/dev/null") != 0) {
		call_not_simulated(call);
		return;
	}
	call->around = true;
	row = file_open(call, line->word[2],
	    "tar: %s: No such file or directory");
	if (row == NULL)
		return;
	if (!is_archive(row))
		call_fail(call, 1, "tar: directory checksum error");
	else if (row->type == FILE_PARTIAL)
		call_fail(call, 3, "tar: tape read error: unexpected EOF");
}

void
tar_run(struct call *call)
{
	if (call->line.count > 1 && call->line.word[1][0] == 't')
		tar_list(call);
	else
		change_run(call);
}

bool
archived_header(struct call *call, const char *word, const char *complaint,
    struct buffer *out)
{
	const struct file_row *row = file_open(call, word, complaint);
	uint32_t source;

	if (row == NULL)
		return false;
	source = source_of(call, names_find(sim_names(call->shell->sim),
	    KIND_FILE, word));
	if (!is_archive(row) || source == 0) {
		call_not_simulated(call);
		return false;
	}
	header_print(call, source, out);
	return true;
}

void
sed_run(struct call *call)
{
	const struct typed_line *line = &call->line;

	if (line->count != 3 || strcmp(line->word[1],
	    "/^section_begin=archive$/q") != 0) {
		call_not_simulated(call);
		return;
	}
	archived_header(call, line->word[2], "sed: can't open %s",
	    &call->out);
}

/* "-5", "-n 5", or ten lines; false: it is none of them. */
static bool
lines_read(const struct typed_line *line, unsigned long *lines)
{
	const char *text = line->count == 2 ? "10" : line->word[1] + 1;
	char *end;

	if (line->count == 4 && strcmp(line->word[1], "-n") == 0)
		text = line->word[2];
	else if (line->count > 3 || (line->count == 3 &&
	    line->word[1][0] != '-'))
		return false;
	*lines = strtoul(text, &end, 10);
	return *text >= '0' && *text <= '9' && *end == '\0' &&
	    *lines <= MOST_FILES;
}

static void
messages_tail(struct call *call)
{
	struct buffer text = { 0 };
	unsigned long lines;

	if (!lines_read(&call->line, &lines)) {
		call_not_simulated(call);
		return;
	}
	if (call_answers(call))
		messages_print(call, &text);
	buffer_print(&call->out, "%s", messages_last(buffer_text(&text),
	    (unsigned)lines));
	buffer_drop(&text);
}

/* Of checksums, whose last line counts the others. */
void
tail_run(struct call *call)
{
	const struct typed_line *line = &call->line;
	const char *dot = strrchr(line->word[line->count - 1], '.');
	const struct file_row *row;

	if (is_messages(call, line->word[line->count - 1])) {
		messages_tail(call);
		return;
	}
	if (line->count != 3 || strcmp(line->word[1], "-1") != 0 ||
	    dot == NULL || strcmp(dot, ".cksum") != 0) {
		call_not_simulated(call);
		return;
	}
	row = file_open(call, line->word[2], "tail: cannot open input");
	if (row == NULL)
		return;
	if (row->type == FILE_SHARED)
		buffer_print(&call->out, "# %u files\n",
		    (unsigned)(row->content % MOST_FILES));
	else if (row->type == FILE_PARTIAL)
		buffer_print(&call->out, "4294967295 0 ./a\n");
	else
		call_not_simulated(call);
}
