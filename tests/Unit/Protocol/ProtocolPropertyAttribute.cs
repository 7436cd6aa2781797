using FsCheck.Xunit;

namespace HmmSpec.Tests.Protocol;

/// <summary>A property over what <see cref="ProtocolArbitraries"/> generates.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProtocolPropertyAttribute : PropertyAttribute
{
    public ProtocolPropertyAttribute()
    {
        Arbitrary = [typeof(ProtocolArbitraries)];
        MaxTest = 500;
    }
}
