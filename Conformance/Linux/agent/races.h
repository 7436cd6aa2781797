/* Two operations at the same time, each by a thread of its process. */
#ifndef RACES_H
#define RACES_H

#include "adapter.h"
#include "mailbox.h"

/* What carries out each operation. */
void races_know(struct result (*const operations[OP_COUNT])(const struct operation *operation));

/* A run begins. */
void races_reset(void);

/* Whether there was a race in this run: from then on only the first word of a page counts, for stores of a whole page
 * take their time. */
bool races_were(void);

/* Whether the answer that is made a result of at the moment is that of an operation that had another beside it. */
bool races_are_told(void);

/* Takes a job that is to run beside another, or gives its answer; false for any other. */
bool races_take(int process, const struct job *job, struct answer **answer);

#endif
