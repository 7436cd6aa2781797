using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <content>What the operations in flight have declared.</content>
internal sealed partial class ConfigurationReader
{
    private Sequence<FlatEffect> ReadCommits()
    {
        FlatEffect[] commits = new FlatEffect[Number()];
        for (int index = 0; index < commits.Length; index++)
        {
            commits[index] = new FlatEffect(
                (FlatEffectKind)Number(),
                Number(),
                new PageRange(Number(), Number()),
                Value(),
                (Protection)Number(),
                Number() - 1
            );
            FlatEffect read = commits[index];
            commits[index] = _world.Files == 0 ? read : read with { Backing = ReadBacking(read.Range.Start) };
        }

        return Sequence.Create<FlatEffect>(commits);
    }

    private PageGoals? ReadGoals()
    {
        int count = Number();
        if (count == 0)
        {
            return null;
        }

        int[] pages = new int[count - 1];
        for (int index = 0; index < pages.Length; index++)
        {
            pages[index] = Number();
        }

        return new PageGoals(Sequence.Create<int>(pages));
    }
}
