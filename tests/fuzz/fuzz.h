/*
 * fuzz.h: what the fuzz targets have in common.
 *
 * A target is one file: it gives its bytes to one reader, and demands what must
 * hold whatever they are.  A demand that is not met aborts.  libFuzzer calls it
 * with bytes that it makes up (make fuzz), replay.c with those of the corpus
 * (make check).  Both run in the root of the project.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/formats/json/mistakes.h"
#include "core/formats/json/text.h"
#include "core/op/op.h"
#include "core/site/site.h"

struct fuzz_target {
	const char	*name;
	/* One input; 0: it was worth a try. */
	int		(*play)(const uint8_t *, size_t);
};

/* The target of a file.  The linker puts those of a program behind each
 * other. */
#define FUZZ_TARGET(name, play)						\
	__attribute__((section("fuzz_targets"), used))			\
	static const struct fuzz_target fuzz_target = { name, play }

/* libFuzzer's name for it. */
int		 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

extern const struct fuzz_target __start_fuzz_targets[], __stop_fuzz_targets[];

/* What must hold; else it is said, with a text that may be NULL, and the
 * program aborts. */
void		 fuzz_demand(bool, const char *what, const char *text);
/*
 * What has come of the input: one that is played after others does the same as
 * alone, or what libFuzzer finds cannot be played again.  Telling does nothing
 * but while it is replayed.
 */
void		 fuzz_tell(const void *bytes, size_t);
void		 fuzz_tell_text(const char *);
/* All that was told since it was last asked, as one number. */
uint64_t	 fuzz_told(void);
/* The input as a text with a NUL at its end, in the arena. */
char		*fuzz_text(struct arena *, const uint8_t *, size_t);
/* The next line of it, without its newline, which becomes a NUL; NULL after the
 * last one. */
char		*fuzz_line(char **rest);
/* Are these characters in UTF-8, and none of them a control character? */
bool		 fuzz_is_plain(const char *);
/*
 * The text of a message about an input: not empty, whole characters, and no
 * control characters but those that the input has, since what is shown to
 * people is encoded where it is shown.
 */
void		 fuzz_message(const char *, const char *input);
/* The same of an error, which has a code. */
void		 fuzz_refusal(const struct err *, const char *input);
/* Mistakes have such texts, are sorted, and each at a place within the file. */
void		 fuzz_mistakes(const struct mistakes *, const char *file,
		    const char *text, size_t);
/* The bytes of the site that posts.json has, and the site itself, new for each
 * input. */
const char	*fuzz_site_text(size_t *);
struct site	*fuzz_site(struct arena *);
/* How a plan words commands: no words; only what is read is compared. */
void		 fuzz_words(void *, const struct op *, struct text *);

#endif
