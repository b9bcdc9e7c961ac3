/*
 * channel_text.h: what the shell of a place is told first (channel.ksh).
 */
#ifndef REACH_CHANNEL_TEXT_H
#define REACH_CHANNEL_TEXT_H

extern const char channel_text[];

#endif
