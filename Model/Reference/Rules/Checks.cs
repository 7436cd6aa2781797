using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>What is looked at before an operation begins.</summary>
internal static class Checks
{
    /// <summary>The operation is on a process that does not live.</summary>
    public static readonly ClauseSet NoProcess = ClauseSet.Of("ERR-1");

    /// <summary>The range is empty or leaves the address space.</summary>
    public static readonly ClauseSet BadRange = ClauseSet.Of("ERR-2");

    /// <summary>The device, the mirror or the range of a device's operation is not there.</summary>
    public static readonly ClauseSet NotMirrored = ClauseSet.Of("FLT-11");

    /// <summary>Whether a range has pages and lies in the address space.</summary>
    [Clause("ERR-2")]
    public static bool IsSound(State state, PageRange range) =>
        range.Start >= 0 && range.Count > 0 && (long)range.Start + range.Count <= state.World.Pages;

    /// <summary>Why a device cannot do anything with a range of a process, or Ok (ERR-1, FLT-11).</summary>
    [Clause("ERR-1")]
    [Clause("FLT-11")]
    public static Status Mirrored(State state, int process, int device, PageRange range)
    {
        if (!state.IsAlive(process))
        {
            return Status.ESRCH;
        }

        if (!state.IsAttached(device))
        {
            return Status.ENODEV;
        }

        if (!IsSound(state, range))
        {
            return Status.EINVAL;
        }

        Mirror mirror = state.Processes[process].Mirrors[device];
        return !mirror.IsOpen ? Status.ENODEV
            : !mirror.Interval.Contains(range) ? Status.EINVAL
            : Status.Ok;
    }

    /// <summary>The clause behind an error of <see cref="Mirrored"/>.</summary>
    public static ClauseSet Behind(Status status) => status == Status.ESRCH ? NoProcess : NotMirrored;
}
