using FsCheck.Xunit;
using HmmSpec.Properties;

namespace HmmSpec.Tests.Properties;

/// <summary>Properties over generated sequences of operations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatementPropertiesAttribute : PropertiesAttribute
{
    public StatementPropertiesAttribute()
    {
        Arbitrary = [typeof(Arbitraries)];
        MaxTest = 150;
        EndSize = 60;
    }
}
