using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// How a judge makes up its mind about what does not show: canonically, or at random by a seed, so that what one way of
/// seeing a run cannot explain another one may.
/// </summary>
/// <param name="seed">0 for canonically.</param>
/// <param name="suspects">The numbers of the pages that something may have happened to of which nothing was seen; null for none.</param>
internal sealed class Whim(ulong seed, IReadOnlyCollection<int>? suspects = null)
{
    // One in so many takes it that nothing was copied, the first of them to begin with: all other choices can still be made up
    // for, but a copy that was not there cannot.
    private const int WithoutCopies = 4;

    private Random64 _random = new(seed);

    /// <summary>Whether everything that does not show is canonical.</summary>
    public bool IsCanonical => seed == 0;

    /// <summary>Whether a page may have been copied though it did not show.</summary>
    public bool Copies(int page) => seed % WithoutCopies != 1 && suspects?.Contains(page) == true && _random.Chance(50);

    /// <summary>The member of a freedom to take where none shows.</summary>
    public Successor Of(Successors next)
    {
        if (IsCanonical || next.IsSingle || !_random.Chance(50))
        {
            return next.Canonical;
        }

        Successor? other = next.All.FirstOrDefault(static one => one.Choice.Kind == ChoiceKind.PrivateZeroFrame);
        return other ?? next.Canonical;
    }

    /// <summary>Whether to take what is not canonical where no step of the reference chooses.</summary>
    public bool Differs() => !IsCanonical && _random.Chance(50);

    /// <summary>The same things in an order of its own.</summary>
    public IReadOnlyList<Spontaneous> Ordered(IReadOnlyList<Spontaneous> happenings)
    {
        if (IsCanonical)
        {
            return happenings;
        }

        Spontaneous[] shuffled = [.. happenings];
        for (int last = shuffled.Length - 1; last > 0; last--)
        {
            int other = _random.Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    /// <summary>Something small that breaks ties.</summary>
    public int Tie() => IsCanonical ? 0 : _random.Below(4);
}
