namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM003: a pure project neither waits nor shares mutable data.</summary>
public sealed class SharingTests
{
    [Fact]
    public void Waiting_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public async Task<int> Method() // HMM003
                {
                    await Task.Yield(); // HMM003
                    return 1;
                }
                public Task Direct() => Task.CompletedTask; // HMM003
                public ValueTask<int> Value() => new(1); // HMM003
                public object Lambdas()
                {
                    Func<Task> one = async () => await Task.Yield(); // HMM003 HMM003
                    Func<int, Task> two = async x => { }; // HMM003
                    Func<Task> three = async delegate { }; // HMM003
                    async Task Local() { } // HMM003
                    return (one, two, three, Local());
                }
                public void Guarded()
                {
                    lock (this) { } // HMM003
                }
            }
            """
        );

    [Fact]
    public void An_iterator_is_not_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public IEnumerable<int> Successors() { yield return 1; }
            }
            """
        );

    [Fact]
    public void A_shared_mutable_object_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                private static readonly int[] Array = [1]; // HMM003
                public static readonly int[][] Nested = []; // HMM003
                private static readonly List<int> List = []; // HMM003
                private static readonly Dictionary<int, int> Map = []; // HMM003
                private static readonly HashSet<int> Set = []; // HMM003
                private static readonly Queue<int> Queue = new(); // HMM003
                private static readonly Stack<int> Stack = new(); // HMM003
                private static readonly StringBuilder Text = new(); // HMM003
                private static IList<int> Automatic { get; } = []; // HMM003
                public static int[] Public { get; } = []; // HMM003
                public static int Sum() => Array.Length + List.Count + Map.Count + Set.Count + Queue.Count + Stack.Count + Text.Length + Automatic.Count;
            }
            """
        );

    [Fact]
    public void Immutable_shared_data_is_not_reported() =>
        Source.Pure(
            """
            class Subject
            {
                private static readonly string Name = "";
                private static readonly IReadOnlyList<int> Numbers = [1];
                private static readonly System.Collections.Immutable.ImmutableArray<int> Table = [1];
                private static ReadOnlySpan<byte> Bytes => [1, 2];
                public static int Sum() => Name.Length + Numbers.Count + Table.Length + Bytes.Length;
            }
            """
        );

    [Fact]
    public void An_array_that_is_shown_is_reported() =>
        Source.Pure(
            """
            class Subject
            {
                public readonly int[] Field = []; // HMM003
                internal readonly int[] Inside = []; // HMM003
                protected int[] Property => Field; // HMM003
                public int[] Given { get; init; } = []; // HMM003
            }
            record Positional(int[] Items); // HMM003
            """
        );

    [Fact]
    public void A_private_array_is_what_tables_are_made_of() =>
        Source.Pure(
            """
            class Table
            {
                private readonly int[] items = [];
                private int[] All => items;
                public ReadOnlySpan<int> Items => All;
                private sealed class Node
                {
                    public readonly int[] Items = [];
                    public int[] All => Items;
                }
                public object New() => new Node();
            }
            """
        );

    [Fact]
    public void A_mutable_local_is_nobodys_business() =>
        Source.Pure(
            """
            class Subject
            {
                public static IReadOnlyList<int> Make()
                {
                    List<int> result = [1];
                    result.Add(2);
                    int[] array = [.. result];
                    return array;
                }
            }
            """
        );
}
