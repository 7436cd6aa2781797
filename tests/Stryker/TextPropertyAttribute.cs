using FsCheck.Xunit;

namespace HmmSpec.Tests.Text;

/// <summary>A property over what <see cref="TextArbitraries"/> generates: of the same seed in every run, and fewer cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TextPropertyAttribute : PropertyAttribute
{
    public TextPropertyAttribute()
    {
        Arbitrary = [typeof(TextArbitraries)];
        Replay = Properties.StatementPropertiesAttribute.Seed;
        MaxTest = 150;
    }
}
