namespace HmmSpec.Spec;

/// <summary>A part of an address space with equal rights and the same backing.</summary>
/// <param name="Range">The pages.</param>
/// <param name="Protection">The rights.</param>
/// <param name="Backing">What stands behind the pages.</param>
public readonly record struct Vma(PageRange Range, Protection Protection, Backing Backing = default);
