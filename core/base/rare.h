/*
 * rare.h: functions that are seldom called.
 *
 * The compiler inlines a function that is called at one place, and then every
 * call of its caller saves the registers that only the seldom way needs.  What
 * is marked RARE stays a function of its own, so that the usual way is short.
 */
#ifndef CORE_RARE_H
#define CORE_RARE_H

#define RARE	__attribute__((noinline, cold))

#endif
