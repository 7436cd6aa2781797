using FsCheck.Xunit;

namespace HmmSpec.Tests.Text;

/// <summary>A property over what <see cref="TextArbitraries"/> generates.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TextPropertyAttribute : PropertyAttribute
{
    public TextPropertyAttribute()
    {
        Arbitrary = [typeof(TextArbitraries)];
        MaxTest = 500;
    }
}
