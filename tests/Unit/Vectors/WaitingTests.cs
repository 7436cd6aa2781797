using System.Text;
using HmmSpec.Conformance;
using HmmSpec.Spec;
using HmmSpec.Tests.Results;

namespace HmmSpec.Tests.Vectors;

/// <summary>
/// What each step waits for, and that it waits for nothing else: where a step of a scenario is taken, one thing more is held, and
/// the step is asked again. The texts in <c>tests/Vectors/waits</c> say how often a step waited, of how often it was asked.
/// </summary>
public sealed class WaitingTests
{
    private readonly SortedDictionary<string, int> _waited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asked = [];

    public static TheoryData<string> Families => [.. VectorFiles.Families.Select(static family => family.Key)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_step_waits_for_what_its_line_says_and_nothing_else(string family)
    {
        foreach (string path in VectorFiles.Families[family])
        {
            foreach (LineRun line in ConcurrentRunner.Run(VectorFiles.Read(path)))
            {
                foreach (TakenStep taken in line.Steps)
                {
                    Ask(taken.Before);
                }
            }
        }

        StringBuilder text = new();
        foreach ((string what, int waited) in _waited)
        {
            text.Append($"{what}, {waited} times of {_asked[what[..what.IndexOf(':', StringComparison.Ordinal)]]}\n");
        }

        Golden.Same(Path.Combine("waits", $"{family}.txt"), text.ToString());
    }

    private void Ask(Interleaving before)
    {
        foreach (Activity activity in before.Activities.AsEnumerable().OfType<Activity>())
        {
            Successors next = activity.Next(before.State);
            if (next.Blocked == Blocked.No)
            {
                Ask(before.State, activity, next.Canonical.Step);
            }
        }
    }

    private void Ask(State state, Activity activity, StepName step)
    {
        foreach ((string held, State obstructed) in Obstacles.In(state))
        {
            string asked = $"{step.Activity?.Name}.{step.Method}, {held} held";
            _asked[asked] = _asked.GetValueOrDefault(asked) + 1;
            Blocked blocked = activity.Next(obstructed).Blocked;
            if (blocked != Blocked.No)
            {
                string what = $"{asked}: waits for {blocked}";
                _waited[what] = _waited.GetValueOrDefault(what) + 1;
            }
        }
    }
}
