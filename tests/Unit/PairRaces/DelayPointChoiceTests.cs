using HmmSpec.Properties;

namespace HmmSpec.Tests.PairRaces;

/// <summary>Where operations are held up is learnt from where they came to, for as long as races run.</summary>
public sealed class DelayPointChoiceTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(50_000)]
    public void A_point_that_is_reached_is_drawn_much_more_often_than_one_that_is_not(int known)
    {
        DelayPointChoice choice = new(["reached", "missed"]);
        for (int count = 0; count < known; count++)
        {
            choice.Learn(OperationKind.Store, "reached", wasHeld: true);
            choice.Learn(OperationKind.Store, "missed", wasHeld: false);
        }

        Random64 random = new(1);
        int drawn = 0;
        for (int count = 0; count < 1_000; count++)
        {
            drawn += choice.Draw(OperationKind.Store, ref random) == "reached" ? 1 : 0;
        }

        Assert.InRange(drawn, 950, 1_000);
    }
}
