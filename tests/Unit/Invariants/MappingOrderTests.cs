using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>A page that several processes map can be unmapped and restored in any order, and it makes no difference.</summary>
public class MappingOrderTests
{
    private static readonly World World = new(3, 1, 1, 4, 1, 1, 1);

    private static readonly string[] Shared =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "map p0 0+1 read-write",
        "store p0 0 7",
        "fork p0 p1",
        "fork p0 p2",
    ];

    [Theory]
    [InlineData("swap-out p1 0", "", 6)]
    [InlineData("migrate-to-device p0 d0 0+1", "", 12)]
    [InlineData("evict d0 1", "migrate-to-device p0 d0 0+1", 36)]
    [InlineData("load p1 0", "migrate-to-device p0 d0 0+1", 12)]
    public void All_orders_are_offered_and_end_alike(string operation, string before, int orders)
    {
        State state = ReferenceModel.Init(World, Profile.Strict);
        foreach (string line in (string[])[.. Shared, .. before.Length == 0 ? [] : (string[])[before]])
        {
            state = ReferenceModel.Run(state, Reach.Read(line)).After;
        }

        List<State> ends = [];
        Follow(state, ReferenceModel.Begin(Reach.Read(operation)), ends);

        Assert.Equal(orders, ends.Count);
        Assert.Single(ends.Select(Canonical.Of).Distinct());
    }

    private static void Follow(State state, Activity? activity, List<State> ends)
    {
        if (activity is null)
        {
            ends.Add(state);
            return;
        }

        foreach (Successor next in ReferenceModel.Next(state, activity).All)
        {
            if (next.Choice.Kind is ChoiceKind.Canonical or ChoiceKind.MappingOrder)
            {
                Follow(next.State, next.Activity, ends);
            }
        }
    }
}
