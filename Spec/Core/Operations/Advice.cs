namespace HmmSpec.Spec;

/// <summary>What madvise is told of a range, but for MADV_DONTNEED, which is an operation of its own.</summary>
[Closed]
public enum Advice
{
    /// <summary>MADV_FREE: the contents are not needed, and may go when memory is short.</summary>
    Free,

    /// <summary>MADV_COLD: the pages will not be used soon.</summary>
    Cold,

    /// <summary>MADV_PAGEOUT: the pages are to be reclaimed now.</summary>
    PageOut,

    /// <summary>MADV_DONTFORK: no child gets the range.</summary>
    DontFork,

    /// <summary>MADV_DOFORK: the opposite.</summary>
    DoFork,

    /// <summary>MADV_WIPEONFORK: a child gets the range with zeros.</summary>
    WipeOnFork,

    /// <summary>MADV_KEEPONFORK: the opposite.</summary>
    KeepOnFork,

    /// <summary>MADV_REMOVE: the pages of the file behind a shared mapping become a hole.</summary>
    Remove,
}
