namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM002: a property of a pure project has no set accessor, and there are no events.</summary>
public sealed class PropertyTests
{
    [Fact]
    public void A_set_accessor_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public int Automatic { get; set; } // HMM002
                private int Narrow { get; set; } // HMM002
                public int Computed { get => 1; set { } } // HMM002
                public static int Shared { get; private set; } // HMM002
                public int this[int i] { get => i; set { } } // HMM002
                public int Sum() => Narrow;
            }
            interface IThing
            {
                int Value { get; set; } // HMM002
            }
            """
        );

    [Fact]
    public void A_positional_record_struct_that_is_not_readonly_is_reported() =>
        Source.Pure(
            """
            record struct Loose(int X, int Y); // HMM002 HMM002
            readonly record struct Fixed(int X, int Y);
            record Class(int X);
            """
        );

    [Fact]
    public void A_writable_reference_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                private readonly int[] items = [1];
                public ref int First => ref items[0]; // HMM002
                public ref readonly int Second => ref items[1];
            }
            """
        );

    [Fact]
    public void An_event_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public event Action? Happened; // HMM002
                public event Action Custom { add { } remove { } } // HMM002
                public void Run() => Happened?.Invoke();
            }
            """
        );

    [Fact]
    public void Get_and_init_are_not_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public int Automatic { get; } = 1;
                public required int Given { get; init; }
                public int Computed => Automatic + Given;
                public int this[int i] => i;
            }
            """
        );
}
