namespace HmmSpec.Spec;

/// <summary>A part of an address space with equal rights and flags: private anonymous memory.</summary>
/// <param name="Range">The pages.</param>
/// <param name="Protection">The rights.</param>
public readonly record struct Vma(PageRange Range, Protection Protection)
{
    /// <summary>What it is besides.</summary>
    public VmaFlags Flags { get; init; }

    /// <summary>The flags after an advice.</summary>
    public VmaFlags Advised(Advice advice) =>
        advice switch
        {
            Advice.DontFork => Flags | VmaFlags.DontFork,
            Advice.DoFork => Flags & ~VmaFlags.DontFork,
            Advice.WipeOnFork => Flags | VmaFlags.WipeOnFork,
            Advice.KeepOnFork => Flags & ~VmaFlags.WipeOnFork,
            Advice.Free or Advice.Cold or Advice.PageOut => Flags,
        };
}
