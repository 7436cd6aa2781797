namespace HmmSpec.Spec;

/// <summary>A part of an address space with equal rights: private anonymous memory.</summary>
/// <param name="Range">The pages.</param>
/// <param name="Protection">The rights.</param>
public readonly record struct Vma(PageRange Range, Protection Protection);
