/*
 * model.h: what the programs say of a model of machine; inside
 * backends/sim/shell only.
 */
#ifndef SIM_MODEL_H
#define SIM_MODEL_H

struct call;

struct model {
	const char	*name;		/* as the site has it */
	const char	*platform;	/* uname -i */
	const char	*vendor;
	const char	*processor;	/* psrinfo -pv */
	unsigned	 mhz;
};

enum { MODEL_BYTES = 96 };

/* That of the machine on which the call runs, a guest's included; NULL: it is
 * none that is known here. */
const struct model *model_of(const struct call *);
/* uname -i of that machine: of a model that is not known here, made of its
 * name, in the text.  NULL: the call is on no node. */
const char	*model_platform(const struct call *, char text[MODEL_BYTES]);

#endif
