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
            int kind = Number();
            commits[index] = new FlatEffect(
                (FlatEffectKind)(kind & 31),
                Number(),
                new PageRange(Number(), Number()),
                Value(),
                (Protection)Number(),
                Number() - 1
            )
            {
                IsEarly = (kind & 32) != 0,
                IsShared = (kind & 64) != 0 && (FlatEffectKind)(kind & 31) == FlatEffectKind.Copy,
                KeepsLazyFree = (kind & 64) != 0 && (FlatEffectKind)(kind & 31) != FlatEffectKind.Copy,
            };
            if (commits[index].Kind == FlatEffectKind.Advise)
            {
                commits[index] = commits[index] with { Advice = (Advice)Number() };
            }

            if ((kind & 128) != 0)
            {
                commits[index] = commits[index] with { Flags = (VmaFlags)Number() };
            }

            if (commits[index].Kind == FlatEffectKind.Lose)
            {
                PageAddress[] lost = new PageAddress[Number()];
                for (int page = 0; page < lost.Length; page++)
                {
                    lost[page] = new PageAddress(Number(), Number());
                }

                commits[index] = commits[index] with { Lost = Sequence.Create<PageAddress>(lost) };
            }

            if (commits[index].Kind == FlatEffectKind.Move)
            {
                commits[index] = commits[index] with { NewStart = Number() };
            }

            if (_world.AllFiles > 0)
            {
                commits[index] = commits[index] with { Backing = ReadBacking(commits[index].Range.Start) };
            }
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
