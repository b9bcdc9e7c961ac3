/*
 * channel_text.h: what the shell of a place is told first (channel.ksh).
 */
#ifndef CHANNELS_CHANNEL_TEXT_H
#define CHANNELS_CHANNEL_TEXT_H

/* Its lines, with their ends; NULL ends them. */
extern const char *const channel_text[];

#endif
