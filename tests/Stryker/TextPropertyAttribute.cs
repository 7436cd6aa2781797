using FsCheck.Xunit;

namespace HmmSpec.Tests.Text;

/// <summary>A property over what <see cref="TextArbitraries"/> generates: of the same seed in every run, and fewer cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
#pragma warning disable xUnit3003 // The attribute of FsCheck has no constructor that takes a place in the source.
public sealed class TextPropertyAttribute : PropertyAttribute
#pragma warning restore xUnit3003
{
    public TextPropertyAttribute()
    {
        Arbitrary = [typeof(TextArbitraries)];
        Replay = Stryker.FixedStatementTests.Seed;
        MaxTest = 150;
    }
}
