using System.Numerics;

namespace HmmSpec.Properties;

/// <summary>Any agent that can move, each with the same chance.</summary>
internal sealed class UniformScheduler : IScheduler
{
    /// <inheritdoc/>
    public int Pick(uint candidates, ref Random64 random)
    {
        uint left = candidates;
        for (int skip = random.Below(BitOperations.PopCount(candidates)); skip > 0; skip--)
        {
            left &= left - 1;
        }

        return BitOperations.TrailingZeroCount(left);
    }

    /// <inheritdoc/>
    public void Begins(int agent, ref Random64 random) { }

    /// <inheritdoc/>
    public void Moved(int agent) { }
}
