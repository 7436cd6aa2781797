namespace HmmSpec.Spec;

/// <summary>Something that always holds.</summary>
public interface IInvariant
{
    /// <summary>Its id, such as <c>INV-1</c>; it never changes its meaning.</summary>
    string Id { get; }

    /// <summary>The clause that it states, such as <c>MIR-12</c>.</summary>
    string Clause { get; }

    /// <summary>When it is evaluated.</summary>
    InvariantKind Kind { get; }
}
