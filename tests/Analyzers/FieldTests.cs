namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM001: a field of a pure project never changes.</summary>
public sealed class FieldTests
{
    [Fact]
    public void A_field_that_can_change_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                private int instance; // HMM001
                public static int shared; // HMM001
                internal int one, two; // HMM001 HMM001
                public int Sum() => instance + shared + one + two;
            }
            struct Value
            {
                public int X; // HMM001
            }
            """
        );

    [Fact]
    public void A_readonly_field_and_a_constant_are_not_reported() =>
        Source.Pure(
            """
            enum Kind { One, Two }
            class Subject(int captured)
            {
                private readonly int instance = 1;
                private static readonly string Shared = "";
                public const int Constant = 1;
                public int Automatic { get; init; }
                public int Sum() => instance + Shared.Length + captured;
            }
            sealed record Position(int X);
            """
        );

    [Fact]
    public void Assigning_a_captured_primary_constructor_parameter_is_reported() =>
        Source.Pure(
            """
            class Counter(int count, int step)
            {
                private readonly int twice = step = 2 * step;
                public int Next()
                {
                    count += step; // HMM001
                    count++; // HMM001
                    Set(out count); // HMM001
                    return count + twice;
                }
                private static void Set(out int value) => value = 1;
            }
            """
        );

    [Fact]
    public void Locals_and_parameters_of_methods_may_change() =>
        Source.Pure(
            """
            class Subject
            {
                public Subject(int x) { x++; Local(); void Local() => x++; }
                public int Sum(int[] values, int start)
                {
                    foreach (int value in values) { start += value; }
                    return start;
                }
            }
            """
        );

    [Fact]
    public void A_project_that_is_not_pure_may_have_what_state_it_likes() =>
        Source.Impure(
            """
            class Subject(int count)
            {
                public int field;
                public int Property { get; set; }
                public event Action? Happened;
                public static readonly int[] Shared = [];
                public async Task Wait() { count++; field++; lock (this) { Happened?.Invoke(); } await Task.Yield(); }
            }
            """
        );
}
