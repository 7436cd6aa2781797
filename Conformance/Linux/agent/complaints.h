/* What the kernel reports about itself and goes on: lockdep, a bad page, a wrong count of an mm. */
#ifndef COMPLAINTS_H
#define COMPLAINTS_H

/* Reads what the kernel has logged since the last time. If it has reported an error of its own, the
 * guest ends, so that the answer to what led to it is never given; the console has the report. */
void complaints_heed(void);

#endif
