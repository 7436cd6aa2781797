using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Steps that an agent took one after another, the last one first.</summary>
/// <param name="Before">What it took before; null for nothing.</param>
/// <param name="Taken">The last step.</param>
public sealed record Trail(Trail? Before, Successor Taken)
{
    /// <summary>The steps in their order.</summary>
    public IEnumerable<Successor> Steps => (Before?.Steps ?? []).Append(Taken);
}
