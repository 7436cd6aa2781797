namespace HmmSpec.Spec;

/// <summary>A freedom that the specification leaves. The first member of each is the canonical one.</summary>
[Closed]
public enum ChoiceKind
{
    /// <summary>The step leaves no freedom, or the canonical member was taken.</summary>
    Canonical,

    /// <summary>A read fault on an empty page maps a zeroed frame of its own, not the shared zero page (MAP-9).</summary>
    PrivateZeroFrame,

    /// <summary>The driver leaves a page of a migration where it is (MIG-13).</summary>
    SkipPage,

    /// <summary>The callbacks of a window run in another order (NTF-5).</summary>
    CallbackOrder,

    /// <summary>The mappings of a page are unmapped or restored in another order (MIG-20, RCL-9).</summary>
    MappingOrder,

    /// <summary>A range that moves gets another place (MRM-9).</summary>
    NewPlace,
}

/// <summary>Which member of a freedom a successor takes.</summary>
/// <param name="Kind">The freedom.</param>
/// <param name="Value">
/// Which of its members: a device for <see cref="ChoiceKind.CallbackOrder"/>, a page (or -1, of an eviction) for
/// <see cref="ChoiceKind.SkipPage"/>, a process times the number of pages plus a page of it for
/// <see cref="ChoiceKind.MappingOrder"/>, the first page for <see cref="ChoiceKind.NewPlace"/>.
/// </param>
public readonly record struct Choice(ChoiceKind Kind, int Value)
{
    /// <summary>The canonical member.</summary>
    public static Choice Canonical => default;
}
