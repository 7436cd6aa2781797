namespace HmmSpec.Spec;

/// <summary>A part of an address space with equal rights and flags and the same backing.</summary>
/// <param name="Range">The pages.</param>
/// <param name="Protection">The rights.</param>
/// <param name="Backing">What stands behind the pages.</param>
public readonly record struct Vma(PageRange Range, Protection Protection, Backing Backing = default)
{
    /// <summary>What it is besides.</summary>
    public VmaFlags Flags { get; init; }

    /// <summary>The same at another place, from that page on: the file's pages behind it move with it.</summary>
    public Vma At(PageRange range) => this with { Range = range, Backing = Backing.Moved(range.Start - Range.Start) };

    /// <summary>Whether reclaim passes over its pages.</summary>
    public bool IsLocked => Flags.HasFlag(VmaFlags.Locked);

    /// <summary>The same, locked or not.</summary>
    public Vma With(bool locked) => this with { Flags = locked ? Flags | VmaFlags.Locked : Flags & ~VmaFlags.Locked };

    /// <summary>The flags after an advice.</summary>
    public VmaFlags Advised(Advice advice) =>
        advice switch
        {
            Advice.DontFork => Flags | VmaFlags.DontFork,
            Advice.DoFork => Flags & ~VmaFlags.DontFork,
            Advice.WipeOnFork => Flags | VmaFlags.WipeOnFork,
            Advice.KeepOnFork => Flags & ~VmaFlags.WipeOnFork,
            Advice.Free or Advice.Cold or Advice.PageOut or Advice.Remove => Flags,
        };
}
