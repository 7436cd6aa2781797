using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>A sequence of operations that ends in a divergence.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Operations">The operations; the divergence shows itself at the last one.</param>
/// <param name="Divergence">What is different.</param>
public sealed record Finding(World World, Profile Profile, Sequence<Operation> Operations, Divergence Divergence)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', [.. Operations.Select(OperationText.Format), Divergence.ToString()]);
}
