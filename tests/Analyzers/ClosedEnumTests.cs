namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM004 over a closed enum: a switch names every member.</summary>
public sealed class ClosedEnumTests
{
    private const string Kinds = """
        [Closed] enum Kind { One, Two, Three, Uno = One }
        enum Open { One, Two }

        """;

    [Theory]
    [InlineData("kind switch { Kind.One => 1, Kind.Two => 2, Kind.Three => 3 }")]
    [InlineData("kind switch { Kind.Uno => 1, Kind.Two or Kind.Three => 2 }")]
    [InlineData(
        "kind switch { Kind.One => 1, Kind.Two => 2, Kind.Three => 3, _ => throw new InvalidOperationException() }"
    )]
    [InlineData("maybe switch { null => 0, Kind.One => 1, Kind.Two => 2, Kind.Three => 3 }")]
    [InlineData("open switch { Open.One => 1, _ => 2 }")]
    public void A_switch_that_names_every_member_is_not_reported(string expression) =>
        Source.Impure(Kinds + Method("return " + expression + ";"));

    [Theory]
    [InlineData("kind switch { Kind.One => 1, Kind.Two => 2 }")]
    [InlineData("kind switch { Kind.One => 1, Kind.Two => 2, Kind.Three when open == Open.One => 3 }")]
    [InlineData("kind switch { Kind.One => 1, Kind.Two => 2, _ => throw new InvalidOperationException() }")]
    [InlineData("maybe switch { null => 0, Kind.One => 1, Kind.Two => 2 }")]
    public void A_missing_member_is_reported_at_the_switch(string expression) =>
        Source.Impure(Kinds + Method("return " + expression + "; // HMM004"));

    [Theory]
    [InlineData("_")]
    [InlineData("var x")]
    [InlineData("> Kind.Two")]
    [InlineData("not Kind.One")]
    public void An_arm_that_swallows_is_reported(string pattern) =>
        Source.Impure(
            Kinds
                + Method(
                    $$"""
                    return kind switch
                    {
                        Kind.One => 1,
                        Kind.Two => 2,
                        Kind.Three when open == Open.One => 3,
                        {{pattern}} when open == Open.Two => 4, // HMM004
                        Kind.Three => 5,
                    };
                    """
                )
        );

    [Fact]
    public void A_statement_is_held_to_the_same() =>
        Source.Impure(
            Kinds
                + Method(
                    """
                    switch (kind)
                    {
                        case Kind.One: return 1;
                        case Kind.Two: case Kind.Three: return 2;
                    }
                    switch (kind)
                    {
                        case Kind.One: case Kind.Two: case Kind.Three: return 1;
                        default: throw new InvalidOperationException();
                    }
                    """
                )
                + """
                class Incomplete
                {
                    int Run(Kind kind)
                    {
                        switch (kind) // HMM004
                        {
                            case Kind.One: return 1;
                            case Kind.Two:
                            default: return 2; // HMM004
                        }
                    }
                }
                """
        );

    private static string Method(string body) =>
        $$"""
            class Subject
            {
                int Run(Kind kind, Kind? maybe, Open open)
                {
                    {{body}}
                }
            }

            """;
}
