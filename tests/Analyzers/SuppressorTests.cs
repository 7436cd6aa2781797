namespace HmmSpec.Analyzers.Tests;

/// <summary>The compiler's wish for a discard arm is taken back where HMM004 has seen to it, and only there.</summary>
public sealed class SuppressorTests
{
    private const string Types = """
        [Closed] abstract record Shape;
        sealed record Circle : Shape;
        sealed record Line : Shape;
        [Closed] enum Kind { One, Two }
        abstract record Open;
        sealed record Some : Open;
        enum Free { One, Two }
        class Subject { int Run(Shape shape, Kind kind, Open open, Free free) => 
        """;

    [Theory]
    [InlineData("shape switch { Circle => 1, Line => 2 }", "CS8509")]
    [InlineData("kind switch { Kind.One => 1, Kind.Two => 2 }", "CS8524")]
    public void The_warning_for_a_complete_switch_is_suppressed(string expression, string warning) =>
        Assert.True(Suppression(expression, warning));

    [Theory]
    [InlineData("shape switch { Circle => 1 }", "CS8509")]
    [InlineData("kind switch { Kind.One => 1 }", "CS8509")]
    [InlineData("open switch { Some => 1 }", "CS8509")]
    [InlineData("free switch { Free.One => 1, Free.Two => 2 }", "CS8524")]
    public void The_warning_for_any_other_switch_stands(string expression, string warning) =>
        Assert.False(Suppression(expression, warning));

    private static bool Suppression(string expression, string warning) =>
        Assert
            .Single(Source.Diagnose(Types + expression + "; }", isPure: false, []), d => d.Id == warning)
            .IsSuppressed;
}
