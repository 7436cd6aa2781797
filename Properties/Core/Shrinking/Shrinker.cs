using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// Looks for the shortest sequence that ends in the same divergence: cut behind it, remove chunks, then single
/// operations, then make those that are left simpler or put simpler ones in their place, then rearrange, then pairs, then
/// give it less memory to fill. Every try runs against the reference again, and counts only if the clause is the same.
/// </summary>
/// <param name="run">Runs a sequence on what is under test.</param>
/// <param name="budget">How many tries at most.</param>
public sealed class Shrinker(SequenceRunner run, int budget)
{
    private const int PairLimit = 24;

    /// <summary>Of machines in this process.</summary>
    /// <param name="factory">Makes the machine under test.</param>
    /// <param name="budget">How many tries at most.</param>
    /// <param name="comparison">How strictly it is compared.</param>
    /// <param name="cancellation">Ends it, in the middle of a try too.</param>
    public Shrinker(
        MachineFactory factory,
        int budget,
        Comparison comparison = Comparison.Exact,
        CancellationToken cancellation = default
    )
        : this(
            (world, profile, operations) =>
                Replay.Run(
                    world,
                    profile,
                    operations.Span,
                    factory,
                    Thoroughness.EveryOperation,
                    comparison,
                    cancellation
                ),
            budget
        )
    {
        IsOver = () => cancellation.IsCancellationRequested;
        Scarce = [.. WorldText.Sizes.Where(static size => size.Name is "frames" or "swap")];
    }

    /// <summary>
    /// Sizes of the world that may be made smaller if that saves operations: those that what is under test keeps to. None
    /// unless told otherwise; of machines in this process, system memory and swap.
    /// </summary>
    public IReadOnlyList<WorldSize> Scarce { get; init; } = [];

    /// <summary>Says whether it is time to stop; never unless told otherwise.</summary>
    public Func<bool> IsOver { get; init; } = static () => false;

    private Finding _best = null!;

    // Asked before a candidate is made as well: of a long sequence that takes a while.
    private bool IsDone => Tries >= budget || IsOver();

    /// <summary>The tries that were made.</summary>
    public int Tries { get; private set; }

    /// <summary>The shortest sequence found.</summary>
    public Finding Shrink(Finding finding)
    {
        Tries = 0;
        _best = finding;
        Accept(finding.Operations);
        bool better = true;
        while (better && !IsDone)
        {
            better = RemoveChunks();
            better |= Simplify();
            better |= !better && Rearrange();
            better |= !better && RemovePairs();
            better |= !better && ShrinkMemory();
        }

        return _best;
    }

    private bool RemoveChunks()
    {
        bool better = false;
        for (int size = Math.Max(1, _best.Operations.Count / 2); size >= 1; size /= 2)
        {
            for (int end = _best.Operations.Count; end > 0 && !IsDone; )
            {
                int start = Math.Max(0, end - size);
                bool removed = end <= _best.Operations.Count && Accept(Without(_best.Operations, start, end - start));
                better |= removed;
                end = removed ? Math.Min(start, _best.Operations.Count) : start;
            }
        }

        return better;
    }

    private bool RemovePairs()
    {
        for (int first = 0; first < _best.Operations.Count && _best.Operations.Count <= PairLimit; first++)
        {
            for (int second = first + 1; second < _best.Operations.Count && !IsDone; second++)
            {
                if (Accept(Without(Without(_best.Operations, second, 1), first, 1)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Changes that make nothing simpler by themselves, and are kept only if something can be removed after them.</summary>
    private bool Rearrange()
    {
        foreach (
            Sequence<Operation> candidate in Rearrangement.Of(_best.World, _best.Operations).TakeWhile(_ => !IsDone)
        )
        {
            Finding before = _best;
            if (Accept(candidate))
            {
                RemoveChunks();
                if (_best.Operations.Count < before.Operations.Count)
                {
                    return true;
                }

                _best = before;
            }
        }

        return false;
    }

    // Operations that only fill memory go when there is less of it. A world that saves none stays as it was: who reads the
    // finding would look for what is scarce in it.
    private bool ShrinkMemory()
    {
        Finding before = _best;
        while (SmallerWorlds.Of(_best.World, Scarce).Any(world => Accept(_best.Operations, world)) || FillLess())
        {
            RemoveChunks();
        }

        bool saved = _best.Operations.Count < before.Operations.Count;
        _best = saved ? _best : before;
        return saved;
    }

    // With a frame less the last that fills may be the one that matters: another goes with the frame.
    private bool FillLess() =>
        Scarce
            .Where(size => size.Of(_best.World) > 0)
            .Select(size => size.With(_best.World, size.Of(_best.World) - 1))
            .Any(world =>
                Enumerable
                    .Range(0, _best.Operations.Count)
                    .Any(index => !IsDone && Accept(Without(_best.Operations, index, 1), world))
            );

    private bool Simplify()
    {
        bool better = false;
        foreach (Func<Operation, Operation> change in Simplification.Everywhere(_best.World).TakeWhile(_ => !IsDone))
        {
            better |= Accept(Sequence.Generate(_best.Operations.Count, index => change(_best.Operations[index])));
        }

        for (int index = 0; index < _best.Operations.Count && !IsDone; index++)
        {
            bool simpler = true;
            while (simpler && !IsDone)
            {
                simpler = false;
                foreach (Operation candidate in Simplification.Of(_best.Operations[index]))
                {
                    if (Accept(_best.Operations.Set(index, candidate)))
                    {
                        simpler = true;
                        break;
                    }
                }

                simpler &= index < _best.Operations.Count;
                better |= simpler;
            }
        }

        return better;
    }

    private bool Accept(Sequence<Operation> operations) => Accept(operations, _best.World);

    private bool Accept(Sequence<Operation> operations, World world)
    {
        if (operations.Count == 0 || IsDone)
        {
            return false;
        }

        Tries++;
        Finding? found = run(world, _best.Profile, operations);
        bool same = found is not null && found.Divergence.Clause == _best.Divergence.Clause;
        bool changed = same && (found!.Operations != _best.Operations || world != _best.World);
        if (changed)
        {
            _best = found!;
        }

        return changed;
    }

    private static Sequence<Operation> Without(Sequence<Operation> operations, int start, int count) =>
        [.. operations.Span[..start], .. operations.Span[(start + count)..]];
}
