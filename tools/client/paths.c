#include "tools/client/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/client/message.h"
#include "tools/client/talk.h"

enum { NAME_BYTES = 64 };

static const char names[] = "abcdefghijklmnopqrstuvwxyz"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+";

static const char *const folders[] = { "/opt/SUNWldm/bin/",
    "/usr/cluster/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/" };

enum { FOLDERS = sizeof(folders) / sizeof(folders[0]) };

static const char *const shells[] = { "sh", "ksh", "ksh93", "mksh", "dash",
    "bash", "zsh", NULL };

/* Files of this machine are a script's own, and its clock may be asked for. */
static const char *const own[] = { "cat", "cp", "date", "ls", "mkdir", "rm",
    "rmdir", "sleep", "tar", "tee", "touch", NULL };

static bool
is_one_of(const char *name, const char *const list[])
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

/* The folder at that place of a text; 0: none of them. */
static size_t
folder_size(const char *at)
{
	for (size_t i = 0; i < FOLDERS; i++)
		if (strncmp(at, folders[i], strlen(folders[i])) == 0)
			return strlen(folders[i]);
	return 0;
}

/* The program's name, if a path of one that the site has begins there. */
static bool
name_read(const char *state, const char *at, char name[NAME_BYTES])
{
	size_t skip = folder_size(at), n = strspn(at + skip, names);
	char path[TALK_PATH];

	if (skip == 0 || n == 0 || n >= NAME_BYTES || at[skip + n] == '/')
		return false;
	memcpy(name, at + skip, n);
	name[n] = '\0';
	return (size_t)snprintf(path, sizeof(path), "%s/bin/%s", state,
	    name) < sizeof(path) && access(path, F_OK) == 0 &&
	    !is_one_of(name, shells);
}

/* Does the path lie where Solaris has programs, and has the site one of that
 * name? */
static bool
path_is_known(const char *state, const char *path)
{
	char name[NAME_BYTES];

	return name_read(state, path, name) &&
	    path[folder_size(path) + strlen(name)] == '\0';
}

const char *
path_take(const char *state, const char *line)
{
	size_t n = line != NULL ? strspn(line, names) : 0;
	char path[TALK_PATH];

	unsetenv("DOMFERRY_PROGRAM");
	if (line == NULL || *line != '/')
		return line;
	while (line[n] == '/')
		n += 1 + strspn(line + n + 1, names);
	if (n >= sizeof(path) || (line[n] != ' ' && line[n] != '\0'))
		return line;
	snprintf(path, sizeof(path), "%.*s", (int)n, line);
	if (!path_is_known(state, path) && access(path, X_OK) == 0)
		return line;
	setenv("DOMFERRY_PROGRAM", path, 1);
	return line + (strrchr(path, '/') + 1 - path);
}

/* A folder of Solaris between the colons of a PATH. */
static bool
is_element(const char *at)
{
	for (size_t i = 0; i < FOLDERS; i++) {
		size_t n = strlen(folders[i]) - 1;

		if (strncmp(at, folders[i], n) == 0 &&
		    (at[n] == '\0' || strchr("/:\"' \t\n;&", at[n]) != NULL))
			return true;
	}
	return false;
}

/* Does the value of a PATH have such a folder before all that it had? */
static bool
hides(const char *value)
{
	static const char ends[] = " \t\n;&";

	for (size_t i = 0; value[i] != '\0' && strchr(ends, value[i]) == NULL;
	    i++) {
		if (strncmp(value + i, "$PATH", 5) == 0 ||
		    strncmp(value + i, "${PATH", 6) == 0)
			return false;
		if ((i == 0 || strchr(":\"'", value[i - 1]) != NULL) &&
		    is_element(value + i))
			return true;
	}
	return false;
}

/* No part of a longer word or path. */
static bool
begins(const char *text, size_t at)
{
	return at == 0 || (strchr(names, text[at - 1]) == NULL &&
	    strchr("/}*?", text[at - 1]) == NULL);
}

