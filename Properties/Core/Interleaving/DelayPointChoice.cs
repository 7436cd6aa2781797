using HmmSpec.Data;

namespace HmmSpec.Properties;

/// <summary>
/// Chooses where an operation is held up. No adapter says which operation comes to which point, so that it is learnt from the
/// answers: points to which operations of a kind have come are drawn more often for that kind.
/// </summary>
/// <param name="points">The points.</param>
public sealed class DelayPointChoice(Sequence<string> points)
{
    private const int Most = 200;

    private readonly Dictionary<(OperationKind Kind, string Point), (int Drawn, int Held)> _known = [];

    /// <summary>A point for an operation of a kind; null if there are none.</summary>
    public string? Draw(OperationKind kind, ref Random64 random)
    {
        int[] weights = [.. points.Select(point => WeightOf(kind, point))];
        int left = points.Count == 0 ? 0 : random.Below(weights.Sum());
        int index = 0;
        while (index < weights.Length && left >= weights[index])
        {
            left -= weights[index];
            index++;
        }

        return index < points.Count ? points[index] : null;
    }

    /// <summary>Whether an operation came to the point that was drawn for it.</summary>
    public void Learn(OperationKind kind, string point, bool wasHeld)
    {
        (int drawn, int held) = _known.GetValueOrDefault((kind, point));
        _known[(kind, point)] = (drawn + 1, held + (wasHeld ? 1 : 0));
    }

    private int WeightOf(OperationKind kind, string point)
    {
        (int drawn, int held) = _known.GetValueOrDefault((kind, point));
        long share = held + 1;
        long known = drawn + 2;

        // The square, for of many points few are on an operation's way, and there are many kinds to learn of.
        return 1 + (int)(Most * share * share / (known * known));
    }
}
