using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>What a step did to the locks.</summary>
/// <param name="Taken">What it took, outer ones first.</param>
/// <param name="Given">What it gave back.</param>
/// <param name="Problem">Which rule of the locks it broke, in one sentence about the operation; null if none.</param>
public sealed record LockChange(IReadOnlyList<HeldLock> Taken, IReadOnlyList<HeldLock> Given, string? Problem);

/// <summary>
/// Who holds which lock in a run of several operations: it follows the run step by step, and knows from the states before
/// and after a step what the operation took or gave back. No rule of the model tells it, so that it can say that one is
/// wrong: the order of the locks (the mmap lock, page locks, windows, driver locks), and that each operation gives back
/// what it took, and only that.
/// </summary>
public sealed class LockLedger
{
    private readonly List<(int Agent, HeldLock Held)> _held = [];

    /// <summary>What an agent holds, in the order in which it took it.</summary>
    public IEnumerable<HeldLock> HeldBy(int agent) => from entry in _held where entry.Agent == agent select entry.Held;

    /// <summary>Who holds a lock, and how.</summary>
    public IEnumerable<(int Agent, HeldLock Held)> HoldersOf(HeldLock held) =>
        _held.Where(entry => entry.Held.IsSameLock(held));

    /// <summary>Notes a step of an agent.</summary>
    /// <param name="agent">Whose step.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="activity">What the agent was in the middle of.</param>
    /// <param name="taken">The step.</param>
    public LockChange Follow(int agent, State before, Activity activity, Successor taken)
    {
        (List<HeldLock> got, List<HeldLock> gave) = HeldLocks.Difference(before, taken.State);
        string? problem = null;
        foreach (HeldLock held in gave)
        {
            if (!_held.Remove((agent, held)))
            {
                problem ??= $"gives back {held.Name(before)}, which it does not hold";
                _held.RemoveAt(_held.FindIndex(entry => entry.Held == held));
            }
        }

        problem ??= OutOfOrder(agent, before, activity, taken.State, got);
        _held.AddRange(got.Select(held => (agent, held)));
        if (taken.Activity is null)
        {
            HeldLock[] kept = [.. HeldBy(agent)];
            problem ??= kept.Length == 0 ? null : $"ends and still holds {kept[0].Name(taken.State)}";
        }

        return new LockChange(got, gave, problem);
    }

    // A step that gives back one lock and takes another does so in the order that is allowed.
    private string? OutOfOrder(int agent, State before, Activity activity, State after, List<HeldLock> got)
    {
        foreach (HeldLock outer in got)
        {
            foreach (HeldLock inner in HeldBy(agent).Where(held => held.Kind > outer.Kind))
            {
                if (HeldLocks.WouldWait(activity, before, outer))
                {
                    return $"takes {outer.Name(after)} while it holds {inner.Name(after)}, which comes after it";
                }
            }
        }

        return null;
    }
}
