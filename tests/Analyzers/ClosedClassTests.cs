using Microsoft.CodeAnalysis;

namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM004 over a closed hierarchy: a switch names every concrete type.</summary>
public sealed class ClosedClassTests
{
    private const string Shapes = """
        [Closed] abstract record Shape;
        sealed record Circle(int Radius) : Shape;
        sealed record Square(int Side, bool Filled) : Shape;
        sealed record Line : Shape;
        abstract record Unrelated;
        sealed record Some : Unrelated;

        """;

    [Theory]
    [InlineData("shape switch { Circle => 1, Square => 2, Line => 3 }")]
    [InlineData("shape switch { Circle c => c.Radius, Square or Line => 2 }")]
    [InlineData("shape switch { Circle(var r) => r, Square(_, var filled) => 2, Line { } => 3 }")]
    [InlineData(
        "shape switch { Square { Filled: true } => 1, Square { Side: int s } => s, Circle { Radius: _ } c => 2, (Line) => 3 }"
    )]
    [InlineData("shape switch { Circle c when c.Radius > 1 => 0, Circle => 1, Square => 2, Line => 3 }")]
    [InlineData("shape switch { null => 0, Circle => 1, Square => 2, Line => 3 }")]
    [InlineData("shape switch { Circle => 1, Square => 2, Line => 3, _ => throw new InvalidOperationException() }")]
    [InlineData("shape switch { Circle => 1, Square => 2, Line => 3, var x => throw new InvalidOperationException() }")]
    [InlineData("shape switch { Circle and { } => 1, var _ and Square => 2, Line => 3 }")]
    [InlineData("other switch { Some => 1, _ => 2 }")]
    [InlineData("other switch { _ => 2 }")]
    [InlineData("square switch { { Filled: true } => 1, _ => 2 }")]
    [InlineData("(shape, other) switch { (Circle, _) => 1, _ => 2 }")]
    [InlineData("number switch { 1 => 1, _ => 2 }")]
    public void A_switch_that_names_every_case_is_not_reported(string expression) =>
        Source.Impure(Shapes + Method("return " + expression + ";"));

    [Theory]
    [InlineData("shape switch { Circle => 1, Square => 2 }")]
    [InlineData("shape switch { Circle => 1, Square => 2, Line when number > 1 => 3 }")]
    [InlineData("shape switch { Circle => 1, Square { Filled: true } => 2, Line => 3 }")]
    [InlineData("shape switch { Circle(1) => 1, Square => 2, Line => 3 }")]
    [InlineData("shape switch { Circle => 1, Square => 2, null => 3 }")]
    [InlineData("shape switch { Circle => 1, Square => 2, _ => throw new InvalidOperationException() }")]
    [InlineData("shape switch { Circle => 1, Square => 2, Line and not null => 3 }")]
    [InlineData("shape switch { { } => throw new InvalidOperationException() }")]
    public void A_missing_case_is_reported_at_the_switch(string expression) =>
        Source.Impure(Shapes + Method("return " + expression + "; // HMM004"));

    [Theory]
    [InlineData("_")]
    [InlineData("var x")]
    [InlineData("{ }")]
    [InlineData("not null")]
    [InlineData("not Circle")]
    [InlineData("Shape")]
    [InlineData("Shape s")]
    [InlineData("object")]
    [InlineData("null or _")]
    [InlineData("_ when number > 1")]
    public void An_arm_that_swallows_is_reported_though_every_case_is_named(string pattern) =>
        Source.Impure(
            Shapes
                + Method(
                    $$"""
                    return shape switch
                    {
                        Circle => 1,
                        Square => 2,
                        Line => 3,
                        {{pattern}} => 4, // HMM004
                    };
                    """
                )
        );

    [Fact]
    public void Swallowing_and_missing_are_both_reported() =>
        Source.Impure(
            Shapes
                + Method(
                    """
                    return shape switch // HMM004
                    {
                        Circle => 1,
                        _ => 2, // HMM004
                    };
                    """
                )
        );

