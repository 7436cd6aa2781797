using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>What the operations in flight have declared.</content>
internal sealed partial class ConfigurationWriter
{
    private readonly Dictionary<(Renaming, int), int[]> _renamedOperations = [];

    // There may be more operations in a plan than fit into a byte.
    private void WriteOperation(AgentPlace place)
    {
        int operation = OperationOf(place);
        _out.Number(operation / 200);
        _out.Number(operation % 200);
    }

    private int OperationOf(AgentPlace place) =>
        _names == _renamings[0] ? place.Operation : Renamed(place.Plan, place.Operation);

    // The number of the operation that is the same under the new names (WorldProblem has seen to it that there is one).
    private int Renamed(int plan, int old)
    {
        (Renaming, int) key = (_names, plan);
        if (!_renamedOperations.TryGetValue(key, out int[]? numbers))
        {
            List<Operation> operations = [.. _plans[plan].Operations];
            numbers =
            [
                .. operations.Select(operation => operations.IndexOf(OperationRanges.Renamed(operation, _names))),
            ];
            _renamedOperations.Add(key, numbers);
        }

        return numbers[old];
    }

    private void WriteCommits(Sequence<FlatEffect> commits)
    {
        _out.Number(commits.Count);
        foreach (FlatEffect commit in commits)
        {
            int marks = (commit.IsEarly ? 32 : 0) | (commit.KeepsLazyFree || commit.IsShared ? 64 : 0); // Of a store or a copy.
            _out.Number((int)commit.Kind | marks | (commit.Flags == VmaFlags.None ? 0 : 128));
            _out.Number(_names.Process(commit.Process));
            _out.Number(commit.Range.Start);
            _out.Number(commit.Range.Count);
            _out.Value(commit.Value);
            _out.Number((int)commit.Protection);
            _out.Number(_names.Process(commit.Child) + 1);
            if (commit.Kind == FlatEffectKind.Advise)
            {
                _out.Number((int)commit.Advice);
            }

            if (commit.Flags != VmaFlags.None)
            {
                _out.Number((int)commit.Flags);
            }

            if (commit.Kind == FlatEffectKind.Lose)
            {
                _out.Number(commit.Lost.Count);
                foreach ((int process, int page) in commit.Lost)
                {
                    _out.Number(_names.Process(process));
                    _out.Number(page);
                }
            }

            if (commit.Kind == FlatEffectKind.Move)
            {
                _out.Number(commit.NewStart);
            }

            if (_state.Files.Count > 0)
            {
                WriteBacking(commit.Backing, commit.Range.Start);
            }
        }
    }

    private void WriteGoals(PageGoals? goals)
    {
        _out.Number(goals is null ? 0 : goals.Open.Count + 1);
        if (goals is not null)
        {
            foreach (int page in goals.Open)
            {
                _out.Number(page);
            }
        }
    }
}
