using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>What is looked at before an operation on a file begins.</summary>
internal static class FileChecks
{
    /// <summary>The file, the range or the length makes no sense.</summary>
    public static readonly ClauseSet Refused = ClauseSet.Of("FIL-19");

    /// <summary>Why nothing can be done to a range of a file, or Ok (FIL-19).</summary>
    [Clause("FIL-19")]
    public static Status OfRange(State state, int file, PageRange range) =>
        (uint)file >= (uint)state.Files.Count ? Status.EBADF
        : range.Start < 0 || range.Count <= 0 || (long)range.Start + range.Count > state.World.FilePages ? Status.EINVAL
        : Status.Ok;

    /// <summary>Why a file cannot get a length, or Ok (FIL-19).</summary>
    [Clause("FIL-19")]
    public static Status OfLength(State state, int file, int length) =>
        (uint)file >= (uint)state.Files.Count ? Status.EBADF
        : length < 0 ? Status.EINVAL
        : length > state.World.FilePages ? Status.EFBIG
        : Status.Ok;
}
