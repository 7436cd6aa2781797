using FsCheck.Xunit;
using HmmSpec.Properties;

namespace HmmSpec.Tests.Properties;

/// <summary>
/// Properties over sequences that are the same in every run, so that a mutant that is killed once is killed the next time;
/// and over fewer of them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatementPropertiesAttribute : PropertiesAttribute
{
    internal const string Seed = "20150717,1";

    public StatementPropertiesAttribute()
    {
        Arbitrary = [typeof(Arbitraries)];
        Replay = Seed;
        MaxTest = 40;
        EndSize = 60;
    }
}
