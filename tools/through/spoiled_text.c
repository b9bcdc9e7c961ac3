/*
 * Texts that mean nothing, or mean it in another language.
 */
#include <ctype.h>
#include <string.h>

#include "tools/through/spoil.h"

/* Words that programs translate, or that a reader might take for a fact where
 * they were not translated alike: the longer before what they begin with. */
static const struct {
	const char	*word, *other;
} german[] = {
	{ "no pools available to import", "keine Pools zum Importieren" },
	{ "no pools available", "keine Pools verf\xc3\xbcgbar" },
	{ "no such pool", "Pool nicht gefunden" },
	{ "No such file or directory", "Datei nicht gefunden" },
	{ "does not exist", "existiert nicht" },
	{ "already exists", "existiert bereits" },
	{ "cannot open", "kann nicht ge\xc3\xb6" "ffnet werden:" },
	{ "not found", "nicht gefunden" },
	{ "Device busy", "Ger\xc3\xa4t belegt" },
	{ "No space left on device", "Kein Speicherplatz" },
	{ "is already", "ist bereits" },
	{ "is not", "ist nicht" },
	{ "Resource Group", "Ressourcengruppe" },
	{ "Resource", "Ressource" },
	{ "Node Name", "Knoten" },
	{ "Suspended", "Ausgesetzt" },
	{ "Unmanaged", "Nicht verwaltet" },
	{ "Pending_offline", "Wird offline" },
	{ "Pending_online", "Wird online" },
	{ "Offline", "Nicht verf\xc3\xbcgbar" },
	{ "Online", "Verf\xc3\xbcgbar" },
	{ "Status", "Zustand" },
	{ "State", "Zustand" },
	{ "Enabled", "Aktiviert" },
	{ "Monitored", "\xc3\x9c" "berwacht" },
	{ "True", "Wahr" },
	{ "False", "Falsch" },
	{ "inactive", "inaktiv" },
	{ "active", "aktiv" },
	{ "bound", "gebunden" },
	{ "starting", "startet" },
	{ "stopping", "stoppt" },
	{ "transition", "\xc3\x9c" "bergang" },
	{ "running", "l\xc3\xa4uft" },
	{ "is alive", "antwortet" },
	{ "no answer from", "keine Antwort von" },
	{ "ONLINE", "VERF\xc3\x9cGBAR" },
	{ "FAULTED", "FEHLERHAFT" },
	{ "DEGRADED", "BEEINTR\xc3\x84" "CHTIGT" },
	{ "pool:", "Pool:" },
	{ "state:", "Zustand:" },
	{ "status:", "Lage:" },
	{ "Yes", "Ja" },
	{ "No", "Nein" },
	{ "yes", "ja" },
	{ "no", "nein" },
};

/* The row of a whole word that begins here, or -1. */
static int
word_at(const char *text, const char *at, const char *end)
{
	if (at != text && isalnum((unsigned char)at[-1]))
		return -1;
	for (size_t i = 0; i < sizeof(german) / sizeof(german[0]); i++) {
		size_t n = strlen(german[i].word);

		if ((size_t)(end - at) >= n &&
		    memcmp(at, german[i].word, n) == 0 &&
		    (at + n == end || !isalnum((unsigned char)at[n])))
			return (int)i;
	}
	return -1;
}

void
spoil_localise(struct buffer *to, const char *text, size_t size)
{
	const char *at = text, *end = text + size;

	while (at < end) {
		int row = word_at(text, at, end);

		if (row < 0) {
			buffer_put(to, at++, 1);
			continue;
		}
		buffer_put(to, german[row].other, strlen(german[row].other));
		at += strlen(german[row].word);
	}
}

void
spoil_garble(struct buffer *to, const char *text, size_t size,
    uint64_t number)
{
	static const char letters[] = "qxzj#~ \xfe";

	for (size_t i = 0; i < size; i++) {
		number = number * 6364136223846793005u + 1442695040888963407u;
		buffer_put(to, text[i] == '\n' ? text + i :
		    &letters[(number >> 33) % (sizeof(letters) - 1)], 1);
	}
}
