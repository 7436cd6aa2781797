using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>A violation is read back from what it is written as.</summary>
public sealed class ViolationTests
{
    [Theory]
    [InlineData("p0 page 1: the entry leads to frame 3 (of p1)")]
    [InlineData("")]
    [InlineData("all wait: a for a page lock (MIR-1): b\nand so on")]
    public void What_is_written_is_read(string sentence)
    {
        Violation violation = new("INV-1", "MIR-12", sentence);

        Assert.Equal(violation, Violation.Parse(violation.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I1: an entry is stale")]
    [InlineData("INV-1 MIR-12: no clause in parentheses")]
    [InlineData("as INV-1 (MIR-12): has it")]
    public void Anything_else_is_none(string text) => Assert.Null(Violation.Parse(text));
}
