/*
 * flash.h: the header of a flash archive, up to where its files begin.
 */
#ifndef ANSWERS_FLASH_H
#define ANSWERS_FLASH_H

#include "backends/real/answers/printout.h"

/* Facts: "flash" with the name and the value of a keyword (its size, if it has
 * one), and "flash-body" for the line after which the files stand. */
void	 flash_read(struct printout *, const void *);

#endif