/* Is the word that ends there followed by a command? */
static bool
leads(const char *text, size_t end)
{
	static const char *const words[] = { "if", "then", "elif", "else",
	    "do", "while", "until", "exec", "env", "eval", "nohup", "time",
	    "xargs", "sudo", "pfexec", "command", NULL };
	char word[NAME_BYTES];
	size_t n = 0;

	while (n < end && strchr(names, text[end - n - 1]) != NULL)
		n++;
	if (n == 0 || n >= sizeof(word))
		return false;
	memcpy(word, text + end - n, n);
	word[n] = '\0';
	return is_one_of(word, words);
}

/* Would a shell call what stands there, or keep it in a variable?  What is an
 * argument may be a file of the site. */
static bool
is_called(const char *text, size_t at)
{
	size_t end = at;

	if (!begins(text, at))
		return false;
	if (end > 0 && strchr("\"'", text[end - 1]) != NULL)
		end--;
	if (end > 0 && text[end - 1] == '=')
		return true;
	while (end > 0 && strchr(" \t", text[end - 1]) != NULL)
		end--;
	if (end == 0 || leads(text, end))
		return true;
	if (text[end - 1] == '\n')
		return end < 2 || text[end - 2] != '\\';
	return strchr(";|&(`{!", text[end - 1]) != NULL;
}

static bool
wrong(const char *name, unsigned line, const char *what, const char *instead)
{
	fprintf(stderr, "domferry: %s:%u: %s: nothing was begun; write %s, "
	    "for the programs of the site come first in the PATH\n", name,
	    line, what, instead);
	return true;
}

static bool
is_wrong_at(const char *state, const char *name, const char *text, size_t at,
    unsigned line)
{
	char program[NAME_BYTES], what[2 * NAME_BYTES + 64];

	if (begins(text, at) && strncmp(text + at, "PATH=", 5) == 0 &&
	    hides(text + at + 5))
		return wrong(name, line, "this PATH hides the programs of the "
		    "site", "PATH=$PATH:...");
	if (!is_called(text, at) || !name_read(state, text + at, program) ||
	    is_one_of(program, own))
		return false;
	snprintf(what, sizeof(what), "%.*s would be a program of this "
	    "machine", (int)(folder_size(text + at) + strlen(program)),
	    text + at);
	return wrong(name, line, what, program);
}

static bool
is_comment(const char *text, size_t at)
{
	return text[at] == '#' && (at == 0 ||
	    strchr(" \t\n;", text[at - 1]) != NULL);
}

bool
paths_refuse(const char *state, const char *name, const char *text)
{
	unsigned line = 1;

	for (size_t at = 0; text[at] != '\0'; at++) {
		if (is_comment(text, at))
			at += strcspn(text + at, "\n") - 1;
		line += text[at] == '\n';
		if (is_wrong_at(state, name, text, at, line))
			return true;
	}
	return false;
}

static bool
refuse_file(const char *state, const char *path)
{
	char *text = malloc(MESSAGE_MOST + 1);
	FILE *file = fopen(path, "r");
	size_t n = 0;
	bool refused;

	if (text == NULL)
		abort();
	if (file != NULL) {
		n = fread(text, 1, MESSAGE_MOST, file);
		fclose(file);
	}
	text[n] = '\0';
	refused = strlen(text) == n && paths_refuse(state, path, text);
	free(text);
	return refused;
}

bool
paths_refuse_words(const char *state, const char *const words[])
{
	const char *slash = strrchr(words[0], '/');
	unsigned at = 1;

	if (!is_one_of(slash != NULL ? slash + 1 : words[0], shells))
		return slash != NULL && refuse_file(state, words[0]);
	for (; words[at] != NULL && words[at][0] == '-'; at++)
		if (strchr(words[at], 'c') != NULL && words[at + 1] != NULL)
			return paths_refuse(state, "-c", words[at + 1]);
	return words[at] != NULL && refuse_file(state, words[at]);
}
