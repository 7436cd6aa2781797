using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol;

/// <summary>A line in which a few bytes are others.</summary>
public sealed record Mutated(byte[] Line)
{
    public override string ToString() => Lines.Show(Line);
}
