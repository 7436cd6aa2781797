#include "files.h"
#include "handles.h"
#include "operations.h"
#include "races.h"
#include "views.h"
#include "workers.h"

#include <stddef.h>
#include <string.h>

const char *operations_reset(const struct world *new_world, const char *profile)
{
    if (strcmp(profile, "linux-6.1") != 0) {
        return "This kernel follows the profile linux-6.1 only.";
    }
    handles_reset(new_world);
    views_reset();
    races_reset();
    const char *problem = files_reset(new_world);
    return problem ? problem : workers_reset();
}