    [Fact]
    public void A_statement_is_held_to_the_same() =>
        Source.Impure(
            Shapes
                + Method(
                    """
                    switch (shape) // HMM004
                    {
                        case Circle: return 1;
                        case Square s when s.Filled: return 2;
                        default: return 4; // HMM004
                    }
                    """
                )
                + """
                class Complete
                {
                    int Throwing(Shape shape)
                    {
                        switch (shape)
                        {
                            case Circle: return 1;
                            case Square: case Line: return 2;
                            default: throw new InvalidOperationException();
                        }
                    }
                    int Block(Shape shape)
                    {
                        switch (shape)
                        {
                            case Circle: return 1;
                            case Square or Line: return 2;
                            default: { throw new InvalidOperationException(); }
                        }
                    }
                    void Silent(Shape shape)
                    {
                        switch (shape)
                        {
                            case Circle: break;
                            case Square: break;
                            case Line: break;
                        }
                    }
                    void Forgetful(Shape shape)
                    {
                        switch (shape) // HMM004
                        {
                            case Circle: break;
                            case Square: break;
                        }
                    }
                }
                """
        );

    [Fact]
    public void A_group_stands_for_its_cases_only_if_it_is_closed_itself() =>
        Source.Impure(
            """
            [Closed] abstract record Operation;
            [Closed] abstract record OfDevice : Operation;
            sealed record Fault : OfDevice;
            sealed record Migrate : OfDevice;
            abstract record OfProcess : Operation;
            sealed record Map : OfProcess;
            sealed record Unmap : OfProcess;
            class Subject
            {
                int Groups(Operation o) => o switch { OfDevice => 1, Map => 2, Unmap => 3 };
                int Open(Operation o) => o switch { OfDevice => 1, OfProcess => 2 }; // HMM004
                int Inner(OfDevice o) => o switch { Fault => 1, Migrate => 2 };
                int InnerMissing(OfDevice o) => o switch { Fault => 1 }; // HMM004
                int Inherited(OfProcess o) => o switch { Map => 1 }; // HMM004
            }
            """
        );

    [Fact]
    public void Nested_and_generic_cases_are_found() =>
        Source.Impure(
            """
            [Closed] abstract record Result<T>
            {
                private Result() { }
                public sealed record Ok(T Value) : Result<T>;
                public sealed record Failed(int Code) : Result<T>;
            }
            class Subject
            {
                int Complete(Result<int> r) => r switch { Result<int>.Ok(var v) => v, Result<int>.Failed f => f.Code };
                int Missing<T>(Result<T> r) => r switch { Result<T>.Ok => 1 }; // HMM004
            }
            """
        );

    [Fact]
    public void A_closed_interface_is_held_to_the_same() =>
        Source.Impure(
            """
            [Closed] interface IShape;
            sealed class Circle : IShape;
            readonly struct Dot : IShape;
            class Subject
            {
                int Complete(IShape s) => s switch { Circle => 1, Dot => 2 };
                int Missing(IShape s) => s switch { Circle => 1 }; // HMM004
            }
            """
        );

    [Fact]
    public void A_subtype_that_can_be_inherited_from_opens_the_type() =>
        Source.Impure(
            """
            [Closed] abstract record Shape;
            record Circle : Shape; // HMM004
            abstract record Round : Shape;
            sealed record Line : Round;
            """
        );

    [Fact]
    public void The_cases_of_another_assembly_are_known_and_cannot_be_added_to()
    {
        MetadataReference library = Source.Library(
            "[Closed] public abstract record Shape; public sealed record Circle : Shape; public sealed record Line : Shape;"
        );
        var diagnostics = Source.Diagnose(
            """
            sealed record Mine : Shape;
            class Subject
            {
                int Missing(Shape s) => s switch { Circle => 1 };
                int Complete(Shape s) => s switch { Circle => 1, Line => 2 };
            }
            """,
            isPure: false,
            [],
            library
        );
        Assert.Equal(
            [
                "'Mine' opens the closed type 'Shape': make it sealed or abstract, and declare it in the same assembly",
                "The switch over the closed type 'Shape' does not name 'Line': add an arm for each, without a when clause",
            ],
            diagnostics.Where(d => d.Id == "HMM004").Select(d => d.GetMessage(null)).Order(StringComparer.Ordinal)
        );
    }

    private static string Method(string body) =>
        $$"""
            class Subject
            {
                int Run(Shape shape, Unrelated other, Square square, int number)
                {
                    {{body}}
                }
            }

            """;
}
