using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>
/// The sequential reading as a transition system: one operation after another, each run alone from beginning to end, by
/// every choice. Ways to the same end are one transition.
/// </summary>
public sealed class SequentialSystem(HmmWorld world, IStepModel model) : HmmSystem(world, model)
{
    private readonly Stack<(Interleaving Now, Activity Activity, Trail? Steps)> _open = new();
    private readonly HashSet<UInt128> _seen = [];

    /// <inheritdoc/>
    public override void Expand(ReadOnlySpan<byte> state, Candidates candidates)
    {
        Configuration here = Read(state);
        if (Invariants.FirstViolation(here.Interleaving) is Violation broken)
        {
            candidates.Report(broken.ToString());
            return;
        }

        foreach (Operation operation in World.Agents[0].Operations)
        {
            _seen.Clear();
            foreach (Ending ending in EndingsOf(here, operation))
            {
                ReadOnlySpan<byte> bytes = Write(ending.After);
                if (_seen.Add(Spec.Fingerprint.Of(bytes)) || ending.Violation is not null)
                {
                    candidates.Add(bytes, OperationNames.Of(operation), !bytes.SequenceEqual(state));
                    if (ending.Violation is Violation violation)
                    {
                        candidates.ReportLast(violation.ToString());
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Move> AllMovesOf(Configuration here) =>
        World
            .Agents[0]
            .Operations.SelectMany(
                operation => EndingsOf(here, operation).ToList(),
                static (operation, ending) => new Move(0, operation, ending.Steps, ending.After)
            );

    /// <summary>All ways in which an operation can end; one enumeration at a time.</summary>
    public IEnumerable<Ending> EndingsOf(Configuration here, Operation operation)
    {
        Interleaving before = here.Interleaving;
        _open.Clear();
        _open.Push((before, Model.Begin(operation), null));
        while (_open.TryPop(out (Interleaving Now, Activity Activity, Trail? Steps) path))
        {
            Successors next = path.Activity.Next(path.Now.State);
            if (next.Blocked != Blocked.No)
            {
                Violation waits = EveryOperationEnds.Broken($"an operation alone waits for {next.Blocked}");
                yield return new Ending(here, path.Steps, waits);
                continue;
            }

            foreach (Successor taken in next.All.Reverse())
            {
                Fired |= taken.Clauses;
                Interleaving after = path.Now.After(0, taken);
                Trail steps = new(path.Steps, taken);
                Violation? broken = FlatAgreement.Check(path.Now.Flat, taken.Effect);
                if (broken is null && taken.Activity is Activity rest)
                {
                    _open.Push((after, rest, steps));
                    continue;
                }

                broken ??= Invariants.FirstViolation(before.State, operation, taken.Outcome, after.State);
                yield return new Ending(here with { Interleaving = after.End(0) }, steps, broken);
            }
        }
    }
}
