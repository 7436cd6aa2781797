/* The machine's own kernel is not what is judged. */
#include "../complaints.h"

void complaints_heed(void) {}
