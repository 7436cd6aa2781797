using System.Buffers.Binary;
using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>A transition of a graph.</summary>
internal sealed record Arrow(int To, int Operation, int Agent = 0);

/// <summary>A small graph as a system; states are numbers, written in as many bytes as is wanted.</summary>
internal sealed class GraphSystem(Arrow[][] arrows, int stateSize) : ITransitionSystem
{
    /// <summary>What a state breaks.</summary>
    public Func<int, string?> Broken { get; init; } = static _ => null;

    /// <summary>What a transition breaks.</summary>
    public Func<int, Arrow, string?> BrokenArrow { get; init; } = static (_, _) => null;

    /// <summary>Which agents can move; those that do unless given.</summary>
    public Func<int, ulong>? EnabledAgents { get; init; }

    public IReadOnlyList<string> Operations { get; } = ["a", "b", "c"];

    public int StateSize => stateSize <= 8 ? stateSize : 0;

    /// <summary>A graph with pseudo-random arrows.</summary>
    public static Arrow[][] Random(int seed, int states, int degree)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, states)
                .Select(_ =>
                    (Arrow[])
                        [
                            .. Enumerable
                                .Range(0, random.Next(degree + 1))
                                .Select(_ => new Arrow(random.Next(states), random.Next(3))),
                        ]
                ),
        ];
    }

    /// <summary>A line of states.</summary>
    public static Arrow[][] Line(int states) =>
        [.. Enumerable.Range(1, states).Select(next => next < states ? (Arrow[])[new Arrow(next, 0)] : [])];

    public void Begin(Candidates candidates) => Add(candidates, new Arrow(0, 0), changes: false);

    public void Expand(ReadOnlySpan<byte> state, Candidates candidates)
    {
        int number = Number(state);
        ulong agents = 0;
        if (Broken(number) is string sentence)
        {
            candidates.Report(sentence);
        }

        foreach (Arrow arrow in arrows[number])
        {
            Add(candidates, arrow, changes: arrow.To != number);
            agents |= 1ul << arrow.Agent;
            if (BrokenArrow(number, arrow) is string broken)
            {
                candidates.ReportLast(broken);
            }
        }

        candidates.Enabled(EnabledAgents?.Invoke(number) ?? agents);
    }

    /// <summary>The number that a state is.</summary>
    public int Number(ReadOnlySpan<byte> state)
    {
        Assert.Equal(stateSize, state.Length);
        return BinaryPrimitives.ReadInt32LittleEndian(state);
    }

    private void Add(Candidates candidates, Arrow arrow, bool changes)
    {
        Span<byte> bytes = stackalloc byte[stateSize];
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, arrow.To);
        candidates.Add(bytes, arrow.Operation, changes, arrow.Agent);
    }
}
