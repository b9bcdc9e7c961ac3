/*
 * session_text.h: what the shell of a place is told first (session.ksh).
 */
#ifndef REACH_SESSION_TEXT_H
#define REACH_SESSION_TEXT_H

extern const char session_text[];

#endif
