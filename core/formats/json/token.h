/*
 * token.h: how long one character, escape, number or word of JSON is.
 *
 * Each reads the beginning of a text that ends with a NUL, and returns how many
 * bytes the token has; 0 when there is none.
 */
#ifndef CORE_FORMATS_TOKEN_H
#define CORE_FORMATS_TOKEN_H

#include <stddef.h>

#include "core/formats/json/jsonc.h"

/* A character in UTF-8 that may stand in a string as it is. */
size_t	 token_character(const char *);
/* A backslash and what follows it. */
size_t	 token_escape(const char *);
/* A number, true, false or null, and its type. */
size_t	 token_word(const char *, enum value_type *);

#endif
