using System.Buffers.Binary;
using HmmSpec.Exploration;

namespace HmmSpec.Tests.Exploration;

/// <summary>Keys of states that differ in little, seen from outside: as many states are found as there are.</summary>
public sealed class StateKeyTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(33)]
    public void States_that_differ_in_one_number_are_different(int size)
    {
        const int states = 200_000;
        foreach (int place in (int[])[0, size - 3])
        {
            ExplorationResult result = Explorer.Run(() => new Fan(size, place, states), new ExplorationOptions());

            Assert.Equal(states, result.States);
        }
    }

    [Fact]
    public void States_of_zeros_differ_by_their_lengths()
    {
        Assert.Equal(40, Explorer.Run(static () => new Zeros(), new ExplorationOptions()).States);
    }

    // One state leads to all others; they differ in three bytes.
    private sealed class Fan(int size, int place, int states) : ITransitionSystem
    {
        public IReadOnlyList<string> Operations { get; } = ["go"];

        public int StateSize => size <= 8 ? size : 0;

        public void Begin(Candidates candidates) => Add(candidates, 0);

        public void Expand(ReadOnlySpan<byte> state, Candidates candidates)
        {
            int number = state[place] | (state[place + 1] << 8) | (state[place + 2] << 16);
            for (int next = (number * 50) + 1; next <= (number * 50) + 50 && next < states; next++)
            {
                Add(candidates, next);
            }
        }

        private void Add(Candidates candidates, int number)
        {
            Span<byte> state = stackalloc byte[size];
            Span<byte> digits = stackalloc byte[4];
            state.Fill(0xFF);
            BinaryPrimitives.WriteInt32LittleEndian(digits, number);
            digits[..3].CopyTo(state[place..]);
            candidates.Add(state, 0, changes: true);
        }
    }

    private sealed class Zeros : ITransitionSystem
    {
        public IReadOnlyList<string> Operations { get; } = ["longer"];

        public void Begin(Candidates candidates) => candidates.Add([], 0, changes: true);

        public void Expand(ReadOnlySpan<byte> state, Candidates candidates)
        {
            if (state.Length < 39)
            {
                candidates.Add(new byte[state.Length + 1], 0, changes: true);
            }
        }
    }
}
