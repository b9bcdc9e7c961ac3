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

/* That of the machine on which the call runs, a guest's included; NULL: the
 * site does not say, or it is none that is known here. */
const struct model *model_of(const struct call *);

#endif
